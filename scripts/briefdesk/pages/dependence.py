"""What rests on a source: the events, statements and judgements of the briefs that cite it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from briefdesk.catalogue.ledger import deal_id
from briefdesk.catalogue.publishers import Citation
from briefdesk.catalogue.withdrawals import Withdrawal, page_of
from briefdesk.pages import addresses, wording
from briefdesk.pages.forms import Form
from briefdesk.pages.here import Here
from briefdesk.pages.places import anchor
from briefdesk.records.brief import Brief, DealEvent
from briefdesk.records.states import MILESTONES, STATE
from briefdesk.records.values import Source

#: Lines of one sort that a brief has under a source; the rest is in the brief.
_MOST = 4

#: Letters of a statement that stand for it.
_SAID = 110

_ALONE = Form("{} {}")
_SAYS = Form("{}: {}")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that rests on a source; `alone` where it rests on nothing else that stands."""

    sort: str
    words: Markup
    alone: bool


@dataclass(frozen=True, slots=True)
class Resting:
    """What in one brief rests on a source: `lines`, how many others there are, or its text."""

    brief: Brief
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A source in its place on a page, with what rests on it in each brief listed there."""

    id: str
    year: int
    source: Source
    withdrawn: Withdrawal | None
    briefs: tuple[Resting, ...]


def cited(here: Here, citations: Iterable[Citation]) -> list[Cited]:
    """The sources of `citations`, each once, in the order in which they come first."""
    found: dict[str, list[Citation]] = {}
    for citation in citations:
        found.setdefault(page_of(citation.source), []).append(citation)
    return [
        Cited(
            id=anchor(group[0].source),
            year=group[0].brief.date.year,
            source=group[0].source,
            withdrawn=here.withdrawal(group[0].source),
            briefs=tuple(_resting(here, brief, ids) for brief, ids in _by_brief(group)),
        )
        for group in found.values()
    ]


def _by_brief(citations: Iterable[Citation]) -> Iterator[tuple[Brief, frozenset[str]]]:
    """Each brief with the ids under which it lists the source."""
    briefs: dict[str, tuple[Brief, list[str]]] = {}
    for citation in citations:
        briefs.setdefault(citation.brief.slug, (citation.brief, []))[1].append(citation.source.id)
    return ((brief, frozenset(ids)) for brief, ids in briefs.values())


def _resting(here: Here, brief: Brief, ids: frozenset[str]) -> Resting:
    sorts = (
        list(_deals(here, brief, ids)),
        list(_said(here, brief, ids)),
        list(_judged(here, brief, ids)),
    )
    shown = tuple(line for lines in sorts for line in lines[:_MOST])
    return Resting(brief, shown, sum(map(len, sorts)) - len(shown))


def _alone(here: Here, brief: Brief, sources: Iterable[str], ids: frozenset[str]) -> bool:
    others = (brief.source(id) for id in sources if id not in ids)
    return all(here.withdrawal(source) for source in others)


def _deals(here: Here, brief: Brief, ids: frozenset[str]) -> Iterator[Line]:
    for event in brief.deals:
        if not ids.isdisjoint(event.sources):
            link = here.anchor(addresses.deal(deal_id(event)), _deal(here, event))
            words = _ALONE(link, _happened(event))
            yield Line("deal", words, _alone(here, brief, event.sources, ids))


def _deal(here: Here, event: DealEvent) -> str:
    """A deal by the terms of one event, so that nothing else of it need be known."""
    name = here.edition.catalogue.name
    buyer = name(event.buyer, event.date)
    others = " / ".join(name(s, event.date) for s in event.suppliers if s != event.buyer)
    parties = f"{buyer} \u2013 {others}" if others else buyer
    return f"{parties}: {event.system_name}"


def _happened(event: DealEvent) -> str:
    what = [STATE[event.state].label] if event.state else []
    what += [MILESTONES[event.milestone]] if event.milestone else []
    return f"{', '.join(what)}, {event.date.words}"


def _said(here: Here, brief: Brief, ids: frozenset[str]) -> Iterator[Line]:
    for said in brief.statements:
        if not ids.isdisjoint(said.sources):
            words = _SAYS(said.speaker, wording.clipped(said.says, _SAID))
            yield Line("statement", words, _alone(here, brief, said.sources, ids))


def _judged(here: Here, brief: Brief, ids: frozenset[str]) -> Iterator[Line]:
    for judgement in brief.judgements:
        if not ids.isdisjoint(judgement.sources):
            words = escape(wording.clipped(judgement.text, _SAID))
            yield Line("judgement", words, _alone(here, brief, judgement.sources, ids))
