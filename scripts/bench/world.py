"""Whom and what the briefs are about: systems, organisations and people, the same for any number
of briefs."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from bench.chance import tailed
from bench.places import COUNTRIES, MAKING, Country
from bench.words import coined

SYSTEMS, MAKERS, PEOPLE_EACH = 400, 90, 20

_KINDS = (
    "long-range SAM", "medium-range SAM", "short-range SAM", "radar", "command post", "fighter",
    "drone", "frigate", "howitzer", "armoured vehicle", "anti-ship missile", "loitering munition",
)  # fmt: skip
_TRADES = ("Aerospace", "Dynamics", "Systems", "Shipyards", "Electronics", "Armaments")
_OFFICES = (
    "Minister of Defence", "Deputy Minister of Defence", "Chief of the General Staff",
    "Head of the Procurement Agency", "Minister of Foreign Affairs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Organisation:
    """A maker or a ministry."""

    name: str
    country: Country
    kind: str


@dataclass(frozen=True, slots=True)
class System:
    """Something that is bought."""

    name: str
    alias: str
    kind: str
    origin: Country
    maker: Organisation
    service_from: int
    range_km: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks for a country."""

    name: str
    office: str
    country: Country


class World:
    """All subjects, each kind in order of weight; made by `random` alone."""

    def __init__(self, random: Random) -> None:
        makers = [
            Organisation(f"{name.title()} {random.choice(_TRADES)}", country, "manufacturer")
            for name, country in zip(
                coined(random, MAKERS), MAKING * (MAKERS // len(MAKING) + 1), strict=False
            )
        ]
        self.ministries = {
            country.code: Organisation(f"Ministry of Defence ({country.name})", country, "ministry")
            for country in COUNTRIES[:60]
        }
        self.organisations = (*makers, *self.ministries.values())
        at_home = {c.code: [m for m in makers if m.country is c] for c in MAKING}
        origin = tailed(random, MAKING, 0.8)
        self.systems = tuple(
            self._system(random, name.title(), origin(), at_home)
            for name in coined(random, SYSTEMS)
        )
        self.people = self._people(random)
        self.programmes = {c.code: [n.title() for n in coined(random, 8)] for c in COUNTRIES}
        self.publishers = tuple(f"{n.title()} {random.choice(('Post', 'Monitor', 'Gazette', 'Wire'))}"
                                for n in coined(random, 80))  # fmt: skip

    @staticmethod
    def _system(
        random: Random, name: str, origin: Country, at_home: dict[str, list[Organisation]]
    ) -> System:
        number = random.randrange(10, 999)
        return System(
            name=f"{name}-{number}",
            alias=f"{name} Mark {number}",
            kind=random.choice(_KINDS),
            origin=origin,
            maker=random.choice(at_home[origin.code]),
            service_from=random.randrange(1970, 2020),
            range_km=random.randrange(5, 600),
        )

    @staticmethod
    def _people(random: Random) -> dict[str, tuple[Person, ...]]:
        first = [name.title() for name in coined(random, 60, 1)]
        last = coined(random, PEOPLE_EACH * len(COUNTRIES))
        names = iter(f"{random.choice(first)} {name.title()}" for name in last)
        return {
            country.code: tuple(
                Person(next(names), random.choice(_OFFICES), country) for _ in range(PEOPLE_EACH)
            )
            for country in COUNTRIES
        }
