"""The data of the ledger and of its years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

from typing_extensions import TypedDict

from briefdesk.catalogue.deals import Deal
from briefdesk.exports import lists, tables
from briefdesk.exports.csv_deals import deal_row as table_row
from briefdesk.exports.document import Reference, Rests, rests, says, written
from briefdesk.exports.file import File
from briefdesk.exports.lists import ListHead
from briefdesk.exports.rows import DealRow, deal_row
from briefdesk.pages import addresses, columns
from briefdesk.pages.edition import Edition, changed
from briefdesk.pages.here import Here
from briefdesk.pages.ledger import groups
from briefdesk.pages.runs import Run, run
from briefdesk.records.brief import Brief


class GroupCount(TypedDict):
    """How many deals there are in a group of states."""

    group: Annotated[str, says("What the states mean; the guide explains.")]
    total: Annotated[int, says("How many deals are in one of them.")]


class DealList(ListHead):
    """Deals, the one whose state changed last first: all of them, or those of a subject."""

    kind: Literal["deals"]
    of: Annotated[Reference | None, says("The subject that has a part in them.")]
    groups: Annotated[list[GroupCount], says("How all of them stand; empty for a year.")]
    deals: list[DealRow]
    rests_on: Rests


def make(edition: Edition, year: str | None = None) -> Iterator[File]:
    """The data behind the pages of a task."""
    if year is not None:
        listed = run(addresses.DEALS, edition.deals_changed_in(int(year)), changed, always=True)
        yield from year_files(edition, listed, addresses.DEALS, "Deals", None)
        return
    deals = edition.deals_by_change()
    listed = run(addresses.DEALS, deals, changed)
    here = Here(edition, addresses.DEALS)
    shown = [deal for of_year in listed.shown for deal in of_year.items]
    head = lists.of_front(here, "Deals", listed)
    yield from _files(here, head, None, shown, counted(deals), edition.catalogue.briefs)


def counted(deals: Sequence[Deal]) -> list[GroupCount]:
    """How `deals` stand."""
    return [{"group": group.value, "total": total} for group, total, _ in groups(deals)]


def year_files(
    edition: Edition,
    listed: Run[Deal],
    base: str,
    what: str,
    of: Reference | None,
    front: str | None = None,
) -> Iterator[File]:
    """The data of the pages on which a list of deals goes on at `base`, whose titles begin with
    `what`; `front` is the page on which the list begins."""
    totals = {year.year: year.total for year in listed.years}
    for page in listed.pages:
        here = Here(edition, page.address)
        title = f"{what} that last changed in {page.year:04d}"
        head = lists.of_year(here, title, base, page, totals[page.year], front)
        resting = (step.brief for deal in page.items for step in deal.history)
        yield from _files(here, head, of, page.items, [], resting)


def _files(
    here: Here,
    head: ListHead,
    of: Reference | None,
    deals: Sequence[Deal],
    groups: list[GroupCount],
    resting: Iterable[Brief],
) -> Iterator[File]:
    document: DealList = {
        "kind": "deals",
        **head,
        "of": of,
        "groups": groups,
        "deals": [deal_row(here, deal) for deal in deals],
        "rests_on": rests(here, resting),
    }
    yield written(here, document)
    yield deal_table(here, deals)


def deal_table(here: Here, deals: Iterable[Deal]) -> File:
    """The deals of the page at `here` as a table."""
    return tables.beside(here, columns.DEALS, (table_row(here, deal) for deal in deals))
