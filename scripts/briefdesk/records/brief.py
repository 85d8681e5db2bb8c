"""A brief as the rest of the package knows it: valid, every name resolved to a subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day

from briefdesk.records.dates import EventDate
from briefdesk.records.gradings import TLP, Confidence, Status
from briefdesk.records.kinds import Subject
from briefdesk.records.markdown import Markdown
from briefdesk.records.problems import Places
from briefdesk.records.values import Change, Judgement, ProfileSource, Question, Source, Value


@dataclass(frozen=True, slots=True)
class Person:
    """A person as one brief names them."""

    subject: Subject
    name: str
    office: str | None = None
    country: Subject | None = None
    organisation: Subject | None = None


@dataclass(frozen=True, slots=True)
class DealEvent:
    """One dated event in the life of a deal, as one brief reports it.

    `system_name` is the name its author used. `by` holds people, organisations and
    countries. `index` is its place in the brief's `deals`, for problems.
    """

    buyer: Subject
    suppliers: tuple[Subject, ...]
    system: Subject
    system_name: str
    date: EventDate
    sources: tuple[str, ...]
    index: int
    lot: str | None = None
    state: str | None = None
    milestone: str | None = None
    programme: Subject | None = None
    quantity: str | None = None
    value: Value | None = None
    operators: tuple[Subject, ...] = ()
    by: tuple[Subject, ...] = ()
    claimed: bool = False
    disputed: str | None = None
    credibility: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said. `subject` is None for an unnamed speaker."""

    speaker: str
    subject: Subject | None
    says: str
    sources: tuple[str, ...]
    date: EventDate
    office: str | None = None
    to: str | None = None
    credibility: str | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief. `path` is relative to the project, `slug` the file's name without `.md`.

    `subjects` holds, for each kind, the subjects that the author listed, in that order
    (countries, people and programmes included). `body` begins on line `body_line`
    of the file. `names` maps the name used for a programme or a topic, which
    no profile need declare, to how it was written.
    """

    path: str
    slug: str
    title: str
    date: EventDate
    summary: str
    body: Markdown
    body_line: int
    countries: Mapping[Subject, tuple[str, ...]]
    subjects: Mapping[str, tuple[Subject, ...]]
    people: tuple[Person, ...]
    deals: tuple[DealEvent, ...]
    statements: tuple[Statement, ...]
    judgements: tuple[Judgement, ...]
    sources: tuple[Source, ...]
    questions: tuple[Question, ...]
    date_note: str | None = None
    confidence: Confidence | None = None
    tlp: TLP | None = None
    status: Status = Status.PUBLISHED
    reason: str | None = None
    published: EventDate | None = None
    updated: EventDate | None = None
    changes: tuple[Change, ...] = ()
    supersedes: str | None = None
    language: str = "en"
    authors: tuple[str, ...] = ()
    names: Mapping[Subject, str] = field(default_factory=dict)
    places: Places = field(default_factory=Places, compare=False, repr=False)

    def is_public(self, today: Day | None) -> bool:
        """True where the brief may be on a public site on `today` (None: no embargo holds).

        A withdrawn brief is not public: its page says that it was withdrawn, and nothing else.
        """
        if self.tlp is not TLP.CLEAR or self.status is not Status.PUBLISHED:
            return False
        return today is None or self.published is None or self.published.first <= today

    def is_withdrawn(self, today: Day | None) -> bool:
        """True where a public site says on `today` that the brief was withdrawn."""
        due = today is None or self.published is None or self.published.first <= today
        return self.status is Status.WITHDRAWN and self.tlp is TLP.CLEAR and due

    def source(self, id: str) -> Source:
        """The source with that id; KeyError where the brief lists none."""
        for source in reversed(self.sources):
            if source.id == id:
                return source
        raise KeyError(id)


@dataclass(frozen=True, slots=True)
class Profile:
    """An introduction to one subject. `names` are all its names but `name`, by the
    front-matter field that gave each (aliases, former_names, reporting_names, export_names)."""

    path: str
    subject: Subject
    name: str
    body: Markdown
    body_line: int
    names: Mapping[str, tuple[str, ...]]
    kind: str | None = None
    origin: tuple[Subject, ...] = ()
    makers: tuple[Subject, ...] = ()
    service_from: EventDate | None = None
    range_km: int | None = None
    range_note: str | None = None
    variant_of: Subject | None = None
    related: tuple[Subject, ...] = ()
    country: Subject | None = None
    parent: Subject | None = None
    reliability: str | None = None
    reliability_basis: str | None = None
    archivable: str | None = None
    wikidata: str | None = None
    sources: tuple[ProfileSource, ...] = ()
    note: str | None = None
    places: Places = field(default_factory=Places, compare=False, repr=False)
