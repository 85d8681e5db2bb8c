"""Long lists as small tables, by which a browser filters what no page holds all of.

A table lies in a file beside its page, or, where it is long, in one file for each year. Ids stand
in place of names, and names are told once. What comes out is plain data for JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition, changed
from briefdesk.pages.events import Event
from briefdesk.pages.here import Here
from briefdesk.pages.runs import chunks, run
from briefdesk.pages.tables import told_value
from briefdesk.records.kinds import Subject

#: Rows that one file may hold.
PIECE = 2_000

Data = dict[str, object]


def deal_pieces(deals: Sequence[Deal]) -> Iterator[tuple[int | None, int]]:
    """The files of the table of `deals`, by latest change: the year and the part of each, None
    for the one file that holds them all."""
    if len(deals) <= PIECE:
        yield None, 1
        return
    for year, of in groupby(deals, key=lambda deal: changed(deal).year):
        for part in range(1, len(chunks(list(of), PIECE)) + 1):
            yield year, part


def event_pieces(events: Sequence[Event]) -> Iterator[tuple[int | None, int]]:
    """The files of the table of `events`, newest first, as those of deals."""
    if len(events) <= PIECE:
        yield None, 1
    else:
        yield from ((year, 1) for year, _ in groupby(events, key=lambda e: e.date.year))


def address(base: str, year: int | None = None, part: int = 1) -> str:
    """Where a file of the table of the list at `base` lies."""
    return addresses.rows(base if year is None else addresses.year(base, year, part))


def deals(edition: Edition, of: Iterable[Deal]) -> Data:
    """The table of deals.

    A row has the deal's id and name; buyer, suppliers, system (with its name here, where that
    is another than the system's own) and programmes by id; its steps; and the brief that told of
    it last, by year and slug, with its title. A step has its date, its state, its standing and the
    value it tells, in words and as a number, as far as there is any of these.
    """
    named = _Names(edition)
    here = Here(edition, addresses.DEALS)
    rows: list[object] = []
    for deal in of:
        named.add((deal.buyer, *deal.suppliers, deal.system, *deal.programmes))
        called = here.system_name(deal)
        last = deal.history[-1].brief
        rows.append(
            [
                deal.id,
                here.deal_name(deal),
                deal.buyer.id,
                [supplier.id for supplier in deal.suppliers],
                [deal.system.id, *([called] if called != named.of(deal.system) else [])],
                [programme.id for programme in deal.programmes],
                [_step(step) for step in deal.history],
                [last.date.year, last.slug, last.title],
            ]
        )
    return {"names": named.known, "rows": rows}


def _step(step: Step) -> list[object]:
    row: list[object] = [
        str(step.date),
        step.state.value if step.state else "",
        "" if step.standing == "reported" else step.standing.value,
    ]
    if value := told_value(step):
        row += [value[0], value[1].amount]
    while not row[-1]:
        row.pop()
    return row


def events(edition: Edition, of: Sequence[Event], always: bool = False) -> Data:
    """The table of events, newest first, by the pages on which they stand (see `runs.run`).

    A page has its address and the year of its events, one entry for each year; and for each event
    the number of what happened (a sum of `HAPPENED`), followed by the number of whom it concerns:
    a place in `parties`, which tell countries and systems.
    """
    named = _Names(edition)
    parties: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
    listed = run(addresses.TIMELINE, of, lambda event: event.date, always)
    years = [(addresses.TIMELINE, year.year, year.items) for year in listed.shown]
    pages = [(page.address, page.year, page.items) for page in listed.pages] or years
    told: list[object] = []
    for address, year, items in pages:
        row: list[int] = []
        for event in items:
            countries, systems = concerned(event)
            named.add((*countries, *systems))
            ids = tuple(s.id for s in countries), tuple(s.id for s in systems)
            row += [happened(event), parties.setdefault(ids, len(parties))]
        told.append([address, year, row])
    return {"names": named.known, "parties": list(parties), "pages": told}


#: What can happen in an event, by the number that stands for it.
HAPPENED = {1: "state", 2: "milestone", 4: "brief"}


def happened(event: Event) -> int:
    """What happens in an event, as a sum of numbers of `HAPPENED`."""
    if event.step is None:
        return 4
    return (1 if event.step.state else 0) + (2 if event.step.milestone else 0)


def concerned(event: Event) -> tuple[tuple[Subject, ...], tuple[Subject, ...]]:
    """The countries and the systems by which an event can be filtered: the parties of the deal
    and its system; of a brief, those that it lists."""
    if event.deal:
        countries = dict.fromkeys((event.deal.buyer, *event.deal.suppliers))
        return tuple(countries), (event.deal.system,)
    brief = event.brief
    return tuple(brief.countries), brief.subjects.get("systems", ())


class _Names:
    """The names of the subjects that a table tells of, by kind and id."""

    def __init__(self, edition: Edition) -> None:
        self._name = edition.catalogue.name
        self.known: dict[str, dict[str, str]] = {}

    def add(self, subjects: Iterable[Subject]) -> None:
        """Take in the names of subjects."""
        for subject in subjects:
            of = self.known.setdefault(subject.kind, {})
            if subject.id not in of:
                of[subject.id] = self._name(subject)

    def of(self, subject: Subject) -> str:
        """The name of a subject that was taken in."""
        return self.known[subject.kind][subject.id]
