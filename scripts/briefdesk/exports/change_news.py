"""Feeds of the changes that mean something."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.exports import feeds
from briefdesk.exports.entries import of_notice
from briefdesk.exports.feeds import Feed
from briefdesk.exports.file import File
from briefdesk.exports.identity import urn
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition

#: Notices that a feed holds.
LIMIT = 50


def make(edition: Edition) -> Iterator[File]:
    """The files beside the page of changes."""
    entries = tuple(of_notice(edition, notice) for notice in edition.notices()[:LIMIT])
    title = f"Changes – {edition.site.name}"
    feed = Feed(urn(edition, "changes"), title, addresses.CHANGES, entries)
    yield from feeds.files(edition.site, feed)
