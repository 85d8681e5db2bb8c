"""Deals as compiled from the events of all briefs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from briefdesk.records.brief import Brief, DealEvent
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject
from briefdesk.records.states import State
from briefdesk.records.values import Value


class Standing(StrEnum):
    """How firmly an event stands: one side alone may assert it, others may contradict it, and
    every source of it may have been withdrawn."""

    REPORTED = "reported"
    CLAIMED = "claimed"
    DISPUTED = "disputed"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Report:
    """One brief's account of an event."""

    brief: Brief
    event: DealEvent


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to a deal on one date: briefs that agree on state, milestone and date
    are one step with several reports (latest published first). `disputes` is what authors
    wrote on how accounts of it differ."""

    date: EventDate
    state: State | None
    milestone: str | None
    reports: tuple[Report, ...]
    standing: Standing
    disputes: tuple[str, ...] = ()

    @property
    def event(self) -> DealEvent:
        """The account that speaks for the step."""
        return self.reports[0].event

    @property
    def brief(self) -> Brief:
        """The brief of that account."""
        return self.reports[0].brief


class Fact(StrEnum):
    """What accounts differ on."""

    STATE = "state"
    DATE = "date"
    VALUE = "value"
    QUANTITY = "quantity"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Side:
    """One account: what it says, the place of its step in the history, who reports it."""

    what: State | EventDate | Value | str | tuple[Subject, ...]
    place: int
    reports: tuple[Report, ...]

    @property
    def briefs(self) -> frozenset[str]:
        """The briefs that say so."""
        return frozenset(report.brief.slug for report in self.reports)


@dataclass(frozen=True, slots=True)
class Difference:
    """What briefs give in ways that cannot all be true: of the event of `step`, a fact."""

    fact: Fact
    step: Step
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Deal:
    """One buyer, its suppliers, one system, from first interest to service.

    `id` is its address. `history` runs from the earliest step to the latest. `current` is
    the latest step that has a state (by event date, then by publication), None where no
    step has one. `since` is the date from which that state is known to hold without a break.
    `system_name` is the name used in its briefs, where they agree on one other than the
    system's own. `alternatives` are ids of the other deals in its programmes. `differences`
    are the contradictions that were found between its briefs.
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
    differences: tuple[Difference, ...] = ()

    @property
    def state(self) -> State | None:
        """The state that the deal is in now."""
        return self.current.state if self.current else None

    @property
    def attested(self) -> Step | None:
        """The step that speaks for the current state."""
        stated = [step for step in self.history if step.state]
        return attested(stated) if stated else None

    @property
    def upheld(self) -> Step | None:
        """The step that would speak for the state, were it not for withdrawn sources."""
        stated = [step for step in self.history if step.state]
        firm = [step for step in stated if step.standing is not Standing.UNSUPPORTED]
        return attested(firm) if firm else None

    @property
    def briefs(self) -> tuple[Brief, ...]:
        """The briefs that report on it, earliest step first, each once."""
        return tuple(
            {
                report.brief.slug: report.brief for step in self.history for report in step.reports
            }.values()
        )


def attested(stated: Sequence[Step]) -> Step:
    """The step that speaks for the state in which the last of `stated` leaves a deal.

    It is that last step, but what was once confirmed does not become a claim because one
    side repeats it: then the latest firm step of the same state speaks. Nor does it fall with
    a source of its last report, as long as another report of the state stands.
    """
    last = stated[-1]
    if last.standing not in (Standing.CLAIMED, Standing.UNSUPPORTED):
        return last
    run = list(takewhile(lambda step: step.state == last.state, reversed(stated)))
    firm = [step for step in run if step.standing is Standing.REPORTED]
    if last.standing is Standing.UNSUPPORTED:
        firm += [step for step in run if step.standing is not Standing.UNSUPPORTED]
    return next(iter(firm), last)
