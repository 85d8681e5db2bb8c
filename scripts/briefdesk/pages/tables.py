"""Rows of tables: deals, steps and briefs, worded for one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.pages import wording
from briefdesk.pages.edition import states
from briefdesk.pages.here import Here
from briefdesk.records.brief import Brief
from briefdesk.records.dates import EventDate
from briefdesk.records.states import MILESTONES


@dataclass(frozen=True, slots=True)
class DealLine:
    """A deal as a row: `name` links to it, `brief` is the one that told of it last."""

    deal: Deal
    name: Markup
    system: Markup
    programmes: Markup
    since: EventDate | None
    amount: str
    brief: Brief


@dataclass(frozen=True, slots=True)
class DealTable:
    """Rows of deals; a column that no row has anything for is not shown."""

    lines: tuple[DealLine, ...]
    systems: bool
    programmes: bool
    amounts: bool


def deal_table(
    here: Here,
    deals: Iterable[Deal],
    name: Callable[[Deal], str] | None = None,
    systems: bool = True,
    programmes: bool = True,
) -> DealTable:
    """A table of `deals` in their order; `name` words the link, else the parties do."""
    called = name or here.deal_name
    lines = tuple(_deal_line(here, deal, called(deal)) for deal in deals)
    return DealTable(
        lines,
        systems=systems,
        programmes=programmes and any(line.programmes for line in lines),
        amounts=any(line.amount for line in lines),
    )


def _deal_line(here: Here, deal: Deal, name: str) -> DealLine:
    return DealLine(
        deal=deal,
        name=here.deal(deal, name),
        system=here.link(deal.system, text=here.system_name(deal)),
        programmes=here.links(deal.programmes),
        since=deal.since,
        amount=amount(deal),
        brief=deal.history[-1].brief,
    )


def amount(deal: Deal) -> str:
    """The latest value that is told of a deal, with its basis where it is no contract."""
    for step in reversed(deal.history):
        for report in step.reports:
            if value := report.event.value:
                basis = "" if value.basis == "contract" else f" ({value.basis})"
                return wording.money(value) + basis
    return ""


@dataclass(frozen=True, slots=True)
class BriefLine:
    """A brief as a row, with the state after it of each deal that it tells of."""

    brief: Brief
    states: tuple[tuple[str, Step], ...]


def brief_line(
    here: Here, brief: Brief, concerns: Callable[[Deal], bool] = lambda deal: True
) -> BriefLine:
    """The row of `brief`, with the states of its deals: of those that are of concern, where
    there are any, else of all."""
    every = here.edition.deals_of(brief)
    told = tuple(filter(concerns, every)) or every
    after = [(here.deal_title(d, brief.date), here.edition.state_after(d, brief)) for d in told]
    return BriefLine(brief, tuple((name, step) for name, step in after if step))


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as a row of a history. `terms` are quantity and value as told at that time;
    `turn` is true where the state differs from the one before."""

    number: int
    step: Step
    what: tuple[str, ...]
    milestone: str
    terms: tuple[str, ...]
    turn: bool


def step_lines(deal: Deal) -> tuple[StepLine, ...]:
    """The history of a deal, row by row, earliest first."""
    turns = set()
    before = None
    for step, state in states(deal):
        if state != before:
            turns.add(id(step))
        before = state
    return tuple(
        StepLine(
            number=number,
            step=step,
            what=told(step),
            milestone=MILESTONES[step.milestone] if step.milestone else "",
            terms=terms(step),
            turn=id(step) in turns,
        )
        for number, step in enumerate(deal.history, 1)
    )


def told(step: Step) -> tuple[str, ...]:
    """What happened, as each account has it that says so, the earliest first."""
    notes = (report.event.note for report in reversed(step.reports))
    return tuple(dict.fromkeys(note for note in notes if note))


def terms(step: Step) -> tuple[str, ...]:
    """Quantities and values that a step tells, each once."""
    found: dict[str, None] = {}
    for report in step.reports:
        if report.event.quantity:
            found[report.event.quantity] = None
        if value := report.event.value:
            found[f"{wording.money(value)} ({value.basis})"] = None
    return tuple(found)


def briefs_of(step: Step) -> tuple[Brief, ...]:
    """The briefs that tell of a step, each once."""
    return tuple({report.brief.slug: report.brief for report in step.reports}.values())
