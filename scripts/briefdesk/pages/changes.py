"""The page of changes: what became known last, what was corrected, withdrawn or settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from briefdesk.catalogue.deals import Standing, Step
from briefdesk.pages import addresses, following, wording
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.notices import Notice, Sort
from briefdesk.pages.page import Page
from briefdesk.pages.resting import basis
from briefdesk.pages.tables import terms, told
from briefdesk.records.states import MILESTONES
from briefdesk.records.values import Source


@dataclass(frozen=True, slots=True)
class Row:
    """A notice as a row; `first` where no row above it bears the same date."""

    notice: Notice
    first: bool


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """The one page, where anything changed."""
    if edition.notices():
        yield ()


def address(edition: Edition) -> str:
    """Where the page is."""
    return addresses.CHANGES


def make(edition: Edition) -> Iterator[Page]:
    """The page of changes."""
    here = Here(edition, addresses.CHANGES)
    notices = edition.notices()
    if not notices:
        return
    years = groupby(_rows(notices), key=lambda row: row.notice.known.year)
    yield lay(
        here,
        "changes",
        title="Changes",
        description="What became known last: steps of deals, corrections, withdrawals, "
        "judgements settled.",
        kind="changes",
        heading="Changes",
        lead="What became known last, by the day on which a brief told it: steps of deals, "
        "corrections, withdrawals and judgements settled. A mended word is no change.",
        happened=happened,
        summary=summary,
        titled=title,
        years=[(f"{year:04d}", tuple(rows)) for year, rows in years],
        basis=basis(here, (n.brief for n in notices if n.kind is not Sort.WITHDRAWAL)),
        others=following.feeds(here, "Changes"),
    )


def _rows(notices: tuple[Notice, ...]) -> Iterator[Row]:
    before = None
    for notice in notices:
        yield Row(notice, notice.known != before)
        before = notice.known


def title(here: Here, notice: Notice) -> str:
    """A notice in a line."""
    if notice.deal and notice.step:
        return f"{here.deal_title(notice.deal, notice.step.date)}: {happened(notice.step)}"
    if notice.judgement and notice.judgement.outcome:
        return f"Judgement settled, {notice.judgement.outcome.value}: {notice.brief.title}"
    if notice.change:
        return f"Changed: {notice.brief.title}"
    if notice.source:
        return f"Source withdrawn: {_named(notice.source)}"
    return "A brief was withdrawn"


def _named(source: Source) -> str:
    return ", ".join(filter(None, (source.publisher, source.title or source.label)))


def summary(notice: Notice) -> str:
    """A notice in a sentence or two."""
    if notice.step:
        step = notice.step
        amounts = wording.capital("; ".join(terms(step)))
        return " ".join((f"{step.date.words}.", *([f"{amounts}."] if amounts else ()), *told(step)))
    if notice.judgement:
        return f"{notice.judgement.text} Judged {notice.judgement.likelihood}."
    if notice.change:
        return notice.change.note
    if notice.source:
        return notice.source.withdrawn_reason or "The reason is not told."
    return notice.brief.reason or "The reason is not told."


def happened(step: Step) -> str:
    """State and milestone of a step, and whether they are in doubt."""
    state = step.state.label if step.state else ""
    milestone = MILESTONES[step.milestone] if step.milestone else ""
    doubt = "" if step.standing is Standing.REPORTED else step.standing.value
    return ", ".join(filter(None, (state, milestone, doubt)))
