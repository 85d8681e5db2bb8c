"""Where accounts of a deal differ: what authors wrote on it, and what comparing briefs found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefdesk.catalogue.deals import Deal, Difference, Fact, Side, Step
from briefdesk.pages import wording
from briefdesk.pages.here import Here
from briefdesk.pages.tables import StepLine
from briefdesk.records.dates import EventDate
from briefdesk.records.states import MILESTONES, State
from briefdesk.records.values import Value

#: Differences, and accounts of one, that a page shows.
MOST = 40
_ACCOUNTS = 8


@dataclass(frozen=True, slots=True)
class Account:
    """One side: what it says and where its step stands in the history (None: it is not shown
    there); `step` holds the reports of this side alone."""

    says: str
    state: State | None
    anchor: str | None
    step: Step


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What accounts differ on, in words, and the accounts; `others` are not shown. It was
    `found` by comparing briefs, or an author wrote it."""

    texts: tuple[str, ...]
    accounts: tuple[Account, ...]
    found: bool
    others: int


def disagreements(here: Here, deal: Deal, lines: Sequence[StepLine]) -> list[Disagreement]:
    """The latest that `MOST` allows, in order of history; `lines` are the rows on the page."""
    shown = {line.number: line for line in lines}
    written: dict[tuple[str, ...], list[Account]] = {}
    for line in lines:
        if line.step.disputes:
            says = wording.capital(line.step.date.words)
            account = Account(says, line.step.state, f"step-{line.number}", line.step)
            written.setdefault(line.step.disputes, []).append(account)
    every = [_disagreement(texts, accounts) for texts, accounts in written.items()]
    for difference in deal.differences:
        accounts = [
            Account(
                says=_says(here, side, difference.step),
                state=side.what if isinstance(side.what, State) else None,
                anchor=f"step-{side.place + 1}" if side.place + 1 in shown else None,
                step=replace(deal.history[side.place], reports=side.reports),
            )
            for side in difference.sides
        ]
        every.append(_disagreement((_told(difference),), accounts, found=True))
    return every[-MOST:]


def _disagreement(
    texts: tuple[str, ...], accounts: Sequence[Account], *, found: bool = False
) -> Disagreement:
    rest = max(0, len(accounts) - _ACCOUNTS)
    return Disagreement(texts, tuple(accounts[:_ACCOUNTS]), found, rest)


def _told(difference: Difference) -> str:
    step = difference.step
    what = [step.state.label] if step.state else []
    what += [MILESTONES[step.milestone]] if step.milestone else []
    event = ", ".join([*what, step.date.words])
    match difference.fact:
        case Fact.STATE:
            return f"Briefs give different states for {step.date.words}."
        case Fact.DATE:
            return f"Briefs give different dates for the state \u201c{what[0]}\u201d."
        case Fact.VALUE:
            value = difference.sides[0].what
            basis = value.basis if isinstance(value, Value) else ""
            return f"Briefs give different amounts ({basis}) for: {event}."
        case Fact.QUANTITY:
            return f"Briefs give different quantities for: {event}."
        case Fact.OPERATOR:
            return f"Briefs name different operators for: {event}."


def _says(here: Here, side: Side, step: Step) -> str:
    what = side.what
    if isinstance(what, tuple):
        return ", ".join(here.edition.catalogue.name(country, step.date) for country in what)
    if isinstance(what, State):
        return ""
    if isinstance(what, EventDate):
        return what.words
    return wording.money(what) if isinstance(what, Value) else what
