"""Lists that are cut: into years where their rows have dates, else into parts."""

from __future__ import annotations

from typing import Annotated, Any

from typing_extensions import TypedDict

from briefdesk.exports.document import Head, Twin, Url, head, says
from briefdesk.pages import addresses
from briefdesk.pages.here import Here
from briefdesk.pages.runs import Continued, Run


class YearOf(TypedDict):
    """A year of a list."""

    year: Annotated[int, says("The year.")]
    total: Annotated[int, says("Rows of the year.")]
    url: Annotated[Url, says("Where they all are: a page of their own, or a place on this one.")]
    data: Annotated[Twin | None, says("The document of that page, where it is another one.")]


class ListHead(Head):
    """The head of a list, or of a year or a part of one."""

    total: Annotated[
        int, says("Rows of the list as a whole; of the year, where it is one of a year.")
    ]
    whole: Annotated[Twin, says("The document of the list's first page.")]
    year: Annotated[int | None, says("The year whose rows these are; null for the newest of all.")]
    part: Annotated[int, says("Which of the parts this is, from 1.")]
    parts: Annotated[list[Twin], says("The documents of all parts, in order.")]
    years: Annotated[
        list[YearOf], says("Every year of the list, newest first; empty for a year or a part.")
    ]


def years_of(run: Run[Any]) -> list[YearOf]:
    """The years of a list; with documents of their own where it does not fit on its page."""
    return [
        {
            "year": year.year,
            "total": year.total,
            "url": year.address,
            "data": addresses.twin(year.address) if run.pages else None,
        }
        for year in run.years
    ]


def of_front(here: Here, title: str, run: Run[Any]) -> ListHead:
    """The head of a list by year, on its own page."""
    twin = addresses.twin(here.address)
    return {
        **head(here, title),
        "total": run.total,
        "whole": twin,
        "year": None,
        "part": 1,
        "parts": [twin],
        "years": years_of(run),
    }


def of_year(
    here: Here, title: str, base: str, page: Continued[Any], total: int, front: str | None = None
) -> ListHead:
    """The head of a page that continues the list at `base`, which begins on the page `front`."""
    parts = range(1, page.parts + 1)
    return {
        **head(here, title),
        "total": total,
        "whole": addresses.twin(base if front is None else front),
        "year": page.year,
        "part": page.part,
        "parts": [addresses.twin(addresses.year(base, page.year, part)) for part in parts],
        "years": [],
    }


def of_part(here: Here, title: str, base: str, part: int, parts: int, total: int) -> ListHead:
    """The head of one part of the list at `base` that has no dates."""
    return {
        **head(here, title),
        "total": total,
        "whole": addresses.twin(base),
        "year": None,
        "part": part,
        "parts": [addresses.twin(addresses.part(base, n)) for n in range(1, parts + 1)],
        "years": [],
    }
