"""Where briefs contradict each other on a typed fact of one deal, found by comparing them.

What can be true together is no contradiction: dates that overlap, amounts on different bases
or within the rounding of one another, numbers of different things, one operator and that one among
others, what one brief tells by itself, and what a later brief replaced. `docs/decisions/0013` says why each is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from briefdesk.catalogue.deals import Difference, Fact, Report, Side, Step
from briefdesk.catalogue.quantities import counted
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject
from briefdesk.records.values import Value

#: States that a deal enters once, at one moment.
ONCE = ("signed", "delivered", "cancelled", "abandoned")

#: Two datings of one moment lie within a year of each other; what is farther apart is more
#: likely to have happened twice.
_NEAR = 366

#: Bases on which an amount is a fact; estimates differ by their nature.
_STATED = ("contract", "ceiling", "budget", "offer")

#: Accounts of one event, and dates of one state, that are compared with each other.
_MOST = 60


def differences(
    history: Sequence[Step], speaks: Callable[[Report], bool]
) -> tuple[Difference, ...]:
    """Every contradiction in a history, in its order. Reports that do not speak (any more),
    since they were replaced or lost their sources, contradict nothing."""
    accounts = [
        (place, step, [report for report in step.reports if speaks(report)][:_MOST])
        for place, step in enumerate(history)
    ]
    told = [account for account in accounts if account[2]]
    found = [*_of_states(told), *_of_dates(told)]
    for account in told:
        if len(account[2]) > 1:
            found += [*_of_values(*account), *_of_quantities(*account), *_of_operators(*account)]
    return tuple(sorted(found, key=lambda d: (d.sides[0].place, list(Fact).index(d.fact))))


_Account = tuple[int, Step, list[Report]]


def _apart(one: Side, other: Side) -> bool:
    """True where no brief tells both: one that does knows that they go together."""
    return not one.briefs & other.briefs


def _clashing(
    sides: Sequence[Side], differ: Callable[[Side, Side], bool] = lambda one, other: True
) -> tuple[Side, ...]:
    """The sides that another one contradicts, in their order."""
    clashing = {
        place
        for (one, a), (other, b) in combinations(enumerate(sides), 2)
        if differ(a, b) and _apart(a, b)
        for place in (one, other)
    }
    return tuple(side for place, side in enumerate(sides) if place in clashing)


def _of_states(accounts: Iterable[_Account]) -> Iterator[Difference]:
    """Two states on one day. Within a month or a year a deal may pass through several."""
    days: defaultdict[EventDate, list[_Account]] = defaultdict(list)
    for account in accounts:
        if account[1].state and account[1].date.day is not None:
            days[account[1].date].append(account)
    for of_day in days.values():
        sides = [
            Side(step.state, place, tuple(reports)) for place, step, reports in of_day if step.state
        ]
        if clashing := _clashing(sides, lambda one, other: one.what != other.what):
            yield Difference(Fact.STATE, of_day[0][1], clashing)


def _of_dates(accounts: Iterable[_Account]) -> Iterator[Difference]:
    """Several dates of a state that is entered once, with no other state between them."""
    runs: list[list[_Account]] = []
    for account in accounts:
        state = account[1].state
        if state is None:
            continue
        if runs and runs[-1][0][1].state == state:
            runs[-1].append(account)
        else:
            runs.append([account])
    for run in runs:
        state = run[0][1].state
        if len(run) > 1 and state and state.value in ONCE:
            sides = [Side(step.date, place, tuple(reports)) for place, step, reports in run]
            if clashing := _clashing(sides[:_MOST], _dated_otherwise):
                yield Difference(Fact.DATE, run[0][1], clashing)


def _dated_otherwise(one: Side, other: Side) -> bool:
    assert isinstance(one.what, EventDate)
    assert isinstance(other.what, EventDate)
    gap = max(one.what.first - other.what.last, other.what.first - one.what.last).days
    return 0 < gap <= _NEAR


def _of_values(place: int, step: Step, reports: list[Report]) -> Iterator[Difference]:
    """Amounts of one event in one currency and on one basis."""
    kinds: defaultdict[tuple[str, str], dict[int, list[Report]]] = defaultdict(dict)
    for report in reports:
        if (value := report.event.value) and value.basis in _STATED:
            kinds[value.basis, value.currency].setdefault(value.amount, []).append(report)
    for (basis, currency), amounts in sorted(kinds.items()):
        sides = [
            Side(Value(amount=amount, currency=currency, basis=basis), place, tuple(of))
            for amount, of in sorted(amounts.items())
        ]
        if clashing := _clashing(sides, _worth_otherwise):
            yield Difference(Fact.VALUE, step, clashing)


def _worth_otherwise(one: Side, other: Side) -> bool:
    assert isinstance(one.what, Value)
    assert isinstance(other.what, Value)
    return not agree(one.what.amount, other.what.amount)


def agree(one: int, other: int) -> bool:
    """True where one of two amounts may be the other one rounded: 5.4 for 5.43 billion."""
    return 2 * abs(one - other) < max(_unit(one), _unit(other)) or one == other


def _unit(amount: int) -> int:
    """The unit that an amount is given in: a hundred million for 5.4 billion."""
    unit = 1
    while amount and amount % (10 * unit) == 0:
        unit *= 10
    return unit


def _of_quantities(place: int, step: Step, reports: list[Report]) -> Iterator[Difference]:
    """Numbers of one thing in one event, each stated without a reservation."""
    things: defaultdict[str, dict[int, list[Report]]] = defaultdict(dict)
    for report in reports:
        for thing, number in counted(report.event.quantity or "").items():
            things[thing].setdefault(number, []).append(report)
    seen: set[frozenset[frozenset[str]]] = set()
    for _, numbers in sorted(things.items()):
        sides = [
            Side(of[0].event.quantity or "", place, tuple(of)) for _, of in sorted(numbers.items())
        ]
        clashing = _clashing(sides)
        # Who differs on batteries and on launchers differs once.
        if clashing and (who := frozenset(side.briefs for side in clashing)) not in seen:
            seen.add(who)
            yield Difference(Fact.QUANTITY, step, clashing)


def _of_operators(place: int, step: Step, reports: list[Report]) -> Iterator[Difference]:
    """Who operates what one event is about. Who names more countries may know of more."""
    named: defaultdict[tuple[Subject, ...], list[Report]] = defaultdict(list)
    for report in reports:
        if operators := report.event.operators:
            named[tuple(sorted(operators))].append(report)
    sides = [Side(operators, place, tuple(of)) for operators, of in sorted(named.items())]
    if clashing := _clashing(sides, _operated_otherwise):
        yield Difference(Fact.OPERATOR, step, clashing)


def _operated_otherwise(one: Side, other: Side) -> bool:
    assert isinstance(one.what, tuple)
    assert isinstance(other.what, tuple)
    here, there = set(one.what), set(other.what)
    return not (here <= there or there <= here)
