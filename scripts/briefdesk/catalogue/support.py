"""What a number of briefs rest on: their sources, and who published most of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from briefdesk.catalogue.order import alphabetical
from briefdesk.catalogue.publishers import Publishers
from briefdesk.records.brief import Brief


@dataclass(frozen=True, slots=True)
class Support:
    """How many briefs there are, from which years, and how many sources they cite; the
    publishers of these by name, and all of them by id, most cited first."""

    briefs: int
    years: tuple[int, ...]
    sources: int
    publishers: tuple[str, ...]
    ids: tuple[str, ...]


def support(publishers: Publishers, briefs: Iterable[Brief]) -> Support:
    """What rests on `briefs`, each of which counts once."""
    known = {brief.slug: brief for brief in briefs}.values()
    cited = [source for brief in known for source in publishers.cited_in(brief)]
    count = Counter([id for id, _ in cited])
    names = {id: publishers.name(id) for id in count}
    ids = tuple(sorted(count, key=lambda one: (-count[one], alphabetical(names[one]))))
    return Support(
        briefs=len(known),
        years=tuple(sorted({brief.date.year for brief in known})),
        sources=len(set(cited)),
        publishers=tuple(names[id] for id in ids),
        ids=ids,
    )
