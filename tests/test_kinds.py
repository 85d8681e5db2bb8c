"""A new kind of subject is one row of the table."""

from __future__ import annotations

from briefdesk.catalogue.compile import compile
from briefdesk.checks import check
from briefdesk.pages.book import pages
from briefdesk.pages.page import Page, SiteFacts
from briefdesk.reading.library import File, Library, read
from briefdesk.records.authored import authored_brief
from briefdesk.records.kinds import KINDS, Kind, Naming, Subject

EXERCISES = Kind(
    "exercises", "exercise", "Exercises", Naming.PROFILE, "Where systems are fired in practice."
)
WITH_EXERCISES = (*KINDS, EXERCISES)

BRIEF = b"""\
---
title: Greece fires its S-300
date: 2013-12-13
summary: The first shot, in exercise White Eagle.
countries: {GRC: operator}
exercises: [White Eagle]
tlp: CLEAR
sources:
- {id: wire, publisher: Wire, title: A report}
---
The shot was part of White Eagle [@wire].
"""

FILES = (
    File("briefs/2013/2013-12-13-greece-fires.md", BRIEF),
    File(
        "docs/exercises/white-eagle.md", b"---\nname: White Eagle\naliases: [Lefkos Aetos]\n---\n"
    ),
)


def book(library: Library) -> dict[str, Page]:
    made = pages(compile(library), SiteFacts("Desk"))
    return {page.uri: page for page in made}


def test_row_gives_the_field() -> None:
    """The row makes a field of front matter, in the model and in its JSON Schema."""
    assert "exercises" not in authored_brief().model_fields
    assert "exercises" in authored_brief(WITH_EXERCISES).model_json_schema()["properties"]
    (brief,) = read(FILES, WITH_EXERCISES).briefs
    assert brief.subjects["exercises"] == (Subject("exercises", "white-eagle"),)


def test_without_the_row_the_field_is_unknown() -> None:
    """The same brief on a desk without the row has a field that nobody knows."""
    library = read(FILES[:1])
    assert [problem.code for problem in library.problems] == ["unknown-field"]


def test_row_gives_the_checks() -> None:
    """A name without a profile is refused, with the nearest known one."""
    typo = File(FILES[0].path, BRIEF.replace(b"[White Eagle]", b"[Whit Eagle]"))
    library = read([typo, FILES[1]], WITH_EXERCISES)
    (problem,) = check(library, compile(library))
    assert problem.code == "unknown-subject"
    assert "'White Eagle'" in problem.hint


def test_row_gives_pages_index_and_filter() -> None:
    """The row makes an index, a page for each subject, links in texts and a search filter."""
    made = book(read(FILES, WITH_EXERCISES))
    assert "White Eagle" in made["exercises/index.md"].html
    subject = made["exercises/white-eagle.md"].html
    assert "Lefkos Aetos" in subject
    assert "2013-12-13-greece-fires/" in subject
    brief = made["briefs/2013/2013-12-13-greece-fires.md"].html
    assert 'href="../../../exercises/white-eagle/"' in brief
    assert "exercise:White Eagle" in brief or 'data-pagefind-filter="exercise"' in brief
