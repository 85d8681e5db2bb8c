"""The ledger: events of all briefs become deals with their whole history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from briefdesk.catalogue.deals import Deal, Report, Standing, Step
from briefdesk.catalogue.order import alphabetical, publication
from briefdesk.catalogue.sides import Sides
from briefdesk.reading.names import Names
from briefdesk.reading.paths import slugify
from briefdesk.records.brief import Brief, DealEvent, Profile
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject
from briefdesk.records.states import STATE

#: Stands for the supplier in the address of a deal that has none yet.
NO_SUPPLIER = "open"

_What = tuple[str | None, str | None]


def deal_id(event: DealEvent) -> str:
    """The deal that an event belongs to: buyer, suppliers, system and lot, as an address."""
    suppliers = sorted(supplier.id for supplier in event.suppliers) or [NO_SUPPLIER]
    parts = [event.buyer.id, *suppliers, event.system.id]
    return "-".join([*parts, slugify(event.lot)] if event.lot else parts)


class Ledger:
    """Every deal that `briefs` report on; one is compiled when it is first asked for."""

    def __init__(
        self, briefs: Iterable[Brief], names: Names, profiles: Mapping[Subject, Profile]
    ) -> None:
        self._names = names
        self._sides = Sides.of(profiles.values())
        self._makers = {subject: profile.makers for subject, profile in profiles.items()}
        self._compiled: dict[str, Deal] = {}
        reports: defaultdict[str, list[Report]] = defaultdict(list)
        rivals: defaultdict[tuple[Subject, Subject], dict[str, None]] = defaultdict(dict)
        for brief in briefs:
            for event in brief.deals:
                id = deal_id(event)
                reports[id].append(Report(brief, event))
                if event.programme:
                    rivals[event.buyer, event.programme][id] = None
        #: The reports on each deal, by its id in order.
        self.reports = dict(sorted(reports.items()))
        self._rivals = rivals

    def deal(self, id: str) -> Deal | None:
        """The deal of that id."""
        if id not in self._compiled:
            if id not in self.reports:
                return None
            deal = _deal(id, self.reports[id], self._names, self._sides)
            self._compiled[id] = replace(deal, alternatives=self.alternatives(id))
        return self._compiled[id]

    def deals(self) -> tuple[Deal, ...]:
        """Every deal by id."""
        return tuple(deal for id in self.reports if (deal := self.deal(id)))

    def alternatives(self, id: str) -> tuple[str, ...]:
        """The other deals of the same buyer in the programmes of a deal, by id."""
        found = {
            other
            for report in self.reports.get(id, ())
            if report.event.programme
            for other in self.rivals(report.event.buyer, report.event.programme)
        }
        return tuple(sorted(found - {id}))

    @property
    def contests(self) -> Collection[tuple[Subject, Subject]]:
        """Every buyer with each programme that it has a deal in."""
        return self._rivals.keys()

    def rivals(self, buyer: Subject, programme: Subject) -> tuple[str, ...]:
        """The deals of a buyer in a programme."""
        return tuple(self._rivals.get((buyer, programme), ()))

    def parties(self, events: Iterable[DealEvent]) -> dict[Subject, None]:
        """The subjects on whose pages a deal with `events` is shown: those of its terms, the
        makers of its system, and who asserts any of it. Each once, in a settled order."""
        found: dict[Subject, None] = {}
        for event in events:
            found |= dict.fromkeys((event.buyer, *event.suppliers, event.system))
            if event.programme:
                found[event.programme] = None
            found |= dict.fromkeys((*self._makers.get(event.system, ()), *event.by))
        return found


def _deal(id: str, reports: list[Report], names: Names, sides: Sides) -> Deal:
    history = _contradicted(tuple(_step(*item, sides) for item in _grouped(reports)))
    stated = [step for step in history if step.state]
    first = min(reports, key=_latest_report_last).event
    return Deal(
        id=id,
        buyer=first.buyer,
        suppliers=tuple(sorted(first.suppliers, key=lambda s: alphabetical(names.shown(s)))),
        system=first.system,
        system_name=_other_name(reports, names),
        lot=first.lot,
        programmes=tuple(sorted({r.event.programme for r in reports if r.event.programme})),
        history=history,
        current=stated[-1] if stated else None,
        since=_since(stated),
    )


def _grouped(reports: list[Report]) -> list[tuple[EventDate, list[Report]]]:
    """Reports of one event together, in order of event date, then of publication.

    Reports agree where state, milestone and date do. A date that another report gives more
    exactly is the same event, as long as only one such report can be meant.
    """
    dates: defaultdict[_What, set[EventDate]] = defaultdict(set)
    for report in reports:
        dates[report.event.state, report.event.milestone].add(report.event.date)
    groups: defaultdict[tuple[EventDate, _What], list[Report]] = defaultdict(list)
    for report in reports:
        what = report.event.state, report.event.milestone
        groups[_most_exact(report.event.date, dates[what]), what].append(report)
    ordered = sorted(
        ((date, sorted(group, key=_latest_report_last)) for (date, _), group in groups.items()),
        key=lambda item: (item[0], _latest_report_last(item[1][-1])),
    )
    return [(date, group[::-1]) for date, group in ordered]


def _most_exact(date: EventDate, known: set[EventDate]) -> EventDate:
    """The one day or month that `date` means, as far as `known` dates tell; else `date`."""
    if date.day is not None:
        return date
    within = {d for d in known if date.first <= d.first and d.last <= date.last}
    exact = [
        d
        for d in within
        if not any(d != e and d.first <= e.first and e.last <= d.last for e in within)
    ]
    return exact[0] if len(exact) == 1 else date


def _latest_report_last(report: Report) -> tuple[int, str, int]:
    return publication(report.brief).toordinal(), report.brief.slug, report.event.index


def _step(date: EventDate, reports: list[Report], sides: Sides) -> Step:
    event = reports[0].event
    disputes = tuple(dict.fromkeys(r.event.disputed for r in reports if r.event.disputed))
    claimed = sides.one_side_alone(reports)
    standing = Standing.DISPUTED if disputes else Standing.CLAIMED if claimed else Standing.REPORTED
    state = STATE[event.state] if event.state else None
    return Step(date, state, event.milestone, tuple(reports), standing, disputes)


def _contradicted(history: tuple[Step, ...]) -> tuple[Step, ...]:
    """The same history, with steps that cannot both be true marked as disputed."""
    dated: defaultdict[EventDate, list[Step]] = defaultdict(list)
    for step in history:
        dated[step.date].append(step)
    return tuple(_with_contradictions(step, dated[step.date]) for step in history)


def _with_contradictions(step: Step, of_the_date: Iterable[Step]) -> Step:
    said = list(step.contradictions)
    authors = {report.brief.slug for report in step.reports}
    for other in of_the_date:
        others = {report.brief.slug for report in other.reports}
        rivals = step.state and other.state and step.state != other.state
        if rivals and not authors & others:
            assert other.state
            said.append(
                f"Another brief gives the state on {step.date.words} as {other.state.label}."
            )
    amounts = {
        (r.event.value.amount, r.event.value.currency)
        for r in step.reports
        if r.event.value and r.event.value.basis == "contract"
    }
    for currency in sorted({currency for _, currency in amounts}):
        rivals_in = sorted(amount for amount, unit in amounts if unit == currency)
        if len(rivals_in) > 1:
            told = " and ".join(f"{currency} {amount:,}" for amount in rivals_in)
            said.append(f"Briefs give the value of the contract as {told}.")
    if tuple(said) == step.contradictions:
        return step
    return replace(step, standing=Standing.DISPUTED, contradictions=tuple(said))


def _since(stated: list[Step]) -> EventDate | None:
    since = None
    for step in reversed(stated):
        if step.state != stated[-1].state:
            break
        since = step.date
    return since


def _other_name(reports: list[Report], names: Names) -> str | None:
    used = {report.event.system_name for report in reports}
    known = names.shown(reports[0].event.system)
    if len(used) != 1 or slugify(only := used.pop()) == slugify(known):
        return None
    return only
