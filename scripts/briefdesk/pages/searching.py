"""The page for searching: a place for the script, and every index for whoever has none."""

from __future__ import annotations

import json
from collections.abc import Iterator

from briefdesk.catalogue.deals import Standing
from briefdesk.pages import addresses, glyphs
from briefdesk.pages.doors import doors
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.records.states import STATES


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """The one page."""
    yield ()


def address(edition: Edition) -> str:
    """Where the page is."""
    return addresses.SEARCH


def make(edition: Edition) -> Iterator[Page]:
    """The search page, with the kind behind each filter that has one, and the sign of each state
    in each standing for its results."""
    yield lay(
        Here(edition, addresses.SEARCH),
        "search",
        title="Search",
        description="Search briefs, deals, countries, systems, organisations and people.",
        kind="search",
        doors=doors(edition),
        kinds=json.dumps({kind.singular: kind.id for kind in edition.catalogue.kinds}),
        signs=[
            (glyphs.told(state, standing), glyphs.glyph(state, standing))
            for state in STATES
            for standing in Standing
        ],
    )
