"""All briefs by the date of their event, and an archive for each year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from briefdesk.pages import addresses, strips, wording
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import Continued, Run, run, worded
from briefdesk.pages.tables import brief_line
from briefdesk.records.brief import Brief
from briefdesk.records.dates import MONTHS


def pages(edition: Edition) -> Iterator[Page]:
    """The list of all briefs and the archive of each year."""
    briefs = edition.catalogue.briefs
    if not briefs:
        return
    here = Here(edition, addresses.BRIEFS)
    listed = run(addresses.BRIEFS, briefs, lambda brief: brief.date, always=True)
    told = f"{wording.count(len(briefs), 'brief')}, {wording.years(b.date for b in briefs)}"
    yield lay(
        here,
        "briefs",
        title="Briefs",
        description=f"All briefs by the date of their event: {told}.",
        kind="briefs",
        heading="All briefs",
        lead=f"{told}, newest event first. Each brief tells of one event.",
        strip=strips.activity((brief.date for brief in briefs), edition.span),
        run=worded(listed, lambda brief: brief_line(here, brief)),
        basis=basis(here, briefs),
    )
    for number, page in enumerate(listed.pages):
        yield _year_page(edition, listed, number, page)


def _year_page(edition: Edition, listed: Run[Brief], number: int, page: Continued[Brief]) -> Page:
    here = Here(edition, page.address)
    lines = [brief_line(here, brief) for brief in page.items]
    by_month = groupby(lines, key=lambda line: line.brief.date.month)
    months = tuple(
        (MONTHS[month - 1] if month else "In the course of the year", tuple(of))
        for month, of in by_month
    )
    later = listed.pages[number - 1] if number else None
    earlier = listed.pages[number + 1] if number + 1 < len(listed.pages) else None
    total = next(year.total for year in listed.years if year.year == page.year)
    return lay(
        here,
        "briefs",
        title=f"Briefs of {page.year:04d}",
        description=f"All briefs on events of {page.year:04d}, with the states of their deals.",
        kind="briefs",
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
