"""Where a reader finds what rests on a source."""

from __future__ import annotations

from hashlib import blake2b

from briefdesk.catalogue.withdrawals import page_of
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition
from briefdesk.records.brief import Brief
from briefdesk.records.values import Source


def anchor(source: Source) -> str:
    """The id of a source on the pages of its publisher: the same as long as its address is."""
    return f"s-{blake2b(page_of(source).encode(), digest_size=5).hexdigest()}"


def place(edition: Edition, brief: Brief, source: Source) -> str | None:
    """The address of what rests on a source that `brief` cites: a place on the page of its
    publisher, or on that of a year where there are many. A year that fills several pages is the
    address as a whole, since which of them it is would change with every brief."""
    publisher = edition.catalogue.publisher(source.publisher)
    if publisher is None:
        return None
    base, year = addresses.publisher(publisher.id), f"{brief.date.year:04d}"
    if year in publisher.spread:
        return addresses.continued(base, year)
    at = addresses.continued(base, year) if publisher.spread else base
    return f"{at}#{anchor(source)}"
