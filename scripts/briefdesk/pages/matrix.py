"""The matrix: which country stands where with which system, a sign for every deal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal
from briefdesk.catalogue.order import alphabetical
from briefdesk.pages import addresses, glyphs, wording
from briefdesk.pages.edition import Edition, latest_change
from briefdesk.pages.forms import Form
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.ledger import groups
from briefdesk.pages.page import Page
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import chunks
from briefdesk.records.kinds import Subject

#: Rows and columns of one page, and signs in one cell.
ROWS = 50
COLUMNS = 24
_SIGNS = 2

_SIGN = Form('<a class="bd-matrix__deal" href="{}">{}<span class="bd-unseen">{}</span></a>')
_MORE = Form('<a class="bd-matrix__more" href="{}">+{}<span class="bd-unseen"> more</span></a>')


@dataclass(frozen=True, slots=True)
class Cell:
    """The deals of a country for a system, as signs; nothing where there are none."""

    system: str
    signs: Markup


@dataclass(frozen=True, slots=True)
class Row:
    """A country with its cells. `elsewhere` counts its deals for systems that have no column."""

    country: Markup
    address: str
    cells: tuple[Cell, ...]
    elsewhere: int


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """The first part, and those that follow where more countries buy than it holds."""
    parts = len(chunks(buyers_of(edition), ROWS)) if edition.catalogue.lists("deals") else 0
    yield from (() if part == 1 else (str(part),) for part in range(1, parts + 1))


def address(edition: Edition, part: str = "1") -> str:
    """Where a part is."""
    return addresses.part(addresses.MATRIX, int(part))


def make(edition: Edition, part: str = "1") -> Iterator[Page]:
    """A part of the matrix: the busiest countries first, each with the systems that most of a
    part's deals are for."""
    number = int(part)
    parts = chunks(buyers_of(edition), ROWS)
    here = Here(edition, addresses.part(addresses.MATRIX, number))
    name = edition.catalogue.name
    buyers, systems, deals = layout(edition, parts[number - 1])
    cells = cells_of(deals)
    rows = [_row(here, buyer, systems, cells, deals) for buyer in buyers]
    shown = sum(len(cells.get((b, s), ())) for b in buyers for s in systems)

    def link(other: int) -> str:
        return here.to(addresses.part(addresses.MATRIX, other))

    of = "" if len(parts) == 1 else f", part {number} of {len(parts)}"
    yield lay(
        here,
        "matrix",
        title=f"Countries and systems{of}",
        description="Which country stands where with which system: a sign for every deal.",
        kind="matrix",
        crumbs=((addresses.DEALS, "Deals"),),
        systems=[(here.link(system), name(system)) for system in systems],
        rows=rows,
        elsewhere=any(row.elsewhere for row in rows),
        groups=groups(deals),
        told=f"{wording.count(shown, 'deal')} of {wording.count(len(buyers), 'country', 'countries')} "
        f"for {wording.count(len(systems), 'system')}",
        left=_left(here, systems, len(parts)),
        number=number,
        of=len(parts),
        link=link,
        basis=basis(here, (brief for deal in deals for brief in deal.briefs)),
    )


def layout(
    edition: Edition, part: Sequence[Subject]
) -> tuple[list[Subject], list[Subject], list[Deal]]:
    """The rows and columns of a part of the countries, and all deals of its rows."""
    name = edition.catalogue.name
    buyers = sorted(part, key=lambda country: (alphabetical(name(country)), country))
    among = set(buyers)
    deals = [deal for deal in edition.deals_by_change() if deal.buyer in among]
    return buyers, systems_of(edition, deals), deals


def buyers_of(edition: Edition) -> tuple[Subject, ...]:
    """The countries that buy or develop, those with most deals first."""
    counted = Counter(deal.buyer for deal in edition.deals_by_change())
    return tuple(sorted(counted, key=lambda country: (-counted[country], country)))


def systems_of(edition: Edition, deals: Sequence[Deal]) -> list[Subject]:
    """The systems that most of `deals` are for, by name."""
    counted = Counter(deal.system for deal in deals)
    busiest = sorted(counted, key=lambda system: (-counted[system], system))[:COLUMNS]
    name = edition.catalogue.name
    return sorted(busiest, key=lambda system: (alphabetical(name(system)), system))


def cells_of(deals: Sequence[Deal]) -> dict[tuple[Subject, Subject], list[Deal]]:
    """The deals of each country for each system, the latest change first."""
    found: dict[tuple[Subject, Subject], list[Deal]] = {}
    for deal in sorted(deals, key=latest_change):
        found.setdefault((deal.buyer, deal.system), []).append(deal)
    return found


def _row(
    here: Here,
    buyer: Subject,
    systems: Sequence[Subject],
    cells: Mapping[tuple[Subject, Subject], Sequence[Deal]],
    deals: Sequence[Deal],
) -> Row:
    name = here.edition.catalogue.name
    of = [(system, cells.get((buyer, system), ())) for system in systems]
    shown = sum(len(deals) for _, deals in of)
    return Row(
        here.link(buyer),
        here.to(addresses.subject(buyer)),
        tuple(Cell(name(system), _signs(here, buyer, deals)) for system, deals in of),
        sum(deal.buyer == buyer for deal in deals) - shown,
    )


def _signs(here: Here, buyer: Subject, deals: Sequence[Deal]) -> Markup:
    signs = [_sign(here, deal) for deal in deals[:_SIGNS]]
    if (rest := len(deals) - _SIGNS) > 0:
        signs.append(_MORE(here.to(addresses.subject(buyer)), rest))
    return Markup(" ").join(signs)


def _sign(here: Here, deal: Deal) -> Markup:
    step = deal.attested
    sign = glyphs.glyph(step.state, step.standing) if step and step.state else Markup("–")
    state = glyphs.in_words(step) or "no state"
    return _SIGN(here.to(addresses.deal(deal.id)), sign, f"{here.deal_title(deal)}, {state}")


def _left(here: Here, systems: Sequence[Subject], parts: int) -> list[Markup]:
    """What a part does not show, each with the way to it, and what else compares."""
    edition = here.edition
    rest = len({deal.system for deal in edition.deals_by_change()} - set(systems))
    told = []
    if rest:
        words = f"{wording.count(rest, 'system')} without a column here"
        told.append(here.anchor(addresses.kind("systems"), words))
    if parts > 1:
        told.append(Markup("further countries in the other parts"))
    if edition.pairs.any():
        told.append(here.anchor(addresses.COMPARE, "comparisons of two"))
    return told
