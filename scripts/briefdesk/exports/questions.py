"""The data of open questions: what the briefs could not answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from typing_extensions import TypedDict

from briefdesk.exports import lists
from briefdesk.exports.document import (
    BriefReference,
    Reference,
    Rests,
    refer_all,
    refer_brief,
    rests,
    says,
    written,
)
from briefdesk.exports.file import File
from briefdesk.exports.lists import ListHead
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.questions import LIMIT, asked_by, asking_in, dated
from briefdesk.pages.runs import run
from briefdesk.records.brief import Brief


class Asked(TypedDict):
    """A brief with its open questions."""

    brief: BriefReference
    subjects: Annotated[list[Reference], says("What it is about in the first place.")]
    questions: list[str]
    others: Annotated[int, says("How many further questions it asks.")]
    later: Annotated[BriefReference | None, says("The newest brief on one of its deals.")]


class QuestionList(ListHead):
    """Briefs that have open questions, the newest first."""

    kind: Literal["questions"]
    asking: list[Asked]
    rests_on: Rests


def make(edition: Edition, year: str | None = None) -> Iterator[File]:
    """The data behind the pages of a task."""
    base = addresses.QUESTIONS
    if year is None:
        here = Here(edition, base)
        asking = asking_in(edition, edition.catalogue.briefs)
        listed = run(base, asking, dated, limit=LIMIT)
        shown = [brief for of_year in listed.shown for brief in of_year.items]
        yield _file(here, lists.of_front(here, "Open questions", listed), shown, asking)
        return
    asking = asking_in(edition, edition.briefs_of(int(year)))
    for page in run(base, asking, dated, always=True, limit=LIMIT).pages:
        here = Here(edition, page.address)
        head = lists.of_year(here, f"Open questions of {year}", base, page, len(asking))
        yield _file(here, head, page.items, page.items)


def _file(here: Here, head: ListHead, shown: Sequence[Brief], resting: Sequence[Brief]) -> File:
    rows: list[Asked] = []
    for brief in shown:
        of = asked_by(here.edition, brief)
        rows.append(
            {
                "brief": refer_brief(brief),
                "subjects": refer_all(here, of.subjects, brief.date),
                "questions": [question.text for question in of.questions],
                "others": of.others,
                "later": refer_brief(of.later) if of.later else None,
            }
        )
    document: QuestionList = {
        "kind": "questions",
        **head,
        "asking": rows,
        "rests_on": rests(here, resting),
    }
    return written(here, document)
