"""The ledger: events of all briefs become deals with their whole history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import takewhile

from briefdesk.catalogue.contradictions import differences
from briefdesk.catalogue.deals import Deal, Difference, Report, Standing, Step
from briefdesk.catalogue.order import alphabetical, publication
from briefdesk.catalogue.sides import Sides
from briefdesk.catalogue.withdrawals import page_of
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
        self,
        briefs: Iterable[Brief],
        names: Names,
        profiles: Mapping[Subject, Profile],
        withdrawn: Collection[str] = frozenset(),
    ) -> None:
        """`withdrawn` are the pages of sources that count no more, as `withdrawals` tells."""
        self._names = names
        self._withdrawn = withdrawn
        self._replaced: set[str] = set()
        self._sides = Sides.of(profiles.values())
        self._makers = {subject: profile.makers for subject, profile in profiles.items()}
        self._compiled: dict[str, Deal] = {}
        reports: defaultdict[str, list[Report]] = defaultdict(list)
        rivals: defaultdict[tuple[Subject, Subject], dict[str, None]] = defaultdict(dict)
        for brief in briefs:
            if brief.supersedes:
                self._replaced.add(brief.supersedes)
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
            deal = self._deal(id, self.reports[id])
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
            found |= dict.fromkeys((event.buyer, *event.suppliers, event.system, *event.operators))
            if event.programme:
                found[event.programme] = None
            found |= dict.fromkeys((*self._makers.get(event.system, ()), *event.by))
        return found

    def _deal(self, id: str, reports: list[Report]) -> Deal:
        history = tuple(self._step(*item) for item in _grouped(reports))
        found = differences(history, self._speaks)
        history = _disputed(history, found)
        stated = [step for step in history if step.state]
        first = min(reports, key=_latest_report_last).event
        return Deal(
            id=id,
            buyer=first.buyer,
            suppliers=tuple(
                sorted(first.suppliers, key=lambda s: alphabetical(self._names.shown(s)))
            ),
            system=first.system,
            system_name=_other_name(reports, self._names),
            lot=first.lot,
            programmes=tuple(sorted({r.event.programme for r in reports if r.event.programme})),
            history=history,
            current=stated[-1] if stated else None,
            since=_since(stated),
            differences=found,
        )

    def _step(self, date: EventDate, reports: list[Report]) -> Step:
        event = reports[0].event
        standing = Standing.REPORTED
        disputes = tuple(dict.fromkeys(r.event.disputed for r in reports if r.event.disputed))
        upheld = [report for report in reports if self._stands(report)]
        if not upheld:
            standing = Standing.UNSUPPORTED
        elif disputes:
            standing = Standing.DISPUTED
        elif self._sides.one_side_alone(upheld):
            standing = Standing.CLAIMED
        state = STATE[event.state] if event.state else None
        return Step(date, state, event.milestone, tuple(reports), standing, disputes)

    def _stands(self, report: Report) -> bool:
        """True where a source of a report was not withdrawn."""
        if not self._withdrawn:
            return True
        sources = map(report.brief.source, report.event.sources)
        return any(page_of(source) not in self._withdrawn for source in sources)

    def _speaks(self, report: Report) -> bool:
        """True where a report can contradict another: no later brief took the place of its own,
        and it has a source that stands."""
        return report.brief.slug not in self._replaced and self._stands(report)


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


def _disputed(history: tuple[Step, ...], found: Iterable[Difference]) -> tuple[Step, ...]:
    """The same history, with the steps on which accounts differ marked as disputed."""
    places = {side.place for difference in found for side in difference.sides}
    return tuple(
        replace(step, standing=Standing.DISPUTED) if place in places else step
        for place, step in enumerate(history)
    )


def _since(stated: list[Step]) -> EventDate | None:
    since = None
    run = list(takewhile(lambda step: step.state == stated[-1].state, reversed(stated)))
    upheld = [step for step in run if step.standing is not Standing.UNSUPPORTED]
    for step in upheld or run:
        since = step.date
    return since


def _other_name(reports: list[Report], names: Names) -> str | None:
    used = {report.event.system_name for report in reports}
    known = names.shown(reports[0].event.system)
    if len(used) != 1 or slugify(only := used.pop()) == slugify(known):
        return None
    return only
