"""What rests on a source, a publisher or a brief, and what would become of it without.

Nothing is guessed: the catalogue is compiled a second time as if the sources were withdrawn (or
the brief), and the two are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from briefdesk.catalogue.asked import Asked, cited
from briefdesk.catalogue.deals import Deal, Standing, Step
from briefdesk.catalogue.model import Catalogue
from briefdesk.catalogue.withdrawals import page_of
from briefdesk.reading.library import Library
from briefdesk.reading.paths import slugify
from briefdesk.records.brief import Brief, DealEvent, Profile, Statement
from briefdesk.records.dates import EventDate
from briefdesk.records.gradings import Status
from briefdesk.records.states import State
from briefdesk.records.values import Judgement, Source

_WHY = "As if it were withdrawn."

Item = DealEvent | Statement | Judgement

_Cited = tuple[str, Source, Brief | Profile]
_Record = TypeVar("_Record", Brief, Profile)


class Verdict(StrEnum):
    """What becomes of a deal's state: it is as before; it is dated otherwise, or stands less or
    more firmly; an earlier state is the last that stands; no state stands; no report is left."""

    HOLDS = "holds"
    REDATED = "redated"
    REGRADED = "regraded"
    FALLS_BACK = "falls-back"
    UNSUPPORTED = "unsupported"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a deal stands: the last state that a source upholds (None: no state is upheld), how
    firmly, since when it is told, and by which brief."""

    state: State | None
    standing: Standing
    date: EventDate | None = None
    brief: str | None = None

    @classmethod
    def of(cls, deal: Deal) -> Stand:
        """The stand of a deal."""
        step = deal.upheld
        if step is None:
            return cls(None, Standing.UNSUPPORTED)
        falls = deal.attested is None or deal.attested.standing is Standing.UNSUPPORTED
        return cls(step.state, step.standing, step.date if falls else deal.since, step.brief.slug)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A deal before and after (None: no report of it is left). `steps` are those of its history
    that stand otherwise afterwards, each with how (None: it is not told any more)."""

    before: Deal
    after: Deal | None
    steps: tuple[tuple[Step, Standing | None], ...]

    @property
    def verdict(self) -> Verdict:
        """What becomes of its state."""
        if self.after is None:
            return Verdict.GONE
        then, now = Stand.of(self.before), Stand.of(self.after)
        if now.state != then.state:
            return Verdict.FALLS_BACK if now.state else Verdict.UNSUPPORTED
        if now.standing is not then.standing:
            return Verdict.REGRADED
        return Verdict.HOLDS if now.date == then.date else Verdict.REDATED

    @property
    def changes(self) -> bool:
        """True where anything that is told of the deal's events changes."""
        return self.verdict is not Verdict.HOLDS or bool(self.steps)


@dataclass(frozen=True, slots=True)
class Rests:
    """Something of a brief that rests on it; `alone` where nothing else that stands does."""

    brief: Brief
    item: Item
    alone: bool


@dataclass(frozen=True, slots=True)
class Impact:
    """What rests on what was asked for. `sources` are the sources concerned, by their full
    names, `briefs` those that cite them (or that refer to the brief), `fields` what profiles
    rest on them: the profile, its field or None, the source. `repeating` are sources that repeat
    a publisher, and would count all the same; `already` is true where all was withdrawn before.
    """

    asked: Asked
    sources: tuple[tuple[str, Source], ...]
    briefs: tuple[Brief, ...]
    rests: tuple[Rests, ...]
    deals: tuple[Outcome, ...]
    fields: tuple[tuple[Profile, str | None, str], ...]
    repeating: tuple[str, ...]
    already: bool

    def events(self) -> Iterator[Rests]:
        """The events of deals among what rests on it."""
        return (rest for rest in self.rests if isinstance(rest.item, DealEvent))

    def statements(self) -> Iterator[Rests]:
        """The statements among what rests on it."""
        return (rest for rest in self.rests if isinstance(rest.item, Statement))

    def judgements(self) -> Iterator[Rests]:
        """The judgements among what rests on it."""
        return (rest for rest in self.rests if isinstance(rest.item, Judgement))


def without(library: Library, asked: Asked, day: EventDate) -> Library:
    """The library as it would be had `asked` been withdrawn on `day`: in the one place where its
    author would say so, which holds wherever else it is cited."""
    told = {"withdrawn": day, "withdrawn_reason": _WHY}
    paths = {path for path, _ in asked.places}

    def fallen(record: _Record) -> _Record:
        if record.path not in paths:
            return record
        sources = (
            source.model_copy(update=told)
            if (record.path, source.id) in asked.places and not source.withdrawn
            else source
            for source in record.sources
        )
        return replace(record, sources=tuple(sources))

    def gone(brief: Brief) -> Brief:
        if asked.brief is None or brief.slug != asked.brief.slug:
            return brief
        return replace(brief, status=Status.WITHDRAWN, reason=_WHY)

    briefs = tuple(fallen(gone(brief)) for brief in library.briefs)
    return replace(library, briefs=briefs, profiles=tuple(map(fallen, library.profiles)))


def impact(before: Catalogue, after: Catalogue, asked: Asked) -> Impact:
    """What rests on `asked`, where `before` is the catalogue and `after` the one of `without`."""
    every = tuple(cited(before))
    hit = tuple((name, s, record) for name, s, record in every if page_of(s) in asked.pages)
    briefs = dict.fromkeys(r.slug for _, _, r in hit if isinstance(r, Brief))
    if asked.brief:
        briefs = dict.fromkeys(one.slug for one in _referring(before, asked.brief))
    return Impact(
        asked=asked,
        sources=tuple((name, source) for name, source, _ in hit),
        briefs=tuple(one for one in before.briefs if one.slug in briefs),
        rests=tuple(_resting(before, after, asked)),
        deals=tuple(_outcomes(before, after, asked)),
        fields=tuple(
            (record, field, name)
            for name, source, record in hit
            if isinstance(record, Profile)
            for field in (getattr(source, "supports", ()) or (None,))
        ),
        repeating=tuple(_repeating(every, asked)),
        already=bool(hit) and asked.pages <= before.sourcing.withdrawals.keys(),
    )


def _resting(before: Catalogue, after: Catalogue, asked: Asked) -> Iterator[Rests]:
    for brief in before.briefs:
        items: tuple[Item, ...] = (*brief.deals, *brief.statements, *brief.judgements)
        for item in items:
            sources = tuple(brief.source(id) for id in item.sources)
            if asked.brief:
                if brief.slug == asked.brief.slug:
                    yield Rests(brief, item, alone=True)
            elif any(page_of(source) in asked.pages for source in sources):
                yield Rests(brief, item, all(map(after.sourcing.withdrawal, sources)))


def _outcomes(before: Catalogue, after: Catalogue, asked: Asked) -> Iterator[Outcome]:
    """Every deal with a report that rests on it, and every other of which anything changes."""
    for deal in before.deals:
        reports = (report for step in deal.history for report in step.reports)
        rests = any(
            report.brief.slug == asked.brief.slug
            if asked.brief
            else not asked.pages.isdisjoint(
                page_of(report.brief.source(id)) for id in report.event.sources
            )
            for report in reports
        )
        other = after.ledger.deal(deal.id)
        outcome = Outcome(deal, other, tuple(_steps(deal, other)))
        if rests or outcome.changes:
            yield outcome


def _steps(deal: Deal, other: Deal | None) -> Iterator[tuple[Step, Standing | None]]:
    now = {_what(step): step.standing for step in other.history} if other else {}
    for step in deal.history:
        if now.get(_what(step)) is not step.standing:
            yield step, now.get(_what(step))


def _what(step: Step) -> tuple[EventDate, State | None, str | None]:
    return step.date, step.state, step.milestone


def _referring(catalogue: Catalogue, brief: Brief) -> Iterator[Brief]:
    """The briefs that name another: as what they replace, as an answer, or by a link."""
    for one in catalogue.briefs:
        answers = (question.answered for question in one.questions)
        named = brief.slug in (one.supersedes, *answers) or f"{brief.slug}.md" in one.body.text
        if named and one.slug != brief.slug:
            yield one


def _repeating(every: Iterable[_Cited], asked: Asked) -> Iterator[str]:
    """The sources that repeat a publisher on pages of their own."""
    names = {slugify(source.publisher) for _, source, _ in every if page_of(source) in asked.pages}
    for name, source, _ in every if asked.kind == "publisher" else ():
        if source.origin and slugify(source.origin) in names and page_of(source) not in asked.pages:
            yield name
