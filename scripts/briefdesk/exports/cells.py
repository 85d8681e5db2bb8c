"""Tables as CSV (RFC 4180, UTF-8), safe to open in a spreadsheet.

A spreadsheet takes a cell that begins in a certain way for a formula, whoever wrote it. Such a
cell of text has an apostrophe before it here; a number is no text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from operator import itemgetter

from briefdesk.pages import addresses
from briefdesk.pages.columns import Table
from briefdesk.pages.here import Here
from briefdesk.records.brief import Brief
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject

Cell = str | int | None
Row = Mapping[str, Cell]

#: What a cell that is taken for a formula begins with (OWASP, CSV Injection).
FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def inert(cell: Cell) -> Cell:
    """A cell that no spreadsheet computes."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in FORMULA else cell


def written(table: Table, rows: Iterable[Row]) -> bytes:
    """The table with `rows`, each of which has a cell for every column and no other."""
    text = StringIO(newline="")
    names = [column.name for column in table.columns]
    cells_of = itemgetter(*names)
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow(names)
    out.writerows([inert(cell) for cell in cells_of(row)] for row in rows)
    return text.getvalue().encode("utf-8", "backslashreplace")


def ids(subjects: Iterable[Subject]) -> str:
    """Ids in a cell, none of which has a space."""
    return " ".join([subject.id for subject in subjects])


def names(here: Here, subjects: Iterable[Subject], on: EventDate | None = None) -> str:
    """Names in a cell."""
    name = here.edition.catalogue.name
    return "; ".join([name(subject, on) for subject in subjects])


def dates(date: EventDate) -> dict[str, Cell]:
    """The cells of a date."""
    precision = "day" if date.day else "month" if date.month else "year"
    return {
        "date": str(date),
        "date_first": date.first.isoformat(),
        "date_last": date.last.isoformat(),
        "date_precision": precision,
    }


def date(given: EventDate | None) -> str | None:
    """The cell of a date, where there is one."""
    return str(given) if given else None


def publishers(brief: Brief, sources: Iterable[str]) -> str:
    """The publishers of some of a brief's sources."""
    return "; ".join(dict.fromkeys(brief.source(id).publisher for id in sources))


def page(here: Here, address: str) -> str:
    """Where a page is: as a whole where the site has an address, else from its root."""
    return f"{here.edition.site.url}{address}"


def page_of(here: Here, brief: Brief, anchor: str = "") -> str:
    """Where a brief is."""
    return page(here, addresses.brief(brief.date.year, brief.slug) + anchor)
