"""The tables of all there is, one file each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from briefdesk.exports import cells
from briefdesk.exports.cells import Row
from briefdesk.exports.csv_briefs import brief_row, judgement_rows, source_row, statement_rows
from briefdesk.exports.csv_deals import deal_row, event_rows
from briefdesk.exports.csv_subjects import subject_row
from briefdesk.exports.file import File
from briefdesk.pages import addresses, columns
from briefdesk.pages.columns import Table
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """One for each table."""
    yield from ((table.id,) for table in columns.tables(edition.catalogue.kinds))


def path(edition: Edition, id: str) -> str:
    """Where a table is."""
    return _table(edition, id).path


def make(edition: Edition, id: str) -> Iterator[File]:
    """A table; with nothing but its head where there is nothing of the sort."""
    table = _table(edition, id)
    here = Here(edition, addresses.DATA)
    rows = _ROWS[id](here) if id in _ROWS else _subjects(here, id)
    yield File(table.path, cells.written(table, rows))


def beside(here: Here, table: Table, rows: Iterable[Row]) -> File:
    """The rows of the page at `here` as a table."""
    return File(addresses.table(here.address), cells.written(table, rows))


def _table(edition: Edition, id: str) -> Table:
    return next(t for t in columns.tables(edition.catalogue.kinds) if t.id == id)


def _events(here: Here) -> Iterator[Row]:
    for deal in here.edition.catalogue.deals:
        yield from event_rows(here, deal)


def _deals(here: Here) -> Iterator[Row]:
    return (deal_row(here, deal) for deal in here.edition.catalogue.deals)


def _briefs(here: Here) -> Iterator[Row]:
    # Asked for one by one, briefs would be grounds with their texts.
    known = here.edition.catalogue.briefs
    public = {brief.slug for brief in known}
    return (brief_row(here, brief, public.__contains__) for brief in known)


def _statements(here: Here) -> Iterator[Row]:
    for brief in here.edition.catalogue.briefs:
        yield from statement_rows(here, brief)


def _judgements(here: Here) -> Iterator[Row]:
    for brief in here.edition.catalogue.briefs:
        yield from judgement_rows(here, brief)


def _sources(here: Here) -> Iterator[Row]:
    for brief in here.edition.catalogue.briefs:
        yield from (source_row(here, brief, source) for source in brief.sources)


def _subjects(here: Here, kind: str) -> Iterator[Row]:
    return (subject_row(here, entry) for entry in here.edition.catalogue.entries(kind))


_ROWS: dict[str, Callable[[Here], Iterator[Row]]] = {
    "events": _events,
    "deals": _deals,
    "briefs": _briefs,
    "statements": _statements,
    "judgements": _judgements,
    "sources": _sources,
}
