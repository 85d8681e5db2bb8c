"""The page on how to read the site: every scale and sign, out of the tables themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefdesk.catalogue.deals import Standing
from briefdesk.catalogue.witnesses import Weight
from briefdesk.pages import addresses, structured
from briefdesk.pages.countries import NEUTRALITY
from briefdesk.pages.doors import doors
from briefdesk.pages.edition import Edition
from briefdesk.pages.finding import Finding, filters
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.records.dates import EventDate
from briefdesk.records.gradings import CREDIBILITY, LIKELIHOOD, RELIABILITY, TLP, Confidence
from briefdesk.records.roles import ROLES
from briefdesk.records.states import MILESTONES, STATE, STATES, Group, State, in_ocds

TITLE = "How to read this site"

#: What each group of states means.
GROUPS = {
    Group.EXPLORING: "Nothing is chosen: the buyer looks, asks, or is offered.",
    Group.CHOOSING: "One option is ahead, and terms are being settled.",
    Group.COMMITTED: "A contract binds both sides.",
    Group.IN_FORCE: "The buyer has it.",
    Group.OFF_THE_PATH: "The deal rests, was given up, or was stopped.",
}

#: How an event that stands so is drawn, and what that means.
STANDINGS = {
    Standing.REPORTED: "A whole outline. The desk found it told by somebody besides one side, "
    "or in its own name.",
    Standing.CLAIMED: "A dashed outline. One side of the deal alone says so.",
    Standing.DISPUTED: "A split sign. Accounts differ, and the page of the deal shows each.",
    Standing.UNSUPPORTED: "A dotted, hollow sign. Every source of it was withdrawn; it is shown with "
    "the reason, and counts as a doubt until another source tells of it.",
}

_CONTENTS = (
    ("states", "States of a deal"),
    ("standing", "Reported, claimed, disputed, unsupported"),
    ("grades", "Grades of sources"),
    ("witnesses", "Independent sources"),
    ("accounts", "Where accounts differ"),
    ("likelihood", "Likelihood"),
    ("confidence", "Confidence"),
    ("roles", "Parts that countries play"),
    ("names-and-dates", "Names and dates"),
    ("neutrality", "Neutrality"),
    ("marking", "What is published"),
    ("ocds", "OCDS mapping"),
    ("indexes", "Indexes"),
)

_AS_OF = (("as-of", "As of a day"),)

#: One of each way in which sources can weigh.
_WEIGHTS = (
    (Weight(3, 3), "Three sources, none of which repeats another."),
    (Weight(3, 1), "Three sources that trace to one: one publisher has them all, or two repeat it."),
    (Weight(1, 1), "One source alone. It may be right, and nobody else says so."),
    (Weight(3, 1, 2), "Three sources, of which two were withdrawn."),
    (Weight(1, 0, 1), "Nothing that stands supports it."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mapped:
    """A state with what the Open Contracting Data Standard calls it before a contract, and after
    one where that differs."""

    state: State
    before: tuple[str, str, str]
    after: tuple[str, str, str] | None


def _mapped() -> Iterator[Mapped]:
    for state in STATES:
        before, after = in_ocds(state, bound=False), in_ocds(state, bound=True)
        yield Mapped(state, before, after if after != before else None)


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """The one page."""
    yield ()


def address(edition: Edition) -> str:
    """Where the page is."""
    return addresses.GUIDE


def make(edition: Edition) -> Iterator[Page]:
    """The guide."""
    here = Here(edition, addresses.GUIDE)
    summary = "How to read this site: states of a deal, claims, grades of sources, names, dates."
    yield lay(
        here,
        "guide",
        title=TITLE,
        description=summary,
        kind="guide",
        finding=Finding(
            kind="Guide",
            summary=summary,
            filters=filters(edition.catalogue, "Guide", ()),
        ),
        contents=(*_CONTENTS, *(_AS_OF if edition.catalogue.as_of else ())),
        as_of=edition.catalogue.as_of and EventDate.of(edition.catalogue.as_of),
        weights=_WEIGHTS,
        groups=[
            (group, words, [state for state in STATES if state.group is group])
            for group, words in GROUPS.items()
        ],
        mapped=tuple(_mapped()),
        milestones=tuple(MILESTONES.values()),
        standings=[(standing, standing.value, words) for standing, words in STANDINGS.items()],
        sign=STATE["signed"],
        reliability=RELIABILITY,
        credibility=CREDIBILITY,
        likelihood=LIKELIHOOD,
        confidence=tuple(Confidence),
        roles=ROLES,
        neutrality=NEUTRALITY,
        clear=TLP.CLEAR,
        things=structured.terms(here, {group.value: words for group, words in GROUPS.items()}),
        doors=[door for door in doors(edition) if door[0] != addresses.GUIDE],
    )
