"""The data of the ledger of judgements: what is open, how it turned out, how the desk has done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from typing_extensions import TypedDict

from briefdesk.catalogue.scoring import Judged, bands, judged, mean
from briefdesk.exports import lists
from briefdesk.exports.briefs import JudgementItem, judgement_item
from briefdesk.exports.document import BriefReference, Rests, refer_brief, rests, says, written
from briefdesk.exports.file import File
from briefdesk.exports.lists import ListHead
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.judgements import due_first, made_on, resolved_last
from briefdesk.pages.runs import LIMIT, run


class JudgementRow(JudgementItem):
    """A judgement with the brief that makes it."""

    brief: BriefReference
    score: Annotated[float | None, says("Its Brier score, 0 at best and 1 at worst.")]


class BandItem(TypedDict):
    """The scored judgements that used one term."""

    likelihood: str
    total: int
    happened: Annotated[int, says("Of how many of them the event happened.")]
    score: Annotated[float, says("The mean of their scores.")]


class JudgementList(ListHead):
    """Judgements: the next due and the last resolved, or all of a year."""

    kind: Literal["judgements"]
    open_total: Annotated[int | None, says("How many are open; null for a year.")]
    open: Annotated[list[JudgementRow], says(f"The next due first, at most {LIMIT}.")]
    resolved: Annotated[list[JudgementRow], says(f"The last resolved first, at most {LIMIT}.")]
    scored: Annotated[int, says("How many of all are scored.")]
    score: Annotated[float | None, says("The mean of their scores.")]
    bands: list[BandItem]
    judgements: Annotated[list[JudgementRow], says("Those of a year; empty on the first page.")]
    rests_on: Rests


def make(edition: Edition, year: str | None = None) -> Iterator[File]:
    """The data behind the pages of a task."""
    base = addresses.JUDGEMENTS
    if year is None:
        every = judged(edition.catalogue.briefs)
        here = Here(edition, base)
        head = lists.of_front(here, "Judgements", run(base, every, made_on))
        yield _file(here, head, every, ())
        return
    every = judged(edition.briefs_of(int(year)))
    for page in run(base, every, made_on, always=True).pages:
        here = Here(edition, page.address)
        head = lists.of_year(here, f"Judgements of {year}", base, page, len(every))
        yield _file(here, head, (), page.items)


def _file(here: Here, head: ListHead, every: Iterable[Judged], of_year: Iterable[Judged]) -> File:
    known = list(every)
    waiting = sorted((one for one in known if one.judgement.outcome is None), key=due_first)
    settled = sorted((one for one in known if one.judgement.outcome), key=resolved_last)
    scored, score = mean(known)
    document: JudgementList = {
        "kind": "judgements",
        **head,
        "open_total": len(waiting) if head["year"] is None else None,
        "open": [_row(one) for one in waiting[:LIMIT]],
        "resolved": [_row(one) for one in settled[:LIMIT]],
        "scored": scored,
        "score": round(score, 3) if scored else None,
        "bands": [
            {
                "likelihood": band.step.value,
                "total": band.total,
                "happened": band.happened,
                "score": round(band.score, 3),
            }
            for band in bands(known)
        ],
        "judgements": [_row(one) for one in of_year],
        "rests_on": rests(here, (one.brief for one in (*known, *of_year))),
    }
    return written(here, document)


def _row(one: Judged) -> JudgementRow:
    score = None if one.score is None else round(one.score, 3)
    return {**judgement_item(one.judgement), "brief": refer_brief(one.brief), "score": score}
