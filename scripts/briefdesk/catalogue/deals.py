"""Deals as compiled from the events of all briefs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefdesk.records.brief import Brief, DealEvent
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject
from briefdesk.records.states import State


class Standing(StrEnum):
    """How firmly an event stands: one side alone may assert it, others may contradict it."""

    REPORTED = "reported"
    CLAIMED = "claimed"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Report:
    """One brief's account of an event."""

    brief: Brief
    event: DealEvent


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to a deal on one date: briefs that agree on state, milestone and date
    are one step with several reports (latest published first). `contradicts` names what
    other steps say against it, for a reader."""

    date: EventDate
    state: State | None
    milestone: str | None
    reports: tuple[Report, ...]
    standing: Standing
    contradictions: tuple[str, ...] = ()

    @property
    def event(self) -> DealEvent:
        """The account that speaks for the step."""
        return self.reports[0].event

    @property
    def brief(self) -> Brief:
        """The brief of that account."""
        return self.reports[0].brief


@dataclass(frozen=True, slots=True)
class Deal:
    """One buyer, its suppliers, one system, from first interest to service.

    `id` is its address. `history` runs from the earliest step to the latest. `current` is
    the latest step that has a state (by event date, then by publication), None where no
    step has one. `since` is the date from which that state is known to hold without a break.
    `system_name` is the name used in its briefs, where they agree on one other than the
    system's own. `alternatives` are ids of the other deals in its programmes.
    """

    id: str
    buyer: Subject
    suppliers: tuple[Subject, ...]
    system: Subject
    system_name: str | None
    lot: str | None
    programmes: tuple[Subject, ...]
    history: tuple[Step, ...]
    current: Step | None
    since: EventDate | None
    alternatives: tuple[str, ...] = ()

    @property
    def state(self) -> State | None:
        """The state that the deal is in now."""
        return self.current.state if self.current else None

    @property
    def briefs(self) -> tuple[Brief, ...]:
        """The briefs that report on it, earliest step first, each once."""
        return tuple(
            {
                report.brief.slug: report.brief for step in self.history for report in step.reports
            }.values()
        )
