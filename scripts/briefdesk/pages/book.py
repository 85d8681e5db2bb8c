"""All pages of a site, from one catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefdesk.catalogue.model import Catalogue
from briefdesk.pages import (
    addresses,
    anniversaries,
    archives,
    briefs,
    changes,
    comparisons,
    deals,
    guide,
    home,
    judgements,
    ledger,
    matrix,
    opendata,
    questions,
    searching,
    sources,
    subjects,
    timeline,
)
from briefdesk.pages.edition import Edition
from briefdesk.pages.page import Page, SiteFacts, Task

#: What makes pages: a module with `tasks`, the arguments of each, and `make`, which makes the
#: pages of one. A task asks the edition for what it needs, so that its grounds are known.
MAKERS = {
    "home": home,
    "briefs": briefs,
    "archives": archives,
    "subjects": subjects,
    "ledger": ledger,
    "deals": deals,
    "comparisons": comparisons,
    "matrix": matrix,
    "sources": sources,
    "timeline": timeline,
    "changes": changes,
    "judgements": judgements,
    "questions": questions,
    "on this date": anniversaries,
    "guide": guide,
    "opendata": opendata,
    "search": searching,
}


def tasks(edition: Edition) -> Iterator[Task]:
    """Every task there is in an edition."""
    for name, maker in MAKERS.items():
        with edition.catalogue.noting():
            found = tuple(maker.tasks(edition))
        for task in found:
            yield name, *task


def uris(edition: Edition) -> dict[str, Task]:
    """Every task by the uri of its first page."""
    with edition.catalogue.noting():
        return {
            addresses.uri(MAKERS[name].address(edition, *arguments)): (name, *arguments)
            for name, *arguments in tasks(edition)
        }


def make(edition: Edition, task: Task) -> tuple[tuple[Page, ...], frozenset[str]]:
    """The pages of one task, and the grounds they rest on.

    None of the pages takes the address of one that is written by hand.
    """
    name, *arguments = task
    edition.turn()
    with edition.catalogue.noting() as grounds:
        made = MAKERS[name].make(edition, *arguments)
        pages = tuple(page for page in made if page.uri not in edition.kept)
    return pages, frozenset(grounds)


def pages(
    catalogue: Catalogue, site: SiteFacts, handwritten: Collection[str] = frozenset()
) -> tuple[Page, ...]:
    """Every page of the site, by uri.

    `handwritten` are the Markdown files of the docs (relative to their folder) that the host
    renders by itself: texts may link to them, and none of our pages takes their address.
    """
    edition = Edition(catalogue, site, frozenset(handwritten))
    made = (page for task in tasks(edition) for page in make(edition, task)[0])
    return tuple(sorted(made, key=lambda page: page.uri))
