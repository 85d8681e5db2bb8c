"""On this date: what happened on each day of the year, in whatever year.

While there is little to tell, one page holds it all. Else it is a calendar that leads to a page
for each month, on which every day has a few rows, and a page of its own where it has more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefdesk.pages import addresses, wording
from briefdesk.pages.edition import Edition
from briefdesk.pages.events import Event
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import LIMIT, chunks
from briefdesk.pages.timeline import Row, event_rows
from briefdesk.records.dates import MONTHS

#: Days of a month in a leap year; the day 0 stands for "some time in the month".
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

#: Rows of a day on the page of its month: of all its days together no more than a page may hold.
CUT = 6


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the year with events: rows newest first, and where all of them are."""

    id: str
    words: str
    total: int
    rows: tuple[Row, ...]
    all: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar: its days with the link to each that has events, else none."""

    name: str
    address: str
    days: tuple[tuple[int, str, int], ...]
    total: int


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """The calendar, and where there is much, each month and each day that has many events."""
    events = edition.events()
    if not any(event.date.month for event in events):
        return
    yield ()
    if len(events) <= LIMIT:
        return
    for month, last in enumerate(DAYS, 1):
        totals = [len(edition.events_on(month, day)) for day in range(last + 1)]
        if any(totals):
            yield (f"{month:02d}",)
        yield from (
            (f"{month:02d}", f"{day:02d}") for day, total in enumerate(totals) if total > CUT
        )


def address(edition: Edition, month: str | None = None, day: str | None = None) -> str:
    """Where the first page of a task is."""
    if month is None:
        return addresses.ON_THIS_DATE
    return addresses.day(int(month), int(day) if day is not None else None)


def make(edition: Edition, month: str | None = None, day: str | None = None) -> Iterator[Page]:
    """The calendar, the page of a month, or the pages of a day."""
    if month is None:
        yield _front(edition)
    elif day is None:
        yield _month_page(edition, int(month))
    else:
        yield from _day_pages(edition, int(month), int(day))


def _front(edition: Edition) -> Page:
    events = edition.events()
    here = Here(edition, addresses.ON_THIS_DATE)
    whole = len(events) <= LIMIT
    dated = [event for event in events if event.date.month]
    span = wording.years(event.date for event in dated)
    return lay(
        here,
        "on_this_date",
        title="On this date",
        description=f"What happened on each day of the year, {span}.",
        kind="on-this-date",
        crumbs=((addresses.TIMELINE, "Timeline"),),
        heading="On this date",
        lead=f"{wording.count(len(dated), 'event')} by the day of the year, {span}.",
        calendar=[_calendar(here, month, whole) for month in range(1, 13)],
        months=[
            (f"m{month:02d}", MONTHS[month - 1], days)
            for month in range(1, 13)
            if whole and (days := days_of(edition, month, LIMIT))
        ],
        number=1,
        of=1,
        link=None,
        basis=basis(here, edition.catalogue.briefs),
    )


def _calendar(here: Here, month: int, whole: bool) -> Month:
    """A month of the calendar. The links lead to the days where they are told: on the calendar's
    own page where that holds the `whole`, else on the page of the month."""
    base = addresses.ON_THIS_DATE if whole else addresses.day(month)
    totals = [len(here.edition.events_on(month, day)) for day in range(DAYS[month - 1] + 1)]
    return Month(
        name=MONTHS[month - 1],
        address=here.to(f"{base}#m{month:02d}" if whole else base) if sum(totals) else "",
        days=tuple(
            (day, here.to(f"{base}#{_id(month, day)}") if total else "", total)
            for day, total in enumerate(totals)
            if day
        ),
        total=sum(totals),
    )


def _month_page(edition: Edition, month: int) -> Page:
    here = Here(edition, addresses.day(month))
    name = MONTHS[month - 1]
    days = days_of(edition, month, CUT, here)
    shown = [row for day in days for row in day.rows]
    return lay(
        here,
        "on_this_date",
        title=f"On this date: {name}",
        description=f"What happened on each day of {name}, in whatever year.",
        kind="on-this-date",
        crumbs=_crumbs(),
        heading=name,
        lead="What happened on each day of this month, in whatever year.",
        calendar=(),
        months=[("", "", days)],
        number=1,
        of=1,
        link=None,
        basis=basis(here, (row.brief for row in shown)),
    )


def _day_pages(edition: Edition, month: int, day: int) -> Iterator[Page]:
    parts = chunks(edition.events_on(month, day))
    words = words_of(month, day)
    for part, events in enumerate(parts, 1):
        here = Here(edition, addresses.day(month, day, part))

        def link(other: int, here: Here = here) -> str:
            return here.to(addresses.day(month, day, other))

        yield lay(
            here,
            "on_this_date",
            title=f"On this date: {words}",
            description=f"What happened {'on' if day else 'in'} {words}, in whatever year.",
            kind="on-this-date",
            crumbs=(*_crumbs(), (addresses.day(month), MONTHS[month - 1])),
            heading=words,
            lead="What happened in whatever year, newest first.",
            calendar=(),
            months=[("", "", [_day(month, day, events, len(events))])],
            number=part,
            of=len(parts),
            link=link,
            basis=basis(here, (event.brief for event in events)),
        )


def days_of(edition: Edition, month: int, most: int, here: Here | None = None) -> list[Day]:
    """The days of a month that have events, each with `most` rows; `here` leads to the rest."""
    found = []
    for day in (*range(1, DAYS[month - 1] + 1), 0):
        if events := edition.events_on(month, day):
            all = here.to(addresses.day(month, day)) if here and len(events) > most else ""
            found.append(_day(month, day, events, most, all))
    return found


def _day(month: int, day: int, events: Sequence[Event], most: int, all: str = "") -> Day:
    rows = tuple(event_rows(events[:most]))
    return Day(_id(month, day), words_of(month, day), len(events), rows, all)


def _id(month: int, day: int) -> str:
    return f"d{month:02d}-{day:02d}"


def words_of(month: int, day: int) -> str:
    """A day of the year in words; the day 0 is one that is not told."""
    return f"{day} {MONTHS[month - 1]}" if day else f"{MONTHS[month - 1]}, day not told"


def _crumbs() -> tuple[tuple[str, str], ...]:
    return (addresses.TIMELINE, "Timeline"), (addresses.ON_THIS_DATE, "On this date")
