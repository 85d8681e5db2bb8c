"""The catalogue holds what may be public, and everything that rests on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.publishers import Publishers
from briefdesk.records.kinds import Subject
from briefdesk.records.values import Source

from .conftest import PROFILES, Write, deal

TUR = Subject("countries", "tur")


def test_drafts_embargoed_and_marked_briefs_are_absent(write: Write) -> None:
    """Nothing of a draft, an embargoed brief or one not marked CLEAR is in the catalogue."""
    library = write(
        ("2017-01-01-open", "deals:\n" + deal(state="interest")),
        ("2017-01-02-draft", "status: draft\nsystems: [Patriot]\n"),
        ("2017-01-03-embargoed", "published: 2030-01-01\nsystems: [HQ-9]\n"),
        ("2017-01-04-withdrawn", "status: withdrawn\nreason: An error.\nsystems: [HQ-9]\n"),
    )
    catalogue = compile(library, date(2029, 12, 31))
    assert [brief.slug for brief in catalogue.briefs] == ["2017-01-01-open"]
    assert [brief.slug for brief in catalogue.withdrawn] == ["2017-01-04-withdrawn"]
    hq9 = catalogue.entry(Subject("systems", "hq-9"))
    assert hq9 is not None
    assert hq9.briefs == ()
    opened = compile(library, date(2030, 1, 1))
    assert "2017-01-03-embargoed" in [brief.slug for brief in opened.briefs]


def test_brief_counts_for_every_subject_its_parts_name(write: Write) -> None:
    """A subject named only in a deal or a statement has the brief on its page all the same."""
    library = write(
        (
            "2017-01-01-a",
            "deals:\n"
            + deal(system="FD-2000", supplier="CHN", state="talks")
            + "statements:\n- {speaker: Rostec, says: It said so., source: wire}\n",
        )
    )
    assert library.problems == ()
    catalogue = compile(library)
    for subject in (
        Subject("systems", "hq-9"), Subject("countries", "chn"), Subject("organisations", "rostec"),
    ):  # fmt: skip
        entry = catalogue.entry(subject)
        assert entry is not None
        assert [brief.slug for brief in entry.briefs] == ["2017-01-01-a"]


def test_deal_shows_on_the_page_of_its_maker(write: Write) -> None:
    """A maker's page has the deals of what it makes."""
    catalogue = compile(write(("2017-01-01-a", "deals:\n" + deal(state="talks"))))
    maker = catalogue.entry(Subject("organisations", "almaz-antey"))
    assert maker is not None
    assert [found.id for found in maker.deals] == ["tur-rus-s-400"]


def test_briefs_run_from_the_newest_event(write: Write) -> None:
    """Briefs and entries list the newest event first."""
    library = write(("2016-01-01-a", ""), ("2018-01-01-b", ""), ("2017-01-01-c", ""))
    catalogue = compile(library)
    assert [brief.slug[:4] for brief in catalogue.briefs] == ["2018", "2017", "2016"]
    turkey = catalogue.entry(TUR)
    assert turkey is not None
    assert turkey.briefs == catalogue.briefs


def test_spellings_of_a_publisher_are_one(write: Write) -> None:
    """Publishers whose spellings fold equal share a page; its profile gives the reliability."""
    profile = "name: Janes\nreliability: B\nreliability_basis: A study.\n"
    library = write(
        ("2017-01-01-a", ""), profiles=PROFILES | {"docs/organisations/janes.md": profile}
    )
    (brief,) = library.briefs
    spelled = [
        replace(brief, slug=name, sources=(Source(id="wire", publisher=name),))
        for name in ("Jane's", "Janes", "JANES", "Janes", "Wire")
    ]
    found = Publishers(spelled, library.profiles).publishers()
    assert [(p.id, p.name, p.reliability, len(p.citations)) for p in found] == [
        ("janes", "Janes", "B", 4),
        ("wire", "Wire", "F", 1),
    ]
