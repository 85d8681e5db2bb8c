"""All pages of a site, from one catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefdesk.catalogue.model import Catalogue
from briefdesk.pages import (
    addresses,
    archives,
    briefs,
    deals,
    guide,
    home,
    ledger,
    searching,
    sources,
    subjects,
    timeline,
)
from briefdesk.pages.edition import Edition
from briefdesk.pages.page import Page, SiteFacts

#: What makes pages, each from the whole edition.
MAKERS = (home, briefs, archives, subjects, ledger, deals, sources, timeline, guide, searching)


def pages(
    catalogue: Catalogue, site: SiteFacts, handwritten: Collection[str] = frozenset()
) -> tuple[Page, ...]:
    """Every page of the site, by uri.

    `handwritten` are the Markdown files of the docs (relative to their folder) that the host
    renders by itself: texts may link to them, and none of our pages takes their address.
    """
    edition = Edition(catalogue, site, frozenset(handwritten))
    taken = {addresses.of_file(uri) for uri in handwritten}
    made = (page for page in _made(edition) if addresses.of_file(page.uri) not in taken)
    return tuple(sorted(made, key=lambda page: page.uri))


def _made(edition: Edition) -> Iterator[Page]:
    for maker in MAKERS:
        yield from maker.pages(edition)
