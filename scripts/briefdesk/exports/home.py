"""The data of the home page: what moves, what is new, and the ways in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from typing_extensions import TypedDict

from briefdesk.exports.document import (
    Date,
    DealReference,
    Head,
    Reference,
    Rests,
    Twin,
    Url,
    head,
    refer,
    refer_deal,
    rests,
    says,
    written,
)
from briefdesk.exports.file import File
from briefdesk.exports.ledger import GroupCount, counted
from briefdesk.exports.rows import BriefRow, Standing, StateCode, brief_row, code
from briefdesk.pages import addresses, columns, home, offers
from briefdesk.pages.doors import doors
from briefdesk.pages.edition import Edition, Move
from briefdesk.pages.here import Here
from briefdesk.pages.tables import brief_line


class MoveRow(TypedDict):
    """The last change of a deal's state."""

    deal: DealReference
    before: Annotated[StateCode, says("The state before; null where nothing came earlier.")]
    state: StateCode
    standing: Standing
    since: Date


class LatestBrief(BriefRow):
    """One of the latest briefs."""

    summary: Annotated[str, says("The bottom line.")]


class Told(Reference):
    """A subject with the number of briefs that tell of it."""

    briefs: int


class KindItem(TypedDict):
    """A kind of subject, with those of it that most briefs tell of."""

    id: Annotated[str, says("The kind; its index and its documents lie below it.")]
    title: str
    total: Annotated[int, says("How many there are.")]
    most_told: list[Told]


class Door(TypedDict):
    """An index of the site."""

    title: str
    words: Annotated[str, says("What it lists.")]
    url: Url
    data: Twin


class Count(TypedDict):
    """How many there are of a sort."""

    total: int
    words: Annotated[str, says("What is counted.")]
    url: Annotated[Url, says("The list of them.")]


class HomeDocument(Head):
    """The home page, and where all else is found."""

    kind: Literal["home"]
    purpose: Annotated[str, says("What the site is for.")]
    description: Annotated[str, says("Where the description of the API is (OpenAPI 3.1).")]
    tables: Annotated[list[str], says("Where the tables are, as CSV.")]
    indexes: list[Door]
    counts: list[Count]
    first_year: Annotated[int | None, says("The first year of a brief's event.")]
    last_year: Annotated[int | None, says("The last year of a brief's event.")]
    moves: Annotated[list[MoveRow], says("The deals that changed last.")]
    groups: Annotated[list[GroupCount], says("How all deals stand.")]
    latest: Annotated[list[LatestBrief], says("The latest briefs.")]
    kinds: list[KindItem]
    rests_on: Rests


def make(edition: Edition) -> Iterator[File]:
    """The data behind the home page."""
    here = Here(edition, addresses.HOME)
    catalogue = edition.catalogue
    years = edition.years
    document: HomeDocument = {
        "kind": "home",
        **head(here, edition.site.name),
        "purpose": edition.site.purpose,
        "description": offers.DESCRIPTION,
        "tables": [table.path for table in columns.tables(catalogue.kinds)],
        "indexes": [
            {"title": title, "words": words, "url": url, "data": addresses.twin(url)}
            for url, title, words in doors(edition)
        ],
        "counts": [
            {"total": total, "words": words, "url": url}
            for url, total, words in home.numbers(edition)
        ],
        "first_year": min(years, default=None),
        "last_year": max(years, default=None),
        "moves": [_move(here, move) for move in edition.moves()[: home.MOVES]],
        "groups": counted(catalogue.deals),
        "latest": [
            {**brief_row(brief_line(here, brief)), "summary": brief.summary}
            for brief in catalogue.briefs[: home.LATEST]
        ],
        "kinds": list(_kinds(here)),
        "rests_on": rests(here, catalogue.briefs),
    }
    yield written(here, document)


def _move(here: Here, move: Move) -> MoveRow:
    return {
        "deal": refer_deal(here, move.deal),
        "before": code(move.before.state) if move.before else None,
        "state": code(move.after.state),
        "standing": move.after.standing.value,
        "since": str(move.since),
    }


def _kinds(here: Here) -> Iterator[KindItem]:
    for kind in here.edition.catalogue.kinds:
        entries = here.edition.catalogue.entries(kind.id)
        if told := home.most_told(entries):
            yield {
                "id": kind.id,
                "title": kind.title,
                "total": len(entries),
                "most_told": [
                    {**refer(here, entry.subject), "briefs": len(entry.briefs)} for entry in told
                ],
            }
