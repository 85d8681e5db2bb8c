"""The part a country plays in a brief."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """A role as an author writes it, and as a country's page heads its list."""

    value: str
    heading: str


ROLES = (
    Role("buyer", "Buys"),
    Role("recipient", "Receives"),
    Role("supplier", "Supplies"),
    Role("donor", "Donates"),
    Role("operator", "Operates"),
    Role("developer", "Develops"),
    Role("host", "Hosts"),
    Role("bidder", "Bids"),
    Role("former bidder", "Bid before"),
    Role("mediator", "Mediates"),
    Role("critic", "Objects"),
    Role("concerned", "Is concerned"),
)

ROLE = {role.value: role for role in ROLES}

#: The role of a country in a plain list.
DEFAULT_ROLE = "concerned"
