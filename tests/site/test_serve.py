"""The preview shows every change once, and outlives every mistake."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.site.desks import TALKS, change, environment, program, write

pytestmark = pytest.mark.slow

#: Long enough for a machine with much else to do; nothing waits so long when all is well.
PATIENCE = 60

#: The host looks at the disk twice a second: what builds of its own accord does so by then.
QUIET = 3

PAGE = "briefs/2017/2017-02-22-talks/"

#: What the host, or our own preview, says once for each time that it builds.
_BUILD = re.compile("Building documentation|made anew|errors? in [0-9]+ file")


class Preview:
    """A desk and a host that serves it."""

    def __init__(self, desk: Path, process: subprocess.Popen[bytes], log: Path, port: int) -> None:
        self.desk = desk
        self.process = process
        self._log = log
        self.port = port

    def log(self) -> str:
        """What the host has said so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def builds(self) -> int:
        """How many times the host has begun to build."""
        return len(_BUILD.findall(self.log()))

    def url(self, address: str) -> str:
        """The address of a page on this machine."""
        return f"http://127.0.0.1:{self.port}/{address}"

    def page(self, address: str = PAGE) -> str:
        """A page as a browser gets it; empty where there is none."""
        try:
            with urllib.request.urlopen(self.url(address), timeout=PATIENCE) as answer:
                return str(answer.read(), "utf-8")
        except urllib.error.HTTPError as error:
            with error:
                if error.code != 404:
                    raise
            return ""

    def until(self, seen: Callable[[], bool]) -> None:
        """Wait until it is so, while the host lives."""
        deadline = time.monotonic() + PATIENCE
        while not seen():
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.1)

    def shows(self, text: str, address: str = PAGE) -> None:
        """Wait until a page holds a text."""
        self.until(lambda: text in self.page(address))

    def rests(self) -> int:
        """Wait until the host has built nothing for a while; how often it has built by then."""
        since, builds = time.monotonic(), self.builds()

        def quiet() -> bool:
            nonlocal since, builds
            if builds != self.builds():
                since, builds = time.monotonic(), self.builds()
            return time.monotonic() - since > QUIET

        self.until(quiet)
        return builds


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def previewing(desk: Path, *command: str) -> Iterator[Preview]:
    """A preview by `command`, which is given an address."""
    port = _free_port()
    log = desk.parent / "log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [program(command[0]), *command[1:], f"127.0.0.1:{port}"],
            cwd=desk, env=environment(PYTHONUNBUFFERED="1"), stdout=said, stderr=said,
        )  # fmt: skip
    preview = Preview(desk, process, log, port)
    try:
        preview.until(lambda: "Serving on" in preview.log())
        yield preview
    finally:
        process.kill()
        process.wait()


@pytest.fixture(params=["mkdocs serve --dev-addr", "briefdesk serve --address"])
def preview(desk: Path, request: pytest.FixtureRequest) -> Iterator[Preview]:
    """The desk, served by the host and by ourselves."""
    with previewing(desk, *request.param.split()) as served:
        yield served


def test_an_edit_shows_and_the_host_rests(preview: Preview) -> None:
    """A saved brief shows in its page; before and after, nothing is built of its own accord."""
    preview.shows("Talks go on")
    assert preview.rests() == 1
    change(preview.desk / TALKS, "Talks go on [@wire]", "Talks broke off [@wire]")
    preview.shows("Talks broke off")
    # A look at the disk in the midst of the saving sees two changes.
    assert preview.rests() in {2, 3}


def test_edits_of_profiles_and_pages_show(preview: Preview) -> None:
    """What lies among the docs is watched as well."""
    change(preview.desk / "docs/systems/l-20.md", "A battery.", "A battery on wheels.")
    preview.shows("A battery on wheels.", "systems/l-20/")
    change(preview.desk / "docs/about.md", "Who writes", "Those who write")
    preview.shows("Those who write", "about/")


def test_a_mistake_is_shown_and_mended(preview: Preview) -> None:
    """A mistake shows with path, line and code in place of the page, and goes when mended."""
    change(preview.desk / TALKS, "TUR: buyer", "TUR: byer")
    preview.shows(f"<code>{TALKS}:5:18</code>")
    for address in (PAGE, ""):
        page = preview.page(address)
        assert "unknown-role" in page
        assert "Did you mean &#x27;buyer&#x27;?" in page
        assert "Talks go on" not in page
    assert f"{TALKS}:5:18: unknown-role" in preview.log()
    assert preview.page("systems/l-20/")
    before = preview.rests()
    change(preview.desk / TALKS, "TUR: byer", "TUR: buyer")
    preview.shows("Talks go on")
    assert "unknown-role" not in preview.page() + preview.page("")
    assert preview.rests() in {before + 1, before + 2}
    assert "Traceback" not in preview.log()


def test_a_file_that_nobody_can_read_is_shown(preview: Preview) -> None:
    """A brief that is no text at all, and a link in its place, are shown and outlived."""
    whole = (preview.desk / TALKS).read_text()
    (preview.desk / TALKS).write_bytes(b"\xff\xfe\x00")
    preview.shows("byte-order-mark")
    (preview.desk / TALKS).unlink()
    (preview.desk / TALKS).symlink_to("/etc/hostname")
    preview.shows("unreadable-file")
    (preview.desk / TALKS).unlink()
    write(preview.desk / TALKS, whole)
    preview.shows("Talks go on")
    assert "Traceback" not in preview.log()


def test_a_brief_comes_and_goes(preview: Preview) -> None:
    """A new brief has a page and stands in the lists; deleted, it is gone from both."""
    path = "briefs/2019/2019-05-04-delivery.md"
    text = (preview.desk / TALKS).read_text().replace("2017-02-22", "2019-05-04")
    text = text.replace("Talks on the L-20", "First delivery").replace("talks", "delivery")
    write(preview.desk / path, text)
    address = "briefs/2019/2019-05-04-delivery/"
    preview.shows("First delivery", address)
    preview.shows("First delivery", "systems/l-20/")
    (preview.desk / path).unlink()
    preview.until(lambda: not preview.page(address))
    assert "First delivery" not in preview.page("systems/l-20/")
    assert "A signature" in preview.page("systems/l-20/")


def test_a_preview_begins_with_a_mistake(desk: Path) -> None:
    """`briefdesk serve` opens on a desk with a mistake, and shows the site once it is mended."""
    change(desk / TALKS, "TUR: buyer", "TUR: byer")
    with previewing(desk, "briefdesk", "serve", "--address") as preview:
        preview.shows("unknown-role")
        change(desk / TALKS, "TUR: byer", "TUR: buyer")
        preview.shows("Talks go on")


def test_a_preview_leaves_nothing_behind(preview: Preview) -> None:
    """Generated pages are never written into the project."""
    preview.shows("Talks go on")
    found = sorted(os.listdir(preview.desk))
    assert [name for name in found if name != ".briefdesk"] == ["briefs", "docs", "mkdocs.yml"]
    assert sorted(os.listdir(preview.desk / "docs")) == ["about.md", "systems"]


@pytest.fixture
def ours(desk: Path) -> Iterator[Preview]:
    """The desk, served by `briefdesk serve`."""
    with previewing(desk, "briefdesk", "serve", "--address") as served:
        served.shows("Talks go on")
        yield served


def test_the_browser_is_told_of_a_change(ours: Preview) -> None:
    """Who asks for the next version waits until a page has changed."""
    known = ours.page(".briefdesk/version")
    page = ours.page()
    assert f'data-version="{known}"' in page
    change(ours.desk / TALKS, "Talks go on [@wire]", "Talks broke off [@wire]")
    assert ours.page(f".briefdesk/version?known={known}") > known
    assert "Talks broke off" in ours.page()


def test_nobody_else_is_answered(ours: Preview) -> None:
    """A name that another page points at this machine is refused, and so is the way out of the
    site."""
    request = urllib.request.Request(ours.url(PAGE), headers={"Host": "elsewhere.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=PATIENCE)
    assert refused.value.code == 421
    refused.value.close()
    for way in ("../state", "%2e%2e/build.sqlite", "..%2fbuild.sqlite", ".briefdesk/../mkdocs.yml"):
        with socket.create_connection(("127.0.0.1", ours.port)) as line:
            line.sendall(f"GET /{way} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
            assert b" 404 " in line.makefile("rb").readline()


def test_a_taken_port_is_said(ours: Preview) -> None:
    """A second preview on the same address says that it is taken, and ends."""
    done = subprocess.run(
        [program("briefdesk"), "serve", "--address", f"127.0.0.1:{ours.port}"],
        cwd=ours.desk, env=environment(), capture_output=True, text=True, timeout=PATIENCE,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Address already in use" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_sound_is_there_from_the_start(desk: Path) -> None:
    """`briefdesk serve` on a desk with a mistake has the pages of all that is sound."""
    change(desk / TALKS, "TUR: buyer", "TUR: byer")
    with previewing(desk, "briefdesk", "serve", "--address") as preview:
        preview.shows("unknown-role")
        assert "A signature" in preview.page("systems/l-20/")
