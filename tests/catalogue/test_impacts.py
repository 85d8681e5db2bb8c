"""What would fall with a source, a publisher or a brief, told whole; and who has a part in what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefdesk.catalogue import asked, publishers
from briefdesk.catalogue.asked import Asked
from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.deals import Standing
from briefdesk.catalogue.impact import Impact, Stand, Verdict, impact, without
from briefdesk.catalogue.ledger import deal_id
from briefdesk.catalogue.publishers import Citation, Publishers
from briefdesk.reading.library import Library
from briefdesk.records.dates import EventDate
from briefdesk.records.gradings import Status
from briefdesk.records.kinds import Subject
from briefdesk.records.states import STATE
from briefdesk.records.values import Source
from tests.catalogue.conftest import PROFILES, Write, deal
from tests.catalogue.test_changes import desk, edited, read_all
from tests.catalogue.test_withdrawals import GONE, library, only, source

DAY = EventDate(2021)
PAGE = "https://a.example/page"
TALKS, SIGNED, OFFER = "2017-02-22-talks", "2018-03-01-signed", "2018-04-01-offer"


@pytest.fixture
def files() -> dict[str, str]:
    """The desk of `test_changes`: a page that a statement, a judgement, an event and a profile
    rest on, the last two alone, and that a source of another publisher repeats."""
    found = edited(
        desk(), f"briefs/2018/{SIGNED}.md", deal(state="signed"),
        deal(state="signed", sources="[page]")
        + "statements: [{speaker: TUR, says: 'Yes.', source: [page, wire]}]\n"
        "judgements: [{id: j, text: It comes., likelihood: likely, sources: [page]}]\n",
    )  # fmt: skip
    found["docs/systems/patriot.md"] = (
        "---\nname: Patriot\nrange_km: 160\nsources:\n"
        f"- {{id: p, publisher: Post, title: Page, url: '{PAGE}', supports: [range_km]}}\n---\n"
    )
    path = f"briefs/2018/{OFFER}.md"
    copy = "- {id: copy, publisher: Herald, title: Copy, origin: post}\ndeals:"
    return edited(edited(found, path, "deals:", copy), path, "[@wire]", "[@wire] [@copy]")


def told(read: Library, found: Asked) -> Impact:
    return impact(compile(read), compile(without(read, found, DAY)), found)


def test_all_that_rests_on_a_source_is_told(files: dict[str, str]) -> None:
    """Whatever cites its page, in briefs and profiles, what rests on nothing else that stands,
    and what would become of deals."""
    read = read_all(files)
    assert [compile(read).lists(what) for what in ("judgements", "questions")] == [True, False]
    found = told(read, asked.source(compile(read), PAGE))
    assert [name for name, _ in found.sources] == [f"{SIGNED}#page", "systems/patriot#p"]
    assert [brief.slug for brief in found.briefs] == [SIGNED]
    assert [(rest.brief.slug, rest.alone) for rest in found.rests] == [
        (SIGNED, True), (SIGNED, False), (SIGNED, True),
    ]  # fmt: skip
    for part in (found.events, found.statements, found.judgements):
        assert len(list(part())) == 1
    assert [(profile.name, field, name) for profile, field, name in found.fields] == [
        ("Patriot", "range_km", "systems/patriot#p")
    ]
    (outcome,) = found.deals
    assert (outcome.before.id, outcome.verdict, outcome.changes) == (
        "tur-rus-s-400", Verdict.FALLS_BACK, True,
    )  # fmt: skip
    assert outcome.after
    assert Stand.of(outcome.before) == Stand(
        STATE["signed"], Standing.REPORTED, EventDate(2018, 3, 1), SIGNED
    )
    assert Stand.of(outcome.after) == Stand(
        STATE["talks"], Standing.CLAIMED, EventDate(2017, 2, 22), TALKS
    )
    assert outcome.steps == ((outcome.before.history[1], Standing.UNSUPPORTED),)
    assert (found.repeating, found.already) == ((), False)


def test_a_publisher_is_told_with_those_that_repeat_it(files: dict[str, str]) -> None:
    """Sources on other pages that name it as their origin are told besides; they still count."""
    read = read_all(files)
    found = told(read, asked.publisher(compile(read), "POST"))
    assert (found.asked.name, found.asked.words) == ("Post", "1 source")
    assert found.repeating == (f"{OFFER}#copy",)
    both = told(read, asked.publisher(compile(read), "wire"))
    assert both.asked.words == "1 source"
    assert {brief.slug for brief in both.briefs} == {
        TALKS, SIGNED, OFFER, "2019-05-06-plain", "2019-06-07-later",
    }  # fmt: skip
    assert both.repeating == ()
    two = edited(
        files,
        f"briefs/2018/{SIGNED}.md",
        "publisher: Wire, title: A report",
        "publisher: Wire, title: B",
    )
    every = asked.publisher(compile(read_all(two)), "wire")
    assert every.words == "2 sources"
    assert every.pages == {"wire: A report", "wire: B"}
    assert every.places == {
        ("briefs/2019/2019-06-07-later.md", "wire"),
        (f"briefs/2018/{SIGNED}.md", "wire"),
    }


def test_a_brief_is_told_with_those_that_refer_to_it(files: dict[str, str]) -> None:
    """Who replaces it, asks what it answers or links to it refers to it; its own items are those
    that rest on it."""
    talks, signed = f"briefs/2017/{TALKS}.md", f"briefs/2018/{SIGNED}.md"
    files = edited(
        files, talks, "people:", f"questions: [{{text: When?, answered: {OFFER}}}]\npeople:"
    )
    files = edited(files, signed, "Text [@wire]", f"See [it]({OFFER}.md) [@wire]")
    read = read_all(files)
    found = told(read, asked.brief(compile(read), OFFER))
    assert [brief.slug for brief in found.briefs] == ["2019-05-06-plain", SIGNED, TALKS]
    assert [(rest.brief.slug, rest.alone) for rest in found.rests] == [(OFFER, True)]
    (outcome,) = found.deals
    assert (outcome.before.id, outcome.after, outcome.verdict) == (
        "tur-chn-hq-9",
        None,
        Verdict.GONE,
    )
    assert outcome.steps == ((outcome.before.history[0], None),)
    assert (found.sources, found.fields, found.already) == ((), (), False)


def test_nothing_but_what_was_asked_for_is_withdrawn(files: dict[str, str]) -> None:
    """The library without a source differs in that source, the one without a brief in that brief;
    what was withdrawn before keeps its day."""
    read = read_all(files)
    catalogue = compile(read)
    fell = without(read, asked.source(catalogue, f"{SIGNED}#page"), DAY)
    differ = [brief for brief in fell.briefs if brief not in read.briefs]
    assert [brief.slug for brief in differ] == [SIGNED]
    assert [s.withdrawn for s in differ[0].sources] == [None, DAY]
    assert fell.profiles == read.profiles
    gone = without(read, asked.brief(catalogue, OFFER), DAY)
    differ = [brief for brief in gone.briefs if brief not in read.briefs]
    assert [(brief.slug, brief.status) for brief in differ] == [(OFFER, Status.WITHDRAWN)]
    before = edited(files, f"briefs/2018/{SIGNED}.md", f"{PAGE}'", f"{PAGE}'{GONE}")
    again = read_all(before)
    found = asked.source(compile(again), PAGE)
    assert without(again, found, DAY) == again
    assert told(again, found).already


@pytest.mark.parametrize(
    ("briefs", "verdict"),
    [
        ([("2017-02-22-a", source("wire"), deal(state="talks"))], Verdict.UNSUPPORTED),
        ([("2017-02-22-a", source("wire") + source("paper"), deal(state="talks", sources="[wire, paper]"))],
         Verdict.HOLDS),
        ([("2017-02-22-a", source("wire"), deal(state="talks")),
          ("2017-03-22-b", source("paper"), deal(state="talks", sources="[paper]"))], Verdict.REDATED),
        ([("2017-02-22-a", source("wire"), deal(state="talks")),
          ("2017-02-23-b", source("paper"), deal(state="talks", by="[RUS]", sources="[paper]", date="2017-02-22"))],
         Verdict.REGRADED),
        ([("2017-02-22-a", source("paper"), deal(state="talks", sources="[paper]")),
          ("2017-03-22-b", source("wire"), deal(state="offer"))], Verdict.FALLS_BACK),
    ],
)  # fmt: skip
def test_what_becomes_of_a_state(briefs: list[tuple[str, str, str]], verdict: Verdict) -> None:
    """A state holds, is dated or graded otherwise, falls back, or has nothing left to stand on."""
    words = ["holds", "redated", "regraded", "falls-back", "unsupported", "gone"]
    assert [str(one) for one in Verdict] == words  # people's programs read them
    read = library(*briefs)
    found = told(read, asked.publisher(compile(read), "wire"))
    assert [outcome.verdict for outcome in found.deals] == [verdict]
    assert found.deals[0].changes == (verdict is not Verdict.HOLDS)


def test_a_deal_is_told_by_its_terms(write: Write) -> None:
    """Its address has the suppliers by id, its page them by name; its system is called as its
    briefs agree to call it; who has a part in it is told once, in a settled order."""
    both = deal(supplier="[RUS, CHN]", system="S-400 Triumf", lot="Second Lot", state="talks",
                by="[Rostec, TUR]", programme="T-LORAMIDS")  # fmt: skip
    read = write(("2017-02-22-a", f"deals:\n{both}"), ("2017-03-22-b", f"deals:\n{both}"))
    catalogue = compile(read)
    (found,) = catalogue.deals
    assert found.id == deal_id(found.history[0].event) == "tur-chn-rus-s-400-second-lot"
    assert [s.id for s in found.suppliers] == ["chn", "rus"]
    assert (found.system_name, found.lot) == ("S-400 Triumf", "Second Lot")
    assert [str(p) for p in (found.since, found.current.date if found.current else None)] == [
        "2017-02-22", "2017-03-22",
    ]  # fmt: skip
    assert [s.id for s in catalogue.ledger.parties([found.history[0].event])] == [
        "tur", "rus", "chn", "s-400", "t-loramids", "almaz-antey", "rostec",
    ]  # fmt: skip
    assert [brief.slug for brief in found.briefs] == ["2017-02-22-a", "2017-03-22-b"]
    nobody = deal(supplier="[]", system="S-400")
    (open_,) = compile(
        write(("2017-02-22-a", f"deals:\n{nobody.replace('}', ', state: interest}')}"))
    ).deals
    assert (open_.id, open_.system_name, open_.suppliers) == ("tur-open-s-400", None, ())


def test_a_dispute_of_authors_is_told_once(write: Write) -> None:
    """What two briefs write on how accounts differ is told as often as it is different."""
    one, other = (
        deal(state="talks", date="2017-02", disputed=words)
        for words in ("Moscow denies it.", "No.")
    )
    read = write(("2017-02-22-a", f"deals:\n{one}"), ("2017-02-23-b", f"deals:\n{one}"),
                 ("2017-02-24-c", f"deals:\n{other}"))  # fmt: skip
    (found,) = compile(read).deals
    (step,) = found.history
    assert (step.standing, step.disputes) == (Standing.DISPUTED, ("No.", "Moscow denies it."))
    assert [report.brief.slug[-1] for report in step.reports] == ["c", "b", "a"]


def test_a_report_is_unsupported_where_all_its_sources_fell() -> None:
    """One source that stands is enough."""
    two = source("wire", GONE) + source("paper")
    assert only(
        library(("2017-02-22-a", two, deal(state="talks", sources="[wire, paper]")))
    ).history[0].standing is (Standing.REPORTED)
    assert (
        only(library(("2017-02-22-a", two, deal(state="talks")))).history[0].standing
        is Standing.UNSUPPORTED
    )


def test_many_citations_spread_over_years(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is on one page has no spread; beyond, it is told which years fill several."""
    monkeypatch.setattr(publishers, "LIMIT", 2)
    (brief,) = write(("2017-02-22-a", "")).briefs
    cites = [
        replace(brief, slug=f"{n}", date=EventDate(year))
        for n, year in enumerate([2017, 2017, 2017, 2018])
    ]
    assert Publishers(cites[:2], ()).publishers()[0].spread == ()
    assert Publishers(cites[:3], ()).publishers()[0].spread == ("long", "2017")
    assert Publishers(cites[1:], ()).publishers()[0].spread == ("long",)


def test_a_publisher_is_called_as_it_is_spelled_most(write: Write) -> None:
    """Of spellings of one publisher the one that is used most is shown, of two the first; its
    citations run from the newest brief, and within it by id."""
    (brief,) = write(("2017-02-22-a", "")).briefs
    spelled = ["wire", "Wire", "WIRE", "Wire"]
    sources = tuple(
        Source(id=id, publisher=name, title=id) for id, name in zip("dbca", spelled, strict=True)
    )
    briefs = [
        replace(brief, sources=sources),
        replace(brief, slug="b", date=EventDate(2018), sources=sources[:1]),
    ]
    found = Publishers(briefs, ())
    (publisher,) = found.publishers()
    assert (publisher.id, publisher.name, publisher.reliability) == ("wire", "Wire", "F")
    assert [(one.brief.slug, one.source.id) for one in publisher.citations] == [
        ("b", "d"), ("2017-02-22-a", "a"), ("2017-02-22-a", "b"), ("2017-02-22-a", "c"), ("2017-02-22-a", "d"),
    ]  # fmt: skip
    assert publisher.citations[0] == Citation(briefs[1], sources[0])
    assert found.cited_in(briefs[1]) == (("wire", "wire: d"),)
    assert (found.name("wire"), found.name("no-one")) == ("Wire", "no-one")
    assert (found.publisher("no-one"), found.any(), Publishers((), ()).any()) == (None, True, False)
    assert found.house("WIRE") == "wire"


def test_a_house_is_one_by_all_its_names(write: Write) -> None:
    """An organisation with a profile is one witness, whichever of its names is cited."""
    wire = "name: Wire\naliases: [The Wire]\nreliability: B\nreliability_basis: Known.\n"
    read = write(("2017-02-22-a", ""), profiles=PROFILES | {"docs/organisations/wire.md": wire})
    found = Publishers(read.briefs, read.profiles)
    assert found.house("the wire") == found.house("Wire") == "organisations wire"
    (publisher,) = found.publishers()
    assert publisher.organisation == Subject("organisations", "wire")
    assert (publisher.reliability, publisher.reliability_basis) == ("B", "Known.")
