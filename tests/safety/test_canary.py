"""What is not public is in no byte of the site."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefdesk.site import build as building
from briefdesk.site.project import find
from tests.pages.test_fields import FILES
from tests.site.desks import contents, write

pytestmark = pytest.mark.slow

WHOLE = "briefs/2016/2016-05-06-all-fields.md"

#: What keeps a brief from the public, by the word that stands in each of its fields.
HIDDEN = {
    "qdraftq": ("tlp: CLEAR", "tlp: CLEAR\nstatus: draft"),
    "qamberq": ("tlp: CLEAR", "tlp: AMBER"),
    "qbareq": ("tlp: CLEAR\n", ""),
    "qlaterq": ("tlp: CLEAR", "tlp: CLEAR\npublished: 2999-01-01"),
    "qgoneq": ("tlp: CLEAR", "tlp: CLEAR\nstatus: withdrawn\nreason: It was wrong."),
}


def brief(word: str, before: str, after: str) -> str:
    """A brief with `word` in every field, and one of its fields in another form."""
    text = re.sub(
        r"^(?:published|updated|status|supersedes): .*\n", "", FILES[WHOLE], flags=re.MULTILINE
    )
    assert before in text
    return whole(text.replace(before, after), "Marker text of it").replace("arker", word)


def whole(fields: str, text: str) -> str:
    """A file of front matter and a text that cites each of its sources."""
    cited = " ".join(f"[@{id}]" for id in re.findall(r"\{id: ([a-z-]+), publisher", fields))
    return f"---\n{fields}---\n{text} {cited}.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk in which all that a brief may name is known, with a public brief."""
    for path, text in FILES.items():
        if path != WHOLE:
            write(tmp_path / path, whole(text, "A text"))
    write(
        tmp_path / "mkdocs.yml",
        "site_name: Desk\nsite_url: https://desk.example/\ntheme: {name: material}\n"
        "plugins: [{briefdesk: {social_cards: true}}]\n",
    )
    return tmp_path


def told(desk: Path, words: Iterable[str], **options: bool) -> dict[str, set[str]]:
    """By word, the files of the desk's site that hold it, in their names or in what they say."""
    building.build(find(desk), desk / "site", **options)  # type: ignore[arg-type]
    found = {name: content.lower() for name, content in contents(desk / "site").items()}
    return {
        word: {name for name, text in found.items() if word in name or word.encode() in text}
        for word in words
    }


@pytest.mark.parametrize("plain", [False, True], ids=["fast", "plain"])
def test_what_is_hidden_is_nowhere(desk: Path, plain: bool) -> None:
    """A draft, a brief that is not cleared, one under embargo and one withdrawn are in no page,
    feed, data file, table, search index or database, though each would be in many."""
    for word, (before, after) in HIDDEN.items():
        write(place(desk, word), brief(word, before, after))
    assert told(desk, HIDDEN, plain=plain) == {word: set() for word in HIDDEN}
    for word in HIDDEN:
        write(place(desk, word), brief(word, "tlp: CLEAR", "tlp: CLEAR"))
    for word, names in told(desk, HIDDEN, plain=plain).items():
        kinds = {name.rpartition(".")[2] for name in names}
        assert {"html", "json", "xml", "csv", "sqlite", "pf_fragment"} <= kinds, word


def place(desk: Path, word: str) -> Path:
    """The file of a hidden brief; where it was withdrawn, a page says so at the address that it
    had, so that the word is not in it."""
    name = "gone" if word == "qgoneq" else word
    return desk / f"briefs/2016/2016-05-06-{name}.md"


@pytest.fixture(params=["UTC", "Pacific/Kiritimati", "Etc/GMT+12"])
def _zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose clock shows another hour."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_zone")
def test_an_embargo_opens_at_its_second(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second before midnight UTC the brief is nowhere; at midnight it is there, in any zone."""
    later = ("tlp: CLEAR", "tlp: CLEAR\npublished: 2016-06-01")
    write(desk / "briefs/2016/2016-05-06-qsoonq.md", brief("qsoonq", *later))
    opens = int(datetime(2016, 6, 1, tzinfo=UTC).timestamp())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(opens - 1))
    assert told(desk, ["qsoonq"]) == {"qsoonq": set()}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(opens))
    assert "briefs/2016/2016-05-06-qsoonq/index.html" in told(desk, ["qsoonq"])["qsoonq"]
