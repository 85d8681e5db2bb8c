"""Dates to come, as far as briefs state them in a field: what is guessed from prose is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest

from briefdesk.records.brief import Brief
from briefdesk.records.dates import EventDate
from briefdesk.records.values import Judgement

#: Dates of one calendar; of more, those that lie furthest ahead.
LIMIT = 200


@dataclass(frozen=True, slots=True)
class Due:
    """A judgement that is not settled, and the date by which it can be."""

    date: EventDate
    judgement: Judgement
    brief: Brief


def due(briefs: Iterable[Brief]) -> tuple[Due, ...]:
    """The judgements of `briefs` that are open and have a date, the latest date first."""
    found = (
        Due(judgement.resolves_by, judgement, brief)
        for brief in briefs
        for judgement in brief.judgements
        if judgement.resolves_by and judgement.outcome is None
    )
    return tuple(nsmallest(LIMIT, found, key=_latest))


def _latest(item: Due) -> tuple[int, str, str]:
    return -item.date.last.toordinal(), item.brief.slug, item.judgement.id
