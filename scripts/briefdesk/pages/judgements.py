"""The ledger of judgements: what is open and when it is due, and how the desk has done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from briefdesk.catalogue.order import newest
from briefdesk.catalogue.scoring import Judged, bands, judged, mean
from briefdesk.pages import addresses, calibration, wording
from briefdesk.pages.edition import Edition
from briefdesk.pages.finding import Finding, filters
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import LIMIT, run, years
from briefdesk.records.dates import EventDate
from briefdesk.records.gradings import LIKELIHOODS, LikelihoodStep


@dataclass(frozen=True, slots=True)
class Row:
    """A judgement as a row. `overdue` tells for how long it should have been known; `score` is
    its Brier score in words."""

    of: Judged
    link: str
    step: LikelihoodStep
    overdue: str = ""
    score: str = ""


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """The ledger, where there is any judgement, and its years where it is long."""
    if every := judged(edition.catalogue.briefs):
        yield ()
        yield from years(addresses.JUDGEMENTS, every, made_on)


def address(edition: Edition, year: str | None = None) -> str:
    """Where the first page of a task is."""
    return addresses.continued(addresses.JUDGEMENTS, year)


def make(edition: Edition, year: str | None = None) -> Iterator[Page]:
    """The ledger, or the pages that continue it for a year."""
    if year is None:
        yield _front(edition)
    else:
        yield from _year_pages(edition, int(year))


def made_on(one: Judged) -> EventDate:
    """The date of the brief that makes a judgement."""
    return one.brief.date


def _front(edition: Edition) -> Page:
    briefs = edition.catalogue.briefs
    every = judged(briefs)
    today = newest(briefs) or date.min
    here = Here(edition, addresses.JUDGEMENTS)
    waiting = sorted((one for one in every if one.judgement.outcome is None), key=due_first)
    settled = sorted((one for one in every if one.judgement.outcome), key=resolved_last)
    scored, score = mean(every)
    told = _counted(len(waiting), len(settled))
    listed = run(here.address, every, made_on)
    return lay(
        here,
        "judgements",
        title="Judgements",
        description=f"{told}. What the desk judged, with its likelihood, and how it turned out.",
        kind="judgements",
        finding=Finding(
            kind="Judgements",
            summary=f"{told}.",
            filters=filters(edition.catalogue, "Judgements", ()),
        ),
        heading="Judgements",
        lead=f"{told}.",
        today=EventDate.of(today),
        waiting=[_row(here, one, today) for one in waiting[:LIMIT]],
        settled=[_row(here, one) for one in settled[:LIMIT]],
        total=(len(waiting), len(settled)),
        limit=LIMIT,
        scored=scored,
        score=_decimal(score),
        bands=[(band, _decimal(band.score), round(100 * band.share)) for band in bands(every)],
        enough=calibration.ENOUGH,
        plot=calibration.plot(bands(every)),
        run=listed,
        rows=None,
        basis=basis(here, (one.brief for one in every)),
    )


def _counted(waiting: int, settled: int) -> str:
    """`5 judgements, 2 of them open`; `1 judgement, resolved`."""
    every = wording.count(waiting + settled, "judgement")
    if waiting and settled:
        return f"{every}, {wording.number(waiting)} of them open"
    return f"{every}, {'open' if waiting else 'resolved'}"


def due_first(one: Judged) -> tuple[bool, date, int, str, str]:
    """Sort key of open judgements: the next due first, those without a day last."""
    due = one.judgement.resolves_by
    made = -one.brief.date.first.toordinal()
    return due is None, due.last if due else date.max, made, one.brief.slug, one.judgement.id


def resolved_last(one: Judged) -> tuple[int, str, str]:
    """Sort key of resolved judgements: what was known last comes first."""
    known = one.judgement.resolved or one.judgement.resolves_by or one.brief.date
    return -known.last.toordinal(), one.brief.slug, one.judgement.id


def _row(here: Here, one: Judged, today: date | None = None) -> Row:
    due = one.judgement.resolves_by
    late = today is not None and due is not None and due.last < today
    at = f"{addresses.brief(one.brief.date.year, one.brief.slug)}#judgement-{one.judgement.id}"
    return Row(
        of=one,
        link=here.to(at),
        step=LIKELIHOODS[one.judgement.likelihood],
        overdue=wording.lasting((today - due.last).days) if late and today and due else "",
        score="" if one.score is None else _decimal(one.score),
    )


def _decimal(score: float) -> str:
    return f"{score:.3f}"


def _year_pages(edition: Edition, year: int) -> Iterator[Page]:
    every: Iterable[Judged] = judged(edition.briefs_of(year))
    for page in run(addresses.JUDGEMENTS, every, made_on, always=True).pages:
        here = Here(edition, page.address)

        def link(part: int, here: Here = here) -> str:
            return here.to(addresses.year(addresses.JUDGEMENTS, year, part))

        yield lay(
            here,
            "judgements",
            title=f"Judgements of {year:04d}",
            description=f"What the desk judged in {year:04d}, and how it turned out.",
            kind="judgements",
            crumbs=((addresses.JUDGEMENTS, "Judgements"),),
            heading=f"Judgements of {year:04d}",
            lead="In briefs on events of this year, the newest first.",
            run=None,
            number=page.part,
            of=page.parts,
            link=link,
            rows=[_row(here, one) for one in page.items],
            basis=basis(here, (one.brief for one in page.items)),
        )
