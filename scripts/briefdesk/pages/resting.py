"""What a page rests on: its briefs, their sources and who published them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue.support import Support
from briefdesk.pages import addresses, wording
from briefdesk.pages.here import Here
from briefdesk.records.brief import Brief

#: Publishers named one by one; the rest are counted.
NAMED = 8


@dataclass(frozen=True, slots=True)
class Basis:
    """The count of briefs and sources, and the publishers most cited in them."""

    briefs: int
    sources: int
    years: str
    publishers: Markup


def support(here: Here, briefs: Iterable[Brief]) -> Support:
    """What the page at `here` rests on, which is `briefs`: for the page and the files beside it."""
    work = here.edition.catalogue.support
    return here.edition.once(f"support {here.address}", lambda: work(briefs))


def basis(here: Here, briefs: Iterable[Brief]) -> Basis:
    """What rests on `briefs`, each of which counts once."""
    found = support(here, briefs)
    order = found.publishers
    shown = [here.publisher(name) for name in order[:NAMED]]
    if (rest := len(order) - NAMED) > 0:
        others = wording.count(rest, "other publisher")
        shown.append(here.anchor(addresses.SOURCES, others))
    return Basis(
        briefs=found.briefs,
        sources=found.sources,
        years=wording.span(found.years),
        publishers=wording.series(shown),
    )
