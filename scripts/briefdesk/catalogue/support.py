"""What a number of briefs rest on: their sources, and who published most of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from briefdesk.catalogue.order import alphabetical
from briefdesk.catalogue.publishers import Publisher
from briefdesk.records.brief import Brief


@dataclass(frozen=True, slots=True)
class Support:
    """How many briefs there are, from which years, and how many sources they cite; the
    publishers of these, most cited first."""

    briefs: int
    years: tuple[int, ...]
    sources: int
    publishers: tuple[str, ...]


def support(publisher: Callable[[str], Publisher | None], briefs: Iterable[Brief]) -> Support:
    """What rests on `briefs`, each of which counts once; `publisher` knows one by any name."""
    known = {brief.slug: brief for brief in briefs}.values()
    cited: Counter[str] = Counter()
    pages: set[tuple[str, str]] = set()
    for brief in known:
        for source in brief.sources:
            found = publisher(source.publisher)
            name = found.name if found else source.publisher
            cited[name] += 1
            pages.add((name, source.url or source.title or source.label or source.id))
    return Support(
        briefs=len(known),
        years=tuple(sorted({brief.date.year for brief in known})),
        sources=len(pages),
        publishers=tuple(sorted(cited, key=lambda name: (-cited[name], alphabetical(name)))),
    )
