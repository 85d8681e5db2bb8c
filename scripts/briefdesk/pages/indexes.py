"""The index of a kind: every subject of it by name, with what is known of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal
from briefdesk.catalogue.model import Entry
from briefdesk.pages import addresses, wording
from briefdesk.pages.countries import NEUTRALITY
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import chunks
from briefdesk.records.kinds import Kind, Subject

#: Further names shown beside a name in an index.
_ALSO = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an index; it is left out where no entry has anything for it."""

    title: str
    cell: Callable[[Here, Entry], Markup | str]
    number: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a row."""

    entry: Entry
    also: str
    deals: int
    cells: tuple[Markup | str, ...]


def _kind(here: Here, entry: Entry) -> str:
    return entry.profile.kind or "" if entry.profile else ""


def _origin(here: Here, entry: Entry) -> Markup | str:
    return here.links(entry.profile.origin) if entry.profile else ""


def _country(here: Here, entry: Entry) -> Markup | str:
    country = entry.profile.country if entry.profile else None
    return here.link(country) if country else ""


def _range(here: Here, entry: Entry) -> str:
    known = entry.profile.range_km if entry.profile else None
    return f"{known:,}\u00a0km" if known else ""


def office(entry: Entry) -> str | None:
    """The office that a person held when last named."""
    for brief in entry.briefs:
        for person in brief.people:
            if person.subject == entry.subject and person.office:
                return person.office
    return None


def side(entry: Entry) -> Subject | None:
    """The country or the organisation that a person spoke for when last named."""
    for brief in entry.briefs:
        for person in brief.people:
            if person.subject == entry.subject and (found := person.country or person.organisation):
                return found
    return None


def bought(entry: Entry) -> list[Deal]:
    """The deals in which a country buys from others."""
    return [d for d in entry.deals if d.buyer == entry.subject and d.suppliers != (entry.subject,)]


def supplied(entry: Entry) -> list[Deal]:
    """The deals in which a country supplies others."""
    return [d for d in entry.deals if entry.subject in d.suppliers and d.buyer != entry.subject]


def _office(here: Here, entry: Entry) -> str:
    return office(entry) or ""


def _side(here: Here, entry: Entry) -> Markup | str:
    return here.link(found) if (found := side(entry)) else ""


def _bought(here: Here, entry: Entry) -> str:
    return str(len(bought(entry)) or "")


def _supplied(here: Here, entry: Entry) -> str:
    return str(len(supplied(entry)) or "")


def _buyers(here: Here, entry: Entry) -> Markup | str:
    buyers = dict.fromkeys(deal.buyer for deal in entry.deals)
    return wording.series(wording.few([here.link(buyer) for buyer in buyers]))


COLUMNS: dict[str, tuple[Column, ...]] = {
    "countries": (Column("Buys", _bought, number=True), Column("Supplies", _supplied, number=True)),
    "systems": (
        Column("Kind", _kind),
        Column("Origin", _origin),
        Column("Range", _range, number=True),
    ),
    "organisations": (Column("Kind", _kind), Column("Country", _country)),
    "people": (Column("Office when last named", _office), Column("Speaks for", _side)),
    "programmes": (Column("Buyer", _buyers),),
}


def index_pages(edition: Edition, kind: Kind, entries: Sequence[Entry]) -> Iterator[Page]:
    """The index of a kind, in parts where it is long."""
    base = addresses.kind(kind.id)
    parts = chunks(entries)
    for number, part in enumerate(parts, 1):
        here = Here(edition, addresses.part(base, number))
        columns = COLUMNS.get(kind.id, ())
        cells = {e.subject: tuple(column.cell(here, e) for column in columns) for e in part}
        kept = [n for n in range(len(columns)) if any(row[n] for row in cells.values())]

        def link(other: int, here: Here = here) -> str:
            return here.to(addresses.part(base, other))

        of = "" if len(parts) == 1 else f", part {number} of {len(parts)}"
        yield lay(
            here,
            "subject_index",
            title=f"{kind.title}{of}",
            description=f"{kind.purpose} {wording.count(len(entries), 'entry', 'entries')}.",
            kind=kind.id,
            tabled=True,
            index_of=kind,
            columns=[columns[n] for n in kept],
            lines=[
                Line(
                    entry,
                    " · ".join(entry.other_names[:_ALSO]) if kind.id != "countries" else "",
                    len(entry.deals),
                    tuple(cells[entry.subject][n] for n in kept),
                )
                for entry in part
            ],
            deals=any(entry.deals for entry in part),
            number=number,
            of=len(parts),
            link=link,
            neutral=NEUTRALITY if kind.id == "countries" else "",
            basis=basis(here, (brief for entry in part for brief in entry.briefs)),
        )
