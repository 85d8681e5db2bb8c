"""What a change of briefs and profiles touches: the grounds that differ between two catalogues.

The first of the two need not be there any more. What cannot be told from the records that
changed is told from its `Digest`, which a build keeps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefdesk.catalogue import grounds
from briefdesk.catalogue.ledger import deal_id
from briefdesk.catalogue.model import Catalogue, subjects_of
from briefdesk.reading.library import Library
from briefdesk.reading.paths import slugify
from briefdesk.records.brief import Brief, DealEvent, Profile
from briefdesk.records.kinds import Subject

Record = Brief | Profile | None


@dataclass(frozen=True)
class Digest:
    """What is kept of a catalogue, as plain data: slugs of briefs, years that have one, of what
    there is anything at all, what
    each subject with a page is called, how each publisher is spelled and graded, and what each
    name in a text links to."""

    public: frozenset[str]
    withdrawn: frozenset[str]
    years: tuple[int, ...]
    present: tuple[str, ...]
    subjects: Mapping[str, tuple[str, ...]]
    publishers: Mapping[str, tuple[str, ...]]
    linkable: Mapping[str, str]

    @classmethod
    def of(cls, catalogue: Catalogue) -> Digest:
        """The digest of a catalogue."""
        with catalogue.noting():
            return cls(
                public=frozenset(brief.slug for brief in catalogue.briefs),
                withdrawn=frozenset(brief.slug for brief in catalogue.withdrawn),
                years=tuple(dict.fromkeys(brief.date.year for brief in catalogue.briefs)),
                present=tuple(
                    what
                    for what in (
                        grounds.BRIEFS,
                        grounds.DEALS,
                        grounds.PUBLISHERS,
                        *(kind.id for kind in catalogue.kinds),
                    )
                    if catalogue.lists(what)
                ),
                subjects={
                    grounds.subject(subject): (
                        catalogue.name(subject),
                        *catalogue.other_names(subject),
                    )
                    for kind in catalogue.kinds
                    for subject in catalogue.subjects(kind.id)
                },
                publishers={
                    grounds.publisher(publisher.id): (
                        publisher.name,
                        publisher.reliability,
                        publisher.reliability_basis or "",
                        publisher.organisation.id if publisher.organisation else "",
                    )
                    for publisher in catalogue.publishers
                },
                linkable=dict.fromkeys(catalogue.uncertain, "")
                | {name: grounds.subject(subject) for name, subject in catalogue.linkable.items()},
            )

    def opens(self, catalogue: Catalogue) -> bool:
        """True where the briefs of `catalogue` are those of the digest: none has come out of
        an embargo since."""
        with catalogue.noting():
            public = {brief.slug for brief in catalogue.briefs}
            return public == self.public and self.withdrawn == {
                brief.slug for brief in catalogue.withdrawn
            }

    def to_data(self) -> dict[str, Any]:
        """The digest as plain data."""
        return {
            "public": sorted(self.public),
            "withdrawn": sorted(self.withdrawn),
            "years": self.years,
            "present": self.present,
            "subjects": dict(self.subjects),
            "publishers": dict(self.publishers),
            "linkable": dict(self.linkable),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Digest:
        """The digest that `to_data` gave."""
        return cls(
            public=frozenset(data["public"]),
            withdrawn=frozenset(data["withdrawn"]),
            years=tuple(data["years"]),
            present=tuple(data["present"]),
            subjects={ground: tuple(names) for ground, names in data["subjects"].items()},
            publishers={ground: tuple(facts) for ground, facts in data["publishers"].items()},
            linkable=data["linkable"],
        )


@dataclass(frozen=True)
class Change:
    """The records that changed, by path: as they were, and as they are."""

    before: Mapping[str, Record]
    after: Mapping[str, Record]

    def is_of_texts_alone(self) -> bool:
        """True where nothing but the texts of briefs changed."""
        return all(
            isinstance(old, Brief)
            and isinstance(new := self.after.get(path), Brief)
            and _bare(old) == _bare(new)
            for path, old in self.before.items()
        )


def _bare(brief: Brief) -> Brief:
    return replace(brief, body="", body_line=0)


def texts(change: Change) -> set[str]:
    """The grounds that a change of texts alone touches."""
    return {
        grounds.brief(brief.slug) for brief in change.after.values() if isinstance(brief, Brief)
    }


def touched(
    change: Change, library: Library, catalogue: Catalogue, before: Digest, after: Digest
) -> set[str]:
    """Every ground on which a page may look different now.

    `library` and `catalogue` are as they are now, `before` and `after` the digests of the
    catalogue as it was and as it is.
    """
    found = set(_of_names(before, after, library))
    deals: dict[str, list[DealEvent]] = {}
    for old, new in _briefs(change, library, before, after):
        found |= set(_of_brief(old, new))
        if old is None or new is None or _bare(old) != _bare(new):
            for event in (*(old.deals if old else ()), *(new.deals if new else ())):
                deals.setdefault(deal_id(event), []).append(event)
    renamed = set(_differing(before.subjects, after.subjects))
    for path, profile in _profiles(change):
        found |= set(_of_profile(path, profile))
        renamed.add(grounds.subject(profile.subject))
    for id in _deals_with({_subject(ground) for ground in renamed}, catalogue):
        deals.setdefault(id, [])
    for id, events in deals.items():
        found |= set(_of_deal(id, events, catalogue))
    return found


def _profiles(change: Change) -> Iterator[tuple[str, Profile]]:
    for records in (change.before, change.after):
        for path, record in records.items():
            if isinstance(record, Profile):
                yield path, record


def _subject(ground: str) -> Subject:
    _, kind, id = ground.split(" ", 2)
    return Subject(kind, id)


def _differing(one: Mapping[str, object], other: Mapping[str, object]) -> Iterator[str]:
    return (key for key in one.keys() | other.keys() if one.get(key) != other.get(key))


def _of_names(before: Digest, after: Digest, library: Library) -> Iterator[str]:
    if before.present != after.present:
        yield grounds.PRESENT
    if before.years != after.years:
        yield grounds.YEARS
    yield from _differing(before.publishers, after.publishers)
    for ground in _differing(before.subjects, after.subjects):
        yield ground
        yield grounds.kind(_subject(ground).kind)
        yield grounds.entry(_subject(ground))
    names = set(_differing(before.linkable, after.linkable))
    if names:
        yield from _mentioning(names, library)


def _mentioning(names: Collection[str], library: Library) -> Iterator[str]:
    """The texts in which any of `names` stands: they may be linked otherwise now."""
    for brief in library.briefs:
        if any(name in brief.body for name in names):
            yield grounds.brief(brief.slug)
    for profile in library.profiles:
        if any(name in profile.body for name in names):
            yield grounds.entry(profile.subject)


def _briefs(
    change: Change, library: Library, before: Digest, after: Digest
) -> Iterator[tuple[Brief | None, Brief | None]]:
    """Each brief that differs for readers: what they saw of it, and what they see now."""
    changed: set[str] = set()
    for path, was in change.before.items():
        now = change.after.get(path)
        old = was if isinstance(was, Brief) else None
        new = now if isinstance(now, Brief) else None
        slug = (new or old).slug if new or old else None  # type: ignore[union-attr]
        if slug is None:
            continue
        changed.add(slug)
        yield (
            old if slug in before.public | before.withdrawn else None,
            new if slug in after.public | after.withdrawn else None,
        )
    opened = (before.public ^ after.public) | (before.withdrawn ^ after.withdrawn)
    for brief in library.briefs if opened - changed else ():
        if brief.slug in opened - changed:
            yield (
                brief if brief.slug in before.public | before.withdrawn else None,
                brief if brief.slug in after.public | after.withdrawn else None,
            )


def _of_brief(old: Brief | None, new: Brief | None) -> Iterator[str]:
    both = tuple(brief for brief in (old, new) if brief)
    for brief in both:
        yield grounds.brief(brief.slug)
    if old and new and _bare(old) == _bare(new):
        return
    yield grounds.BRIEFS
    yield grounds.PUBLISHERS
    for brief in both:
        yield grounds.year_of_briefs(brief.date.year)
        yield grounds.file(brief.path)
        if brief.supersedes:
            yield grounds.follower(brief.supersedes)
        for subject in subjects_of(brief):
            yield grounds.entry(subject)
            yield grounds.entry_of(subject, brief.date.year)
            yield grounds.kind(subject.kind)
        for source in brief.sources:
            yield grounds.cited(slugify(source.publisher))
            yield grounds.cited_in(slugify(source.publisher), brief.date.year)


def _of_profile(path: str, profile: Profile) -> Iterator[str]:
    yield grounds.PROFILES
    yield grounds.file(path)
    for subject in (profile.subject, *profile.makers):
        yield grounds.entry(subject)
        yield grounds.kind(subject.kind)
    others = (profile.parent, profile.variant_of, *profile.related, *profile.makers)
    for other in filter(None, others):
        yield grounds.named(other)
    for name in (profile.name, *(name for names in profile.names.values() for name in names)):
        yield grounds.cited(slugify(name))


def _deals_with(subjects: Collection[Subject], catalogue: Catalogue) -> Iterator[str]:
    """The deals in which any of `subjects` has a part, or for which it speaks."""
    for id, reports in catalogue.ledger.reports.items() if subjects else ():
        named: set[Subject | None] = set()
        for report in reports:
            event = report.event
            named |= {event.buyer, *event.suppliers, event.system, event.programme, *event.by}
            named |= {p.organisation for p in report.brief.people if p.subject in event.by}
        if not named.isdisjoint(subjects):
            yield id


def _of_deal(id: str, old: Iterable[DealEvent], catalogue: Catalogue) -> Iterator[str]:
    """What a deal touches, `old` events of it included that are not reported any more."""
    events = [*old, *(report.event for report in catalogue.ledger.reports.get(id, ()))]
    yield grounds.DEALS
    yield grounds.deal(id)
    for event in events:
        yield grounds.year_of_deals(event.date.year)
        if event.programme:
            for rival in catalogue.ledger.rivals(event.buyer, event.programme):
                yield grounds.deal(rival)
    for party in catalogue.ledger.parties(events):
        yield grounds.entry(party)
        yield grounds.kind(party.kind)
