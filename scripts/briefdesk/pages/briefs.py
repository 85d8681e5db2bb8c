"""Pages of briefs: one for each, all of them, and an archive for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.pages import addresses, strips, wording
from briefdesk.pages.edition import Edition
from briefdesk.pages.finding import Finding, filters, names_of, subjects_of
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.prose import Prose
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import Continued, Run, run
from briefdesk.pages.tables import BriefLine, brief_line
from briefdesk.records.brief import Brief
from briefdesk.records.dates import MONTHS
from briefdesk.records.kinds import Kind, Subject
from briefdesk.records.states import State

_IDS = ("what-was-said", "what-is-judged", "open-questions", "sources", "changes")

#: Kinds whose subjects the page of a brief lists in its own way.
_APART = ("countries", "people")

#: Kinds of which every further name leads to the brief in a search.
_FOUND_BY = ("countries", "systems", "organisations", "people")


@dataclass(frozen=True, slots=True)
class _After:
    """A deal as it stood after a brief; `now` where it has moved on since."""

    deal: Deal
    step: Step
    now: State | None


@dataclass(frozen=True, slots=True)
class _Neighbours:
    deal: Deal
    earlier: Brief | None
    later: Brief | None


def pages(edition: Edition) -> Iterator[Page]:
    """Every page of a brief, and the archives."""
    for brief in edition.catalogue.briefs:
        yield _brief_page(edition, brief)
    for brief in edition.catalogue.withdrawn:
        yield _withdrawn_page(edition, brief)
    yield from _archives(edition)


def _brief_page(edition: Edition, brief: Brief) -> Page:
    here = Here(edition, addresses.brief(brief.date.year, brief.slug))
    numbers = {source.id: number for number, source in enumerate(brief.sources, 1)}
    prose = Prose(
        here, brief.path, {id: (n, f"source-{id}") for id, n in numbers.items()}, reserved=_IDS
    )
    after = _after(edition, brief)
    subjects = subjects_of(brief)
    return lay(
        here,
        "brief",
        title=brief.title,
        description=brief.summary,
        kind="brief",
        crumbs=(
            (addresses.BRIEFS, "Briefs"),
            (addresses.year(addresses.BRIEFS, brief.date.year), f"{brief.date.year:04d}"),
        ),
        finding=Finding(
            kind="Brief",
            summary=brief.summary,
            date=brief.date,
            state=_states_in_words(here, brief, after),
            filters=filters(edition.catalogue, "Brief", subjects, (brief.date,)),
            names=names_of(edition.catalogue, (s for s in subjects if s.kind in _FOUND_BY)),
        ),
        brief=brief,
        body=prose.html(brief.body),
        numbers=numbers,
        datelined=datelined(brief),
        states=after,
        listed=_listed(edition, brief),
        neighbours=_neighbours(edition, brief),
        replaced_by=edition.replaced_by(brief),
        replaces=edition.catalogue.brief(brief.supersedes) if brief.supersedes else None,
    )


def _after(edition: Edition, brief: Brief) -> tuple[_After, ...]:
    found = []
    for deal in edition.deals_of(brief):
        if step := edition.state_after(deal, brief):
            found.append(_After(deal, step, deal.state if deal.state != step.state else None))
    return tuple(found)


def _states_in_words(here: Here, brief: Brief, after: Sequence[_After]) -> str:
    return "; ".join(
        f"{here.deal_title(item.deal, brief.date)}: {item.step.state.label}"
        for item in after
        if item.step.state
    )


def datelined(brief: Brief) -> tuple[Subject, ...]:
    """The main subjects for the date line: parties of its deals first, then what it lists."""
    found: dict[Subject, None] = {}
    for event in brief.deals[:1]:
        found |= dict.fromkeys((event.buyer, *event.suppliers, event.system))
    if not found:
        found |= dict.fromkeys((*tuple(brief.countries)[:2], *brief.subjects.get("systems", ())[:1]))
    return tuple(found)


def _listed(edition: Edition, brief: Brief) -> tuple[tuple[Kind, tuple[Subject, ...]], ...]:
    rows = ((kind, brief.subjects.get(kind.id, ())) for kind in edition.catalogue.kinds)
    return tuple((kind, found) for kind, found in rows if found and kind.id not in _APART)


def _neighbours(edition: Edition, brief: Brief) -> tuple[_Neighbours, ...]:
    found = []
    for deal in edition.deals_of(brief):
        earlier, later = edition.neighbours(deal, brief)
        if earlier or later:
            found.append(_Neighbours(deal, earlier, later))
    return tuple(found)


def _withdrawn_page(edition: Edition, brief: Brief) -> Page:
    """A page that says no more than that its brief was withdrawn, and why."""
    here = Here(edition, addresses.brief(brief.date.year, brief.slug))
    return lay(
        here,
        "withdrawn",
        title="A brief withdrawn",
        description="The brief at this address was withdrawn.",
        kind="withdrawn",
        reason=brief.reason,
    )


def _archives(edition: Edition) -> Iterator[Page]:
    briefs = edition.catalogue.briefs
    if not briefs:
        return
    here = Here(edition, addresses.BRIEFS)
    lines = [brief_line(here, brief) for brief in briefs]
    listed = run(addresses.BRIEFS, lines, lambda line: line.brief.date, always=True)
    told = f"{wording.count(len(briefs), 'brief')}, {wording.years(b.date for b in briefs)}"
    yield lay(
        here,
        "briefs",
        title="Briefs",
        description=f"All briefs by the date of their event: {told}.",
        kind="briefs",
        heading="All briefs",
        lead=f"{told}, newest event first. Each brief tells of one event.",
        strip=strips.activity((brief.date for brief in briefs), edition.span),
        run=listed,
        basis=basis(here, briefs),
    )
    for number, page in enumerate(listed.pages):
        yield _year_page(edition, listed, number, page)


def _year_page(
    edition: Edition, listed: Run[BriefLine], number: int, page: Continued[BriefLine]
) -> Page:
    here = Here(edition, page.address)
    lines = [brief_line(here, line.brief) for line in page.items]
    by_month = groupby(lines, key=lambda line: line.brief.date.month)
    months = tuple(
        (MONTHS[month - 1] if month else "In the course of the year", tuple(of))
        for month, of in by_month
    )
    later = listed.pages[number - 1] if number else None
    earlier = listed.pages[number + 1] if number + 1 < len(listed.pages) else None
    total = next(year.total for year in listed.years if year.year == page.year)
    return lay(
        here,
        "briefs",
        title=f"Briefs of {page.year:04d}",
        description=f"All briefs on events of {page.year:04d}, with the states of their deals.",
        kind="briefs",
        crumbs=((addresses.BRIEFS, "Briefs"),),
        heading=f"{page.year:04d}",
        lead=f"{wording.count(total, 'brief')} on events of this year, newest first.",
        strip=Markup(""),
        run=None,
        months=months,
        number=page.part,
        of=page.parts,
        link=lambda part: here.to(addresses.year(addresses.BRIEFS, page.year, part)),
        earlier=(earlier.address, f"{earlier.year:04d}") if earlier else None,
        later=(later.address, f"{later.year:04d}") if later else None,
        basis=basis(here, (line.brief for line in page.items)),
    )
