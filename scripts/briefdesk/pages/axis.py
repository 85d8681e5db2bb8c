"""An axis of time for charts: dates become places, as exact as the dates are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from briefdesk.records.dates import MONTHS, EventDate

#: Smallest stretch of time that an axis shows, in days.
_LEAST_DAYS = 240

#: Fewest units between the words of two ticks, and between two ticks.
_TICK_ROOM = 44
_LINE_ROOM = 4

#: The last day that can be told.
_LAST_DAY = date.max.toordinal()

#: Years from one word to the next.
_STEPS = tuple(n * 10**power for power in range(5) for n in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis; `words` is empty where there is no room for them."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from `first` to `last` (ordinals) on a line from `left` to `right`."""

    first: int
    last: int
    left: float
    right: float

    @classmethod
    def over(cls, dates: Iterable[EventDate], left: float, right: float) -> Axis:
        """An axis with room for all `dates`, of which there is at least one."""
        known = list(dates)
        first = min(d.first for d in known).toordinal()
        last = max(d.last for d in known).toordinal()
        missing = max(0, _LEAST_DAYS - (last - first)) // 2
        return cls(max(1, first - missing), min(_LAST_DAY, last + missing), left, right)

    def at(self, ordinal: float) -> float:
        """The place of a day."""
        share = (ordinal - self.first) / (self.last - self.first)
        return round(self.left + share * (self.right - self.left), 1)

    def of(self, event: EventDate) -> float:
        """The place of a date: the middle of what it can mean."""
        return self.at((event.first.toordinal() + event.last.toordinal()) / 2)

    def spread(self, event: EventDate) -> tuple[float, float]:
        """From where to where a date can mean."""
        return self.at(event.first.toordinal()), self.at(event.last.toordinal())

    def ticks(self) -> tuple[Tick, ...]:
        """A tick at each new year, or at each quarter where the axis is short; where it is so
        long that they would run together, at those years alone that are worded."""
        starts = self._new_years()
        if len(starts) < 3:
            return self._quarters()
        room = (self.right - self.left) / len(starts)
        step = next(n for n in _STEPS if room * n >= _TICK_ROOM)
        return tuple(
            Tick(self.at(day.toordinal()), f"{day.year:04d}" if day.year % step == 0 else "")
            for day in starts
            if room >= _LINE_ROOM or day.year % step == 0
        )

    def _shows(self, day: date) -> bool:
        return self.first <= day.toordinal() <= self.last

    def _new_years(self) -> list[date]:
        span = range(date.fromordinal(self.first).year, date.fromordinal(self.last).year + 1)
        return [day for year in span if self._shows(day := date(year, 1, 1))]

    def _quarters(self) -> tuple[Tick, ...]:
        span = range(date.fromordinal(self.first).year, date.fromordinal(self.last).year + 1)
        days = [
            day
            for year in span
            for month in (1, 4, 7, 10)
            if self._shows(day := date(year, month, 1))
        ]
        room = (self.right - self.left) / max(1, len(days))
        step = 1 if room >= _TICK_ROOM + 20 else 2
        return tuple(
            Tick(
                self.at(day.toordinal()),
                f"{MONTHS[day.month - 1][:3]} {day.year}" if place % step == 0 else "",
            )
            for place, day in enumerate(days)
        )
