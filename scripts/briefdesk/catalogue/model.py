"""The catalogue: everything a page, a feed or a data file may say, ready to be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from briefdesk.catalogue.deals import Deal
from briefdesk.catalogue.publishers import Publisher
from briefdesk.catalogue.support import Support, support
from briefdesk.reading.names import Names
from briefdesk.reading.paths import slugify
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Kind, Subject


@dataclass(frozen=True)
class Entry:
    """One subject with all that rests on it. `briefs` run from the newest event to the oldest;
    a brief counts where it lists the subject or where one of its deals, people or statements
    names it. `deals` are those it takes part in, makes the system of, or is a witness to."""

    subject: Subject
    name: str
    profile: Profile | None
    other_names: tuple[str, ...]
    briefs: tuple[Brief, ...]
    deals: tuple[Deal, ...]


@dataclass(frozen=True)
class Catalogue:
    """All public briefs and what they add up to.

    `briefs` are the public ones, newest event first (ties: latest published, then slug).
    `withdrawn` are briefs whose page only says that they were withdrawn and why.
    `entries` holds, for each kind id, the entries that have a brief or a profile, by name.
    `deals` are in order of id, `publishers` by name.
    """

    kinds: tuple[Kind, ...]
    names: Names
    briefs: tuple[Brief, ...]
    withdrawn: tuple[Brief, ...]
    entries: Mapping[str, tuple[Entry, ...]]
    deals: tuple[Deal, ...]
    publishers: tuple[Publisher, ...] = ()

    @cached_property
    def _entry(self) -> dict[Subject, Entry]:
        return {entry.subject: entry for entries in self.entries.values() for entry in entries}

    @cached_property
    def _brief(self) -> dict[str, Brief]:
        return {brief.slug: brief for brief in self.briefs}

    @cached_property
    def _deal(self) -> dict[str, Deal]:
        return {deal.id: deal for deal in self.deals}

    @cached_property
    def _publisher(self) -> dict[str, Publisher]:
        return {publisher.id: publisher for publisher in self.publishers}

    def entry(self, subject: Subject) -> Entry | None:
        """What is known of a subject; None where no brief and no profile speaks of it."""
        return self._entry.get(subject)

    def brief(self, slug: str) -> Brief | None:
        """The public brief of that slug."""
        return self._brief.get(slug)

    def deal(self, id: str) -> Deal | None:
        """The deal of that id."""
        return self._deal.get(id)

    def publisher(self, name: str) -> Publisher | None:
        """The publisher of that name, however it is spelled."""
        if name not in self._publisher_named:
            self._publisher_named[name] = self._publisher.get(slugify(name))
        return self._publisher_named[name]

    def kind(self, id: str) -> Kind:
        """The kind of that id; KeyError where there is none."""
        return self._kind[id]

    def name(self, subject: Subject, on: EventDate | None = None) -> str:
        """The name of a subject as it was on a date, or as it is today."""
        return self.names.shown(subject, on)

    @cached_property
    def _publisher_named(self) -> dict[str, Publisher | None]:
        return {}

    @cached_property
    def _kind(self) -> dict[str, Kind]:
        return {kind.id: kind for kind in self.kinds}

    @cached_property
    def whole(self) -> Support:
        """What all public briefs rest on."""
        return support(self.publisher, self.briefs)

    @cached_property
    def _every_name(self) -> dict[Subject, tuple[str, ...]]:
        return {}

    def every_name(self, subject: Subject) -> tuple[str, ...]:
        """Today's name of a subject, and every further one."""
        if subject not in self._every_name:
            self._every_name[subject] = (self.name(subject), *self.names.others(subject))
        return self._every_name[subject]
