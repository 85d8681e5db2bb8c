"""The life of a deal: its states, their groups, and what OCDS calls them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """What a state means to a reader; the site has one colour for each."""

    EXPLORING = "exploring"
    CHOOSING = "choosing"
    COMMITTED = "committed"
    IN_FORCE = "in force"
    OFF_THE_PATH = "off the path"


@dataclass(frozen=True, slots=True)
class State:
    """A state of a deal.

    `rank` is the place on the path from interest (0) to service (12), None off the path.
    `glyph` is the shape that stands for it. `release_tag` is the OCDS release tag of an
    event that brings the state about, `ocds_status` its status in the OCDS codelists.
    """

    value: str
    label: str
    group: Group
    rank: int | None
    glyph: str
    release_tag: str
    ocds_status: str


_UPDATE = "implementationUpdate"
_CANCELLED = "tenderCancellation"
_ACTIVE = "contract: active"
_RESTING = "contract: pending"
# OCDS 1.1 says "terminated" of a contract fulfilled as well as of one broken off.
_FULFILLED = "contract: terminated"


def _path() -> tuple[State, ...]:
    exploring, choosing = Group.EXPLORING, Group.CHOOSING
    committed, in_force = Group.COMMITTED, Group.IN_FORCE
    rows = (
        ("interest", "interest", exploring, "empty", "planning", "tender: planning"),
        ("talks", "talks", exploring, "quarter", "planningUpdate", "tender: planning"),
        ("offer", "offer", exploring, "quarter", "planningUpdate", "tender: planned"),
        ("tender", "tender", exploring, "quarter", "tender", "tender: active"),
        ("shortlisted", "shortlisted", choosing, "half", "tenderUpdate", "tender: active"),
        ("selected", "selected", choosing, "half", "award", "award: pending"),
        ("negotiation", "negotiation", choosing, "half", "awardUpdate", "award: pending"),
        ("agreed", "agreed", choosing, "half", "awardUpdate", "award: active"),
        ("signed", "signed", committed, "three-quarters", "contract", _ACTIVE),
        ("production", "production", committed, "three-quarters", "implementation", _ACTIVE),
        ("delivery", "delivery", committed, "three-quarters", _UPDATE, _ACTIVE),
        ("delivered", "delivered", in_force, "full", _UPDATE, _FULFILLED),
        ("in-service", "in service", in_force, "full", _UPDATE, _FULFILLED),
    )  # fmt: skip
    return tuple(
        State(value, label, group, rank, glyph, tag, status)
        for rank, (value, label, group, glyph, tag, status) in enumerate(rows)
    )


_OFF = Group.OFF_THE_PATH

#: Every state, path first.
STATES = (
    *_path(),
    State("suspended", "suspended", _OFF, None, "paused", "contractAmendment", _RESTING),
    State("abandoned", "abandoned", _OFF, None, "crossed", _CANCELLED, "tender: withdrawn"),
    State("cancelled", "cancelled", _OFF, None, "crossed", _CANCELLED, "tender: cancelled"),
    State("blocked", "blocked", _OFF, None, "paused", "awardCancellation", "award: cancelled"),
    State("donated", "donated", Group.IN_FORCE, None, "given", "implementation", _FULFILLED),
)  # fmt: skip

STATE = {state.value: state for state in STATES}


def in_ocds(state: State, *, bound: bool) -> tuple[str, str, str]:
    """The release tag of a step that brings `state` about, the section of a release that it
    belongs to (tender, award, contract), and the status there.

    A deal that leaves the path once a contract is `bound` leaves the contract; else it leaves the
    tender.
    """
    tag, told = state.release_tag, state.ocds_status
    if state.value in ("abandoned", "cancelled") and bound:
        tag, told = "contractTermination", _FULFILLED
    elif state.value == "blocked" and bound:
        tag, told = "contractAmendment", _RESTING
    elif state.value == "suspended" and not bound:
        tag, told = "tenderUpdate", "tender: planned"
    section, _, status = told.partition(": ")
    return tag, section, status


#: What can happen beside the state of a deal.
MILESTONES = {
    "financing": "financing settled",
    "payment": "payment made",
    "notification": "notified to a legislature",
    "test": "tested or fired",
    "training": "crews trained",
    "sanction": "sanction or penalty imposed",
}

#: On what an amount of money rests.
VALUE_BASES = ("contract", "ceiling", "estimate", "budget", "offer")
