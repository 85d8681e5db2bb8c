"""The catalogue: everything a page, a feed or a data file may say, ready to be said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter

from briefdesk.catalogue import grounds
from briefdesk.catalogue.about import subjects_of
from briefdesk.catalogue.deals import Deal
from briefdesk.catalogue.ledger import Ledger
from briefdesk.catalogue.order import alphabetical, newest_first, of_year
from briefdesk.catalogue.publishers import Citation, Publisher, Publishers
from briefdesk.catalogue.sourcing import Sourcing
from briefdesk.catalogue.support import Support, support
from briefdesk.reading.library import Library
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Kind, Subject
from briefdesk.records.values import Question


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


class Catalogue:
    """All briefs that may be public on a day, and what they add up to.

    Only an index is made at once; deals, entries and publishers are compiled when they are
    first asked for. Whatever is asked for is noted as a ground (see `noting`).
    """

    def __init__(self, library: Library, today: date | None = None) -> None:
        self._made_of = library, today
        self.kinds = library.kinds
        #: The day as of which all this is, where it is not today.
        self.as_of = library.as_of
        self._changed = library.changed
        self._names = library.names
        self._noted: set[str] = set()
        public = (brief for brief in library.briefs if brief.is_public(today))
        self._briefs = tuple(sorted(public, key=newest_first))
        gone = (brief for brief in library.briefs if brief.is_withdrawn(today))
        self._withdrawn = tuple(sorted(gone, key=newest_first))
        self._profiles = {p.subject: p for p in sorted(library.profiles, key=lambda p: p.path)}
        self._publishers = Publishers(self._briefs, self._profiles.values())
        #: What sources are worth: which were withdrawn, and how many witnesses they are.
        self.sourcing = Sourcing(
            (*self._briefs, *self._profiles.values()), self._publishers, self.note
        )
        withdrawn = self.sourcing.withdrawals.keys()
        self.ledger = Ledger(self._briefs, library.names, self._profiles, withdrawn)
        self._about: defaultdict[Subject, dict[str, Brief]] = defaultdict(dict)
        for brief in self._briefs:
            for subject in subjects_of(brief):
                self._about[subject][brief.slug] = brief
        self._part_in: defaultdict[Subject, dict[str, None]] = defaultdict(dict)
        for id, reports in self.ledger.reports.items():
            for subject in self.ledger.parties(report.event for report in reports):
                self._part_in[subject][id] = None
        self._by_slug = {brief.slug: brief for brief in self._briefs}
        self._withdrawn_by_slug = {brief.slug: brief for brief in self._withdrawn}
        self._compiled: dict[Subject, Entry] = {}
        self._others: dict[Subject, tuple[str, ...]] = {}

    def __reduce__(self) -> tuple[type[Catalogue], tuple[Library, date | None]]:
        """Another process makes its own of the same records."""
        return Catalogue, self._made_of

    @contextmanager
    def noting(self) -> Iterator[set[str]]:
        """The grounds of what is asked for inside the block."""
        before, self._noted = self._noted, set()
        try:
            yield self._noted
        finally:
            self._noted = before

    def note(self, *grounds: str) -> None:
        """Note grounds of something worked out from the catalogue."""
        self._noted.update(grounds)

    @property
    def briefs(self) -> tuple[Brief, ...]:
        """The public briefs, newest event first (ties: latest published, then slug)."""
        self.note(grounds.BRIEFS)
        return self._briefs

    @property
    def withdrawn(self) -> tuple[Brief, ...]:
        """Briefs whose page only says that they were withdrawn, and why."""
        self.note(grounds.BRIEFS)
        return self._withdrawn

    @property
    def deals(self) -> tuple[Deal, ...]:
        """Every deal, in order of id."""
        self.note(grounds.DEALS)
        return self.ledger.deals()

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Every profile, by kind and name."""
        self.note(grounds.PROFILES)
        known = (subject for kind in self.kinds for subject in self._subjects[kind.id])
        return tuple(self._profiles[subject] for subject in known if subject in self._profiles)

    @property
    def publishers(self) -> tuple[Publisher, ...]:
        """Every publisher with its citations, by name."""
        self.note(grounds.PUBLISHERS)
        return self._publishers.publishers()

    @cached_property
    def _subjects(self) -> dict[str, tuple[Subject, ...]]:
        """For each kind, the subjects that have a brief or a profile, by name."""
        known = sorted(
            self._profiles.keys() | self._about.keys(),
            key=lambda subject: (alphabetical(self._names.shown(subject)), subject.id),
        )
        return {kind.id: tuple(s for s in known if s.kind == kind.id) for kind in self.kinds}

    @cached_property
    def _present(self) -> frozenset[str]:
        present = {kind.id for kind in self.kinds if self._subjects[kind.id]}
        present |= {grounds.BRIEFS} if self._briefs else set()
        present |= {grounds.DEALS} if self.ledger.reports else set()
        present |= {grounds.JUDGEMENTS} if any(b.judgements for b in self._briefs) else set()
        with self.noting():  # whoever asks first rests on no more than who asks next
            present |= {grounds.QUESTIONS} if any(map(self.open_questions, self._briefs)) else set()
        return frozenset(present | ({grounds.PUBLISHERS} if self._publishers.any() else set()))

    def open_questions(self, brief: Brief) -> tuple[Question, ...]:
        """The questions of a brief that no public brief answers."""
        for question in brief.questions:
            if question.answered:
                self.note(grounds.brief(question.answered))
        return tuple(q for q in brief.questions if q.answered not in self._by_slug)

    def lists(self, what: str) -> bool:
        """True where there is anything of a sort: `briefs`, `deals`, `publishers`,
        `judgements`, `questions`, or a kind."""
        self.note(grounds.PRESENT)
        return what in self._present

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """The entries of a kind, by name."""
        self.note(grounds.kind(kind))
        return tuple(self._entry(subject) for subject in self._subjects[kind])

    def subjects(self, kind: str) -> tuple[Subject, ...]:
        """The subjects of a kind that have a page, by name."""
        self.note(grounds.kind(kind))
        return self._subjects[kind]

    def entry(self, subject: Subject) -> Entry | None:
        """What is known of a subject; None where no brief and no profile speaks of it."""
        self.note(grounds.entry(subject))
        return self._entry(subject) if self._is_known(subject) else None

    def briefs_about(self, subject: Subject, year: int) -> tuple[Brief, ...]:
        """The briefs about a subject on events of a year, newest first."""
        self.note(grounds.entry_of(subject, year))
        about = tuple(self._about.get(subject, {}).values())
        return of_year(about, year, lambda brief: brief)

    def has_part(self, subject: Subject, deal: Deal) -> bool:
        """True where a deal is one of a subject's (see `Entry`)."""
        self.note(grounds.deal(deal.id))
        return deal.id in self._part_in.get(subject, ())

    def has(self, subject: Subject) -> bool:
        """True where a subject has a page."""
        self.note(grounds.subject(subject))
        return self._is_known(subject)

    def _is_known(self, subject: Subject) -> bool:
        return subject in self._profiles or subject in self._about

    def _entry(self, subject: Subject) -> Entry:
        if subject not in self._compiled:
            deals = (self.ledger.deal(id) for id in self._part_in.get(subject, ()))
            self._compiled[subject] = Entry(
                subject=subject,
                name=self._names.shown(subject),
                profile=self._profiles.get(subject),
                other_names=self._names.others(subject),
                briefs=tuple(self._about.get(subject, {}).values()),
                deals=tuple(deal for deal in deals if deal),
            )
        return self._compiled[subject]

    def profile(self, subject: Subject) -> Profile | None:
        """The profile of a subject."""
        self.note(grounds.PROFILES)
        return self._profiles.get(subject)

    def brief(self, slug: str) -> Brief | None:
        """The public brief of that slug."""
        self.note(grounds.brief(slug))
        return self._by_slug.get(slug)

    def withdrawn_brief(self, slug: str) -> Brief | None:
        """The withdrawn brief of that slug."""
        self.note(grounds.brief(slug))
        return self._withdrawn_by_slug.get(slug)

    def is_changed(self, brief: Brief) -> bool:
        """True where a brief was changed after the day as of which all this is."""
        return brief.slug in self._changed

    def deal(self, id: str) -> Deal | None:
        """The deal of that id."""
        self.note(grounds.deal(id))
        return self.ledger.deal(id)

    def publisher(self, name: str) -> Publisher | None:
        """The publisher of that name, however it is spelled, to be named and graded."""
        return self.known_publisher(self._publishers.id(name))

    @cached_property
    def _whole(self) -> Support:
        return support(self._publishers, self._briefs)

    def support(self, briefs: Iterable[Brief]) -> Support:
        """What `briefs` rest on; for all public briefs it is worked out once."""
        if briefs is self._briefs:
            return self._whole
        found = support(self._publishers, briefs)
        self._noted.update(map(grounds.publisher, found.ids))
        return found

    def cited(self, id: str) -> Publisher | None:
        """The publisher of that id, to tell what it is cited for."""
        self.note(grounds.cited(id))
        return self._publishers.publisher(id)

    def cited_in(self, id: str, year: int) -> tuple[Citation, ...]:
        """What the publisher of that id is cited for in briefs on events of a year."""
        self.note(grounds.cited_in(id, year))
        found = self._publishers.publisher(id)
        every = found.citations if found else ()
        return of_year(every, year, attrgetter("brief"))

    def known_publisher(self, id: str) -> Publisher | None:
        """The publisher of that id, to be named and graded."""
        self.note(grounds.publisher(id))
        return self._publishers.publisher(id)

    def published_by(self, profile: Profile) -> Publisher | None:
        """An organisation as a publisher; None where nothing that it published is cited."""
        ids = self._publishers.ids_of(profile)
        return next((found for id in ids if (found := self.cited(id))), None)

    @cached_property
    def _kinds(self) -> dict[str, Kind]:
        return {kind.id: kind for kind in self.kinds}

    def kind(self, id: str) -> Kind:
        """The kind of that id; KeyError where there is none."""
        return self._kinds[id]

    def name(self, subject: Subject, on: EventDate | None = None) -> str:
        """The name of a subject as it was on a date, or as it is today."""
        self.note(grounds.subject(subject))
        return self._names.shown(subject, on)

    def other_names(self, subject: Subject) -> tuple[str, ...]:
        """Every further name of a subject."""
        self.note(grounds.subject(subject))
        if subject not in self._others:
            self._others[subject] = self._names.others(subject)
        return self._others[subject]

    @property
    def uncertain(self) -> Collection[str]:
        """Names that link to nothing, and of which no part does."""
        return self._names.uncertain

    @property
    def linkable(self) -> Mapping[str, Subject]:
        """The names that become links in a text. Which texts a change of them touches is told
        by the texts, so that nothing is noted here."""
        return self._names.linkable
