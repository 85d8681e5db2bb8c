"""The atlas of the home page: of which countries the latest years tell, as a map and a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.pages import addresses, maps, wording
from briefdesk.pages.edition import changed
from briefdesk.pages.here import Here
from briefdesk.pages.runs import LIMIT
from briefdesk.records.kinds import Subject

#: Years that count, up to the last one with a brief.
_YEARS = 5

#: Rows beside the map; those that follow are one key away.
_BESIDE = 10

#: Shades of a map, from the lightest to the darkest.
_SHADES = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A country with the briefs and the deals of those years."""

    country: Subject
    briefs: int
    deals: int


@dataclass(frozen=True, slots=True)
class Atlas:
    """A map with its list: `beside` are the first rows, `rest` the others, `left_out` how many
    there are beyond. `key` has a class for each shade and the counts that it stands for."""

    years: str
    drawing: Markup
    key: tuple[tuple[str, str], ...]
    beside: tuple[Row, ...]
    rest: tuple[Row, ...]
    left_out: int
    deals: bool
    neutral: str


def atlas(here: Here) -> Atlas | None:
    """The atlas of an edition; None where its latest years name hardly a country."""
    first, last = here.edition.span
    start = max(first, last - _YEARS + 1)
    rows = _rows(here, start)
    bounds = _bounds([row.briefs for row in rows])
    drawing = maps.draw(here, [_spot(here, row, bounds) for row in rows if row.briefs])
    if not drawing:
        return None
    return Atlas(
        years=wording.span({start, last}),
        drawing=drawing,
        key=_key(bounds, max(row.briefs for row in rows)),
        beside=tuple(rows[:_BESIDE]),
        rest=tuple(rows[_BESIDE:LIMIT]),
        left_out=max(0, len(rows) - LIMIT),
        deals=any(row.deals for row in rows),
        neutral=maps.NEUTRALITY,
    )


def _rows(here: Here, start: int) -> list[Row]:
    """The countries that briefs since a year tell of, those with most briefs first. A deal
    counts where the country buys or supplies and its state changed since."""
    found = []
    for entry in here.edition.catalogue.entries("countries"):
        briefs = sum(brief.date.year >= start for brief in entry.briefs)
        deals = sum(
            changed(deal).year >= start and entry.subject in (deal.buyer, *deal.suppliers)
            for deal in entry.deals
        )
        if briefs or deals:
            found.append(Row(entry.subject, briefs, deals))
    return sorted(found, key=lambda row: (-row.briefs, -row.deals, row.country))


def _bounds(counts: Sequence[int]) -> tuple[int, ...]:
    """The least count of each shade, each a third of the next: most countries have few briefs."""
    most = max(counts, default=1)
    if most <= _SHADES:
        return tuple(range(1, most + 1))
    bounds = {1}
    while len(bounds) < _SHADES and most > 1:
        most = -(-most // 3)
        bounds.add(most)
    return tuple(sorted(bounds))


def _spot(here: Here, row: Row, bounds: Sequence[int]) -> maps.Spot:
    shade = sum(row.briefs >= bound for bound in bounds)
    told = [wording.count(row.briefs, "brief")]
    if row.deals:
        told.append(wording.count(row.deals, "deal"))
    name = here.edition.catalogue.name(row.country)
    return maps.Spot(
        row.country,
        _css(shade, len(bounds)),
        f"{name}: {', '.join(told)}",
        here.to(addresses.subject(row.country)),
    )


def _css(shade: int, shades: int) -> str:
    """The class of a shade, of which the last is always the darkest."""
    return f"bd-shade-{shade + _SHADES - shades}"


def _key(bounds: Sequence[int], most: int) -> tuple[tuple[str, str], ...]:
    ends = (*(bound - 1 for bound in bounds[1:]), most)
    return tuple(
        (
            _css(shade, len(bounds)),
            f"{low:,}" if low == high else f"{low:,}\u2013{high:,}",
        )
        for shade, (low, high) in enumerate(zip(bounds, ends, strict=True), 1)
    )
