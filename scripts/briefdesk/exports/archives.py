"""The data of the list of all briefs and of its years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from briefdesk.exports import lists, tables
from briefdesk.exports.csv_briefs import brief_rows
from briefdesk.exports.document import Reference, Rests, rests, says, written
from briefdesk.exports.file import File
from briefdesk.exports.lists import ListHead
from briefdesk.exports.rows import BriefRow, brief_row
from briefdesk.pages import addresses, archives, columns
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.runs import run
from briefdesk.pages.tables import BriefLine, brief_line
from briefdesk.records.brief import Brief


class BriefList(ListHead):
    """Briefs, newest event first: all of them, or those about a subject in a year."""

    kind: Literal["briefs"]
    of: Annotated[Reference | None, says("The subject that they are about.")]
    briefs: list[BriefRow]
    rests_on: Rests


def make(edition: Edition, year: str | None = None) -> Iterator[File]:
    """The data behind the pages of a task."""
    if year is None:
        briefs = edition.catalogue.briefs
        here = Here(edition, addresses.BRIEFS)
        listed = run(addresses.BRIEFS, briefs, lambda brief: brief.date, always=True)
        shown = [brief for of_year in listed.shown for brief in of_year.items]
        head = lists.of_front(here, "Briefs", listed)
        lines = [brief_line(here, brief) for brief in shown]
        yield document_of(here, head, lines, None, briefs)
        yield _table(here, shown)
        return
    total = len(edition.briefs_of(int(year)))
    for page in archives.pages_of(edition, int(year)):
        here = Here(edition, page.address)
        head = lists.of_year(here, f"Briefs of {year}", addresses.BRIEFS, page, total)
        lines = [brief_line(here, brief) for brief in page.items]
        yield document_of(here, head, lines, None, page.items)
        yield _table(here, page.items)


def document_of(
    here: Here,
    head: ListHead,
    lines: Iterable[BriefLine],
    of: Reference | None,
    resting: Iterable[Brief],
) -> File:
    """A list of briefs."""
    document: BriefList = {
        "kind": "briefs",
        **head,
        "of": of,
        "briefs": [brief_row(line) for line in lines],
        "rests_on": rests(here, resting),
    }
    return written(here, document)


def _table(here: Here, briefs: Iterable[Brief]) -> File:
    kinds = here.edition.catalogue.kinds
    return tables.beside(here, columns.briefs(kinds), brief_rows(here, briefs))
