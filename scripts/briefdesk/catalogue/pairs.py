"""Pairs worth comparing: countries with a deal between them, systems that met or are related.

There are never as many as could be thought of: pairs of countries are no more than there are
deals, and of the systems in one programme of one buyer only the first few are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import combinations

from briefdesk.catalogue import grounds
from briefdesk.catalogue.deals import Deal
from briefdesk.catalogue.model import Catalogue
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.kinds import Subject

Pair = tuple[Subject, Subject]

#: The kinds of which two may be compared.
COMPARED = ("countries", "systems")

#: Systems of one programme, and relatives of one profile, that are compared with each other.
_OPTIONS = 8
_RELATIVES = 12


def pair(one: Subject, other: Subject) -> Pair:
    """Two subjects in their order."""
    return (one, other) if one < other else (other, one)


def comparable(subjects: Iterable[Subject]) -> Iterator[Pair]:
    """Every two of `subjects` that are of one kind and may be compared."""
    for one, other in combinations(sorted(set(subjects)), 2):
        if one.kind == other.kind and one.kind in COMPARED:
            yield one, other


class Pairs:
    """The pairs of a catalogue; each method notes what its answer rests on."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._ledger = catalogue.ledger
        self._slugs: dict[Subject, frozenset[str]] = {}

    @cached_property
    def _between(self) -> dict[Pair, tuple[str, ...]]:
        found: dict[Pair, dict[str, None]] = {}
        for id, reports in self._ledger.reports.items():
            event = reports[0].event
            for supplier in event.suppliers:
                if supplier != event.buyer:
                    found.setdefault(pair(event.buyer, supplier), {})[id] = None
        return {both: tuple(ids) for both, ids in sorted(found.items())}

    @cached_property
    def _met(self) -> dict[Pair, tuple[Pair, ...]]:
        """For two systems each buyer and programme in which they are compared."""
        found: dict[Pair, list[Pair]] = {}
        for buyer, programme in sorted(self._ledger.contests):
            for both in combinations(sorted(self._options(buyer, programme)), 2):
                found.setdefault(both, []).append((buyer, programme))
        return {both: tuple(where) for both, where in sorted(found.items())}

    def _options(self, buyer: Subject, programme: Subject) -> list[Subject]:
        """The systems in a programme of a buyer, those most told of first, as far as they are
        compared."""
        told: dict[Subject, int] = {}
        for id in self._ledger.rivals(buyer, programme):
            reports = self._ledger.reports[id]
            system = reports[0].event.system
            told[system] = told.get(system, 0) + len(reports)
        return sorted(told, key=lambda system: (-told[system], system))[:_OPTIONS]

    def options(self, buyer: Subject, programme: Subject) -> tuple[Subject, ...]:
        """The systems in a programme of a buyer of which any two are compared."""
        self._catalogue.note(grounds.contest(buyer, programme))
        found = self._options(buyer, programme)
        return tuple(found) if len(found) > 1 else ()

    def met(self, one: Subject, other: Subject) -> tuple[Pair, ...]:
        """The buyers and programmes in which two systems were both considered."""
        for system in (one, other):
            for deal in self.deals_of(system):
                for programme in deal.programmes:
                    self._catalogue.note(grounds.contest(deal.buyer, programme))
        return self._met.get(pair(one, other), ())

    def _relatives(self, system: Subject) -> Iterator[Subject]:
        """What the profile of a system calls related, or names as its base."""
        with self._catalogue.noting():
            profile = self._catalogue.profile(system)
        if profile is None:
            return
        named = dict.fromkeys((*filter(None, (profile.variant_of,)), *profile.related))
        alike = [other for other in named if other.kind == system.kind and other != system]
        yield from alike[:_RELATIVES]

    def profile(self, system: Subject) -> Profile | None:
        """The profile of one of a pair."""
        self._catalogue.note(grounds.profile(system))
        with self._catalogue.noting():
            return self._catalogue.profile(system)

    def related(self, one: Subject, other: Subject) -> bool:
        """True where the profile of one of two systems names the other."""
        for system in (one, other):
            self._catalogue.note(grounds.profile(system))
        return other in self._relatives(one) or one in self._relatives(other)

    def systems_with(self, system: Subject) -> tuple[Subject, ...]:
        """The systems with which one is compared, by id."""
        catalogue = self._catalogue
        for ground in (grounds.entry(system), grounds.named(system)):
            catalogue.note(ground)
        with catalogue.noting():
            entry = catalogue.entry(system)
        programmes = {
            (deal.buyer, programme)
            for deal in (entry.deals if entry else ())
            for programme in deal.programmes
        }
        found: set[Subject] = set()
        for buyer, programme in programmes:
            options = self.options(buyer, programme)
            if system in options:
                found.update(options)
        found.update(self._relatives(system))
        found.update(self._naming.get(system, ()))
        return tuple(sorted(found - {system}))

    @cached_property
    def _naming(self) -> dict[Subject, tuple[Subject, ...]]:
        """For a system those whose profiles name it."""
        found: dict[Subject, list[Subject]] = {}
        with self._catalogue.noting():
            systems = [p.subject for p in self._catalogue.profiles if p.subject.kind == "systems"]
        for system in systems:
            for other in self._relatives(system):
                found.setdefault(other, []).append(system)
        return {other: tuple(systems) for other, systems in found.items()}

    def any(self) -> bool:
        """True where anything is compared."""
        return bool(self.systems() or self.countries())

    def systems(self) -> tuple[Pair, ...]:
        """Every two systems that are compared, those that met most often first."""
        for ground in (grounds.DEALS, grounds.PROFILES):
            self._catalogue.note(ground)
        related = {
            pair(other, system) for other, systems in self._naming.items() for system in systems
        }
        return tuple(
            sorted(
                self._met.keys() | related, key=lambda both: (-len(self._met.get(both, ())), both)
            )
        )

    def countries(self) -> tuple[Pair, ...]:
        """Every two countries that are compared, those with most deals between them first."""
        self._catalogue.note(grounds.DEALS)
        return tuple(sorted(self._between, key=lambda both: (-len(self._between[both]), both)))

    def deals_between(self, one: Subject, other: Subject) -> tuple[Deal, ...]:
        """The deals of which one country is the buyer and the other a supplier, by id."""
        self._catalogue.note(grounds.pair(one, other))
        ids = self._between.get(pair(one, other), ())
        return tuple(deal for id in ids if (deal := self._catalogue.deal(id)))

    def deals_of(self, system: Subject) -> tuple[Deal, ...]:
        """The deals for a system, by id."""
        self._catalogue.note(grounds.deals_of(system))
        with self._catalogue.noting():
            entry = self._catalogue.entry(system)
        return entry.deals if entry else ()

    def briefs_naming(self, one: Subject, other: Subject) -> tuple[Brief, ...]:
        """The briefs that are about both, newest first."""
        self._catalogue.note(grounds.pair(one, other))
        with self._catalogue.noting():
            found = [self._catalogue.entry(subject) for subject in (one, other)]
        known = sorted((entry for entry in found if entry), key=lambda entry: len(entry.briefs))
        if len(known) < 2:
            return ()
        fewer, more = known
        return tuple(b for b in fewer.briefs if b.slug in self._slugs_of(more.subject, more.briefs))

    def _slugs_of(self, subject: Subject, briefs: tuple[Brief, ...]) -> frozenset[str]:
        if subject not in self._slugs:
            self._slugs[subject] = frozenset(brief.slug for brief in briefs)
        return self._slugs[subject]
