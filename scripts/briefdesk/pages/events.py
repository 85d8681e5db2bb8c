"""What happened: every step of every deal, and what else the briefs tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.records.brief import Brief
from briefdesk.records.dates import EventDate


@dataclass(frozen=True, slots=True)
class Event:
    """A step of a deal, or a brief that tells of no step on its own date."""

    date: EventDate
    brief: Brief
    deal: Deal | None = None
    step: Step | None = None


class Happened:
    """Events, newest first, as they are looked up: all, by year, and by the day of the year; the
    day 0 has those of which no more than the month is known."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.every = tuple(events)

    @cached_property
    def by_year(self) -> dict[int, tuple[Event, ...]]:
        """The events of each year."""
        by_year = groupby(self.every, key=lambda event: event.date.year)
        return {year: tuple(of) for year, of in by_year}

    @cached_property
    def by_day(self) -> dict[tuple[int, int], tuple[Event, ...]]:
        """The events of each month and day."""
        found: defaultdict[tuple[int, int], list[Event]] = defaultdict(list)
        for event in self.every:
            if event.date.month:
                found[event.date.month, event.date.day or 0].append(event)
        return {day: tuple(of) for day, of in found.items()}


def events(deals: Iterable[Deal], briefs: Iterable[Brief]) -> list[Event]:
    """Every event, newest first."""
    steps = [(deal, step) for deal in deals for step in deal.history]
    told_of = {
        report.brief.slug
        for _, step in steps
        for report in step.reports
        if step.date.overlaps(report.brief.date)
    }
    found = [Event(step.date, step.brief, deal, step) for deal, step in steps]
    found += [Event(brief.date, brief) for brief in briefs if brief.slug not in told_of]
    return sorted(found, key=_newest)


def _newest(event: Event) -> tuple[int, int, str, str]:
    date = event.date
    deal = event.deal.id if event.deal else ""
    return -date.first.toordinal(), -date.last.toordinal(), deal, event.brief.slug
