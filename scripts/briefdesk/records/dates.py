"""Dates as precise as a source gives them: a year, a month or a day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, total_ordering

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)

# English on purpose: calendar.month_name follows the locale of the machine.
MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)


@total_ordering
@dataclass(frozen=True, slots=True)
class EventDate:
    """A date with its precision: ISO 8601 `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    Ordered by first possible day; of two that begin together the vaguer comes first,
    so that "November 2015" precedes "1 November 2015".
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> EventDate:
        """Read an ISO date or a prefix of one; ValueError says in words what is wrong."""
        return _parsed(text)

    @classmethod
    def of(cls, day: date) -> EventDate:
        """The same day, as an EventDate of full precision."""
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> date:
        """The first day that the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that the date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def overlaps(self, other: EventDate) -> bool:
        """True where both dates can mean the same day."""
        return self.first <= other.last and other.first <= self.last

    @property
    def words(self) -> str:
        """The date for a reader: `22 February 2017`, `November 2015` or `2015`."""
        if self.month is None:
            return f"{self.year:04d}"
        month = f"{MONTHS[self.month - 1]} {self.year:04d}"
        return month if self.day is None else f"{self.day} {month}"

    def __str__(self) -> str:
        if self.month is None:
            return f"{self.year:04d}"
        month = f"{self.year:04d}-{self.month:02d}"
        return month if self.day is None else f"{month}-{self.day:02d}"

    def __lt__(self, other: EventDate) -> bool:
        return (self.first, -self.last.toordinal()) < (other.first, -other.last.toordinal())


@lru_cache(maxsize=16_384)
def _parsed(text: str) -> EventDate:
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is not a date in the form YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if year == 0 or (month is not None and not 1 <= month <= 12):
        raise ValueError(f"'{text}' names no month of the calendar")
    if month and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(f"'{text}' names no day of the calendar")
    return EventDate(year, month, day)
