"""An edition: one catalogue with what all pages of one build share, worked out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from briefdesk.catalogue.deals import Deal, Step, attested
from briefdesk.catalogue.mentions import Mentions
from briefdesk.catalogue.model import Catalogue, Entry
from briefdesk.catalogue.order import newest_first
from briefdesk.catalogue.publishers import UNJUDGED, Citation
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
        names = self.catalogue.names
        return Mentions(names.linkable, names.uncertain)

    @cached_property
    def _deals_of(self) -> dict[str, tuple[Deal, ...]]:
        found: defaultdict[str, dict[str, Deal]] = defaultdict(dict)
        for deal in self.catalogue.deals:
            for brief in deal.briefs:
                found[brief.slug][deal.id] = deal
        return {
            brief.slug: tuple(
                sorted(found[brief.slug].values(), key=lambda deal: _place_in(brief, deal))
            )
            for brief in self.catalogue.briefs
            if brief.slug in found
        }

    def deals_of(self, brief: Brief) -> tuple[Deal, ...]:
        """The deals that a brief reports on: those it is about on its own date first, then
        in the order of its front matter."""
        return self._deals_of.get(brief.slug, ())

    def state_after(self, deal: Deal, brief: Brief) -> Step | None:
        """Where a deal stood at the date of a brief; else the first state that it reports."""
        stated = [step for step in deal.history if step.state]
        past = [step for step in stated if step.date.first <= brief.date.last]
        if past:
            return attested(past)
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
        line = sorted(deal.briefs, key=newest_first, reverse=True)
        place = [other.slug for other in line].index(brief.slug)
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


def _place_in(brief: Brief, deal: Deal) -> tuple[bool, int]:
    return min(
        (not step.date.overlaps(brief.date), report.event.index)
        for step in deal.history
        for report in step.reports
        if report.brief.slug == brief.slug
    )


def _move(deal: Deal) -> Move | None:
    stated = [step for step in deal.history if step.state]
    if not stated or deal.since is None:
        return None
    last = stated[-1]
    before = stated[
        : 1 + max((n for n, s in enumerate(stated) if s.state != last.state), default=-1)
    ]
    return Move(deal, attested(before) if before else None, attested(stated), deal.since)
