"""Long lists: what stands on the page itself, and what continues on year pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from briefdesk.pages import addresses
from briefdesk.records.dates import EventDate

#: Rows that one page may hold.
LIMIT = 200
Item = TypeVar("Item")
Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Year(Generic[Item]):
    """The items of one year. `total` counts those of the whole year, `address` is where
    they all are: a page of their own, or a place on the page of the list."""

    year: int
    items: tuple[Item, ...]
    total: int
    address: str


@dataclass(frozen=True, slots=True)
class Continued(Generic[Item]):
    """A page that continues a list: one year, or part `part` of `parts` of it."""

    address: str
    year: int
    part: int
    parts: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Run(Generic[Item]):
    """A list by year: `shown` on its page, `years` as a table of contents, `pages` beyond."""

    total: int
    shown: tuple[Year[Item], ...]
    years: tuple[Year[Item], ...]
    pages: tuple[Continued[Item], ...]


def run(
    base: str,
    items: Iterable[Item],
    date: Callable[[Item], EventDate],
    always: bool = False,
    limit: int = LIMIT,
) -> Run[Item]:
    """Part `items`, which come newest first, by year.

    Pages for the years are made where the list is longer than `limit`, or `always`; the
    list's own page then shows whole years from the newest on, as far as they fit.
    """
    every = list(items)
    parted = [(year, tuple(of)) for year, of in groupby(every, key=lambda item: date(item).year)]
    paged = always or len(every) > limit
    years = tuple(
        Year(
            year, of, len(of),
            addresses.year(base, year) if paged else f"{base}#y{year:04d}",
        )
        for year, of in parted
    )  # fmt: skip
    shown: list[Year[Item]] = []
    room = limit
    for year in years:
        if len(year.items) > room and shown:
            break
        shown.append(Year(year.year, year.items[:room], year.total, year.address))
        room -= len(year.items)
        if room <= 0:
            break
    pages = tuple(page for year in years for page in _pages(base, year, limit)) if paged else ()
    return Run(len(every), tuple(shown), years, pages)


def years(
    base: str,
    items: Iterable[Item],
    date: Callable[[Item], EventDate],
    always: bool = False,
    limit: int = LIMIT,
) -> Iterator[tuple[str]]:
    """The years that a list of `items` continues on, as `run` parts it."""
    pages = run(base, items, date, always, limit).pages
    yield from ((f"{year:04d}",) for year in dict.fromkeys(page.year for page in pages))


def worded(run: Run[Item], word: Callable[[Item], Line]) -> Run[Line]:
    """A list whose own page shows a line for each item; the years and pages are bare."""
    return Run(
        run.total,
        tuple(
            Year(year.year, tuple(map(word, year.items)), year.total, year.address)
            for year in run.shown
        ),
        tuple(Year(year.year, (), year.total, year.address) for year in run.years),
        tuple(Continued(p.address, p.year, p.part, p.parts, ()) for p in run.pages),
    )


def chunks(items: Sequence[Item], limit: int = LIMIT) -> tuple[tuple[Item, ...], ...]:
    """`items` in parts of at most `limit`; one empty part where there are none."""
    return tuple(
        tuple(items[start : start + limit]) for start in range(0, max(1, len(items)), limit)
    )


def _pages(base: str, year: Year[Item], limit: int) -> Iterable[Continued[Item]]:
    parts = chunks(year.items, limit)
    for part, items in enumerate(parts, 1):
        yield Continued(addresses.year(base, year.year, part), year.year, part, len(parts), items)
