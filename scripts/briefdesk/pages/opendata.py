"""The page about the data: what there is for programs, where, and what every column means."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.catalogue import grounds
from briefdesk.pages import addresses, columns, offers
from briefdesk.pages.countries import NEUTRALITY
from briefdesk.pages.edition import Edition
from briefdesk.pages.finding import Finding, filters
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.offers import Route
from briefdesk.pages.page import Page
from briefdesk.records.gradings import TLP
from briefdesk.records.kinds import Kind, Naming

TITLE = "Data"

_CONTENTS = (
    ("beside", "Beside every page"),
    ("tables", "Whole tables"),
    ("standards", "In the standards of others"),
    ("examples", "Examples"),
    ("promises", "What stays as it is"),
    ("terms", "Marking and neutrality"),
    ("columns", "Columns"),
)

#: Stands for each kind of subject, all of which have the same addresses.
_ANY = Kind("{kind}", "subject", "Subjects of a kind by name", Naming.USE, "")

#: What there must be any of for some pages to be there, by the first part of their address; the
#: calendar has its place beside the timeline.
_NEEDED = {
    "briefs": grounds.BRIEFS,
    "timeline": grounds.BRIEFS,
    "changes": grounds.BRIEFS,
    "deals": grounds.DEALS,
    "matrix": grounds.DEALS,
    "compare": grounds.DEALS,
    "sources": grounds.PUBLISHERS,
    "judgements": grounds.JUDGEMENTS,
    "questions": grounds.QUESTIONS,
    "on-this-date": None,
}

#: Stands for the address of the site, where it has none that is known.
_ANYWHERE = "https://example.org/"


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """The one page."""
    yield ()


def address(edition: Edition) -> str:
    """Where the page is."""
    return addresses.DATA


def make(edition: Edition) -> Iterator[Page]:
    """The page about the data."""
    here = Here(edition, addresses.DATA)
    summary = "Everything on this site as JSON and CSV: addresses, columns, examples, promises."
    yield lay(
        here,
        "opendata",
        title=TITLE,
        description=summary,
        kind="data",
        finding=Finding(
            kind="Guide", summary=summary, filters=filters(edition.catalogue, "Guide", ())
        ),
        contents=_CONTENTS,
        tables=columns.tables(edition.catalogue.kinds),
        routes=_routes(edition),
        kinds=edition.catalogue.kinds,
        database=f"{addresses.DATA}briefdesk.sqlite" if edition.site.database else "",
        openapi=offers.DESCRIPTION,
        root=edition.site.url or _ANYWHERE,
        twin=addresses.twin,
        neutrality=NEUTRALITY,
        clear=TLP.CLEAR,
    )


def _routes(edition: Edition) -> list[Route]:
    """Where documents of this desk are; the description of the API has all that there may be."""
    return [
        route
        for route in offers.routes([_ANY])
        if "{part}" not in route.address
        and (needed := _NEEDED.get(route.address.partition("/")[0], "")) is not None
        and (not needed or edition.catalogue.lists(needed))
    ]
