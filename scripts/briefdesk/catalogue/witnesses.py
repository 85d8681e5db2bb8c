"""How many witnesses a number of sources are: what repeats another counts once, with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: Who told of something, and whom they repeat (None: they tell it themselves).
Account = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Weight:
    """What a number of sources weigh: how many there are, how many of those that stand are
    witnesses of their own, and how many were withdrawn."""

    sources: int
    independent: int
    withdrawn: int = 0

    @property
    def fell(self) -> bool:
        """True where every source was withdrawn."""
        return 0 < self.sources == self.withdrawn


def witnesses(accounts: Iterable[Account]) -> frozenset[str]:
    """Those on whose word `accounts` rest in the end; their order is without effect.

    All accounts of one teller are one witness: the teller, where any of them is their own, else
    the one whom they repeat (of several, the first by letters), traced on in the same way.
    Tellers who repeat each other in a ring are one.
    """
    every = set(accounts)
    own = {teller for teller, origin in every if origin in (None, teller)}
    repeats: dict[str, str] = {}
    for teller, origin in sorted((t, o) for t, o in every if o and t not in own):
        repeats.setdefault(teller, origin)
    return frozenset(_root(teller, repeats) for teller, _ in every)


def _root(teller: str, repeats: Mapping[str, str]) -> str:
    way: list[str] = []
    while teller in repeats and teller not in way:
        way.append(teller)
        teller = repeats[teller]
    return min(way[way.index(teller) :]) if teller in way else teller
