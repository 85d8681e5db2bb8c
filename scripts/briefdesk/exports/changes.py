"""The data of the page of changes: what became known last, corrected, withdrawn or settled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from typing_extensions import TypedDict

from briefdesk.exports.document import (
    BriefReference,
    Date,
    DealReference,
    Head,
    Rests,
    head,
    refer_brief,
    refer_deal,
    rests,
    says,
    written,
)
from briefdesk.exports.file import File
from briefdesk.exports.rows import Milestone, Standing, StateCode, code
from briefdesk.exports.sources import SourceItem, source_item
from briefdesk.pages import addresses, changes
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.notices import Notice, Sort


class NoticeRow(TypedDict):
    """A change that means something."""

    sort: Annotated[
        str,
        says(
            "Step of a deal, correction, withdrawal, source withdrawn or judgement settled, in these words."
        ),
    ]
    known: Annotated[Date, says("When it became known.")]
    summary: Annotated[str, says("What there is to say of it.")]
    brief: Annotated[BriefReference, says("The brief that tells of it, or that was withdrawn.")]
    deal: DealReference | None
    date: Annotated[Date | None, says("When the step of the deal was made.")]
    state: StateCode
    milestone: Milestone
    standing: Annotated[Standing | None, says("How firmly the step stands.")]
    outcome: Annotated[str | None, says("How the judgement turned out.")]
    source: Annotated[SourceItem | None, says("The source that was withdrawn.")]


class ChangeList(Head):
    """What changed last, the latest first."""

    kind: Literal["changes"]
    changes: list[NoticeRow]
    rests_on: Rests


def make(edition: Edition) -> Iterator[File]:
    """The data behind the page of changes."""
    here = Here(edition, addresses.CHANGES)
    if not (notices := edition.notices()):
        return
    document: ChangeList = {
        "kind": "changes",
        **head(here, "Changes"),
        "changes": [_row(here, notice) for notice in notices],
        "rests_on": rests(here, (n.brief for n in notices if n.kind is not Sort.WITHDRAWAL)),
    }
    yield written(here, document)


def _row(here: Here, notice: Notice) -> NoticeRow:
    step, deal, judgement = notice.step, notice.deal, notice.judgement
    brief = refer_brief(notice.brief)
    if notice.kind is Sort.WITHDRAWAL:  # nothing else of it may be told
        brief["title"] = "A brief withdrawn"
    return {
        "sort": notice.kind.value,
        "known": str(notice.known),
        "summary": changes.summary(notice),
        "brief": brief,
        "deal": refer_deal(here, deal, step.date) if deal and step else None,
        "date": str(step.date) if step else None,
        "state": code(step.state) if step else None,
        "milestone": step.milestone if step else None,
        "standing": step.standing.value if step else None,
        "outcome": judgement.outcome.value if judgement and judgement.outcome else None,
        "source": source_item(here, notice.source) if notice.source else None,
    }
