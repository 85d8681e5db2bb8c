"""A site is published whole or not at all, whatever happens to the build."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefdesk.site import former, publishing
from briefdesk.site.build import build
from briefdesk.site.project import find
from briefdesk.site.publishing import PublishingProblem, beside, replacing, updating
from tests.site.desks import TALKS, change, environment, files, program, run

slow = pytest.mark.slow

OLD = {"404.html": b"", "index.html": b"old"}
NEW = {"404.html": b"", "index.html": b"new"}


def fill(folder: Path, content: dict[str, bytes]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in content.items():
        (folder / name).write_bytes(data)
    return folder


def publish(target: Path, content: dict[str, bytes]) -> None:
    with replacing(target) as aside:
        fill(aside, content)


def left(site: Path) -> list[str]:
    """What lies beside a site, by the kinds of folders."""
    names = os.listdir(beside(site)) if beside(site).exists() else []
    return sorted(name.split("-")[0] for name in names if name != ".gitignore")


def without_a_step(one: Path, other: Path) -> bool:
    """What `_swap` answers on a system that knows no exchange in one step."""
    return False


@pytest.fixture(params=["exchange", "renames"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a system that exchanges folders in one step, and on one that does not."""
    if request.param == "renames":
        monkeypatch.setattr(publishing, "_swap", without_a_step)


@pytest.mark.usefixtures("_either_way")
def test_a_site_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """The new files are there, the old ones lie beside for nobody else to read, and nothing
    else is left."""
    site = fill(tmp_path / "site", OLD | {"gone.html": b""})
    for _ in range(3):
        publish(site, NEW)
        assert files(site) == NEW
        assert left(site) == ["before"]
        assert sorted(os.listdir(tmp_path)) == [".site.aside", "site"]
        assert (tmp_path / ".site.aside").stat().st_mode & 0o077 == 0


def test_a_build_that_raises_changes_nothing(tmp_path: Path) -> None:
    """The old site is as it was, and what was begun is gone."""
    site = fill(tmp_path / "site", OLD)

    def fail() -> None:
        with replacing(site) as aside:
            fill(aside, NEW)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert files(site) == OLD
    assert os.listdir(tmp_path) == ["site"]


def test_two_builds_at_once(tmp_path: Path) -> None:
    """The second is told who is at work; the first is published."""
    site = tmp_path / "site"
    with replacing(site) as aside:
        with pytest.raises(
            PublishingProblem, match=rf"another build is writing .*site \(process {os.getpid()}\)"
        ):
            publish(site, OLD)
        fill(aside, NEW)
    assert files(site) == NEW


@pytest.mark.parametrize("before", [OLD, None], ids=["old site", "no site"])
@pytest.mark.usefixtures("_either_way")
def test_a_build_that_begins_while_another_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: dict[str, bytes] | None
) -> None:
    """Who begins in the moment of the exchange is refused."""
    site = tmp_path / "site"
    if before:
        fill(site, before)
    exchange = publishing._exchange
    refused: list[str] = []

    def interrupted(new: Path, old: Path) -> None:
        exchange(new, old)
        with pytest.raises(PublishingProblem) as problem:
            publish(site, OLD)
        refused.append(str(problem.value))

    monkeypatch.setattr(publishing, "_exchange", interrupted)
    publish(site, NEW)
    assert files(site) == NEW
    assert "another build is writing" in refused[0]


def test_who_waits_for_a_folder_that_goes_makes_it_anew(tmp_path: Path) -> None:
    """A folder beside that its holder takes away is made again by whoever waited for it."""
    site = tmp_path / "site"
    first = replacing(site)
    fill(first.__enter__(), NEW)
    end = threading.Timer(0.1, lambda: first.__exit__(None, None, None))
    end.start()
    publish(site, OLD)
    end.join()
    assert files(site) == OLD


@pytest.mark.parametrize("repaired", [False, True], ids=["builds", "fails"])
@pytest.mark.parametrize(
    "step", ["begun", "filled", "out", "back", "set aside", "in place", "exchanged"]
)
def test_a_build_that_is_killed(tmp_path: Path, step: str, repaired: bool) -> None:
    """At every step a whole site is in place, or back with the next build, even one that fails."""
    site = fill(tmp_path / "site", OLD)
    script = """
import os, pathlib, signal, sys
from briefdesk.site import former, publishing
step, site = sys.argv[1], pathlib.Path(sys.argv[2])
def die(*arguments, **more):
    os.kill(os.getpid(), signal.SIGKILL)
steps = ["out", "back", "set aside", "in place"]
def rename(old, new, rename=os.rename):
    rename(old, new)
    if steps.pop(0) == step:
        die()
with publishing.replacing(site) as aside:
    if step == "begun":
        die()
    for name, content in {"404.html": b"", "index.html": b"new", "killed.html": b""}.items():
        (aside / name).write_bytes(content)
    if step == "filled":
        die()
    if step in steps:
        publishing._swap = lambda one, other: False
        os.rename = rename
    if step == "exchanged":
        former.tidy = die
"""
    done = subprocess.run([sys.executable, "-c", script, step, site], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    whole = NEW | {"killed.html": b""} if step in {"in place", "exchanged"} else OLD
    assert step == "set aside" or files(site) == whole
    if repaired:
        with pytest.raises(ZeroDivisionError), replacing(site):
            1 / 0  # noqa: B018, a build that fails
        assert files(site) == whole
    publish(site, NEW)
    assert files(site) == NEW
    assert left(site) == ["before"]
    publishing.rollback(site)
    assert files(site) == whole
    assert os.listdir(tmp_path) == ["site"]


def _file(place: Path) -> None:
    place.write_text("A file.\n")


def _link(place: Path) -> None:
    place.symlink_to(fill(place.parent / "elsewhere", OLD), target_is_directory=True)


def _dangling_link(place: Path) -> None:
    place.symlink_to(place.parent / "nowhere")


def _folder_of_others(place: Path) -> None:
    fill(place, {"thesis.txt": b"five years of work"})


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (_file, "is not a folder"), (_link, "is not a folder"),
        (_dangling_link, "is not a folder"), (_folder_of_others, "files that no build wrote"),
    ],
)  # fmt: skip
def test_what_is_no_site_is_left_alone(
    tmp_path: Path, made: Callable[[Path], None], said: str
) -> None:
    """A file, a link, or a folder that holds anything but a site is refused and untouched."""
    site = tmp_path / "site"
    made(site)
    before = os.listdir(tmp_path), files(tmp_path)
    with pytest.raises(PublishingProblem, match=said):
        publish(site, NEW)
    assert (os.listdir(tmp_path), files(tmp_path)) == before


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A folder that cannot be made is a problem in a sentence."""
    _file(tmp_path / "file")
    with pytest.raises(PublishingProblem, match="cannot be written: Not a directory"):
        publish(tmp_path / "file/deeper/site", NEW)


@pytest.mark.parametrize("place", [".", "..", "docs", "docs/site", "briefs", "docs/../briefs/2017"])
def test_a_desk_is_never_replaced_by_its_site(desk: Path, place: str) -> None:
    """Where authors write, no site is built, though a page `404.html` lies there."""
    for folder in (desk, desk / "docs", desk / "briefs", desk.parent):
        fill(folder, {"404.html": b""})
    before = files(desk.parent)
    with pytest.raises(PublishingProblem, match="the project's own files"):
        build(find(desk), desk / place)
    assert files(desk.parent) == before


@slow
def test_build_tells_that_another_is_at_work(desk: Path) -> None:
    """The command ends with 2 and a sentence while another build holds the place."""
    (desk / "site").mkdir()
    with replacing(desk / "site"):
        done = [run(desk, "briefdesk", command) for command in ("build", "rollback")]
    for ended in done:
        assert ended.returncode == 2
        assert ended.stderr == (
            f"briefdesk: another build is writing {desk / 'site'} (process {os.getpid()}); "
            "wait for it to end\n"
        )


@slow
def test_build_with_mistakes_leaves_the_site(desk: Path) -> None:
    """An author's error, and then a host's, leave the site that is in place whole."""
    assert run(desk, "briefdesk", "build").returncode == 0
    before = files(desk / "site")
    change(desk / "docs/about.md", "Who", "[Who](nowhere.md)")
    host = run(desk, "briefdesk", "build")
    assert host.returncode == 2
    assert "nowhere.md" in host.stderr
    change(desk / TALKS, "buyer,", "byer,")
    author = run(desk, "briefdesk", "build")
    assert author.returncode == 1
    assert "unknown-role" in author.stderr
    assert "Traceback" not in host.stderr + author.stderr
    assert files(desk / "site") == before
    assert left(desk / "site") == []


@contextmanager
def _building(desk: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [program("briefdesk"), "build"], cwd=desk, env=environment(),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@slow
@pytest.mark.parametrize("sign", [".", "index.html", "deals/index.html"])
def test_build_that_is_killed_leaves_the_site(desk: Path, sign: str) -> None:
    """Killed as soon as `sign` appears, it leaves the old site whole; the next build clears up."""
    assert run(desk, "briefdesk", "build").returncode == 0
    before = files(desk / "site")
    change(desk / TALKS, "Talks go on.", "Talks went on.")
    deadline = time.monotonic() + 60
    with _building(desk) as process:
        while not (desk / ".site.aside/new" / sign).exists() and process.poll() is None:
            assert time.monotonic() < deadline
        assert process.poll() is None, "the build ended before it was killed"
    assert files(desk / "site") == before
    assert left(desk / "site") == ["new"]
    done = run(desk, "briefdesk", "build")
    assert done.returncode == 0, done.stderr
    assert b"Talks went on." in files(desk / "site")["briefs/2017/2017-02-22-talks/index.html"]
    assert left(desk / "site") == ["changes"]


def _published(tmp_path: Path) -> Path:
    """A site of three files."""
    site = tmp_path / "site"
    for name in ("404.html", "a/index.html", "b/index.html"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("old")
    return site


def _change(site: Path) -> None:
    """Put two files in place, and take one away."""
    with updating(site) as update:
        for name in ("a/index.html", "c/index.html"):
            (update.aside / name).parent.mkdir(parents=True)
            (update.aside / name).write_text("new")
            update.moved.append(name)
        update.removed.append("b/index.html")


def _shape(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text()
        for path in site.rglob("*")
        if path.is_file()
    }


_NEW = {"404.html": "old", "a/index.html": "new", "c/index.html": "new"}


def test_changes_are_made_and_leave_nothing_behind(tmp_path: Path) -> None:
    """Files are put in place and taken away, with the folders that become empty; what they were
    before is all that is left."""
    site = _published(tmp_path)
    _change(site)
    assert _shape(site) == _NEW
    assert sorted(path.name for path in site.iterdir()) == ["404.html", "a", "c"]
    assert left(site) == ["changes"]
    kept = former.latest(beside(site), site)
    assert kept
    assert sorted(os.listdir(kept)) == ["0", "1", "list.json"]


def test_an_error_before_the_end_changes_nothing(tmp_path: Path) -> None:
    """Where the work on the changes fails, the site is as it was."""
    site = _published(tmp_path)
    before = _shape(site)

    def fail() -> None:
        with updating(site) as update:
            (update.aside / "a").mkdir()
            (update.aside / "a/index.html").write_text("new")
            update.moved.append("a/index.html")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert _shape(site) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("steps", range(8))
def test_changes_that_were_begun_are_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    """Where a change is refused, those before it are taken back; where that is refused as well,
    whoever comes next does it."""
    site = _published(tmp_path)
    before = _shape(site)
    done = 0

    def failing(name: str) -> Callable[..., None]:
        real = getattr(os, name)

        def fail(*arguments: object, **more: object) -> None:
            nonlocal done
            done += 1
            if done > steps:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            real(*arguments, **more)

        return fail

    with monkeypatch.context() as patched:
        for name in ("replace", "rename", "unlink"):
            patched.setattr(os, name, failing(name))
        if steps < 7:
            with pytest.raises(PublishingProblem, match="cannot be written: Input/output error"):
                _change(site)
        else:
            _change(site)
    with updating(site):
        pass
    assert _shape(site) == (_NEW if steps == 7 else before)
    assert left(site) == (["changes"] if steps == 7 else [])


def test_what_somebody_else_wrote_is_not_followed(tmp_path: Path) -> None:
    """What would lead out of the site, or is no list at all, is not carried out, and no link
    gets into a site."""
    site = _published(tmp_path)
    before = _shape(site)
    precious = tmp_path / "precious"
    precious.write_text("mine")
    for number, text in enumerate(
        (
            '[["a/index.html"], []]', '[[], ["../precious"]]', '[["/x"], []]',
            "[[7], []]", "[[]]", "{", '[["a//b"], []]',
        )
    ):  # fmt: skip
        begun = beside(site) / f"undo-{site.stat().st_ino}-{number}-0"
        begun.mkdir(parents=True)
        (begun / "list.json").write_text(text)
        (begun / "0").symlink_to(precious)
        with updating(site):
            pass
        assert precious.read_text() == "mine"
        assert _shape(site) == before
        assert left(site) == []
