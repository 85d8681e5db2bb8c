"""What fails on the way leaves the site in place as it was, and the next build as good as any."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefdesk.site import build as building
from briefdesk.site import clock, rendering
from briefdesk.site.memory import VOUCHER
from briefdesk.site.project import find
from tests.safety import failing
from tests.safety.conftest import BUILD, Desks
from tests.site.desks import TALKS, change, differing, environment, lay, run

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Tried:
    """Which changes are tried: from which on, each how manieth, and how many at most."""

    first: int = 1
    step: int = 1
    most: int = 1_000_000


def tries(
    desks: Desks, desk: Path, fault: str, tried: Tried, *command: str
) -> Iterator[dict[str, Any]]:
    """What came of each try."""
    done = subprocess.run(
        [sys.executable, failing.__file__, desk, desks.place, fault,
         *map(str, astuple(tried)), *command],
        env=environment(**{VOUCHER: "tests", "PYTHONPATH": os.pathsep.join(sys.path)}),
        capture_output=True, text=True, check=False, timeout=7200,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    yield from map(json.loads, done.stdout.splitlines())


WAYS = {
    "nothing": ("forgetful", BUILD),
    "update": ("edited", BUILD),
    "plain": ("edited", ("build", "--plain")),
    "back": ("renewed", ("rollback",)),
}

#: What is tried always: half a dozen changes in all.
SAMPLE = {
    "nothing": Tried(700, 600, 1), "update": Tried(120, 170, 3), "plain": Tried(450, 250, 1),
    "back": Tried(20, 20, 1),
}  # fmt: skip


def each(name: str, tried: Tried = Tried()) -> Any:
    every = tried == Tried()
    marks = [pytest.mark.exhaustive] if every else []
    return pytest.param(name, tried, marks=marks, id=f"{name}-{'all' if every else 'sample'}")


@pytest.mark.parametrize(
    ("name", "tried"),
    [*(each(name, SAMPLE[name]) for name in WAYS), *(each(name) for name in WAYS)],
)
def test_any_change_may_be_refused(desks: Desks, name: str, tried: Tried) -> None:
    """Whichever change of a file the disk refuses, a command ends well without it, or says so in
    a sentence and leaves the site as it was; the next build makes what a clean one makes."""
    desk, command = WAYS[name]
    clean = desks.back if name == "back" else desks.clean
    found = list(tries(desks, getattr(desks, desk), "refused", tried, *command))
    assert len(found) == tried.most or found[-1]["ended"] == 0
    for came in found:
        _is_told(came)
        assert came["site"] in (["new"] if came["ended"] == 0 else ["old", "new"]), came
        _is_mended(came, clean)


def _is_told(tried: dict[str, Any]) -> None:
    assert tried["ended"] in {0, 2}, tried
    assert "Traceback" not in tried["said"], tried
    if tried["ended"]:
        assert tried["said"].startswith("briefdesk: "), tried
        assert tried["said"].count("\n") == 1, tried


def _is_mended(tried: dict[str, Any], clean: str) -> None:
    assert not tried["after"], tried
    assert tried["built"] == clean, tried
    kinds = [name.split("-")[0] for name in tried["left"] if name != ".gitignore"]
    assert kinds in ([], ["before"], ["changes"]), tried


@pytest.mark.parametrize(
    ("name", "tried"),
    [each("update", Tried(505, 1, 1)), *(each(name) for name in ("update", "back"))],
)
def test_any_change_may_be_the_last(desks: Desks, name: str, tried: Tried) -> None:
    """Killed at any change, a command leaves the old site or the new one, or one half changed
    that is known as such; the next build makes what a clean one makes."""
    desk, command = WAYS[name]
    clean = desks.back if name == "back" else desks.clean
    for came in tries(desks, getattr(desks, desk), "killed", tried, *command):
        assert came["ended"] in {0, -9}
        assert came["site"] in {"old", "new"} or came["begun"], came
        _is_mended(came, clean)


Deed = Callable[[Path], None]


def _edit(desk: Path) -> None:
    change(desk / TALKS, "Talks go on.", "Talks broke off.")


def _remove(desk: Path) -> None:
    (desk / TALKS).unlink()


def _rename(desk: Path) -> None:
    (desk / TALKS).rename(desk / "briefs/2017/2017-02-22-more-talks.md")


@pytest.mark.parametrize(
    ("deed", "again"),
    [
        (_edit, True), (_rename, False),
        *(
            pytest.param(deed, again, marks=pytest.mark.exhaustive)
            for deed, again in ((_edit, False), (_remove, False), (_remove, True), (_rename, True))
        ),
    ],
)  # fmt: skip
def test_a_brief_may_change_during_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: Deed, again: bool
) -> None:
    """A brief that is edited, removed or renamed while a site is built shows as it was, and the
    next build sees it."""
    desk = lay(tmp_path / "desk")
    if again:
        building.build(find(desk), jobs=1)
        change(desk / "docs/systems/l-20.md", "A battery.", "Another battery.")
    before = (desk / TALKS).read_text(encoding="utf-8")
    render = rendering.render

    def late(*arguments: Any) -> Any:
        monkeypatch.undo()
        deed(desk)
        return render(*arguments)

    monkeypatch.setattr(rendering, "render", late)
    building.build(find(desk), jobs=1)
    page = desk / "site/briefs/2017/2017-02-22-talks/index.html"
    assert "Talks go on." in page.read_text(encoding="utf-8")
    assert not (desk / TALKS).exists() or (desk / TALKS).read_text(encoding="utf-8") != before
    building.build(find(desk), jobs=1)
    building.build(find(desk), desk / "clean", jobs=1, cache=desk / "other")
    assert [
        name
        for name in differing(desk / "site", desk / "clean")
        if not name.startswith(("pagefind/", "data/briefdesk.sqlite"))
    ] == []
    assert page.exists() == (deed is _edit)


@pytest.mark.parametrize(
    "moment",
    [
        "1970-01-01",
        pytest.param("2028-02-29", marks=pytest.mark.exhaustive),
        pytest.param("2038-01-20", marks=pytest.mark.exhaustive),
    ],
)
def test_the_clock_may_go_backwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """An edit is seen by a build whose clock is decades off, and so is one after it."""
    desk = lay(tmp_path / "desk")
    building.build(find(desk), jobs=1)
    stamp = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    with monkeypatch.context() as patched:
        patched.setattr(clock, "nanoseconds", lambda: int(stamp.timestamp()) * 10**9)
        patched.setattr(clock, "today", stamp.date)
        _edit(desk)
        os.utime(desk / TALKS, (stamp.timestamp(), stamp.timestamp()))
        building.build(find(desk), jobs=1)
        page = desk / "site/briefs/2017/2017-02-22-talks/index.html"
        assert "Talks broke off." in page.read_text(encoding="utf-8")
    change(desk / TALKS, "Talks broke off.", "Talks go on again.")
    building.build(find(desk), jobs=1)
    assert "Talks go on again." in page.read_text(encoding="utf-8")


_MEASURE = """
import resource, sys
from briefdesk.cli import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr, flush=True)
"""


def test_a_brief_of_a_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    """It is named within a second more than a sound desk takes, and costs no memory."""
    desk = lay(tmp_path / "desk")

    def checked() -> tuple[int, float, int, str]:
        before = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", _MEASURE, "check", "--no-cache"], cwd=desk, timeout=60,
            env=environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        last = done.stderr.split()[-1]
        return done.returncode, time.monotonic() - before, int(last), done.stdout

    _, usual, memory, _ = checked()
    with (desk / "briefs/2018/2018-01-01-large.md").open("wb") as file:
        file.write(b"---\ntitle: Large\n")
        file.seek(100 << 20)
        file.write(b"\n")
    ended, took, used, said = checked()
    assert ended == 1
    assert "2018-01-01-large.md" in said
    assert "too-large" in said
    assert took < usual + 1
    assert used < memory + 50_000


_DYING = """
import os, signal, sys
from briefdesk.cli import run
from briefdesk.site import rendering
parent = os.getpid()
made = rendering.render
def dying(tasks):
    for task in tasks:
        if task[0] == "briefs" and task[1].endswith("-talks") and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        yield task
def render(workshop, tasks, target):
    return made(workshop, dying(tasks), target)
rendering.render = render
sys.argv[1:] = ["build", "--jobs", "2"]
run()
"""


def test_a_process_that_makes_pages_may_be_killed(tmp_path: Path) -> None:
    """The build ends with a sentence that names the brief, and nothing is published."""
    desk = lay(tmp_path / "desk")
    done = subprocess.run(
        [sys.executable, "-c", _DYING], cwd=desk, env=environment(), timeout=60,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "was ended from outside while it was at work on briefs 2017-02-22-talks, " in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(os.listdir(desk)) == [".briefdesk", "briefs", "docs", "mkdocs.yml"]


@pytest.mark.parametrize("name", ["LC_ALL=C", "LC_ALL=POSIX", "LC_ALL=tr_TR.UTF-8"])
def test_any_language_of_the_machine_will_do(tmp_path: Path, name: str) -> None:
    """Scripts of any kind are read, and a mistake is told in them, under any locale."""
    desk = lay(tmp_path / "desk")
    variable, _, value = name.partition("=")
    more = {variable: value, "LANG": value, "PYTHONUTF8": "0"}
    change(desk / TALKS, "title: Talks on the L-20", "title: İstanbul ılık 中国 Ωμέγα")
    done = run(desk, "briefdesk", "check", **more)
    assert (done.returncode, done.stderr) == (0, "")
    change(desk / TALKS, "systems: [L-20]", "systems: [中国]")
    done = run(desk, "briefdesk", "check", **more)
    assert done.returncode == 1
    assert done.stderr == ""
    assert "unknown-system" in done.stdout


def test_a_file_in_the_place_of_the_memory_is_done_without(tmp_path: Path) -> None:
    """Where nothing can be remembered, the site is that of a clean build, every time."""
    desk = lay(tmp_path / "desk")
    building.build(find(desk), desk / "clean", jobs=1, cache=desk / "other")
    (desk / ".briefdesk").write_text("no folder")
    for _ in range(2):
        building.build(find(desk), jobs=1)
        assert differing(desk / "site", desk / "clean") == []
