"""Notices: the changes that mean something, each told once.

A step of a deal that became known, a correction, a withdrawal of a brief or of a source, a judgement
that was settled. What a notice is named by, and so its id in a feed, holds no word that an author
may mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from enum import StrEnum

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.catalogue.order import publication
from briefdesk.catalogue.withdrawals import page_of
from briefdesk.pages import addresses
from briefdesk.records.brief import Brief
from briefdesk.records.dates import EventDate
from briefdesk.records.values import Change, Judgement, Source


class Sort(StrEnum):
    """What a notice tells of."""

    STEP = "step of a deal"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    SOURCE = "source withdrawn"
    OUTCOME = "judgement settled"


@dataclass(frozen=True, slots=True)
class Notice:
    """A change. `names` tell it from others of its kind, `known` is when it became known: with
    a publication, as far as that is told. `brief` tells of it."""

    kind: Sort
    names: tuple[str, ...]
    known: EventDate
    brief: Brief
    deal: Deal | None = None
    step: Step | None = None
    change: Change | None = None
    judgement: Judgement | None = None
    source: Source | None = None

    @property
    def date(self) -> Day:
        """The first day on which it can have been known."""
        return self.known.first

    @property
    def address(self) -> str:
        """The page that tells more."""
        if self.deal:
            return addresses.deal(self.deal.id)
        return addresses.brief(self.brief.date.year, self.brief.slug)


def notices(
    deals: Iterable[Deal], briefs: Iterable[Brief], withdrawn: Iterable[Brief]
) -> Iterator[Notice]:
    """Every notice, in no order."""
    for deal in deals:
        for step in deal.history:
            first = min(step.reports, key=lambda report: publication(report.brief)).brief
            what = step.state.value if step.state else "", step.milestone or ""
            step_names = (deal.id, str(step.date), *what)
            known = max(_came_out(first), step.date)
            yield Notice(Sort.STEP, step_names, known, first, deal, step)
    lost: dict[str, Notice] = {}
    for brief in briefs:
        if brief.changes:
            yield from _corrections(brief)
        for judgement in brief.judgements:
            if judgement.outcome:
                settled = judgement.resolved or brief.updated or _came_out(brief)
                names = (brief.slug, judgement.id)
                yield Notice(Sort.OUTCOME, names, settled, brief, judgement=judgement)
        for source in brief.sources:
            if source.withdrawn:
                page = page_of(source) if source.url else f"{brief.slug} {source.id}"
                lost[page] = Notice(Sort.SOURCE, (page,), source.withdrawn, brief, source=source)
    yield from lost.values()
    for brief in withdrawn:
        told = brief.updated or _came_out(brief)
        yield Notice(Sort.WITHDRAWAL, (brief.slug,), told, brief)


def _came_out(brief: Brief) -> EventDate:
    return brief.published or brief.date


def _corrections(brief: Brief) -> Iterator[Notice]:
    counted: dict[str, int] = {}
    for change in brief.changes:
        day = str(change.date)
        counted[day] = number = counted.get(day, 0) + 1
        names = (brief.slug, day, str(number))
        yield Notice(Sort.CORRECTION, names, change.date, brief, change=change)


def latest(notice: Notice) -> tuple[int, str, tuple[str, ...]]:
    """Sort key of notices: newest first."""
    return -notice.date.toordinal(), notice.kind.value, notice.names
