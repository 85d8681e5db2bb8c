"""What a change of briefs and profiles touches: the grounds that differ between two catalogues.

The first of the two need not be there any more. What cannot be told from the records that
changed is told from its `Digest`, which a build keeps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from briefdesk.catalogue import grounds
from briefdesk.catalogue.about import subjects_of
from briefdesk.catalogue.digest import Digest
from briefdesk.catalogue.ledger import deal_id
from briefdesk.catalogue.model import Catalogue
from briefdesk.catalogue.pairs import comparable
from briefdesk.catalogue.reach import citing, deals_with, mentioning, replaced
from briefdesk.reading.library import Library
from briefdesk.reading.paths import slugify
from briefdesk.records.brief import Brief, DealEvent, Profile
from briefdesk.records.kinds import Subject
from briefdesk.records.markdown import Markdown

Record = Brief | Profile | None


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
    return replace(brief, body=Markdown.of(""), body_line=0)


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
    deals: defaultdict[str, _Told] = defaultdict(_Told)
    changed: set[str] = set()
    cited = list(citing(set(_differing(before.withdrawals, after.withdrawals)), library))
    found |= {grounds.entry(record.subject) for record in cited if isinstance(record, Profile)}
    unsaid = ((None, r) for r in cited if isinstance(r, Brief) and r.slug in after.public)
    for old, new in (*_briefs(change, library, before, after), *unsaid):
        found |= set(_of_brief(old, new))
        changed |= {brief.slug for brief in (old, new) if brief}
        for event in old.deals if old and old.slug in before.public else ():
            deals[deal_id(event)].before.append(event)
        if old is None or new is None or _bare(old) != _bare(new):
            for brief in (*filter(None, (old, new)), *replaced(old, new, library)):
                for event in brief.deals:
                    deals[deal_id(event)].ever.append(event)
    renamed = set(_differing(before.subjects, after.subjects))
    for path, profile in _profiles(change):
        found |= set(_of_profile(path, profile))
        renamed.add(grounds.subject(profile.subject))
    for id in deals_with({_subject(ground) for ground in renamed}, catalogue):
        _ = deals[id]
    for id, told in deals.items():
        found |= set(_of_deal(id, told.ever, catalogue))
        found |= set(_of_contests(id, told.before, changed, catalogue))
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """Of one deal, the events that the briefs that changed tell or told: all of them, and those
    that they told before."""

    ever: list[DealEvent] = field(default_factory=list)
    before: list[DealEvent] = field(default_factory=list)


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
        yield from mentioning(names, library)


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
        yield from grounds.days(brief.date)
        yield grounds.file(brief.path)
        if brief.supersedes:
            yield grounds.follower(brief.supersedes)
        for subject in subjects_of(brief):
            yield grounds.entry(subject)
            yield grounds.entry_of(subject, brief.date.year)
            yield grounds.kind(subject.kind)
        yield from (grounds.pair(*both) for both in comparable(subjects_of(brief)))
        for source in brief.sources:
            yield grounds.cited(slugify(source.publisher))
            yield grounds.cited_in(slugify(source.publisher), brief.date.year)


def _of_profile(path: str, profile: Profile) -> Iterator[str]:
    yield grounds.PROFILES
    yield grounds.profile(profile.subject)
    yield grounds.file(path)
    for subject in (profile.subject, *profile.makers):
        yield grounds.entry(subject)
        yield grounds.kind(subject.kind)
    others = (profile.parent, profile.variant_of, *profile.related, *profile.makers)
    for other in filter(None, others):
        yield grounds.named(other)
    for name in (profile.name, *(name for names in profile.names.values() for name in names)):
        yield grounds.cited(slugify(name))
        yield grounds.publisher(slugify(name))


def _of_deal(id: str, old: Iterable[DealEvent], catalogue: Catalogue) -> Iterator[str]:
    """What a deal touches, `old` events of it included that are not reported any more."""
    reports = catalogue.ledger.reports.get(id, ())
    events = [*old, *(report.event for report in reports)]
    yield grounds.DEALS
    yield grounds.deal(id)
    for event in events:
        yield grounds.year_of_deals(event.date.year)
        yield grounds.deals_of(event.system)
    yield from grounds.days(*(e.date for e in events), *(r.brief.date for r in reports))
    for party in catalogue.ledger.parties(events):
        yield grounds.entry(party)
        yield grounds.kind(party.kind)


def _of_contests(
    id: str, before: Iterable[DealEvent], changed: Collection[str], catalogue: Catalogue
) -> Iterator[str]:
    """The contests that a deal joined or left, with the deals beside which it stands there as an
    alternative; and all of its contests, where more or less is told of it than before. `before`
    are the events that briefs of the slugs `changed` told."""
    reports = catalogue.ledger.reports.get(id, ())
    told = [report.event for report in reports]
    known = [report.event for report in reports if report.brief.slug not in changed]
    known += before
    then, now = _contests(known), _contests(told)
    for contest in then | now if len(known) != len(told) else then ^ now:
        yield grounds.contest(*contest)
    for buyer, programme in then ^ now:
        for rival in catalogue.ledger.rivals(buyer, programme):
            yield grounds.deal(rival)


def _contests(events: Iterable[DealEvent]) -> set[tuple[Subject, Subject]]:
    return {(event.buyer, event.programme) for event in events if event.programme}
