"""What follows the whole site: feeds of its newest briefs, and its dates to come."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.exports import calendars, feeds
from briefdesk.exports.entries import newest
from briefdesk.exports.feeds import Feed
from briefdesk.exports.file import File
from briefdesk.exports.identity import urn
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition


def make(edition: Edition) -> Iterator[File]:
    """The files beside the home page."""
    site, briefs = edition.site, edition.catalogue.briefs
    entries = newest(edition, briefs)
    feed = Feed(urn(edition, "site"), site.name, addresses.HOME, entries, site.purpose)
    yield from feeds.files(site, feed)
    yield from calendars.files(edition, addresses.HOME, site.name, briefs)
