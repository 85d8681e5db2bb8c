"""The rows by which a browser filters the timeline."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.exports import file
from briefdesk.exports.file import File
from briefdesk.pages import addresses, rows
from briefdesk.pages.edition import Edition


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """One for all events, or one for those of each year."""
    if events := edition.events():
        yield from (() if y is None else (f"{y:04d}",) for y, _ in rows.event_pieces(events))


def path(edition: Edition, year: str | None = None) -> str:
    """Where the file of a task is."""
    return rows.address(addresses.TIMELINE, int(year) if year else None)


def make(edition: Edition, year: str | None = None) -> Iterator[File]:
    """The rows of all events, or of a year."""
    events = edition.events_in(int(year)) if year else edition.events()
    yield file.json(path(edition, year), rows.events(edition, events, always=year is not None))
