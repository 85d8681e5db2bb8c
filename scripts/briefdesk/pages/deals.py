"""The page of a deal: where it stands, its path, its history, what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal, Standing, Step
from briefdesk.catalogue.order import newest_first
from briefdesk.catalogue.publishers import Citation
from briefdesk.catalogue.withdrawals import Withdrawal, page_of
from briefdesk.pages import (
    addresses,
    amounts,
    following,
    glyphs,
    paths,
    sections,
    structured,
    tracks,
    wording,
)
from briefdesk.pages.comparisons import linked
from briefdesk.pages.disagreements import disagreements
from briefdesk.pages.edition import Edition, last_move
from briefdesk.pages.finding import Finding, deal_subjects, filters, names_of, told_of_deal
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import LIMIT
from briefdesk.pages.systems import DRAWN
from briefdesk.pages.tables import StepLine, brief_line, briefs_of, step_lines
from briefdesk.records.kinds import Subject
from briefdesk.records.states import STATES

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
    sources = sources_of(deal)
    alternatives = alternatives_of(edition, deal)
    scales = amounts.scales(lines)
    totals = _Lists(len(every), len(alternatives), len(known), len(sources))
    return lay(
        here,
        "deal",
        title=title,
        description=answer,
        kind="deal",
        tabled=True,
        crumbs=((addresses.DEALS, "Deals"),),
        finding=Finding(
            kind="Deal",
            summary=answer,
            date=deal.history[-1].date,
            state=glyphs.in_words(deal.attested),
            filters=filters(
                edition.catalogue,
                "Deal",
                subjects,
                (step.date for step in deal.history),
                told_of_deal(edition.catalogue, deal, (cited.source for cited in sources)),
            ),
            names=names_of(edition.catalogue, (s for s in subjects if s.kind != "programmes")),
        ),
        deal=deal,
        heading=title,
        own=deal.suppliers == (deal.buyer,),
        move=last_move(deal),
        then=_then(here, deal),
        chart=paths.path(
            deal, title, lambda step: here.said_by(step).striptags(), len(every) - len(lines)
        ),
        lines=lines,
        briefs_of=briefs_of,
        sources_of=lambda step: _sources_of(here, step),
        scales=scales,
        terms=_terms(lines, scales),
        alternatives=alternatives[:LIMIT],
        options=_options(here, deal, alternatives),
        compared=_compared(here, deal),
        sides=[linked(here, deal.buyer, s) for s in deal.suppliers[:_MOST] if s != deal.buyer],
        disagreements=disagreements(here, deal, lines),
        doubted=deal.attested is not None and deal.attested.standing is Standing.UNSUPPORTED,
        withdrawals=_withdrawals(here, deal.attested),
        briefs=[
            brief_line(here, brief, lambda other: other.id == deal.id) for brief in known[:LIMIT]
        ],
        sources=sources[-LIMIT:],
        totals=totals,
        more=_more(here, deal, totals),
        most=_MOST,
        basis=basis(here, known),
        others=(*following.ways(here, title, known), *following.record(here, title)),
        things=[structured.deal(here, deal, title, answer)],
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


def names_then(here: Here, deal: Deal) -> list[tuple[Subject, str]]:
    """The names that its countries bore at its beginning, where they are others than today's."""
    name = here.edition.catalogue.name
    return [
        (country, then)
        for country in dict.fromkeys((deal.buyer, *deal.suppliers))
        if (then := name(country, deal.history[0].date)) != name(country)
    ]


def _then(here: Here, deal: Deal) -> str:
    year = f"{deal.history[0].date.year:04d}"
    changed = [
        f"{here.edition.catalogue.name(country)} was called {then} in {year}"
        for country, then in names_then(here, deal)
    ]
    return f"{'; '.join(changed)}." if changed else ""


def _terms(lines: Sequence[StepLine], drawn: Sequence[amounts.Scale]) -> list[StepLine]:
    """The steps that tell of quantity, value or money and that no chart tells of."""
    of_money = [line for line in lines if line.terms or line.step.milestone in _OF_MONEY]
    return [
        line
        for line in amounts.untold(of_money, drawn)
        if line.terms or line.step.milestone in _OF_MONEY
    ]


def _options(here: Here, deal: Deal, alternatives: Sequence[Deal]) -> Markup:
    """The deal and its alternatives on one axis of time, itself on top."""

    def called(other: Deal) -> str:
        name = here.system_name(other)
        return f"{name}, {other.lot}" if other.lot else name

    rows = [tracks.Track(deal, called(deal), "#history")]
    rows += [
        tracks.Track(other, called(other), here.to(addresses.deal(other.id)))
        for other in alternatives[: DRAWN - 1]
    ]
    what = "This deal and the others in its programme over time; the list below tells the same"
    return tracks.tracks(rows, what) if alternatives else Markup("")


def _compared(here: Here, deal: Deal) -> dict[Subject, str]:
    """The systems with which that of a deal is compared, each with the link to it."""
    pairs = here.edition.pairs
    return {
        other: here.to(addresses.comparison(deal.system, other))
        for programme in deal.programmes
        if deal.system in (options := pairs.options(deal.buyer, programme))
        for other in options
        if other != deal.system
    }


def _withdrawals(here: Here, step: Step | None) -> tuple[Withdrawal, ...]:
    """The withdrawals that a step suffers from, each once."""
    reports = step.reports if step else ()
    sources = (report.brief.source(id) for report in reports for id in report.event.sources)
    return tuple(dict.fromkeys(told for source in sources if (told := here.withdrawal(source))))


def alternatives_of(edition: Edition, deal: Deal) -> tuple[Deal, ...]:
    """The other deals in the programmes of a deal, the one that is furthest first."""
    found = [other for id in deal.alternatives if (other := edition.catalogue.deal(id))]
    order = {state.value: place for place, state in enumerate(reversed(STATES))}
    return tuple(
        sorted(found, key=lambda d: (order[d.state.value] if d.state else len(order), d.id))
    )


def _sources_of(here: Here, step: Step) -> tuple[tuple[str, str, bool], ...]:
    """The publishers of a step's sources, each with the link to it in its brief, and whether
    all that it published of it was withdrawn."""
    links: dict[str, str] = {}
    fallen: dict[str, bool] = {}
    for report in step.reports:
        for id in report.event.sources:
            source = report.brief.source(id)
            address = addresses.brief(report.brief.date.year, report.brief.slug)
            links.setdefault(source.publisher, here.to(f"{address}#source-{id}"))
            gone = here.withdrawal(source) is not None
            fallen[source.publisher] = fallen.get(source.publisher, True) and gone
    return tuple((name, link, fallen[name]) for name, link in links.items())


def sources_of(deal: Deal) -> tuple[Citation, ...]:
    """The sources of all steps, each page once, earliest step first."""
    found: dict[str, Citation] = {}
    for step in deal.history:
        for report in step.reports:
            for id in report.event.sources:
                source = report.brief.source(id)
                found.setdefault(page_of(source), Citation(report.brief, source))
    return tuple(found.values())
