"""What would change if a source were withdrawn: the list is complete, and holds nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import pytest

from briefdesk.catalogue import asked
from briefdesk.catalogue.asked import Asked, NotFound
from briefdesk.catalogue.changes import Change, touched
from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.deals import Deal
from briefdesk.catalogue.digest import Digest
from briefdesk.catalogue.impact import Impact, Verdict, impact, without
from briefdesk.catalogue.model import Catalogue
from briefdesk.pages import addresses, book
from briefdesk.pages.differing import differing
from briefdesk.pages.edition import Edition
from briefdesk.pages.page import Page, Task
from briefdesk.reading.library import File, Library, read
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.dates import EventDate
from briefdesk.site.project import find
from briefdesk.site.workspace import load
from tests.catalogue.test_withdrawals import deal, library, source
from tests.pages.conftest import SITE
from tests.test_briefs import ROOT

DAY = EventDate.of(date(2026, 11, 24))
URL = "https://wire.example/report"

#: One of so many sources is looked at where there is little time.
EACH = 50

#: In so many parts all of them are, so that several processes may share them.
PARTS = 4


@dataclass
class Desk:
    """A library with all its pages, made once, and what it would be without something."""

    library: Library

    @cached_property
    def edition(self) -> Edition:
        return Edition(compile(self.library), SITE)

    @cached_property
    def made(self) -> dict[Task, tuple[tuple[Page, ...], frozenset[str]]]:
        return {task: book.make(self.edition, task) for task in book.tasks(self.edition)}

    @cached_property
    def pages(self) -> dict[str, Page]:
        return {page.uri: page for pages, _ in self.made.values() for page in pages}

    @cached_property
    def digest(self) -> Digest:
        return Digest.of(self.edition.catalogue)

    def touched_by(self, other: Library, catalogue: Catalogue) -> set[str]:
        old = {r.path: r for r in (*self.library.briefs, *self.library.profiles)}
        new = {r.path: r for r in (*other.briefs, *other.profiles)}
        differ = [path for path, record in old.items() if record is not new[path]]
        change = Change({p: old[p] for p in differ}, {p: new[p] for p in differ})
        return touched(change, other, catalogue, self.digest, Digest.of(catalogue))

    def would_be(self, other: Library, what: Asked) -> tuple[Impact, tuple[str, ...], set[str]]:
        """What the program says of a library that an author changed, and the addresses whose
        pages really differ in it."""
        after = Edition(compile(other), SITE)
        grounds = self.touched_by(other, after.catalogue)
        resting = {task for task, (_, rested) in self.made.items() if rested & grounds}
        told = impact(self.edition.catalogue, after.catalogue, what)
        pages = differing(self.edition, after, grounds, resting)
        return told, pages, self._changed(after, grounds)

    def _changed(self, after: Edition, grounds: set[str] | None) -> set[str]:
        """All pages are made where no `grounds` are given."""
        tasks, found = set(book.tasks(after)), set()
        for task in tasks | self.made.keys():
            pages, rested = self.made.get(task, ((), frozenset()))
            if grounds is None or not pages or rested & grounds:
                then = {page.uri: page for page in pages}
                made = book.make(after, task)[0] if task in tasks else ()
                now = {page.uri: page for page in made}
                found |= {u for u in then.keys() | now.keys() if then.get(u) != now.get(u)}
        return set(map(addresses.of_file, found))

    def changed_by(self, other: Library) -> set[str]:
        """The same without any short way: all pages are made and compared."""
        return self._changed(Edition(compile(other), SITE), None)


@pytest.fixture(scope="module")
def demo() -> Desk:
    """The demo as it lies in the repository."""
    workspace = load(find(ROOT))
    return Desk(read(workspace.files, pages=(f"docs/{uri}" for uri in workspace.handwritten)))


def sources(desk: Desk) -> Iterator[tuple[str, Library]]:
    """Each source by its full name, and the library in which its record calls it withdrawn."""
    records: tuple[Brief | Profile, ...] = (*desk.library.briefs, *desk.library.profiles)
    for record in records:
        for one in record.sources:
            gone = one.model_copy(
                update={"withdrawn": DAY, "withdrawn_reason": "As if it were withdrawn."}
            )
            listed: Any = tuple(gone if s is one else s for s in record.sources)
            other = replace(record, sources=listed)
            briefs = tuple(other if b is record else b for b in desk.library.briefs)
            profiles = tuple(other if p is record else p for p in desk.library.profiles)
            library = replace(desk.library, briefs=briefs, profiles=profiles)  # type: ignore[arg-type]
            yield f"{asked.owner(record)}#{one.id}", library


def told_of(deal: Deal | None) -> object:
    """All that a deal says of where it stands."""
    if deal is None:
        return None
    attested, upheld = deal.attested, deal.upheld
    return (
        deal.state, deal.since, attested and (attested.date, attested.standing),
        upheld and (upheld.date, upheld.state, upheld.standing),
        [(s.date, s.state, s.milestone, s.standing) for s in deal.history],
    )  # fmt: skip


def stands_otherwise(desk: Desk, other: Library) -> set[str]:
    """The deals of which anything that is told of where they stand is different."""
    after = compile(other)
    deals = desk.edition.catalogue.deals
    return {deal.id for deal in deals if told_of(deal) != told_of(after.ledger.deal(deal.id))}


def mutate(desk: Desk, name: str, other: Library) -> None:
    """Withdraw one source as its author would, and compare what changed with what was said."""
    what = asked.source(desk.edition.catalogue, name)
    meant = without(desk.library, what, DAY)
    assert (meant.briefs, meant.profiles) == (other.briefs, other.profiles), name
    told, pages, changed = desk.would_be(other, what)
    assert set(pages) == changed, name
    differ = stands_otherwise(desk, other)
    assert differ == {outcome.before.id for outcome in told.deals if outcome.changes}, name


def test_list_is_complete_for_a_sample_of_sources(demo: Desk) -> None:
    """Of every 50th source of the demo, the pages and deals that change are those listed."""
    for name, other in list(sources(demo))[::EACH]:
        mutate(demo, name, other)


def test_list_is_complete_where_every_page_is_made(demo: Desk) -> None:
    """The same without any short way to the pages that changed: all are made and compared."""
    for name, other in list(sources(demo))[5 :: 3 * EACH]:
        what = asked.source(demo.edition.catalogue, name)
        assert set(demo.would_be(other, what)[1]) == demo.changed_by(other), name


@pytest.mark.exhaustive
@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_list_is_complete_for_every_source(demo: Desk, part: int) -> None:
    """The same for every source of every brief and profile of the demo."""
    for name, other in list(sources(demo))[part::PARTS]:
        mutate(demo, name, other)


def test_everything_that_cites_a_source_is_listed(demo: Desk) -> None:
    """Each event, statement and judgement that names a source is among what rests on it."""
    catalogue = demo.edition.catalogue
    for brief in catalogue.briefs[::10]:
        for one in brief.sources:
            what = asked.source(catalogue, f"{brief.slug}#{one.id}")
            told = impact(catalogue, compile(without(demo.library, what, DAY)), what)
            items = (*brief.deals, *brief.statements, *brief.judgements)
            own = [rest.item for rest in told.rests if rest.brief.slug == brief.slug]
            assert own == [item for item in items if one.id in item.sources]
            assert brief.slug in {found.slug for found in told.briefs}


def test_withdrawn_brief_is_told_exactly(demo: Desk) -> None:
    """Of some briefs, the pages and deals that change when it is withdrawn are those listed."""
    catalogue = demo.edition.catalogue
    for brief in catalogue.briefs[::30]:
        what = asked.brief(catalogue, brief.path)
        other = without(demo.library, what, DAY)
        told, pages, _ = demo.would_be(other, what)
        assert set(pages) == demo.changed_by(other)
        assert brief.slug in {one.slug for one in compile(other).withdrawn}
        assert stands_otherwise(demo, other) == {
            outcome.before.id for outcome in told.deals if outcome.changes
        }


# Deals


def fate(desk: Library, name: str) -> tuple[Verdict, str | None]:
    """What becomes of the one deal of a desk without a source, and the state that stands then."""
    before = compile(desk)
    what = asked.source(before, name)
    after = compile(without(desk, what, DAY))
    (outcome,) = impact(before, after, what).deals
    upheld = outcome.after.upheld if outcome.after else None
    return outcome.verdict, upheld.state.value if upheld and upheld.state else None


TALKS = ("2017-02-22-talks", source("wire"), deal(state="talks"))
SIGNED = ("2017-09-12-signed", source("paper"), deal(state="signed", sources="[paper]"))


def test_deal_falls_back_to_the_last_state_that_stands() -> None:
    """Without the one source of its last state a deal falls back to the state before."""
    desk = library(TALKS, SIGNED)
    assert fate(desk, "2017-09-12-signed#paper") == (Verdict.FALLS_BACK, "talks")
    assert fate(desk, "2017-02-22-talks#wire") == (Verdict.HOLDS, "signed")


def test_deal_with_one_source_is_left_unsupported() -> None:
    """Without its only source no state of a deal is supported."""
    assert fate(library(TALKS), "wire") == (Verdict.UNSUPPORTED, None)


def test_deal_may_be_dated_otherwise() -> None:
    """Without the first report of its state a deal is in it since the next."""
    first = ("2019-07-01-first", source("paper"), deal(state="delivery", sources="[paper]"))
    again = ("2019-07-12-again", source("gazette"), deal(state="delivery", sources="[gazette]"))
    assert fate(library(first, again), "paper") == (Verdict.REDATED, "delivery")


def test_deal_may_become_a_claim() -> None:
    """Without whoever confirmed it, what one side says is a claim."""
    both = source("wire") + source("paper")
    own = deal(state="signed", by="[Turkey]") + deal(
        state="signed", date="2017-09-12", sources="[paper]", credibility="1"
    )
    desk = library(("2017-09-12-signed", both, own))
    assert fate(desk, "paper") == (Verdict.REGRADED, "signed")


def test_deal_goes_with_its_only_brief() -> None:
    """Without the only brief that tells of it there is no deal."""
    desk = library(TALKS)
    before = compile(desk)
    what = asked.brief(before, "2017-02-22-talks")
    (outcome,) = impact(before, compile(without(desk, what, DAY)), what).deals
    assert outcome.verdict is Verdict.GONE


def test_withdrawn_source_changes_nothing_more() -> None:
    """Of a source that was withdrawn before, that is said, and nothing would change."""
    gone = ", withdrawn: 2018-03-05, withdrawn_reason: It erred."
    desk = library(("2017-02-22-talks", source("wire", gone), deal(state="talks")))
    before = compile(desk)
    what = asked.source(before, "wire")
    told = impact(before, compile(without(desk, what, DAY)), what)
    assert told.already
    assert [outcome.changes for outcome in told.deals] == [False]


# Names


@pytest.fixture
def catalogue() -> Catalogue:
    """Two briefs that cite one page under one id, and one of their own."""
    url = f", url: '{URL}#part'"
    return compile(
        library(
            ("2017-02-22-talks", source("wire", url) + source("paper"), deal(state="talks")),
            ("2017-09-12-signed", source("wire", url) + source("paper", f", url: '{URL}/2'"),
             deal(state="signed")),
        )
    )  # fmt: skip


@pytest.mark.parametrize("name", ["2017-02-22-talks#wire", "2017-09-12-signed#wire", "wire", URL])
def test_source_is_found_by_each_of_its_names(catalogue: Catalogue, name: str) -> None:
    """Its name in a brief, an id that means one page, and its address all lead to a source."""
    assert asked.source(catalogue, name).pages == {URL}


@pytest.mark.parametrize(
    ("find", "name", "message", "near"),
    [
        (asked.source, "paper", "'paper' is the id of 2 sources; write which brief's",
         ("2017-09-12-signed#paper", "2017-02-22-talks#paper")),
        (asked.source, "wrie", "no source is called 'wrie'",
         ("2017-09-12-signed#wire", "2017-02-22-talks#wire")),
        (asked.source, "2017-02-22-talk#wire", "no source is called '2017-02-22-talk#wire'",
         ("2017-02-22-talks#wire", "2017-02-22-talks#paper", "2017-09-12-signed#wire")),
        (asked.source, "https://wire.example/reprot",
         "no source is called 'https://wire.example/reprot'", (f"{URL}/2", f"{URL}#part")),
        (asked.publisher, "Wrie", "nothing published by 'Wrie' is cited", ("wire",)),
        (asked.brief, "2017-02-22-talk", "no brief that readers see is called '2017-02-22-talk'",
         ("2017-02-22-talks",)),
    ],
)  # fmt: skip
def test_unknown_name_is_answered_with_names_that_are_known(
    catalogue: Catalogue, find: Any, name: str, message: str, near: tuple[str, ...]
) -> None:
    """Who asks for what is not there learns what they may have meant."""
    with pytest.raises(NotFound) as error:
        find(catalogue, name)
    assert str(error.value) == message
    assert error.value.near == near


def test_publisher_is_found_by_any_name_of_its_profile() -> None:
    """All that an organisation published counts, under whichever of its names it is cited."""
    files = {
        "docs/organisations/rostec.md": "---\nname: Rostec\naliases: [Rostech]\n---\n",
        "briefs/2017/2017-02-22-talks.md": (
            "---\ntitle: Talks\ndate: 2017-02-22\nsummary: Talks.\ncountries: [TUR]\ntlp: CLEAR\n"
            "sources:\n- {id: a, publisher: Rostec, title: A}\n- {id: b, publisher: Rostech, "
            "title: B}\n- {id: c, publisher: Wire, origin: Rostec, title: C}\n---\n[@a] [@b] [@c]\n"
        ),
    }
    desk = read(File(path, text.encode()) for path, text in files.items())
    before = compile(desk)
    what = asked.publisher(before, "rostech")
    told = impact(before, compile(without(desk, what, DAY)), what)
    assert [name for name, _ in told.sources] == ["2017-02-22-talks#a", "2017-02-22-talks#b"]
    assert told.repeating == ("2017-02-22-talks#c",)
