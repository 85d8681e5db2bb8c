"""The page of a deal: where it stands, its path, its history, what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.catalogue.order import newest_first
from briefdesk.pages import addresses, glyphs, paths, sections, wording
from briefdesk.pages.edition import Edition, last_move
from briefdesk.pages.finding import Finding, deal_subjects, filters, names_of
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import LIMIT
from briefdesk.pages.tables import StepLine, brief_line, briefs_of, step_lines
from briefdesk.records.states import STATES
from briefdesk.records.values import Source

#: Milestones that tell of money, beside quantity and value.
_OF_MONEY = ("financing", "payment")


#: Briefs and publishers named in a row of the history.
_MOST = 6


class _Lists(NamedTuple):
    """Something on each list of the page that may be long."""

    steps: int
    alternatives: int
    briefs: int
    sources: int


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """One for every deal."""
    for id in edition.catalogue.ledger.reports:
        yield (id,)


def address(edition: Edition, id: str) -> str:
    """Where a deal is."""
    return addresses.deal(id)


def make(edition: Edition, id: str) -> Iterator[Page]:
    """The page of a deal."""
    if deal := edition.catalogue.deal(id):
        yield _deal_page(edition, deal)


def _deal_page(edition: Edition, deal: Deal) -> Page:
    here = Here(edition, addresses.deal(deal.id))
    title = here.deal_title(deal)
    every = step_lines(deal)
    lines = every[-LIMIT:]
    subjects = deal_subjects(deal)
    answer = _answer(here, deal)
    known = sorted(deal.briefs, key=newest_first)
    sources = _sources(deal)
    alternatives = _alternatives(edition, deal)
    totals = _Lists(len(every), len(alternatives), len(known), len(sources))
    return lay(
        here,
        "deal",
        title=title,
        description=answer,
        kind="deal",
        crumbs=((addresses.DEALS, "Deals"),),
        finding=Finding(
            kind="Deal",
            summary=answer,
            date=deal.history[-1].date,
            state=glyphs.in_words(deal.current),
            filters=filters(
                edition.catalogue, "Deal", subjects, (step.date for step in deal.history)
            ),
            names=names_of(edition.catalogue, (s for s in subjects if s.kind != "programmes")),
        ),
        deal=deal,
        heading=title,
        own=deal.suppliers == (deal.buyer,),
        move=last_move(deal),
        then=_names_then(here, deal),
        chart=paths.path(
            deal, title, lambda step: here.said_by(step).striptags(), len(every) - len(lines)
        ),
        lines=lines,
        briefs_of=briefs_of,
        sources_of=lambda step: _sources_of(here, step),
        terms=[line for line in lines if line.terms or line.step.milestone in _OF_MONEY],
        alternatives=alternatives[:LIMIT],
        disputes=_disputes(lines),
        briefs=[
            brief_line(here, brief, lambda other: other.id == deal.id) for brief in known[:LIMIT]
        ],
        sources=sources[-LIMIT:],
        totals=totals,
        more=_more(here, deal, totals),
        most=_MOST,
        basis=basis(here, known),
    )


def _more(here: Here, deal: Deal, totals: _Lists) -> dict[str, Markup]:
    """What each list leaves out, with the way to it."""
    programme = deal.programmes[0] if deal.programmes else None
    to = here.to
    rows = {
        "steps": ("earlier step", "in the timeline", to(addresses.TIMELINE)),
        "briefs": ("earlier brief", "in the list of all briefs", to(addresses.BRIEFS)),
        "sources": ("earlier source", "with the publishers", to(addresses.SOURCES)),
    }
    if programme:
        where = to(addresses.subject(programme))
        rows["alternatives"] = ("more deal", "in the programme", where)
    return {
        name: sections.more(getattr(totals, name) - LIMIT, one, words, link)
        for name, (one, words, link) in rows.items()
    }


def _answer(here: Here, deal: Deal) -> str:
    if deal.attested is None or deal.state is None or deal.since is None:
        return f"{here.deal_title(deal)}: {wording.count(len(deal.history), 'step')}."
    doubt = deal.attested.standing
    told = "" if doubt == "reported" else f" ({doubt.value})"
    return f"{wording.capital(deal.state.label)}{told} since {deal.since.words}."


def _names_then(here: Here, deal: Deal) -> str:
    """The names of its countries at the time, where they are others than today's."""
    name = here.edition.catalogue.name
    countries = dict.fromkeys((deal.buyer, *deal.suppliers))
    changed = [
        f"{name(country)} was called {then} in {deal.history[0].date.year:04d}"
        for country in countries
        if (then := name(country, deal.history[0].date)) != name(country)
    ]
    return f"{'; '.join(changed)}." if changed else ""


def _disputes(lines: Sequence[StepLine]) -> tuple[tuple[tuple[str, ...], list[StepLine]], ...]:
    """What is disputed, each with the steps that it concerns."""
    found: dict[tuple[str, ...], list[StepLine]] = {}
    for line in lines:
        if line.step.contradictions:
            found.setdefault(line.step.contradictions, []).append(line)
    return tuple(found.items())


def _alternatives(edition: Edition, deal: Deal) -> tuple[Deal, ...]:
    found = [other for id in deal.alternatives if (other := edition.catalogue.deal(id))]
    order = {state.value: place for place, state in enumerate(reversed(STATES))}
    return tuple(
        sorted(found, key=lambda d: (order[d.state.value] if d.state else len(order), d.id))
    )


def _sources_of(here: Here, step: Step) -> tuple[tuple[str, str], ...]:
    """The publishers of a step's sources, each with the link to it in its brief."""
    found: dict[str, str] = {}
    for report in step.reports:
        for id in report.event.sources:
            address = addresses.brief(report.brief.date.year, report.brief.slug)
            found.setdefault(report.brief.source(id).publisher, here.to(f"{address}#source-{id}"))
    return tuple(found.items())


def _sources(deal: Deal) -> tuple[Source, ...]:
    """The sources of all steps, each page once, earliest step first."""
    found: dict[str, Source] = {}
    for step in deal.history:
        for report in step.reports:
            for id in report.event.sources:
                source = report.brief.source(id)
                found.setdefault(source.url or f"{source.publisher}: {source.title}", source)
    return tuple(found.values())
