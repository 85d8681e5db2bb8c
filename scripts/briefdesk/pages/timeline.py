"""The timeline: every step of every deal, and what else the briefs tell, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.pages import addresses, strips, wording
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import run
from briefdesk.pages.tables import told
from briefdesk.records.brief import Brief
from briefdesk.records.dates import EventDate
from briefdesk.records.states import MILESTONES


@dataclass(frozen=True, slots=True)
class Event:
    """A step of a deal, or a brief that tells of no step on its own date."""

    date: EventDate
    brief: Brief
    deal: Deal | None = None
    step: Step | None = None


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


def pages(edition: Edition) -> Iterator[Page]:
    """The timeline and, where it is long, a page for each year."""
    events = _events(edition)
    if not events:
        return
    here = Here(edition, addresses.TIMELINE)
    listed = run(addresses.TIMELINE, events, lambda event: event.date)
    counted = wording.count(len(events), "event")
    span = wording.years(event.date for event in events)
    yield lay(
        here,
        "timeline",
        title="Timeline",
        description=f"{counted} from {span}: every step of every deal, newest first.",
        kind="timeline",
        heading="Timeline",
        lead=f"{counted}, {span}, newest first: every step of every deal, and what else the "
        "briefs tell.",
        strip=strips.activity((b.date for b in edition.catalogue.briefs), edition.span),
        run=listed,
        years=[
            (
                f"{year.year:04d}",
                _rest(here, year.address, len(year.items), year.total),
                _rows(year.items),
            )
            for year in listed.shown
        ],
        basis=basis(here, edition.catalogue.briefs),
    )
    for page in listed.pages:
        there = Here(edition, page.address)

        def link(part: int, there: Here = there, year: int = page.year) -> str:
            return there.to(addresses.year(addresses.TIMELINE, year, part))

        yield lay(
            there,
            "timeline",
            title=f"Timeline of {page.year:04d}",
            description=f"Every step of every deal in {page.year:04d}.",
            kind="timeline",
            crumbs=((addresses.TIMELINE, "Timeline"),),
            heading=f"{page.year:04d}",
            lead="Every step of every deal in this year, and what else the briefs tell.",
            strip=Markup(""),
            run=None,
            number=page.part,
            of=page.parts,
            link=link,
            years=[(f"{page.year:04d}", "", _rows(page.items))],
            basis=basis(there, (event.brief for event in page.items)),
        )


def _rest(here: Here, address: str, shown: int, total: int) -> Markup | str:
    if shown == total:
        return ""
    return here.anchor(address, f"All {wording.number(total)} events of the year")


def _events(edition: Edition) -> list[Event]:
    """Every event, newest first."""
    found = [
        Event(step.date, step.brief, deal, step)
        for deal in edition.catalogue.deals
        for step in deal.history
    ]
    told_of = {
        report.brief.slug
        for deal in edition.catalogue.deals
        for step in deal.history
        for report in step.reports
        if step.date.overlaps(report.brief.date)
    }
    found += [
        Event(brief.date, brief) for brief in edition.catalogue.briefs if brief.slug not in told_of
    ]
    return sorted(found, key=_newest)


def _newest(event: Event) -> tuple[int, int, str, str]:
    date = event.date
    deal = event.deal.id if event.deal else ""
    return -date.first.toordinal(), -date.last.toordinal(), deal, event.brief.slug


def _rows(events: Sequence[Event]) -> list[Row]:
    rows = []
    before = None
    for event in events:
        step = event.step
        rows.append(
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
    return rows
