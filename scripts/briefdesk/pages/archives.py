"""All briefs by the date of their event, and an archive for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from briefdesk.pages import addresses, strips, wording
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import Continued, run, worded
from briefdesk.pages.tables import brief_line
from briefdesk.records.brief import Brief
from briefdesk.records.dates import MONTHS


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """The list of all briefs, and each year."""
    if edition.catalogue.briefs:
        yield ()
        yield from ((f"{year:04d}",) for year in edition.years)


def address(edition: Edition, year: str | None = None) -> str:
    """Where the first page of a task is."""
    return addresses.continued(addresses.BRIEFS, year)


def make(edition: Edition, year: str | None = None) -> Iterator[Page]:
    """The list of all briefs, or the archive of a year."""
    if year is None:
        yield _front(edition)
    else:
        yield from _year_pages(edition, int(year))


def _front(edition: Edition) -> Page:
    briefs = edition.catalogue.briefs
    here = Here(edition, addresses.BRIEFS)
    listed = run(addresses.BRIEFS, briefs, lambda brief: brief.date, always=True)
    told = f"{wording.count(len(briefs), 'brief')}, {wording.years(b.date for b in briefs)}"
    return lay(
        here,
        "briefs",
        title="Briefs",
        description=f"All briefs by the date of their event: {told}.",
        kind="briefs",
        tabled=True,
        heading="All briefs",
        lead=f"{told}, newest event first. Each brief tells of one event.",
        strip=strips.activity((brief.date for brief in briefs), edition.span),
        run=worded(listed, lambda brief: brief_line(here, brief)),
        basis=basis(here, briefs),
    )


def _year_pages(edition: Edition, year: int) -> Iterator[Page]:
    pages = pages_of(edition, year)
    place = edition.years.index(year)
    newer, older = edition.years[:place], edition.years[place + 1 :]
    line = [
        *(pages_of(edition, newer[-1])[-1:] if newer else ()),
        *pages,
        *(pages_of(edition, older[0])[:1] if older else ()),
    ]
    for page in pages:
        number = line.index(page)
        later = line[number - 1] if number else None
        earlier = line[number + 1] if number + 1 < len(line) else None
        yield _year_page(edition, page, later, earlier)


def pages_of(edition: Edition, year: int) -> Sequence[Continued[Brief]]:
    """The pages on which the briefs of a year stand."""
    of_year = edition.briefs_of(year)
    return run(addresses.BRIEFS, of_year, lambda brief: brief.date, always=True).pages


def _year_page(
    edition: Edition,
    page: Continued[Brief],
    later: Continued[Brief] | None,
    earlier: Continued[Brief] | None,
) -> Page:
    here = Here(edition, page.address)
    by_month = groupby(page.items, key=lambda brief: brief.date.month)
    months = tuple(
        (
            MONTHS[month - 1] if month else "In the course of the year",
            tuple(brief_line(here, brief) for brief in of),
        )
        for month, of in by_month
    )
    total = len(edition.briefs_of(page.year))
    return lay(
        here,
        "briefs",
        title=f"Briefs of {page.year:04d}",
        description=f"All briefs on events of {page.year:04d}, with the states of their deals.",
        kind="briefs",
        tabled=True,
        crumbs=((addresses.BRIEFS, "Briefs"),),
        heading=f"{page.year:04d}",
        lead=f"{wording.count(total, 'brief')} on events of this year, newest first.",
        strip=Markup(""),
        run=None,
        months=months,
        number=page.part,
        of=page.parts,
        link=lambda part: here.to(addresses.year(addresses.BRIEFS, page.year, part)),
        earlier=(earlier.address, f"{earlier.year:04d}") if earlier else None,
        later=(later.address, f"{later.year:04d}") if later else None,
        basis=basis(here, page.items),
    )
