"""The timeline: every step of every deal, and what else the briefs tell, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.pages import addresses, rows, strips, wording
from briefdesk.pages.edition import Edition
from briefdesk.pages.events import Event
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import run, years
from briefdesk.pages.tables import told
from briefdesk.records.brief import Brief
from briefdesk.records.dates import EventDate
from briefdesk.records.states import MILESTONES


@dataclass(frozen=True, slots=True)
class Row:
    """An event as a row; `first` where no row above it bears the same date."""

    date: EventDate
    brief: Brief
    deal: Deal | None
    step: Step | None
    milestone: str
    what: tuple[str, ...]
    first: bool


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """The timeline and, where it is long, each year."""
    if events := edition.events():
        yield ()
        yield from years(addresses.TIMELINE, events, lambda event: event.date)


def address(edition: Edition, year: str | None = None) -> str:
    """Where the first page of a task is."""
    return addresses.continued(addresses.TIMELINE, year)


def make(edition: Edition, year: str | None = None) -> Iterator[Page]:
    """The timeline, or the pages that continue it for a year."""
    if year is None:
        yield _front(edition)
    else:
        yield from _year_pages(edition, int(year))


def _front(edition: Edition) -> Page:
    events = edition.events()
    here = Here(edition, addresses.TIMELINE)
    listed = run(addresses.TIMELINE, events, lambda event: event.date)
    counted = wording.count(len(events), "event")
    span = wording.years(event.date for event in events)
    return lay(
        here,
        "timeline",
        title="Timeline",
        description=f"{counted} from {span}: every step of every deal, newest first.",
        kind="timeline",
        heading="Timeline",
        lead=f"{counted}, {span}, newest first: every step of every deal, and what else the "
        "briefs tell.",
        strip=strips.activity((b.date for b in edition.catalogue.briefs), edition.span),
        dated=any(event.date.month for event in events),
        filter=_filter(here, events),
        run=listed,
        years=[
            (
                f"{year.year:04d}",
                _rest(here, year.address, len(year.items), year.total),
                event_rows(year.items),
            )
            for year in listed.shown
        ],
        basis=basis(here, edition.catalogue.briefs),
    )


@dataclass(frozen=True, slots=True)
class Filter:
    """What the script needs to filter the timeline: its files of rows, and the facets that tell
    events apart."""

    rows: tuple[str, ...]
    facets: tuple[str, ...]


def _filter(here: Here, events: Sequence[Event]) -> Filter | None:
    """What a script filters by; None where there is nothing to choose from."""
    of = [rows.concerned(event) for event in events]
    values: dict[str, set[object]] = {
        "country": {country for countries, _ in of for country in countries},
        "system": {system for _, systems in of for system in systems},
        "what": {rows.happened(event) for event in events},
        "year": {event.date.year for event in events},
    }
    facets = tuple(name for name, found in values.items() if len(found) > 1)
    files = (rows.address(addresses.TIMELINE, *piece) for piece in rows.event_pieces(events))
    return Filter(tuple(map(here.to_file, files)), facets) if facets else None


def _year_pages(edition: Edition, year: int) -> Iterator[Page]:
    events = edition.events_in(year)
    listed = run(addresses.TIMELINE, events, lambda event: event.date, always=True)
    for page in listed.pages:
        here = Here(edition, page.address)

        def link(part: int, here: Here = here) -> str:
            return here.to(addresses.year(addresses.TIMELINE, year, part))

        yield lay(
            here,
            "timeline",
            title=f"Timeline of {year:04d}",
            description=f"Every step of every deal in {year:04d}.",
            kind="timeline",
            crumbs=((addresses.TIMELINE, "Timeline"),),
            heading=f"{year:04d}",
            lead="Every step of every deal in this year, and what else the briefs tell.",
            strip=Markup(""),
            dated=False,
            filter=None,
            run=None,
            number=page.part,
            of=page.parts,
            link=link,
            years=[(f"{year:04d}", "", event_rows(page.items))],
            basis=basis(here, (event.brief for event in page.items)),
        )


def _rest(here: Here, address: str, shown: int, total: int) -> Markup | str:
    if shown == total:
        return ""
    return here.anchor(address, f"All {wording.number(total)} events of the year")


def event_rows(events: Sequence[Event]) -> list[Row]:
    """The rows of events, in their order."""
    found = []
    before = None
    for event in events:
        step = event.step
        found.append(
            Row(
                date=event.date,
                brief=event.brief,
                deal=event.deal,
                step=step,
                milestone=MILESTONES[step.milestone] if step and step.milestone else "",
                what=told(step) if step else (),
                first=event.date != before,
            )
        )
        before = event.date
    return found
