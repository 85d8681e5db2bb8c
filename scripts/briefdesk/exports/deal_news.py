"""What follows a deal: feeds of its newest briefs, and its dates to come."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.exports import calendars, feeds
from briefdesk.exports.entries import newest
from briefdesk.exports.feeds import Feed
from briefdesk.exports.file import File
from briefdesk.exports.identity import urn
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here


def make(edition: Edition, id: str) -> Iterator[File]:
    """The files beside the page of a deal."""
    deal = edition.catalogue.deal(id)
    if deal is None:
        return
    address = addresses.deal(id)
    title = Here(edition, address).deal_title(deal)
    entries = newest(edition, deal.briefs)
    feed = Feed(urn(edition, "deal", id), f"{title} – {edition.site.name}", address, entries)
    yield from feeds.files(edition.site, feed)
    yield from calendars.files(edition, address, title, deal.briefs)
