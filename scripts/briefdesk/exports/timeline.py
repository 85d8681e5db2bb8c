"""The data of the timeline and of its years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from briefdesk.exports import lists
from briefdesk.exports.document import Rests, rests, written
from briefdesk.exports.file import File
from briefdesk.exports.lists import ListHead
from briefdesk.exports.rows import EventRow, event_row
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition
from briefdesk.pages.events import Event
from briefdesk.pages.here import Here
from briefdesk.pages.runs import run
from briefdesk.records.brief import Brief


class EventList(ListHead):
    """Events, newest first: every step of every deal, and what else the briefs tell."""

    kind: Literal["timeline"]
    events: list[EventRow]
    rests_on: Rests


def make(edition: Edition, year: str | None = None) -> Iterator[File]:
    """The data behind the pages of a task."""
    base = addresses.TIMELINE
    if year is None:
        here = Here(edition, base)
        listed = run(base, edition.events(), lambda event: event.date)
        head = lists.of_front(here, "Timeline", listed)
        shown = (event for of_year in listed.shown for event in of_year.items)
        yield _file(here, head, shown, edition.catalogue.briefs)
        return
    events = edition.events_in(int(year))
    for page in run(base, events, lambda event: event.date, always=True).pages:
        here = Here(edition, page.address)
        head = lists.of_year(here, f"Timeline of {year}", base, page, len(events))
        yield _file(here, head, page.items, (event.brief for event in page.items))


def _file(here: Here, head: ListHead, events: Iterable[Event], resting: Iterable[Brief]) -> File:
    document: EventList = {
        "kind": "timeline",
        **head,
        "events": [event_row(here, e.deal, e.step, e.brief) for e in events],
        "rests_on": rests(here, resting),
    }
    return written(here, document)
