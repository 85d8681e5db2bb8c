"""The life of the deals that the briefs report on: each event goes forward from the last."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from bench.chance import tailed
from bench.places import COUNTRIES, Country
from bench.world import System, World

PATH = (
    "interest", "talks", "offer", "tender", "shortlisted", "selected", "negotiation", "agreed",
    "signed", "production", "delivery", "delivered", "in-service",
)  # fmt: skip

#: Of the events, so many begin a deal; so a deal has four on average.
NEW = 0.25

#: Of the other events, so many end a deal, and so many halt it.
ENDED, HALTED = 0.04, 0.03

#: A deal in three belongs to a programme of its buyer.
IN_PROGRAMME = 1 / 3


@dataclass(slots=True)
class Deal:
    """One purchase. Buyer, supplier, system and lot are its own alone."""

    buyer: Country
    system: System
    lot: str | None
    programme: str | None
    rank: int
    last: date


@dataclass(frozen=True, slots=True)
class DealEvent:
    """What a brief reports of a deal."""

    buyer: Country
    system: System
    lot: str | None
    programme: str | None
    state: str
    quantity: int | None
    value: int | None
    note: str | None = None


@dataclass
class Market:
    """All deals under way. A deal takes one step in a day at most, so no order is in doubt."""

    world: World
    random: Random
    under_way: list[Deal] = field(default_factory=list)
    begun: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._system = tailed(self.random, self.world.systems, 0.7)
        self._buyer = tailed(self.random, COUNTRIES)

    def step(self, day: date) -> DealEvent:
        """The next event, of a deal that begins or of one that goes on."""
        random = self.random
        if self.under_way and random.random() > NEW:
            place = random.randrange(len(self.under_way))
            deal = self.under_way[place]
            if deal.last < day:
                return self._advance(place, deal, day)
        return self._begin(day)

    def _begin(self, day: date) -> DealEvent:
        system, buyer = self._system(), self._buyer()
        while buyer is system.origin:
            buyer = self._buyer()
        key = buyer.code, system.name
        count = self.begun[key] = self.begun.get(key, 0) + 1
        programme = None
        if self.random.random() < IN_PROGRAMME:
            programme = self.random.choice(self.world.programmes[buyer.code])
        lot = f"order {count}" if count > 1 else None
        deal = Deal(buyer, system, lot, programme, self.random.randrange(3), day)
        self.under_way.append(deal)
        return self._event(deal, PATH[deal.rank])

    def _advance(self, place: int, deal: Deal, day: date) -> DealEvent:
        deal.last = day
        chance = self.random.random()
        if chance < HALTED:
            return self._event(deal, "suspended")
        if chance < HALTED + ENDED:
            state = self.random.choice(("cancelled", "abandoned"))
        else:
            deal.rank = min(deal.rank + self.random.randrange(1, 4), len(PATH) - 1)
            state = PATH[deal.rank]
        if state not in PATH[:-1]:
            self.under_way[place] = self.under_way[-1]
            self.under_way.pop()
        return self._event(deal, state)

    def _event(self, deal: Deal, state: str) -> DealEvent:
        random = self.random
        return DealEvent(
            deal.buyer, deal.system, deal.lot, deal.programme, state,
            quantity=random.randrange(2, 60) if random.random() < 0.3 else None,
            value=random.randrange(20, 4_000) * 1_000_000 if random.random() < 0.2 else None,
        )  # fmt: skip
