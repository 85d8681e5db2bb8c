"""The data of a section of the page of a subject, whatever its rows tell of."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from briefdesk.catalogue.deals import Deal
from briefdesk.exports.document import Reference, refer, says
from briefdesk.exports.rows import (
    BriefRow,
    DealRow,
    EventRow,
    StatementRow,
    brief_row,
    deal_row,
    event_row,
    statement_row,
)
from briefdesk.pages.here import Here
from briefdesk.pages.sections import Asserted, Item, Named, Said, Section
from briefdesk.pages.tables import brief_line


class NamedRow(Reference):
    """A subject with a few words beside it."""

    words: str


class SectionItem(TypedDict):
    """A section of a subject's page."""

    id: Annotated[str, says("Its anchor on the page.")]
    title: Annotated[str, says("Its heading.")]
    total: Annotated[int, says("How many rows there would be if none were left out.")]
    of: Annotated[
        Literal["deals", "briefs", "statements", "events", "subjects"],
        says("What its rows tell of."),
    ]
    rows: list[DealRow | BriefRow | StatementRow | EventRow | NamedRow]


def section_item(here: Here, section: Section) -> SectionItem:
    """A section that has rows."""
    return {
        "id": section.id,
        "title": section.title,
        "total": section.total,
        "of": _of(section.items[0]),
        "rows": [_row(here, item) for item in section.items],
    }


def _of(item: Item) -> Literal["deals", "briefs", "statements", "events", "subjects"]:
    match item:
        case Deal():
            return "deals"
        case Said():
            return "statements"
        case Asserted():
            return "events"
        case Named():
            return "subjects"
        case _:
            return "briefs"


def _row(here: Here, item: Item) -> DealRow | BriefRow | StatementRow | EventRow | NamedRow:
    match item:
        case Deal():
            return deal_row(here, item)
        case Said():
            return statement_row(here, item.brief, item.statement)
        case Asserted():
            return event_row(here, item.deal, item.step, item.step.brief)
        case Named():
            return {**refer(here, item.subject), "words": item.words}
        case _:
            return brief_row(brief_line(here, item))
