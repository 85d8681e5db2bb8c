"""What a page rests on: its briefs, their sources and who published them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue.order import alphabetical
from briefdesk.pages import addresses, wording
from briefdesk.pages.here import Here
from briefdesk.records.brief import Brief

#: Publishers named one by one; the rest are counted.
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Basis:
    """The count of briefs and sources, and the publishers most cited in them."""

    briefs: int
    sources: int
    years: str
    publishers: Markup


def basis(here: Here, briefs: Iterable[Brief]) -> Basis:
    """What rests on `briefs`, each of which counts once."""
    known = {brief.slug: brief for brief in briefs}.values()
    cited: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    pages: set[tuple[str, str]] = set()
    for brief in known:
        for source in brief.sources:
            publisher = here.edition.catalogue.publisher(source.publisher)
            name = publisher.name if publisher else source.publisher
            spelled[name] = name
            cited[name] += 1
            pages.add((name, source.url or source.title or source.label or source.id))
    order = sorted(cited, key=lambda name: (-cited[name], alphabetical(name)))
    shown = [here.publisher(name) for name in order[:_NAMED]]
    if (rest := len(order) - _NAMED) > 0:
        others = wording.count(rest, "other publisher")
        shown.append(here.anchor(addresses.SOURCES, others))
    return Basis(
        briefs=len(known),
        sources=len(pages),
        years=wording.years(brief.date for brief in known),
        publishers=wording.series(shown),
    )
