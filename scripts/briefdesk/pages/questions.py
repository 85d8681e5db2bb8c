"""Open questions: what the briefs could not answer, and where an answer may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from briefdesk.catalogue.order import newest, newest_first
from briefdesk.pages import addresses, wording
from briefdesk.pages.briefs import datelined
from briefdesk.pages.edition import Edition
from briefdesk.pages.finding import Finding, filters
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import run, years
from briefdesk.records.brief import Brief
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject
from briefdesk.records.values import Question

#: Briefs that a page lists, each with all its questions up to `_MOST`.
LIMIT = 100
_MOST = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """A brief with its open questions. `lasting` tells for how long they have been open, `later`
    is the newest brief on one of its deals that came after it."""

    brief: Brief
    subjects: tuple[Subject, ...]
    questions: tuple[Question, ...]
    others: int
    lasting: str
    later: Brief | None


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """The list, where anything is open, and its years where it is long."""
    if asking := asking_in(edition, edition.catalogue.briefs):
        yield ()
        yield from years(addresses.QUESTIONS, asking, dated, limit=LIMIT)


def address(edition: Edition, year: str | None = None) -> str:
    """Where the first page of a task is."""
    return addresses.continued(addresses.QUESTIONS, year)


def make(edition: Edition, year: str | None = None) -> Iterator[Page]:
    """The list, or the pages that continue it for a year."""
    if year is None:
        yield _front(edition)
    else:
        yield from _year_pages(edition, int(year))


def asking_in(edition: Edition, briefs: Iterable[Brief]) -> list[Brief]:
    """The briefs that have open questions."""
    return [brief for brief in briefs if edition.catalogue.open_questions(brief)]


def dated(brief: Brief) -> EventDate:
    """The date by which a brief is listed."""
    return brief.date


def _front(edition: Edition) -> Page:
    briefs = edition.catalogue.briefs
    asking = asking_in(edition, briefs)
    today = newest(briefs) or date.min
    here = Here(edition, addresses.QUESTIONS)
    listed = run(here.address, asking, dated, limit=LIMIT)
    total = sum(len(edition.catalogue.open_questions(brief)) for brief in asking)
    told = f"{wording.count(total, 'open question')} in {wording.count(len(asking), 'brief')}"
    return lay(
        here,
        "questions",
        title="Open questions",
        description=f"{told}, each with the brief that asks it and what came later.",
        kind="questions",
        finding=Finding(
            kind="Open questions",
            summary=f"{told}.",
            filters=filters(edition.catalogue, "Open questions", ()),
        ),
        heading="Open questions",
        lead=f"{told}, the newest first.",
        today=EventDate.of(today),
        run=listed,
        years=[
            (year, [asked_by(edition, brief, today) for brief in year.items])
            for year in listed.shown
        ],
        basis=basis(here, asking),
    )


def asked_by(edition: Edition, brief: Brief, today: date | None = None) -> Asked:
    """A brief with its open questions, as on a day."""
    questions = edition.catalogue.open_questions(brief)
    days = (today - brief.date.last).days if today else 0
    return Asked(
        brief=brief,
        subjects=datelined(brief),
        questions=questions[:_MOST],
        others=max(0, len(questions) - _MOST),
        lasting=wording.lasting(days) if days > 0 else "",
        later=_later(edition, brief),
    )


def _later(edition: Edition, brief: Brief) -> Brief | None:
    """The newest brief on a deal of `brief`, if that is another one. Whether it answers anything
    is for its reader to tell."""
    others = (other for deal in edition.deals_of(brief) for other in deal.briefs)
    newer = [other for other in others if newest_first(other) < newest_first(brief)]
    return min(newer, key=newest_first, default=None)


def _year_pages(edition: Edition, year: int) -> Iterator[Page]:
    asking = asking_in(edition, edition.briefs_of(year))
    for page in run(addresses.QUESTIONS, asking, dated, always=True, limit=LIMIT).pages:
        here = Here(edition, page.address)

        def link(part: int, here: Here = here) -> str:
            return here.to(addresses.year(addresses.QUESTIONS, year, part))

        yield lay(
            here,
            "questions",
            title=f"Open questions of {year:04d}",
            description=f"What briefs on events of {year:04d} could not answer.",
            kind="questions",
            crumbs=((addresses.QUESTIONS, "Open questions"),),
            heading=f"Open questions of {year:04d}",
            lead="In briefs on events of this year, the newest first.",
            today=None,
            run=None,
            number=page.part,
            of=page.parts,
            link=link,
            years=[(None, [asked_by(edition, brief) for brief in page.items])],
            basis=basis(here, page.items),
        )
