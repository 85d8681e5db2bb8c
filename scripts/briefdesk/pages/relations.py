"""A country's deals at a glance: where they stand by its part in them, and with whom they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal
from briefdesk.pages import addresses, wording
from briefdesk.pages.here import Here
from briefdesk.pages.ledger import SAMPLES, groups
from briefdesk.pages.paths import LANES
from briefdesk.pages.sections import Section
from briefdesk.pages.templates import fill
from briefdesk.records.kinds import Subject
from briefdesk.records.states import Group, State

#: Partners named on each side.
_PARTNERS = 12

#: Fewest deals that are worth a chart.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A country's part in deals: `id` is the section that lists them, `counts` are the deals in
    each group of states, in the order of the columns."""

    id: str
    title: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Partner:
    """A country on the other side: how many deals there are in each group of states, each with
    a state whose glyph stands for it."""

    country: Markup
    pair: str
    groups: tuple[tuple[Group, int, State], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Side:
    """The partners of one direction, those with most deals first; `rest` is what is left out."""

    title: str
    partners: tuple[Partner, ...]
    rest: str


def glance(
    here: Here, country: Subject, parts: Mapping[tuple[str, str], Sequence[Deal]]
) -> tuple[Section, ...]:
    """A table of `parts`, which are the deals by the id and the heading of their section, and
    the countries on the other side; no section where there is hardly a deal."""
    deals = {deal.id: deal for of in parts.values() for deal in of}
    if len(deals) < _FEWEST:
        return ()
    columns = [group for group in LANES if any(_is_in(d, group) for d in deals.values())]
    rows = [_part(id, title, of, columns) for (id, title), of in parts.items()]
    sides = [side for side in _sides(here, country, deals.values()) if side.partners]
    html = fill(
        "relations",
        here,
        columns=[(group, SAMPLES[group]) for group in columns],
        rows=rows if columns else [],
        most=max((n for row in rows for n in row.counts), default=1),
        sides=sides,
    )
    aside = wording.count(len(deals), "deal")
    return (Section("glance", "Deals at a glance", html, aside),) if rows or sides else ()


def _is_in(deal: Deal, group: Group) -> bool:
    return deal.state is not None and deal.state.group is group


def _part(id: str, title: str, deals: Sequence[Deal], columns: Sequence[Group]) -> Part:
    counts = tuple(sum(_is_in(deal, group) for deal in deals) for group in columns)
    return Part(id, title, counts, len(deals))


def _sides(here: Here, country: Subject, deals: Iterable[Deal]) -> list[Side]:
    bought: dict[Subject, list[Deal]] = {}
    sold: dict[Subject, list[Deal]] = {}
    for deal in deals:
        if deal.buyer == country:
            for supplier in deal.suppliers:
                if supplier != country:
                    bought.setdefault(supplier, []).append(deal)
        elif country in deal.suppliers:
            sold.setdefault(deal.buyer, []).append(deal)
    return [
        _side(here, country, "Supplies to", sold),
        _side(here, country, "Is supplied by", bought),
    ]


def _side(here: Here, country: Subject, title: str, by: Mapping[Subject, Sequence[Deal]]) -> Side:
    name = here.edition.catalogue.name
    ranked = sorted(by, key=lambda other: (-len(by[other]), name(other), other))
    shown = tuple(
        Partner(
            here.link(other),
            here.to(addresses.comparison(country, other)),
            groups(by[other]),
            len(by[other]),
        )
        for other in ranked[:_PARTNERS]
    )
    rest = len(ranked) - _PARTNERS
    return Side(title, shown, f"{wording.count(rest, 'more partner')} below" if rest > 0 else "")
