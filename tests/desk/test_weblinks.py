"""Whether pages of sources are there: asked for politely, once, and remembered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefdesk.desk import visiting, weblinks
from briefdesk.desk.fetching import Limits
from briefdesk.desk.visiting import Visit, Visitor
from briefdesk.desk.weblinks import HOLDS, STATE
from briefdesk.reading.library import File, Library, read
from tests.desk.web import Web, found, serving
from tests.test_cli import run

TODAY = date(2026, 11, 24)
PATH = "briefs/2017/2017-02-22-talks.md"


def brief(url: str) -> str:
    """A brief with a source for each sort of answer."""
    listed = "".join(
        f"- {{id: {name}, publisher: Wire, title: A, date: 2017-02-20, url: '{url}/{name}'{more}}}\n"
        for name, more in (
            ("there", ""), ("bare", ""), ("gone", ""), ("busy", ""), ("again", ""),
            ("copied", ", archived: 'https://archive.example/1'"),
        )
    )  # fmt: skip
    return (
        "---\ntitle: Talks\ndate: 2017-02-22\nsummary: Talks.\ncountries: [Turkey]\ntlp: CLEAR\n"
        f"sources:\n{listed}"
        f"- {{id: same, publisher: Wire, title: B, url: '{url}/./there#part'}}\n---\n"
        "[@there, @bare, @gone, @busy, @again, @copied, @same]\n"
    )


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A host on which pages are there, gone, kept back, or known by GET alone."""
    monkeypatch.setattr(visiting, "PAUSE", 0.0)
    replies = {"/there": found(), "/gone": (404, {}, b""), "/busy": (503, {}, b""),
               "/copied": (410, {}, b""), "/again": found()}  # fmt: skip
    with serving(dict(replies)) as host:
        host.replies["/bare"] = lambda handler: handler.send_error(
            405 if handler.command == "HEAD" else 200
        )
        yield host


def library(web: Web) -> Library:
    return read([File(PATH, brief(web.url).encode())])


def visitor() -> Visitor:
    return Visitor("Desk", Limits(private=True))


def test_pages_that_are_gone_are_told(web: Web, tmp_path: Path) -> None:
    """Of what is gone, and has no copy that is named, the place is told and where to look."""
    outcome = weblinks.check(library(web), visitor(), TODAY, tmp_path)
    (problem,) = outcome.problems
    assert (problem.path, problem.line, problem.code) == (PATH, 10, "dead-link")
    assert problem.message == "the page of the source 'gone' is gone: its host answers with 404"
    wayback = f"https://web.archive.org/web/20170220/{web.url}/gone"
    assert problem.hint == f"Write `archived: {wayback}` if a copy is there."
    assert (outcome.addresses, outcome.unknown) == (6, 1)


def test_page_is_asked_for_once_and_by_its_head(web: Web, tmp_path: Path) -> None:
    """Two spellings of an address are one visit; only where a head is not to be had, the page
    itself is asked for."""
    weblinks.check(library(web), visitor(), TODAY, tmp_path)
    asked = [(method, path) for method, path, _ in web.asked if path != "/robots.txt"]
    assert asked.count(("HEAD", "/there")) == 1
    assert ("GET", "/there") not in asked
    assert ("GET", "/bare") in asked
    assert web.paths().count("/robots.txt") == 1


def test_answers_hold_for_a_week(web: Web, tmp_path: Path) -> None:
    """Within a week nothing is asked again, and the same is told; after it all is."""
    first = weblinks.check(library(web), visitor(), TODAY, tmp_path)
    asked = len(web.asked)
    later = TODAY + HOLDS - timedelta(days=1)
    assert weblinks.check(library(web), visitor(), later, tmp_path) == first
    assert len(web.asked) == asked
    weblinks.check(library(web), visitor(), TODAY + HOLDS, tmp_path)
    assert len(web.asked) == 2 * asked


def test_run_that_is_broken_off_goes_on(web: Web, tmp_path: Path) -> None:
    """What was found out before the end of a run is not asked for by the next."""

    class Hasty(Visitor):
        def visit(self, method: str, url: str) -> Visit:
            if url.endswith("/busy"):
                raise KeyboardInterrupt
            return super().visit(method, url)

    with pytest.raises(KeyboardInterrupt):
        weblinks.check(library(web), Hasty("Desk", Limits(private=True)), TODAY, tmp_path)
    before = web.paths()
    assert "/gone" in before
    weblinks.check(library(web), visitor(), TODAY, tmp_path)
    assert set(web.paths()[len(before) :]) == {"/robots.txt", "/busy", "/again", "/copied"}


@pytest.mark.parametrize(
    "state", ["", "{", "[]", '{"form": 1}', '{"form": 1, "found": {"a": [1]}}', "\x00", '{"form": 0}']
)  # fmt: skip
def test_broken_memory_is_passed_over(web: Web, tmp_path: Path, state: str) -> None:
    """Whatever the file of the last run holds, this one finds out all that it misses."""
    (tmp_path / STATE).write_text(state)
    assert len(weblinks.check(library(web), visitor(), TODAY, tmp_path).problems) == 1
    assert json.loads((tmp_path / STATE).read_text())["form"] == 1


def test_plain_http_is_not_spoken(tmp_path: Path) -> None:
    """An address under http is asked for under https; where that fails, nobody can tell."""
    asked: list[str] = []

    class Deaf(Visitor):
        def visit(self, method: str, url: str) -> Visit:
            asked.append(url)
            raise weblinks.Refused("it is silent")

    given = read([File(PATH, brief("http://wire.example").encode())])
    outcome = weblinks.check(given, Deaf(), TODAY, tmp_path)
    assert outcome.problems == ()
    assert outcome.unknown == outcome.addresses == 6
    assert all(url.startswith("https://wire.example/") for url in asked)


def test_command_fails_only_where_that_is_wanted(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that is gone ends the command with 0, and with 1 under --strict."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: Desk\nplugins: [briefdesk]\n")
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / PATH).write_text(brief(web.url))
    told = run("links", "--web", "--allow-private", "--format", "json")
    assert told.exit_code == 0
    assert [row["code"] for row in json.loads(told.stdout)] == ["dead-link"]
    assert run("links", "--web", "--strict", "--allow-private").exit_code == 1
    assert (tmp_path / ".briefdesk" / STATE).is_file()
