"""What is asked of a catalogue: the answer, and exactly the grounds that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

from briefdesk.catalogue import asked
from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.model import Catalogue
from briefdesk.catalogue.pairs import Pairs, comparable, pair
from briefdesk.catalogue.retrospect import stood
from briefdesk.catalogue.support import Support
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject
from tests.catalogue.conftest import PROFILES
from tests.catalogue.test_changes import DAY, desk, edited, read_all

S400, HQ9, PATRIOT = (Subject("systems", id) for id in ("s-400", "hq-9", "patriot"))
TUR, RUS, CHN, GRC = (Subject("countries", id) for id in ("tur", "rus", "chn", "grc"))
ROSTEC, NATO = (Subject("organisations", id) for id in ("rostec", "nato"))
LORAMIDS = Subject("programmes", "t-loramids")
TALKS, SIGNED, OFFER, PLAIN, LATER = (
    "2017-02-22-talks", "2018-03-01-signed", "2018-04-01-offer", "2019-05-06-plain",
    "2019-06-07-later",
)  # fmt: skip
DEAL, OTHER = "tur-rus-s-400", "tur-chn-hq-9"


@pytest.fixture
def catalogue() -> Catalogue:
    """The desk of `test_changes`, with a draft, a withdrawn brief and questions."""
    files = desk()
    questions = (
        f"questions: [Who?, {{text: When?, answered: {PLAIN}}}, {{text: No?, answered: x}}]\n"
    )
    talks, _, offer, *_ = (path for path in files if path.startswith("briefs"))
    files = edited(files, talks, "people:", f"{questions}people:")
    gone = files[offer].replace("tlp: CLEAR", "tlp: CLEAR\nstatus: withdrawn\nreason: No.")
    files["briefs/2019/2019-01-01-gone.md"] = gone.replace("2018-04-01", "2019-01-01")
    files["docs/organisations/wire.md"] = (
        "---\nname: Wire\nreliability: B\nreliability_basis: Known.\n---\n"
    )
    return compile(read_all(files), DAY)


def slugs(briefs: Iterable[Any]) -> list[str]:
    return [brief.slug for brief in briefs]


def ids(things: Iterable[Any]) -> list[str]:
    return [thing.id for thing in things]


Question = Callable[[Catalogue], Any]
NEWEST = [PLAIN, OFFER, SIGNED, TALKS]

ASKED: list[tuple[Question, Any, set[str]]] = [
    (lambda c: slugs(c.briefs), NEWEST, {"briefs"}),
    (lambda c: slugs(c.withdrawn), ["2019-01-01-gone"], {"briefs"}),
    (lambda c: ids(c.deals), [OTHER, DEAL], {"deals"}),
    (lambda c: [p.name for p in c.profiles],
     ["HQ-9", "Patriot", "S-400", "Almaz-Antey", "Ministry", "NATO", "Rostec", "Wire"], {"profiles"}),
    (lambda c: ids(c.publishers), ["post", "wire"], {"publishers"}),
    (lambda c: [c.lists(what) for what in ("briefs", "deals", "publishers", "questions", "topics", "systems")],
     [True] * 6, {"present"}),
    (lambda c: c.lists("judgements"), False, {"present"}),
    (lambda c: [q.text for q in c.open_questions(c.brief(TALKS))], ["Who?", "No?"],
     {f"brief {TALKS}", f"brief {PLAIN}", "brief x"}),
    (lambda c: [e.name for e in c.entries("systems")], ["HQ-9", "Patriot", "S-400"], {"kind systems"}),
    (lambda c: c.subjects("programmes"), (LORAMIDS,), {"kind programmes"}),
    (lambda c: slugs(c.entry(S400).briefs), [SIGNED, TALKS], {"entry systems s-400"}),
    (lambda c: ids(c.entry(ROSTEC).deals), [DEAL], {"entry organisations rostec"}),
    (lambda c: slugs(c.entry(NATO).briefs), [], {"entry organisations nato"}),
    (lambda c: c.entry(GRC), None, {"entry countries grc"}),
    (lambda c: slugs(c.briefs_about(TUR, 2018)), [OFFER, SIGNED], {"entry countries tur 2018"}),
    (lambda c: slugs(c.briefs_about(GRC, 2018)), [], {"entry countries grc 2018"}),
    (lambda c: [c.has_part(s, c.deal(DEAL)) for s in (TUR, S400, ROSTEC, CHN)],
     [True, True, True, False], {f"deal {DEAL}"}),
    (lambda c: [c.has(GRC), c.has(NATO), c.has(CHN)], [False, True, True],
     {"subject countries grc", "subject organisations nato", "subject countries chn"}),
    (lambda c: (c.profile(NATO).name, c.profile(TUR)), ("NATO", None), {"profiles"}),
    (lambda c: (c.brief(TALKS).slug, c.brief(LATER)), (TALKS, None), {f"brief {TALKS}", f"brief {LATER}"}),
    (lambda c: c.withdrawn_brief("2019-01-01-gone").reason, "No.", {"brief 2019-01-01-gone"}),
    (lambda c: c.withdrawn_brief(TALKS), None, {f"brief {TALKS}"}),
    (lambda c: (c.deal(DEAL).state.value, c.deal("x")), ("signed", None), {f"deal {DEAL}", "deal x"}),
    (lambda c: (c.publisher("WIRE").name, c.publisher("No One")), ("Wire", None),
     {"publisher wire", "publisher no-one"}),
    (lambda c: c.known_publisher("wire").reliability, "B", {"publisher wire"}),
    (lambda c: c.known_publisher("post").reliability, "F", {"publisher post"}),
    (lambda c: [one.brief.slug for one in c.cited("wire").citations], NEWEST, {"cited wire"}),
    (lambda c: [one.brief.slug for one in c.cited_in("wire", 2018)], [OFFER, SIGNED], {"cited wire 2018"}),
    (lambda c: c.cited_in("no-one", 2018), (), {"cited no-one 2018"}),
    (lambda c: c.published_by(c.profile(Subject("organisations", "wire"))).id, "wire",
     {"profiles", "cited wire"}),
    (lambda c: c.published_by(c.profile(NATO)), None, {"profiles", "cited nato"}),
    (lambda c: (c.name(TUR), c.name(TUR, EventDate(2017))), ("Türkiye", "Turkey"), {"subject countries tur"}),
    (lambda c: c.other_names(ROSTEC), ("Rostech",), {"subject organisations rostec"}),
    (lambda c: c.support(c.briefs).publishers, ("Wire", "Post"), {"briefs"}),
    (lambda c: c.support([c.brief(SIGNED)]),
     Support(1, (2018,), 2, ("Post", "Wire"), ("post", "wire")), {f"brief {SIGNED}", "publisher wire", "publisher post"}),
    (lambda c: c.kind("systems").title, "Systems", set()),
    (lambda c: c.linkable["Rostech"], ROSTEC, set()),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(ASKED)))
def test_an_answer_rests_on_its_grounds(catalogue: Catalogue, number: int) -> None:
    """Each question is answered, and notes what its answer rests on and nothing else."""
    question, answer, grounds = ASKED[number]
    with catalogue.noting() as noted:
        assert question(catalogue) == answer
    assert noted == grounds
    # The second answer may come from what was kept, and rests on the same.
    with catalogue.noting() as noted:
        assert question(catalogue) == answer
    assert noted == grounds


def test_what_was_changed_since_a_day_is_known() -> None:
    """As of a day it is told which briefs were changed after it, and which day that is."""
    files = edited(
        desk(), f"briefs/2018/{SIGNED}.md", "title: Page", "title: Page, date: 2019-01-01"
    )
    then = compile(stood(read_all(files), date(2018, 12, 31)))
    assert slugs(then.briefs) == [OFFER, SIGNED, TALKS]
    assert [brief.slug for brief in then.briefs if then.is_changed(brief)] == [SIGNED]
    assert [then.is_changed(brief) for brief in then.briefs] == [False, True, False]
    assert (then.as_of, compile(read_all(files)).as_of) == (date(2018, 12, 31), None)


def test_grounds_are_noted_where_they_are_asked_for(catalogue: Catalogue) -> None:
    """What is asked inside a block is not noted for the one around it."""
    with catalogue.noting() as outer:
        catalogue.has(TUR)
        with catalogue.noting() as inner:
            catalogue.has(RUS)
        catalogue.note("a", "b")
    assert (outer, inner) == ({"subject countries tur", "a", "b"}, {"subject countries rus"})


CONTEST = "contest tur t-loramids"

COMPARED: list[tuple[Callable[[Pairs], Any], Any, set[str]]] = [
    (lambda p: p.countries(), ((CHN, TUR), (RUS, TUR)), {"deals"}),
    (lambda p: p.systems(), ((HQ9, S400), (HQ9, PATRIOT)), {"deals", "profiles"}),
    (lambda p: p.any(), True, {"deals", "profiles"}),
    (lambda p: ids(p.deals_between(RUS, TUR)), [DEAL], {"pair countries rus tur", f"deal {DEAL}"}),
    (lambda p: p.deals_between(RUS, CHN), (), {"pair countries chn rus"}),
    (lambda p: ids(p.deals_of(HQ9)), [OTHER], {"deals of hq-9"}),
    (lambda p: p.deals_of(PATRIOT), (), {"deals of patriot"}),
    (lambda p: p.options(TUR, LORAMIDS), (S400, HQ9), {CONTEST}),
    (lambda p: p.options(RUS, LORAMIDS), (), {"contest rus t-loramids"}),
    (lambda p: p.met(S400, HQ9), ((TUR, LORAMIDS),), {"deals of hq-9", "deals of s-400", CONTEST}),
    (lambda p: p.met(PATRIOT, HQ9), (), {"deals of hq-9", "deals of patriot", CONTEST}),
    (lambda p: p.related(HQ9, PATRIOT), True, {"profile systems hq-9", "profile systems patriot"}),
    (lambda p: p.related(HQ9, S400), False, {"profile systems hq-9", "profile systems s-400"}),
    (lambda p: p.profile(HQ9).name, "HQ-9", {"profile systems hq-9"}),
    (lambda p: p.systems_with(HQ9), (PATRIOT, S400), {"entry systems hq-9", "named systems hq-9", CONTEST}),
    (lambda p: p.systems_with(PATRIOT), (HQ9,), {"entry systems patriot", "named systems patriot"}),
    (lambda p: slugs(p.briefs_naming(TUR, CHN)), [OFFER], {"pair countries chn tur"}),
    (lambda p: p.briefs_naming(TUR, GRC), (), {"pair countries grc tur"}),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(COMPARED)))
def test_a_comparison_rests_on_its_grounds(number: int) -> None:
    """What two subjects have in common is told, and notes what it rests on and nothing else."""
    question, answer, grounds = COMPARED[number]
    files = edited(
        desk(), f"briefs/2018/{SIGNED}.md", "state: signed", "state: signed, programme: T-LORAMIDS"
    )
    files["docs/systems/patriot.md"] = (
        "---\nname: Patriot\nvariant_of: HQ-9\nrelated: [HQ-9]\n---\n"
    )
    catalogue = compile(read_all(files), DAY)
    with catalogue.noting() as noted:
        assert question(Pairs(catalogue)) == answer
    assert noted == grounds


def test_two_of_a_kind_are_compared() -> None:
    """Countries and systems, in their order, each two once."""
    found = list(comparable([TUR, S400, RUS, NATO, HQ9, ROSTEC, TUR]))
    assert found == [(RUS, TUR), (HQ9, S400)]
    assert pair(TUR, RUS) == pair(RUS, TUR) == (RUS, TUR)


def test_nothing_is_compared_on_a_desk_without_deals() -> None:
    """A desk of one brief without a deal or a relative has nothing to compare."""
    files = {path: text for path, text in desk().items() if PLAIN in path or path not in desk()}
    files |= {path: f"---\n{text}---\n" for path, text in PROFILES.items()}
    pairs = Pairs(compile(read_all(files), DAY))
    assert (pairs.any(), pairs.systems(), pairs.countries()) == (False, (), ())


def test_names_find_what_was_meant(catalogue: Catalogue) -> None:
    """A source goes by its id where that means one page, by brief and id, and by its address; a
    brief by its slug or its path."""
    page = f"{SIGNED}#page"
    for name in ("page", page, "https://a.example/page", "https://A.example:443/page"):
        found = asked.source(catalogue, name)
        assert (found.kind, found.name, found.words) == ("source", page, "Page, Post")
        assert found.pages == {"https://a.example/page"}
        assert found.places == {(f"briefs/2018/{SIGNED}.md", "page")}
    for name in (TALKS, f"briefs/2017/{TALKS}.md", f"/briefs/2017/{TALKS}/"):
        brief = asked.brief(catalogue, name)
        assert (brief.kind, brief.name, brief.words) == ("brief", TALKS, TALKS)
    owners = {asked.owner(record) for _, _, record in asked.cited(catalogue)}
    assert owners == {TALKS, SIGNED, OFFER, PLAIN}
    assert asked.owner(catalogue.profile(TUR) or catalogue.profiles[0]) == "systems/hq-9"


def test_what_is_not_found_is_told_with_names_like_it(catalogue: Catalogue) -> None:
    """No name is guessed: where none fits, a few that are like it are told."""
    with pytest.raises(asked.NotFound, match=r"^no source is called 'paga'$") as missing:
        asked.source(catalogue, "paga")
    assert missing.value.near == (f"{SIGNED}#page",)
    with pytest.raises(asked.NotFound, match="no source is called") as missing:
        asked.source(catalogue, "https://a.example/pages")
    assert missing.value.near == ("https://a.example/page",)
    with pytest.raises(asked.NotFound, match="no source is called") as missing:
        asked.source(catalogue, f"{SIGNED}#pages")
    assert missing.value.near[0] == f"{SIGNED}#page"
    with pytest.raises(asked.NotFound, match="no brief that readers see is called") as missing:
        asked.brief(catalogue, "2017-02-22-talk")
    assert missing.value.near[0] == TALKS
    assert asked.NotFound("a", "abcdefg").near == tuple("abcde")


def test_an_id_of_several_pages_is_no_name() -> None:
    """Where briefs give one id to different pages, it is told whose there are."""
    files = desk()
    talks = f"briefs/2017/{TALKS}.md"
    files = edited(files, talks, "title: A report}", "title: A report, url: 'https://a.example/1'}")
    catalogue = compile(read_all(files), DAY)
    with pytest.raises(asked.NotFound, match=r"^'wire' is the id of 2 sources; ") as several:
        asked.source(catalogue, "wire")
    assert several.value.near == (f"{PLAIN}#wire", f"{TALKS}#wire")
    assert asked.source(catalogue, f"{TALKS}#wire").pages == {"https://a.example/1"}
