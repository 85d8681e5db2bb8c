"""The home page: what moves, what is new, and the ways in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue.model import Entry
from briefdesk.pages import addresses, following, strips, structured, wording
from briefdesk.pages.atlas import atlas
from briefdesk.pages.briefs import datelined
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.ledger import groups
from briefdesk.pages.page import Alternate, Page
from briefdesk.pages.resting import basis
from briefdesk.pages.tables import brief_line

MOVES = 10
LATEST = 6
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Door:
    """An index with its entries that have most briefs."""

    id: str
    address: str
    title: str
    total: str
    items: tuple[tuple[Markup, int], ...]


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """The one page."""
    yield ()


def address(edition: Edition) -> str:
    """Where the page is."""
    return addresses.HOME


def make(edition: Edition) -> Iterator[Page]:
    """The home page."""
    here = Here(edition, addresses.HOME)
    catalogue = edition.catalogue
    standing = groups(catalogue.deals)
    lands = atlas(here)
    yield lay(
        here,
        "home",
        title=edition.site.name,
        description=edition.site.purpose or edition.site.name,
        kind="home",
        heading=edition.site.name,
        numbers=numbers(edition),
        span=wording.years(brief.date for brief in catalogue.briefs),
        moves=edition.moves()[:MOVES],
        groups=standing,
        most=max((total for _, total, _ in standing), default=1),
        strip=strips.activity((brief.date for brief in catalogue.briefs), edition.span),
        atlas=lands,
        latest=[brief_line(here, brief) for brief in catalogue.briefs[:LATEST]],
        datelined=datelined,
        doors=[d for d in _doors(here) if d.id != "countries" or lands is None],
        basis=basis(here, catalogue.briefs),
        others=_others(here),
        things=_things(here),
    )


def _things(here: Here) -> Iterator[structured.Thing]:
    """The site, and its data where it has any."""
    yield structured.website(here)
    if here.edition.catalogue.deals:
        events = (f"{addresses.DATA}events.csv", "text/csv", "Every event of every deal")
        files = [(f"{addresses.DATA}briefdesk.sqlite", "application/vnd.sqlite3", "Everything")]
        files = [events, *(files if here.edition.site.database else ())]
        yield structured.dataset(here, files, here.edition.span)


def _others(here: Here) -> Iterator[Alternate]:
    """The feeds of the site, those of its changes, and its calendar."""
    edition = here.edition
    if edition.catalogue.briefs:
        yield from following.feeds(here, edition.site.name)
        yield from following.calendar(here, edition.site.name, edition.catalogue.briefs)
    if edition.notices():
        yield from following.feeds(here, "Changes", addresses.CHANGES)


def numbers(edition: Edition) -> list[tuple[str, int, str]]:
    """The counts of what there is, each with the address of the rows behind it."""
    catalogue = edition.catalogue
    found = [
        (addresses.BRIEFS, len(catalogue.briefs), "brief", "briefs"),
        (addresses.DEALS, len(catalogue.deals), "deal", "deals"),
    ]
    found += [
        (addresses.kind(kind.id), len(entries), kind.singular, kind.title.lower())
        for kind in catalogue.kinds
        if (entries := catalogue.subjects(kind.id))
    ]
    found.append((addresses.SOURCES, edition.sources(), "source", "sources"))
    return [(a, n, one if n == 1 else many) for a, n, one, many in found if n]


def most_told(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that most briefs tell of."""
    told = (entry for entry in entries if entry.briefs)
    return sorted(told, key=lambda entry: (-len(entry.briefs), entry.subject))[:_NAMED]


def _doors(here: Here) -> list[Door]:
    """The entries of each kind that most briefs tell of."""
    found = []
    for kind in here.edition.catalogue.kinds:
        entries = here.edition.catalogue.entries(kind.id)
        ranked = most_told(entries)
        if not ranked:
            continue
        items = tuple((here.link(e.subject), len(e.briefs)) for e in ranked)
        total = wording.number(len(entries))
        found.append(Door(kind.id, addresses.kind(kind.id), kind.title, total, items))
    return found
