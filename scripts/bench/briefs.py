"""The briefs of the corpus, one after the other in the order of their dates, as plain values."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from unicodedata import normalize

from bench.chance import tailed
from bench.deals import DealEvent, Market
from bench.places import COUNTRIES, Country
from bench.prose import Prose
from bench.words import Vocabulary
from bench.world import Organisation, Person, System, World

FIRST, LAST = date(1996, 1, 1), date(2025, 12, 31)

#: One brief in two has one or two events of deals.
WITH_DEAL, WITH_TWO = 0.5, 0.3

_TOPICS = (
    "financing", "offsets", "export control", "training", "interoperability", "co-production",
    "maintenance", "sanctions", "budget", "testing", "delivery schedule", "local industry",
)  # fmt: skip
_ROLES = ("operator", "concerned", "bidder", "critic", "former bidder", "host", "mediator")
_HEADLINES = {
    "interest": "{} looks at the {}", "talks": "{} opens talks on the {}",
    "offer": "{} is offered the {}", "tender": "{} asks for bids, {} among them",
    "shortlisted": "{} shortlists the {}", "selected": "{} selects the {}",
    "negotiation": "{} negotiates over the {}", "agreed": "{} agrees terms for the {}",
    "signed": "{} signs for the {}", "production": "{} sees work begin on the {}",
    "delivery": "{} receives its first {}", "delivered": "{} has all of its {}",
    "in-service": "{} declares the {} in service", "suspended": "{} suspends the {}",
    "cancelled": "{} cancels the {}", "abandoned": "{} drops the {}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """Where a brief was read."""

    id: str
    publisher: str
    title: str
    day: date


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief. `key` is `2017/2017-02-22-some-words`; in `text`, `see:` begins a brief's key."""

    key: str
    day: date
    published: date
    title: str
    summary: str
    countries: dict[Country, str]
    systems: tuple[System, ...]
    organisations: tuple[Organisation, ...]
    people: tuple[Person, ...]
    topics: tuple[str, ...]
    deals: tuple[DealEvent, ...]
    statements: tuple[str, ...]
    sources: tuple[Source, ...]
    questions: tuple[str, ...]
    text: str


def slug(text: str) -> str:
    """`text` as part of an address."""
    ascii = normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii.lower()).strip("-")


class Corpus:
    """The subjects and the briefs of one corpus, the same for the same number and seed."""

    def __init__(self, number: int, seed: int = 0) -> None:
        self.number = number
        self._random = Random(seed)  # noqa: S311, a corpus is no secret
        self.world = World(self._random)
        self.prose = Prose(self._random, Vocabulary(self._random))
        self._market = Market(self.world, self._random)
        self._country = tailed(self._random, COUNTRIES, draws=50_011)
        self._system = tailed(self._random, self.world.systems, 0.7, draws=50_021)
        self._topic = tailed(self._random, _TOPICS, 0.5)

    def __iter__(self) -> Iterator[Brief]:
        """Every brief; once, since chance goes on."""
        days = (LAST - FIRST).days
        today, taken = FIRST, set[str]()
        # Links lead to one of the last two hundred.
        recent: deque[str] = deque(maxlen=200)
        for place in range(self.number):
            day = FIRST + timedelta(days=place * days // max(self.number - 1, 1))
            if day != today:
                today, taken = day, set()
            brief = self._brief(day, taken, recent)
            recent.append(brief.key)
            yield brief

    def _brief(self, day: date, taken: set[str], recent: deque[str]) -> Brief:
        random, prose = self._random, self.prose
        deals: tuple[DealEvent, ...] = ()
        if random.random() < WITH_DEAL:
            deals = tuple(self._market.step(day) for _ in range(1 + (random.random() < WITH_TWO)))
        systems = [event.system for event in deals]
        systems += [self._system() for _ in range(random.randrange(1 if not deals else 0, 3))]
        countries = self._countries(deals)
        people = self._people(countries)
        sources = self._sources(day)
        title = self._title(deals, countries, systems)
        names = [systems[0].name, *(c.name for c in countries), people[0].name]
        names += [systems[0].maker.name, *(system.name for system in systems[1:])]
        earlier = random.choice(recent) if recent and random.random() < 0.35 else None
        return Brief(
            key=self._key(day, title, taken),
            day=day,
            published=day + timedelta(days=random.randrange(4)),
            title=title,
            summary=f"{prose.sentence()} {prose.sentence()}",
            countries=countries,
            systems=tuple(dict.fromkeys(systems)),
            organisations=self._organisations(systems, countries),
            people=people,
            topics=tuple(dict.fromkeys((self._topic(), self._topic()))) if random.random() < 0.6 else (),
            deals=deals,
            statements=tuple(prose.sentence() for _ in range(random.randrange(3))),
            sources=sources,
            questions=tuple(f"Who is to {prose.infinitive()} the {prose.noun()}?"
                            for _ in range(random.randrange(3))),
            text=prose.text(names, [source.id for source in sources], earlier),
        )  # fmt: skip

    def _title(
        self, deals: tuple[DealEvent, ...], countries: dict[Country, str], systems: list[System]
    ) -> str:
        if deals:
            event = deals[0]
            return _HEADLINES[event.state].format(event.buyer.name, event.system.name)
        prose, country = self.prose, next(iter(countries))
        return f"{country.name} {prose.past()} the {prose.noun()} of the {systems[0].name}"

    @staticmethod
    def _key(day: date, title: str, taken: set[str]) -> str:
        name = words = slug(title)
        count = 1
        while name in taken:
            count += 1
            name = f"{words}-{count}"
        taken.add(name)
        return f"{day.year}/{day}-{name}"

    def _countries(self, deals: tuple[DealEvent, ...]) -> dict[Country, str]:
        roles: dict[Country, str] = {}
        for event in deals:
            roles.setdefault(event.buyer, "buyer")
            roles.setdefault(event.system.origin, "supplier")
        for _ in range(self._random.randrange(0 if deals else 1, 4)):
            role = self._random.choice(_ROLES)
            roles.setdefault(self._country(), role)
        return roles

    def _people(self, countries: dict[Country, str]) -> tuple[Person, ...]:
        home = next(iter(countries))
        number = self._random.randrange(1, 3)
        return tuple(self._random.sample(self.world.people[home.code], number))

    def _organisations(
        self, systems: list[System], countries: dict[Country, str]
    ) -> tuple[Organisation, ...]:
        ministries = (self.world.ministries.get(country.code) for country in countries)
        named = [systems[0].maker, *(ministry for ministry in ministries if ministry)]
        return tuple(dict.fromkeys(named[:3]))

    def _sources(self, day: date) -> tuple[Source, ...]:
        publishers = self._random.sample(self.world.publishers, self._random.randrange(2, 5))
        return tuple(
            Source(slug(name), name, f"{self.prose.place()} {self.prose.past()} {self.prose.plural()}", day)
            for name in publishers
        )  # fmt: skip
