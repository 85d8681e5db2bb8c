"""An edition: one catalogue with what all pages of one build share, worked out once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from heapq import nsmallest
from itertools import groupby

from briefdesk.catalogue import grounds
from briefdesk.catalogue.deals import Deal, Step, attested
from briefdesk.catalogue.ledger import deal_id
from briefdesk.catalogue.mentions import Mentions
from briefdesk.catalogue.model import Catalogue
from briefdesk.catalogue.order import newest_first
from briefdesk.catalogue.pairs import Pairs
from briefdesk.catalogue.publishers import UNJUDGED
from briefdesk.pages import addresses
from briefdesk.pages.events import Event, Happened, events
from briefdesk.pages.notices import Notice, latest, notices
from briefdesk.pages.page import SiteFacts
from briefdesk.pages.runs import LIMIT
from briefdesk.pages.sharing import Sharing
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
class Edition(Sharing):
    """A catalogue about to be said. `handwritten` are the files of the docs, relative to
    their folder, that the host renders by itself (`authors/fields.md`)."""

    catalogue: Catalogue
    site: SiteFacts
    handwritten: Collection[str] = field(default_factory=frozenset)

    def __reduce__(
        self,
    ) -> tuple[type[Edition], tuple[Catalogue, SiteFacts, Collection[str]]]:
        """Another process works out for itself what is kept here."""
        return Edition, (self.catalogue, self.site, self.handwritten)

    @cached_property
    def kept(self) -> frozenset[str]:
        """Uris that pages written by hand keep for themselves."""
        return frozenset(addresses.uri(addresses.of_file(uri)) for uri in self.handwritten)

    @cached_property
    def mentions(self) -> Mentions:
        """Finds the names that may become links."""
        return Mentions(self.catalogue.linkable, self.catalogue.uncertain)

    @cached_property
    def pairs(self) -> Pairs:
        """The pairs of subjects that are compared."""
        return Pairs(self.catalogue)

    def deals_of(self, brief: Brief) -> tuple[Deal, ...]:
        """The deals that a brief reports on: those it is about on its own date first, then
        in the order of its front matter."""
        ids = dict.fromkeys(deal_id(event) for event in brief.deals)
        found = (deal for id in ids if (deal := self.catalogue.deal(id)))
        return tuple(sorted(found, key=lambda deal: _place_in(brief, deal)))

    def state_after(self, deal: Deal, brief: Brief) -> Step | None:
        """Where a deal stood at the date of a brief; else the first state that it reports."""
        stated, firsts = self._stated_of(deal)
        past = bisect_right(firsts, brief.date.last)
        if past:
            return attested(stated[:past])
        own = [s for s in stated if any(r.brief.slug == brief.slug for r in s.reports)]
        return own[0] if own else None

    def moves(self) -> tuple[Move, ...]:
        """The last change of every deal that has a state, latest first."""
        found = [move for deal in self.catalogue.deals if (move := last_move(deal))]
        return tuple(
            sorted(
                found,
                key=lambda m: (
                    -m.since.first.toordinal(), -m.since.last.toordinal(), m.deal.id,
                ),
            )
        )  # fmt: skip

    @cached_property
    def _deals_by_change(self) -> tuple[Deal, ...]:
        with self.catalogue.noting():
            return tuple(sorted(self.catalogue.deals, key=latest_change))

    def deals_by_change(self) -> tuple[Deal, ...]:
        """Every deal, the one whose state changed last first."""
        self.catalogue.note(grounds.DEALS)
        return self._deals_by_change

    def deals_changed_in(self, year: int) -> tuple[Deal, ...]:
        """The deals that last changed in a year, the last one first."""
        self.catalogue.note(grounds.year_of_deals(year))
        return tuple(deal for deal in self._deals_by_change if changed(deal).year == year)

    @cached_property
    def _happened(self) -> Happened:
        with self.catalogue.noting():
            return Happened(events(self.catalogue.deals, self.catalogue.briefs))

    def events(self) -> tuple[Event, ...]:
        """Every event, newest first."""
        self.catalogue.note(grounds.DEALS)
        self.catalogue.note(grounds.BRIEFS)
        return self._happened.every

    @cached_property
    def _notices(self) -> tuple[Notice, ...]:
        catalogue = self.catalogue
        with catalogue.noting():
            every = notices(catalogue.deals, catalogue.briefs, catalogue.withdrawn)
            return tuple(nsmallest(LIMIT, every, key=latest))

    def notices(self) -> tuple[Notice, ...]:
        """The latest changes that mean something, newest first."""
        self.catalogue.note(grounds.DEALS)
        self.catalogue.note(grounds.BRIEFS)
        return self._notices

    def events_in(self, year: int) -> tuple[Event, ...]:
        """The events of a year, newest first."""
        self.catalogue.note(grounds.year_of_deals(year))
        self.catalogue.note(grounds.year_of_briefs(year))
        return self._happened.by_year.get(year, ())

    def events_on(self, month: int, day: int) -> tuple[Event, ...]:
        """The events of a day of the year, newest first; where `day` is 0, those of which no
        more than the month is known."""
        self.catalogue.note(grounds.day(month, day))
        return self._happened.by_day.get((month, day), ())

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
        with self.catalogue.noting():
            return {b.supersedes: b for b in self.catalogue.briefs if b.supersedes}

    def replaced_by(self, brief: Brief) -> Brief | None:
        """The brief that supersedes this one."""
        self.catalogue.note(grounds.follower(brief.slug))
        return self._followers.get(brief.slug)

    @cached_property
    def _briefs_by_year(self) -> dict[int, tuple[Brief, ...]]:
        with self.catalogue.noting():
            by_year = groupby(self.catalogue.briefs, key=lambda brief: brief.date.year)
            return {year: tuple(of) for year, of in by_year}

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a brief, newest first."""
        self.catalogue.note(grounds.YEARS)
        return tuple(self._briefs_by_year)

    def briefs_of(self, year: int) -> tuple[Brief, ...]:
        """The briefs on events of a year, newest first."""
        self.catalogue.note(grounds.year_of_briefs(year))
        return self._briefs_by_year.get(year, ())

    def sources(self) -> int:
        """How many sources all briefs list."""
        return sum(len(brief.sources) for brief in self.catalogue.briefs)

    @cached_property
    def _files(self) -> dict[str, str]:
        known = {f"docs/{uri}": addresses.of_file(uri) for uri in self.handwritten}
        with self.catalogue.noting():
            known |= {p.path: addresses.subject(p.subject) for p in self.catalogue.profiles}
            for brief in (*self.catalogue.briefs, *self.catalogue.withdrawn):
                known[brief.path] = addresses.brief(brief.date.year, brief.slug)
        return known

    def file(self, path: str) -> str | None:
        """The address of a Markdown file of the project; None where readers may not see it."""
        self.catalogue.note(grounds.file(path))
        return self._files.get(path)

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last year of any brief; the year 1 where there is none."""
        return min(self.years, default=1), max(self.years, default=1)

    @cached_property
    def _profiles_by(self) -> dict[str, dict[Subject, tuple[Profile, ...]]]:
        """The profiles that name a subject, by the field in which they do."""
        with self.catalogue.noting():
            every = self.catalogue.profiles
        return {
            "makers": _by((maker, profile) for profile in every for maker in profile.makers),
            "parent": _by((profile.parent, profile) for profile in every if profile.parent),
            "variant_of": _by((p.variant_of, p) for p in every if p.variant_of),
            "related": _by((subject, profile) for profile in every for subject in profile.related),
        }

    def profiles_naming(self, subject: Subject, field: str) -> tuple[Profile, ...]:
        """The profiles, by kind and name, that name a subject in a field: as one of their
        `makers`, as `parent`, `variant_of` or `related`."""
        self.catalogue.note(grounds.named(subject))
        return self._profiles_by[field].get(subject, ())

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


def _place_in(brief: Brief, deal: Deal) -> tuple[bool, int]:
    return min(
        (not step.date.overlaps(brief.date), report.event.index)
        for step in deal.history
        for report in step.reports
        if report.brief.slug == brief.slug
    )


def _by(pairs: Iterable[tuple[Subject, Profile]]) -> dict[Subject, tuple[Profile, ...]]:
    found: defaultdict[Subject, dict[Subject, Profile]] = defaultdict(dict)
    for subject, profile in pairs:
        found[subject][profile.subject] = profile
    return {subject: tuple(profiles.values()) for subject, profiles in found.items()}


def last_move(deal: Deal) -> Move | None:
    """The last change of a deal's state; None where it has none."""
    stated = [step for step in deal.history if step.state]
    if not stated or deal.since is None:
        return None
    last = stated[-1]
    before = stated[
        : 1 + max((n for n, s in enumerate(stated) if s.state != last.state), default=-1)
    ]
    return Move(deal, attested(before) if before else None, attested(stated), deal.since)
