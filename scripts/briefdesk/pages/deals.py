"""Pages of deals: the ledger of all, and one for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.pages import addresses, paths, wording
from briefdesk.pages.edition import Edition
from briefdesk.pages.finding import Finding, deal_subjects, filters, names_of
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.paths import LANES
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import Year, run
from briefdesk.pages.tables import DealLine, brief_line, briefs_of, deal_table, step_lines
from briefdesk.records.states import STATE, STATES, Group, State
from briefdesk.records.values import Source

#: The state whose glyph stands for its whole group.
SAMPLES = {
    group: STATE[value]
    for group, value in (
        (Group.IN_FORCE, "in-service"),
        (Group.COMMITTED, "signed"),
        (Group.CHOOSING, "selected"),
        (Group.EXPLORING, "talks"),
        (Group.OFF_THE_PATH, "abandoned"),
    )
}

#: Milestones that tell of money, beside quantity and value.
_OF_MONEY = ("financing", "payment")


def pages(edition: Edition) -> Iterator[Page]:
    """The ledger with its year pages, and the page of every deal."""
    yield from _ledger(edition)
    for deal in edition.catalogue.deals:
        yield _deal_page(edition, deal)


def groups(deals: Sequence[Deal]) -> tuple[tuple[Group, int, State], ...]:
    """How many of `deals` are in each group of states, with a state whose glyph stands for it."""
    counted = Counter(deal.state.group for deal in deals if deal.state)
    return tuple((group, counted[group], SAMPLES[group]) for group in LANES if counted[group])


def _ledger(edition: Edition) -> Iterator[Page]:
    deals = edition.deals_by_change
    if not deals:
        return
    here = Here(edition, addresses.DEALS)
    told = wording.count(len(deals), "deal")
    listed = run(addresses.DEALS, deals, lambda deal: deal.history[-1].date)
    yield lay(
        here,
        "ledger",
        title="Deals",
        description=f"The ledger of {told}, from first interest to service, latest change first.",
        kind="deals",
        heading="Deals",
        lead=f"{told} from first interest to service, the one that changed last on top.",
        groups=groups(deals),
        run=listed,
        **_table(here, listed.shown),
        of_total="",
        basis=basis(here, edition.catalogue.briefs),
    )
    for page in listed.pages:
        there = Here(edition, page.address)
        year = Year(page.year, page.items, len(page.items), page.address)
        yield lay(
            there,
            "ledger",
            title=f"Deals that last changed in {page.year:04d}",
            description=f"Deals whose history was last added to in {page.year:04d}.",
            kind="deals",
            crumbs=((addresses.DEALS, "Deals"),),
            heading=f"{page.year:04d}",
            lead="Deals whose history was last added to in this year.",
            groups=(),
            run=None,
            number=page.part,
            of=page.parts,
            link=_parts_link(there, page.year),
            **_table(there, (year,)),
            of_total="",
            basis=basis(there, (step.brief for deal in page.items for step in deal.history)),
        )


def _parts_link(here: Here, year: int) -> object:
    return lambda part: here.to(addresses.year(addresses.DEALS, year, part))


def _table(here: Here, years: Sequence[Year[Deal]]) -> dict[str, object]:
    table = deal_table(here, [deal for year in years for deal in year.items])
    lines: Iterator[tuple[int, Iterator[DealLine]]] = groupby(
        table.lines, key=lambda line: line.deal.history[-1].date.year
    )
    return {"table": table, "years": tuple((year, tuple(of)) for year, of in lines)}


def _deal_page(edition: Edition, deal: Deal) -> Page:
    here = Here(edition, addresses.deal(deal.id))
    title = here.deal_title(deal)
    lines = step_lines(deal)
    subjects = deal_subjects(deal)
    answer = _answer(here, deal)
    moves = {move.deal.id: move for move in edition.moves}
    briefs = tuple(dict.fromkeys(b.slug for step in deal.history for b in briefs_of(step)))
    known = [brief for brief in edition.catalogue.briefs if brief.slug in set(briefs)]
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
            state=deal.state.label if deal.state else "",
            filters=filters(
                edition.catalogue, "Deal", subjects, (step.date for step in deal.history)
            ),
            names=names_of(edition.catalogue, (s for s in subjects if s.kind != "programmes")),
        ),
        deal=deal,
        heading=title,
        own=deal.suppliers == (deal.buyer,),
        move=moves.get(deal.id),
        then=_names_then(here, deal),
        chart=paths.path(deal, title),
        lines=lines,
        briefs_of=briefs_of,
        sources_of=lambda step: _sources_of(here, step),
        terms=[line for line in lines if line.terms or line.step.milestone in _OF_MONEY],
        alternatives=_alternatives(edition, deal),
        disputes=[line for line in lines if line.step.contradictions],
        briefs=[brief_line(here, brief, (deal,)) for brief in known],
        sources=_sources(deal),
        basis=basis(here, known),
    )


def _answer(here: Here, deal: Deal) -> str:
    if deal.current is None or deal.state is None or deal.since is None:
        return f"{here.deal_title(deal)}: {wording.count(len(deal.history), 'step')}."
    doubt = deal.current.standing
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
            found.setdefault(
                report.brief.source(id).publisher, here.to(f"{address}#source-{id}")
            )
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
