"""What follows a subject: feeds of its newest briefs, and its dates to come."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.exports import calendars, feeds
from briefdesk.exports.entries import newest
from briefdesk.exports.feeds import Feed
from briefdesk.exports.file import File
from briefdesk.exports.identity import urn
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition
from briefdesk.records.kinds import Subject


def make(
    edition: Edition, kind: str, id: str | None = None, year: str | None = None
) -> Iterator[File]:
    """The files beside the page of a subject; none beside an index, or the page of a year."""
    if id is None or year is not None:
        return
    entry = edition.catalogue.entry(Subject(kind, id))
    if entry is None:
        return
    address = addresses.subject(entry.subject)
    entries = newest(edition, entry.briefs)
    feed = Feed(
        urn(edition, "subject", kind, id), f"{entry.name} – {edition.site.name}", address, entries
    )
    yield from feeds.files(edition.site, feed)
    yield from calendars.files(edition, address, entry.name, entry.briefs)
