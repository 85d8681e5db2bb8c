"""The rows by which a browser filters the ledger, and tells where deals stood on a date."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.exports import file
from briefdesk.exports.file import File
from briefdesk.pages import addresses, rows
from briefdesk.pages.edition import Edition
from briefdesk.pages.runs import chunks


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """One for all deals, or one for those that last changed in each year."""
    if deals := edition.deals_by_change():
        years = dict.fromkeys(year for year, _ in rows.deal_pieces(deals))
        yield from (() if year is None else (f"{year:04d}",) for year in years)


def path(edition: Edition, year: str | None = None) -> str:
    """Where the first file of a task is."""
    return rows.address(addresses.DEALS, int(year) if year else None)


def make(edition: Edition, year: str | None = None) -> Iterator[File]:
    """The rows of all deals, or of a year."""
    deals = edition.deals_changed_in(int(year)) if year else edition.deals_by_change()
    for part, of in enumerate(chunks(deals, rows.PIECE), 1):
        where = rows.address(addresses.DEALS, int(year) if year else None, part)
        yield file.json(where, rows.deals(edition, of))
