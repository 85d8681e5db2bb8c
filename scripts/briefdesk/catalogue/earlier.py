"""A brief and a profile as they stood on a day, as far as their own dates tell.

What is dated later is left out; what is dated so vaguely that it may be later is left out as
well, unless the brief had come out on a day on which it could already tell of it. Texts have no
dates: they are those of today.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from briefdesk.records.brief import Brief, Profile
from briefdesk.records.dates import EventDate
from briefdesk.records.gradings import Status
from briefdesk.records.markdown import Markdown
from briefdesk.records.values import Judgement, ProfileSource, Source

_ARCHIVE_DAY = re.compile(r"/(\d{8})\d{0,6}[a-z_]*/", re.ASCII)

#: In place of the reason of a withdrawal that is not known to have been written by then.
UNKNOWN_REASON = "It was withdrawn later, or on a day that is not told."


@dataclass(frozen=True, slots=True)
class Horizon:
    """The day that is looked at, and the day on which the brief in hand had come out."""

    day: date
    out: date

    def reaches(self, dated: EventDate | None) -> bool:
        """True where what has that date was known; what has none counts as known."""
        return dated is None or dated.last <= self.day or dated.first <= self.out


def came_out(brief: Brief) -> date:
    """The day from which a brief counts as published: the one it names, else the last day of
    its own date."""
    return (brief.published or brief.date).last


def brief(given: Brief, day: date) -> tuple[Brief, bool] | None:
    """A brief as it stood on a day, and whether it was changed since; None where it was not
    there yet, or where none of its sources was."""
    out = came_out(given)
    horizon = Horizon(day, out)
    sources = tuple(_source(s, horizon) for s in given.sources if horizon.reaches(s.date))
    if out > day or (given.sources and not sources):
        return None
    listed = {source.id for source in sources}
    changes = tuple(change for change in given.changes if change.date.last <= day)
    found = replace(
        given,
        deals=_known(given.deals, horizon, listed),
        statements=_known(given.statements, horizon, listed),
        judgements=tuple(_judgement(j, day, listed) for j in given.judgements),
        sources=sources,
        changes=changes,
        updated=_updated(given, changes, day),
        reason=_reason(given, day),
    )
    return found, _differs(given, found)


def _differs(given: Brief, found: Brief) -> bool:
    """True where more than the day on which something was read or kept is another."""
    seen = {source.id: source for source in found.sources}
    same = all(
        (now := seen.get(source.id)) and now.withdrawn == source.withdrawn
        for source in given.sources
    )
    return not same or replace(found, sources=given.sources) != given


def _known(items: Iterable[Any], horizon: Horizon, listed: set[str]) -> tuple[Any, ...]:
    """The events or statements that were known and have a source that was."""
    return tuple(
        replace(item, sources=sources)
        for item in items
        if horizon.reaches(item.date)
        and (sources := tuple(id for id in item.sources if id in listed))
    )


def _source(source: Any, horizon: Horizon) -> Any:
    """A source without what was done about it later."""
    dated = ("accessed", "captured", "withdrawn")
    later = (field for field in dated if _is_later(source, field, horizon.day))
    update: dict[str, None] = dict.fromkeys(later)
    if "withdrawn" in update:
        update["withdrawn_reason"] = None
    if "captured" in update:
        update["sha256"] = None
    kept = _ARCHIVE_DAY.search(source.archived or "")
    if kept and kept[1] > f"{horizon.day:%Y%m%d}":
        update["archived"] = None
    return source.model_copy(update=update) if update else source


def _is_later(source: Source, field: str, day: date) -> bool:
    dated = getattr(source, field)
    return dated is not None and bool(dated.last > day)


def _judgement(judgement: Judgement, day: date, listed: set[str]) -> Judgement:
    """A judgement without an outcome that was not known, or on no day that is told."""
    update: dict[str, Any] = {}
    known = judgement.resolved or judgement.resolves_by
    if (judgement.outcome or judgement.resolved) and (known is None or known.last > day):
        update |= {"outcome": None, "resolved": None}
    sources = tuple(id for id in judgement.sources if id in listed)
    if sources != judgement.sources:
        update["sources"] = sources
    return judgement.model_copy(update=update) if update else judgement


def _updated(given: Brief, changes: Iterable[Any], day: date) -> EventDate | None:
    if given.updated is None or given.updated.last <= day:
        return given.updated
    return max((change.date for change in changes), default=None)


def _reason(given: Brief, day: date) -> str | None:
    if given.status is not Status.WITHDRAWN or (given.updated and given.updated.last <= day):
        return given.reason
    return UNKNOWN_REASON


def profile(
    given: Profile,
    day: date,
    keeps: Callable[[Any], bool],
    is_later: Callable[[Source], bool],
) -> Profile:
    """A profile without its text, which has no date, and without facts that rest on later
    sources alone or name subjects that `keeps` does not know. Whether a source without a date
    `is_later` is for others to tell."""
    sources = tuple(s for s in given.sources if (s.date.last <= day if s.date else not is_later(s)))
    horizon = Horizon(day, day)
    lost = _supported(given.sources) - _supported(sources)
    empty: dict[str, Any] = {
        f.name: f.default for f in fields(Profile) if f.name in lost - {"name", "names"}
    }
    plain: Profile = replace(
        given,
        body=Markdown.of(""),
        note=None,
        sources=tuple(_source(source, horizon) for source in sources),
        **empty,
    )
    served = plain.service_from
    return replace(
        plain,
        service_from=served if horizon.reaches(served) else None,
        related=tuple(filter(keeps, plain.related)),
        makers=tuple(filter(keeps, plain.makers)),
        variant_of=plain.variant_of if keeps(plain.variant_of) else None,
        parent=plain.parent if keeps(plain.parent) else None,
    )


def _supported(sources: Iterable[ProfileSource]) -> set[str]:
    return {field for source in sources for field in source.supports}
