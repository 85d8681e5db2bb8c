"""Two systems side by side in tables: what is known of each, and who uses it or may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal
from briefdesk.pages import addresses, sections
from briefdesk.pages.edition import latest_change
from briefdesk.pages.here import Here
from briefdesk.pages.paths import LANES
from briefdesk.pages.sections import Fact
from briefdesk.records.kinds import Subject
from briefdesk.records.states import Group

#: Deals named in one cell.
_USERS = 12

#: Stands before the ids of the sources of each side.
PREFIXES = ("one", "other")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side has in a row; `prefix` stands before the ids of its sources on the page."""

    fact: Fact | None
    prefix: str


@dataclass(frozen=True, slots=True)
class Users:
    """The deals of each side in a group of states, with what is left out."""

    group: Group
    sides: tuple[tuple[tuple[Deal, ...], Markup], ...]


def rows(facts: Sequence[Sequence[Fact]]) -> list[tuple[str, tuple[Cell, ...]]]:
    """The facts of both sides by what they tell, a field that both have in one row."""
    by_name = [{_field(fact): fact for fact in of} for of in facts]
    return [
        (
            name,
            tuple(Cell(of.get(name), prefix) for of, prefix in zip(by_name, PREFIXES, strict=True)),
        )
        for name in dict.fromkeys(name for of in by_name for name in of)
    ]


def _field(fact: Fact) -> str:
    return "Makers" if fact.name == "Maker" else fact.name


def users(here: Here, both: Sequence[Subject], deals: Sequence[Sequence[Deal]]) -> list[Users]:
    """The deals of both sides by where they stand; a group that neither has is left out."""
    found = []
    for group in LANES:
        of = [[d for d in side if d.state and d.state.group is group] for side in deals]
        if any(of):
            sides = [_cell(here, system, side) for system, side in zip(both, of, strict=True)]
            found.append(Users(group, tuple(sides)))
    return found


def _cell(here: Here, system: Subject, deals: Sequence[Deal]) -> tuple[tuple[Deal, ...], Markup]:
    latest = tuple(sorted(deals, key=latest_change)[:_USERS])
    users = here.to(f"{addresses.subject(system)}#users")
    return latest, sections.more(len(deals) - _USERS, "more deal", "on its page", users)
