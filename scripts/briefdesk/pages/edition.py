"""An edition: one catalogue with what all pages of one build share, worked out once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.catalogue.mentions import Mentions
from briefdesk.catalogue.model import Catalogue, Entry
from briefdesk.catalogue.order import newest_first
from briefdesk.catalogue.publishers import UNJUDGED, Citation, Publisher
from briefdesk.pages import addresses
from briefdesk.pages.page import SiteFacts
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject
from briefdesk.records.states import State
from briefdesk.records.values import Source


@dataclass(frozen=True, slots=True)
class Move:
    """The last change of a deal's state; `before` is None where nothing came earlier."""

    deal: Deal
    before: Step | None
    after: Step
    since: EventDate


@dataclass(frozen=True)
class Edition:
    """A catalogue about to be said. `handwritten` are the files of the docs, relative to
    their folder, that the host renders by itself (`authors/fields.md`)."""

    catalogue: Catalogue
    site: SiteFacts
    handwritten: Collection[str] = field(default_factory=frozenset)

    @cached_property
    def mentions(self) -> Mentions:
        """Finds the names that may become links."""
        return Mentions(self.catalogue.names.linkable)

    @cached_property
    def _deals_of(self) -> dict[str, tuple[Deal, ...]]:
        places: defaultdict[str, dict[str, tuple[bool, int]]] = defaultdict(dict)
        for deal in self.catalogue.deals:
            for step in deal.history:
                for report in step.reports:
                    place = not step.date.overlaps(report.brief.date), report.event.index
                    found = places[report.brief.slug]
                    found[deal.id] = min(place, found.get(deal.id, place))
        deals = {deal.id: deal for deal in self.catalogue.deals}
        return {
            slug: tuple(deals[id] for id in sorted(of, key=of.__getitem__))
            for slug, of in places.items()
        }

    def deals_of(self, brief: Brief) -> tuple[Deal, ...]:
        """The deals that a brief reports on: those it is about on its own date first, then
        in the order of its front matter."""
        return self._deals_of.get(brief.slug, ())

    def state_after(self, deal: Deal, brief: Brief) -> Step | None:
        """Where a deal stood at the date of a brief; else the first state that it reports."""
        stated, firsts = self._stated_of(deal)
        past = bisect_right(firsts, brief.date.last)
        if past:
            return stated[past - 1]
        own = [s for s in stated if any(r.brief.slug == brief.slug for r in s.reports)]
        return own[0] if own else None

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The last change of every deal that has a state, latest first."""
        found = [move for deal in self.catalogue.deals if (move := _move(deal))]
        return tuple(
            sorted(
                found,
                key=lambda m: (
                    -m.since.first.toordinal(), -m.since.last.toordinal(), m.deal.id,
                ),
            )
        )  # fmt: skip

    @cached_property
    def deals_by_change(self) -> tuple[Deal, ...]:
        """Every deal, the one whose state changed last first."""
        return tuple(sorted(self.catalogue.deals, key=latest_change))

    def reliability(self, source: Source) -> str:
        """The letter of a source's publisher, F where nobody has documented one."""
        publisher = self.catalogue.publisher(source.publisher)
        return publisher.reliability if publisher else UNJUDGED

    def neighbours(self, deal: Deal, brief: Brief) -> tuple[Brief | None, Brief | None]:
        """The briefs on the same deal just before and just after `brief`."""
        line, places = self._line_of(deal)
        place = places[brief.slug]
        earlier = line[place - 1] if place else None
        later = line[place + 1] if place + 1 < len(line) else None
        return earlier, later

    @cached_property
    def _followers(self) -> dict[str, Brief]:
        return {b.supersedes: b for b in self.catalogue.briefs if b.supersedes}

    def replaced_by(self, brief: Brief) -> Brief | None:
        """The brief that supersedes this one."""
        return self._followers.get(brief.slug)

    @cached_property
    def profiles(self) -> tuple[Profile, ...]:
        """Every profile, by kind and name."""
        return tuple(
            entry.profile
            for entries in self.catalogue.entries.values()
            for entry in entries
            if entry.profile
        )

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every source of every brief."""
        return tuple(Citation(b, source) for b in self.catalogue.briefs for source in b.sources)

    @cached_property
    def files(self) -> dict[str, str]:
        """The address of each Markdown file of the project that readers may see."""
        known = {f"docs/{uri}": addresses.of_file(uri) for uri in self.handwritten}
        known |= {p.path: addresses.subject(p.subject) for p in self.profiles}
        for brief in (*self.catalogue.briefs, *self.catalogue.withdrawn):
            known[brief.path] = addresses.brief(brief.date.year, brief.slug)
        return known

    def entry(self, subject: Subject) -> Entry | None:
        """What is known of a subject; None where it has no page."""
        return self.catalogue.entry(subject)

    @cached_property
    def span(self) -> tuple[int, int]:
        """The first and the last year of any brief; the year 1 where there is none."""
        found = [brief.date.year for brief in self.catalogue.briefs] or [1]
        return min(found), max(found)

    @cached_property
    def move_of(self) -> dict[str, Move]:
        """The last change of each deal that has a state, by the deal's id."""
        return {move.deal.id: move for move in self.moves}

    @cached_property
    def makes(self) -> dict[Subject, tuple[Profile, ...]]:
        """The profiles of what each organisation makes."""
        return _by((maker, profile) for profile in self.profiles for maker in profile.makers)

    @cached_property
    def parts(self) -> dict[Subject, tuple[Profile, ...]]:
        """The profiles of what belongs to each organisation."""
        return _by((profile.parent, profile) for profile in self.profiles if profile.parent)

    @cached_property
    def variants(self) -> dict[Subject, tuple[Profile, ...]]:
        """The profiles of the versions of each system."""
        return _by((p.variant_of, p) for p in self.profiles if p.variant_of)

    @cached_property
    def relatives(self) -> dict[Subject, tuple[Profile, ...]]:
        """The profiles that call a subject related."""
        return _by((subject, profile) for profile in self.profiles for subject in profile.related)

    @cached_property
    def publisher_of(self) -> dict[Subject, Publisher]:
        """The publisher that an organisation is, the first by name where there are several."""
        publishers = reversed(self.catalogue.publishers)
        return {p.organisation: p for p in publishers if p.organisation}

    @cached_property
    def _lines(self) -> dict[str, tuple[list[Brief], dict[str, int]]]:
        return {}

    def _line_of(self, deal: Deal) -> tuple[list[Brief], dict[str, int]]:
        """The briefs on a deal from the oldest to the newest, and the place of each."""
        if deal.id not in self._lines:
            line = sorted(deal.briefs, key=newest_first, reverse=True)
            places = {brief.slug: place for place, brief in enumerate(line)}
            self._lines[deal.id] = line, places
        return self._lines[deal.id]

    @cached_property
    def _stated(self) -> dict[str, tuple[list[Step], list[date]]]:
        return {}

    def _stated_of(self, deal: Deal) -> tuple[list[Step], list[date]]:
        """The steps of a deal that have a state, and the first day of each, which ascends."""
        if deal.id not in self._stated:
            stated = [step for step in deal.history if step.state]
            self._stated[deal.id] = stated, [step.date.first for step in stated]
        return self._stated[deal.id]


def changed(deal: Deal) -> EventDate:
    """When the state of a deal last changed; its last step where it has no state."""
    return deal.since or deal.history[-1].date


def latest_change(deal: Deal) -> tuple[int, int, str]:
    """Sort key of deals: latest change of state first."""
    date = changed(deal)
    return -date.first.toordinal(), -date.last.toordinal(), deal.id


def states(deal: Deal) -> tuple[tuple[Step, State], ...]:
    """The steps of a deal that bring a state about, each with that state."""
    return tuple((step, step.state) for step in deal.history if step.state)


def _move(deal: Deal) -> Move | None:
    stated = [step for step in deal.history if step.state]
    if not stated or deal.since is None:
        return None
    last = stated[-1]
    earlier = [step for step in stated if step.state != last.state]
    return Move(deal, earlier[-1] if earlier else None, last, deal.since)


def _by(pairs: Iterable[tuple[Subject, Profile]]) -> dict[Subject, tuple[Profile, ...]]:
    found: defaultdict[Subject, dict[Subject, Profile]] = defaultdict(dict)
    for subject, profile in pairs:
        found[subject][profile.subject] = profile
    return {subject: tuple(profiles.values()) for subject, profiles in found.items()}
