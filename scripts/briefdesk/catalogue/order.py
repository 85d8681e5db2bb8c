"""One order for everything that is listed, the same on every machine."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar
from unicodedata import normalize

from briefdesk.records.brief import Brief

T = TypeVar("T")


def publication(brief: Brief) -> date:
    """The day on which a brief came out, as far as it is told: its date where it is not."""
    return (brief.published or brief.date).first


def newest_first(brief: Brief) -> tuple[int, int, int, str]:
    """Sort key of briefs: latest event, then latest published, then slug."""
    return (
        -brief.date.first.toordinal(),
        -brief.date.last.toordinal(),
        -publication(brief).toordinal(),
        brief.slug,
    )


def of_year(ordered: Sequence[T], year: int, brief: Callable[[T], Brief]) -> tuple[T, ...]:
    """Those of a year among what is in the order of `newest_first` by its `brief`: a big subject
    has a page for each of its years, and would be run through for every one."""

    def place(one: T) -> int:
        return -brief(one).date.year

    start = bisect_left(ordered, -year, key=place)
    return tuple(ordered[start : bisect_right(ordered, -year, start, key=place)])


def newest(briefs: Iterable[Brief]) -> date | None:
    """The last day that any brief names as its own: what the site takes for today."""
    return max((day for brief in briefs for day in _days(brief)), default=None)


def _days(brief: Brief) -> Iterator[date]:
    return (day.first for day in (brief.date, brief.published, brief.updated) if day)


@lru_cache(maxsize=8192)
def alphabetical(name: str) -> tuple[str, str]:
    """Sort key of names: accents and case are no difference unless all else is equal."""
    bare = "".join(c for c in normalize("NFKD", name.casefold()) if c.isalnum() or c == " ")
    return bare, name
