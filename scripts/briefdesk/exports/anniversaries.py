"""The data of what happened on each day of the year, in whatever year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

from typing_extensions import TypedDict

from briefdesk.exports.document import Head, Rests, Twin, head, rests, says, written
from briefdesk.exports.file import File
from briefdesk.exports.rows import EventRow, event_row
from briefdesk.pages import addresses
from briefdesk.pages.anniversaries import CUT, DAYS, words_of
from briefdesk.pages.edition import Edition
from briefdesk.pages.events import Event
from briefdesk.pages.here import Here
from briefdesk.pages.runs import LIMIT, chunks
from briefdesk.records.brief import Brief
from briefdesk.records.dates import MONTHS


class DayItem(TypedDict):
    """A day of the year."""

    month: int
    day: Annotated[int, says("Day of the month; 0 where none is known.")]
    total: Annotated[int, says("How many events there are.")]
    data: Annotated[Twin | None, says("The document with all of them, where it is another one.")]
    events: Annotated[list[EventRow], says("The latest of them.")]


class MonthItem(TypedDict):
    """A month of the year."""

    month: int
    total: Annotated[int, says("How many events there are.")]
    data: Annotated[Twin, says("The document of the month.")]


class AnniversaryList(Head):
    """Events by the day of the year: all of them, or those of a month or a day."""

    kind: Literal["on-this-date"]
    months: Annotated[list[MonthItem], says("The months, where each has a document of its own.")]
    days: list[DayItem]
    parts: Annotated[list[Twin], says("The documents of a day that fills several, in order.")]
    rests_on: Rests


def make(edition: Edition, month: str | None = None, day: str | None = None) -> Iterator[File]:
    """The data behind the pages of a task."""
    if month is None:
        yield _front(edition)
    elif day is None:
        number = int(month)
        here = Here(edition, addresses.day(number))
        days = list(_days(here, number, CUT, apart=True))
        shown = [event for d in _known(number) for event in edition.events_on(number, d)[:CUT]]
        title = f"On this date: {MONTHS[number - 1]}"
        yield _file(here, title, [], days, [], (event.brief for event in shown))
    else:
        yield from _parts(edition, int(month), int(day))


def _front(edition: Edition) -> File:
    here = Here(edition, addresses.ON_THIS_DATE)
    whole = len(edition.events()) <= LIMIT
    totals = {
        month: sum(len(edition.events_on(month, day)) for day in _known(month))
        for month in range(1, 13)
    }
    months: list[MonthItem] = [
        {"month": month, "total": total, "data": addresses.twin(addresses.day(month))}
        for month, total in totals.items()
        if total and not whole
    ]
    every = (item for month in totals for item in _days(here, month, LIMIT, apart=False))
    days = list(every) if whole else []
    return _file(here, "On this date", months, days, [], edition.catalogue.briefs)


def _known(month: int) -> tuple[int, ...]:
    return (*range(1, DAYS[month - 1] + 1), 0)


def _days(here: Here, month: int, most: int, *, apart: bool) -> Iterator[DayItem]:
    for day in _known(month):
        if events := here.edition.events_on(month, day):
            more = apart and len(events) > most
            twin = addresses.twin(addresses.day(month, day)) if more else None
            yield _day(here, month, day, events[:most], len(events), twin)


def _day(
    here: Here, month: int, day: int, events: Sequence[Event], total: int, twin: str | None
) -> DayItem:
    return {
        "month": month,
        "day": day,
        "total": total,
        "data": twin,
        "events": [event_row(here, e.deal, e.step, e.brief) for e in events],
    }


def _parts(edition: Edition, month: int, day: int) -> Iterator[File]:
    every = edition.events_on(month, day)
    parts = chunks(every)
    places = [addresses.day(month, day, part) for part in range(1, len(parts) + 1)]
    for place, events in zip(places, parts, strict=True):
        here = Here(edition, place)
        days = [_day(here, month, day, events, len(every), None)]
        title = f"On this date: {words_of(month, day)}"
        twins = [addresses.twin(other) for other in places]
        yield _file(here, title, [], days, twins, (event.brief for event in events))


def _file(
    here: Here,
    title: str,
    months: list[MonthItem],
    days: list[DayItem],
    parts: list[str],
    resting: Iterable[Brief],
) -> File:
    document: AnniversaryList = {
        "kind": "on-this-date",
        **head(here, title),
        "months": months,
        "days": days,
        "parts": parts,
        "rests_on": rests(here, resting),
    }
    return written(here, document)
