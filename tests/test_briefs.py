"""The demo keeps the rules that no check of a single brief can keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.deals import Standing
from briefdesk.catalogue.model import Catalogue
from briefdesk.checks import check
from briefdesk.reading.library import Library, read
from briefdesk.records.authored import SUMMARY_WORDS
from briefdesk.records.brief import Brief
from briefdesk.records.gradings import TLP, Status
from briefdesk.site.project import find
from briefdesk.site.workspace import load
from tests.pages.conftest import book

ROOT = Path(__file__).parent.parent
SEED = "2017-02-22-turkey-turns-to-russia-for-the-s-400"

#: More words in a row inside quotation marks than these would be somebody else's text.
QUOTED = 6

_QUOTATION = re.compile(r"[\"“„«](.+?)[\"”“»]|(?<!\w)[‘'](\S.*?)[’'](?!\w)", re.DOTALL)


@pytest.fixture(scope="module")
def library() -> Library:
    """The demo as it lies in the repository."""
    workspace = load(find(ROOT))
    assert workspace.problems == ()
    return read(workspace.files, pages=(f"docs/{uri}" for uri in workspace.handwritten))


@pytest.fixture(scope="module")
def catalogue(library: Library) -> Catalogue:
    """What the demo compiles to."""
    return compile(library)


def plain(brief: Brief) -> str:
    """The text of a brief as a reader meets it: no citations, no addresses of links."""
    text = re.sub(r"\[@[^\]]*\]", "", brief.body.text)
    return re.sub(r"\]\([^)]*\)", "]", text)


def told(brief: Brief) -> Iterator[str]:
    """Every text of a brief that is in the desk's own words."""
    yield from (brief.title, brief.summary, plain(brief), brief.date_note or "")
    yield from (event.note or "" for event in brief.deals)
    yield from (statement.says for statement in brief.statements)
    yield from (judgement.text for judgement in brief.judgements)
    yield from (question.text for question in brief.questions)


def test_nothing_is_wrong(library: Library, catalogue: Catalogue) -> None:
    """The checks find nothing at all, not even a warning."""
    assert check(library, catalogue) == ()


def test_there_are_57_events_and_23_systems(library: Library) -> None:
    """Each event has its brief, all of them published, and each system its profile."""
    assert len(library.briefs) == 57
    assert all(b.tlp is TLP.CLEAR and b.status is Status.PUBLISHED for b in library.briefs)
    assert len([p for p in library.profiles if p.subject.kind == "systems"]) == 23


def test_order_of_files_changes_no_byte(catalogue: Catalogue) -> None:
    """Read backwards, the demo makes the same pages, to the byte."""
    workspace = load(find(ROOT))
    files = workspace.files[::-1]
    again = read(files, pages=(f"docs/{uri}" for uri in workspace.handwritten))
    assert book(compile(again)) == book(catalogue)


def test_text_is_as_long_as_a_brief(library: Library) -> None:
    """A text has 120 to 400 words, and a bottom line of at most sixty."""
    for brief in library.briefs:
        assert 120 <= len(plain(brief).split()) <= 400, brief.slug
        assert 15 <= len(brief.summary.split()) <= SUMMARY_WORDS, brief.slug


def test_text_begins_with_what_it_comes_to(library: Library) -> None:
    """A text opens with a paragraph, not with a heading, and says what is open."""
    for brief in library.briefs:
        assert not brief.body.text.lstrip().startswith("#"), brief.slug
        assert "\n## What is known\n" in brief.body.text, brief.slug
        assert "\n## What is open\n" in brief.body.text, brief.slug
        assert brief.questions, brief.slug


def test_nobody_is_quoted_at_length(library: Library) -> None:
    """No quotation is longer than six words."""
    for brief in library.briefs:
        for text in told(brief):
            for found in _QUOTATION.findall(text):
                quotation = found[0] or found[1]
                assert len(quotation.split()) <= QUOTED, f"{brief.slug}: {quotation}"


def test_quotation_is_seen() -> None:
    """The pattern sees quotations of every style, and takes no apostrophe for one."""
    for text in ('He said "a b c".', "He said “a b c”.", "He said ‘a b c’.", "He said 'a b c'."):
        assert [a or b for a, b in _QUOTATION.findall(text)] == ["a b c"], text
    assert _QUOTATION.findall("Turkey's plan and NATO's answer; the allies' view of it") == []


def test_every_brief_is_graded(library: Library) -> None:
    """A brief has a confidence, every statement and every deal event a credibility."""
    for brief in library.briefs:
        assert brief.confidence, brief.slug
        assert all(event.credibility for event in brief.deals), brief.slug
        assert all(statement.credibility for statement in brief.statements), brief.slug


def test_offices_agree(library: Library) -> None:
    """Who speaks in a brief bears one office in it."""
    for brief in library.briefs:
        offices = {person.subject: person.office for person in brief.people}
        for statement in brief.statements:
            if statement.subject in offices:
                assert statement.office == offices[statement.subject], brief.slug


def test_source_has_a_title_or_says_that_none_was_seen(library: Library) -> None:
    """A page whose title was not seen is cited by a label that says so, with its address."""
    briefs = (source for brief in library.briefs for source in brief.sources)
    profiles = (source for profile in library.profiles for source in profile.sources)
    for source in (*briefs, *profiles):
        assert bool(source.title) != bool(source.label), source
        if source.label:
            assert source.label.endswith("(title not seen)"), source
            assert source.url, source
        else:
            assert source.title is not None
            assert not source.title.startswith("["), source


def test_no_publisher_bears_a_letter(library: Library, catalogue: Catalogue) -> None:
    """Nobody has documented a grade for a publisher, so each is F: it cannot be judged."""
    assert not [p.path for p in library.profiles if p.reliability or p.reliability_basis]
    assert {publisher.reliability for publisher in catalogue.publishers} == {"F"}


def test_every_profile_is_used(catalogue: Catalogue) -> None:
    """A profile introduces what a brief names; else it is a system, or makes one."""
    every = [entry for kind in catalogue.kinds for entry in catalogue.entries(kind.id)]
    makers = {maker for entry in every if entry.profile for maker in entry.profile.makers}
    spare = {entry.subject for entry in every if not entry.briefs} - makers
    assert {subject for subject in spare if subject.kind != "systems"} == set()


def test_speakers_speak_for_somebody(library: Library) -> None:
    """Who is quoted stands on a side: a country, an organisation or both."""
    for brief in library.briefs:
        for person in brief.people:
            assert person.country or person.organisation, f"{brief.slug}: {person.name}"


def test_seed_brief_holds_what_the_article_says(library: Library) -> None:
    """Remarks of both sides, two methods, the option dropped, the concern and its answer."""
    (seed,) = [brief for brief in library.briefs if brief.slug == SEED]
    text = " ".join(told(seed))
    for word in (
        "not ready to sign", "financing", "Sputnik", "NTV", "two methods", "off the shelf",
        "at home", "urgent", "Chinese option", "concern of NATO members", "S-300 of Greece",
        "NATO database", "state-owned conglomerate", "several states and firms",
    ):  # fmt: skip
        assert word in text, word
    speakers = {(s.speaker, str(s.date)) for s in seed.statements}
    assert {("Fikri Işık", "2017-02-22"), ("Sergei Chemezov", "2017-02-20")} <= speakers
    assert {event.system_name for event in seed.deals} == {"S-400", "FD-2000"}


def test_s_400_case_is_a_history(catalogue: Catalogue) -> None:
    """From first interest in 2016 to sanctions in 2020, each step with a note and a source."""
    deal = catalogue.deal("tur-rus-s-400")
    assert deal is not None
    path = [step.state.value for step in deal.history if step.state]
    assert list(dict.fromkeys(path)) == ["interest", "negotiation", "agreed", "signed", "delivery"]
    assert [m for step in deal.history if (m := step.milestone)] == [
        "payment", "financing", "financing", "sanction", "test", "sanction",
    ]  # fmt: skip
    assert (deal.history[0].date.year, deal.history[-1].date.year) == (2016, 2020)
    assert all(step.event.note and step.event.sources and step.event.by for step in deal.history)
    assert deal.attested is not None
    assert deal.attested.standing is Standing.REPORTED
    disputed = {str(s.date) for s in deal.history if s.standing is Standing.DISPUTED}
    assert disputed == {"2017-07-25", "2017-09-12"}
    assert set(deal.alternatives) >= {"tur-chn-hq-9", "tur-usa-patriot", "tur-tur-siper"}
