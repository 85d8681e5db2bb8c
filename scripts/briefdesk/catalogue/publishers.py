"""Publishers of sources, and what rests on each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from briefdesk.catalogue.order import alphabetical, newest_first
from briefdesk.catalogue.withdrawals import page_of
from briefdesk.reading.paths import slugify
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.kinds import Subject
from briefdesk.records.values import Source

#: Citations that a page may list: more of one publisher go on by year, and then in parts.
LIMIT = 100

#: Reliability of a publisher that nobody has documented.
UNJUDGED = "F"


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as one brief lists it."""

    brief: Brief
    source: Source


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published sources. `id` is its address; `organisation` its profile's subject.

    `reliability` is an Admiralty letter, F where no profile gives one with its basis.
    `citations` run from the newest brief to the oldest. `spread` tells how they spread over
    pages: it is empty where they are all on one, else `long` and the years that fill several.
    """

    id: str
    name: str
    organisation: Subject | None
    reliability: str
    reliability_basis: str | None
    citations: tuple[Citation, ...]
    spread: tuple[str, ...] = ()


class Publishers:
    """Every publisher that `briefs` cite; spellings that fold equal are one."""

    def __init__(self, briefs: Iterable[Brief], profiles: Iterable[Profile]) -> None:
        cited: defaultdict[str, list[Citation]] = defaultdict(list)
        self._ids: dict[str, str] = {}
        for brief in briefs:
            for source in brief.sources:
                cited[self.id(source.publisher)].append(Citation(brief, source))
        self._cited = cited
        self._compiled: dict[str, Publisher] = {}
        self._cited_in: dict[str, tuple[tuple[str, str], ...]] = {}
        self._known = {
            slugify(name): profile
            for profile in sorted(profiles, key=lambda p: p.path, reverse=True)
            if profile.subject.kind == "organisations"
            for name in (
                *(alias for group in profile.names.values() for alias in group),
                profile.name,
            )
        }

    def id(self, name: str) -> str:
        """The id of a publisher by its name, however it is spelled."""
        if name not in self._ids:
            self._ids[name] = slugify(name)
        return self._ids[name]

    def cited_in(self, brief: Brief) -> tuple[tuple[str, str], ...]:
        """The sources of a brief: the id of the publisher, and what tells a source of that
        publisher from its others. Worked out once, since many pages count the same briefs."""
        if brief.slug not in self._cited_in:
            self._cited_in[brief.slug] = tuple(
                (self.id(s.publisher), page_of(s)) for s in brief.sources
            )
        return self._cited_in[brief.slug]

    def name(self, id: str) -> str:
        """What the publisher of an id is called."""
        found = self.publisher(id)
        return found.name if found else id

    def house(self, name: str) -> str:
        """Who a name stands for as a witness: one house, by whichever of its names."""
        profile = self._known.get(self.id(name))
        return f"organisations {profile.subject.id}" if profile else self.id(name)

    def publisher(self, id: str) -> Publisher | None:
        """The publisher of that id."""
        if id not in self._compiled:
            if id not in self._cited:
                return None
            self._compiled[id] = _publisher(id, self._cited[id], self._known.get(id))
        return self._compiled[id]

    def any(self) -> bool:
        """True where any brief cites anything."""
        return bool(self._cited)

    def ids_of(self, profile: Profile) -> tuple[str, ...]:
        """The ids under which an organisation may be cited, cited or not."""
        aliases = (alias for group in profile.names.values() for alias in group)
        ids = dict.fromkeys(slugify(name) for name in (profile.name, *aliases))
        return tuple(id for id in ids if self._known.get(id) is profile)

    def publishers(self) -> tuple[Publisher, ...]:
        """Every publisher by name."""
        found = (publisher for id in self._cited if (publisher := self.publisher(id)))
        return tuple(sorted(found, key=lambda p: (alphabetical(p.name), p.id)))


def _publisher(id: str, citations: list[Citation], profile: Profile | None) -> Publisher:
    spellings = Counter(citation.source.publisher for citation in citations)
    name = min(spellings, key=lambda spelling: (-spellings[spelling], alphabetical(spelling)))
    return Publisher(
        id=id,
        name=name,
        organisation=profile.subject if profile else None,
        reliability=(profile.reliability if profile else None) or UNJUDGED,
        reliability_basis=profile.reliability_basis if profile else None,
        citations=tuple(
            sorted(citations, key=lambda c: (newest_first(c.brief), c.source.id)),
        ),
        spread=_spread(citations),
    )


def _spread(citations: list[Citation]) -> tuple[str, ...]:
    if len(citations) <= LIMIT:
        return ()
    years = Counter(citation.brief.date.year for citation in citations)
    return "long", *(f"{year:04d}" for year in sorted(years) if years[year] > LIMIT)
