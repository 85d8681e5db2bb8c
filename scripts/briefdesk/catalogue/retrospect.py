"""A library as it stood on a day: what was published later is not in it, nor in its names.

Whatever is made of the library, pages, search, files for programs, sitemap, then holds nothing
later, since nothing later is there to be said. What counts as later is told in `earlier.py`;
how such a site is kept apart from others, in `docs/architecture.md`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from unicodedata import normalize

from briefdesk.catalogue import earlier
from briefdesk.catalogue.about import subjects_of
from briefdesk.catalogue.withdrawals import page_of
from briefdesk.reading.library import Library
from briefdesk.reading.names import Names, by_use
from briefdesk.reading.paths import slugify
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject
from briefdesk.records.values import Source


def stood(library: Library, day: date) -> Library:
    """The library as it stood at the end of `day`. Its problems are those of today."""
    found = [then for brief in library.briefs if (then := earlier.brief(brief, day))]
    briefs = tuple(brief for brief, _ in found)
    kept = {profile.subject: profile for profile in _kept(library.profiles, briefs)}
    named = kept.keys() | {subject for brief in briefs for subject in subjects_of(brief)}
    cited = {page_of(source) for brief in briefs for source in brief.sources}
    later = {page_of(s) for brief in library.briefs for s in brief.sources} - cited

    def is_later(source: Source) -> bool:
        return page_of(source) in later

    profiles = tuple(
        earlier.profile(profile, day, named.__contains__, is_later) for profile in kept.values()
    )
    return replace(
        library,
        briefs=briefs,
        profiles=profiles,
        names=_names(library.names, profiles, briefs, EventDate.of(day)),
        as_of=day,
        changed=frozenset(brief.slug for brief, changed in found if changed),
    )


def _kept(profiles: tuple[Profile, ...], briefs: Iterable[Brief]) -> Iterator[Profile]:
    """The profiles of whom and what the briefs name or cite, and of those whom these belong to:
    a profile has no date of its own."""
    by_subject = {profile.subject: profile for profile in profiles}
    cited = {
        slugify(name)
        for brief in briefs
        for source in brief.sources
        for name in (source.publisher, source.origin)
        if name
    }
    ahead = {subject for brief in briefs for subject in subjects_of(brief)} | {
        profile.subject for profile in profiles if not cited.isdisjoint(_slugs(profile))
    }
    found: set[Subject] = set()
    while ahead:
        found |= ahead
        known = (by_subject[subject] for subject in ahead if subject in by_subject)
        above = {s for p in known for s in (*p.makers, p.parent, p.variant_of) if s}
        ahead = above - found
    return (profile for profile in profiles if profile.subject in found)


def _slugs(profile: Profile) -> set[str]:
    if profile.subject.kind != "organisations":
        return set()
    names = (profile.name, *(name for group in profile.names.values() for name in group))
    return {slugify(name) for name in names}


def _names(
    full: Names, profiles: Iterable[Profile], briefs: Iterable[Brief], today: EventDate
) -> Names:
    """The names that profiles and briefs give; a subject that they only refer to is called as it
    is in `full`."""
    given = Names.of(profiles, (), full.kinds)
    spelled = dict(given.spelled)
    used: defaultdict[Subject, Counter[str]] = defaultdict(Counter)
    referred: set[Subject] = set()
    for brief in briefs:
        for person in brief.people:
            used[person.subject][normalize("NFC", person.name)] += 1
        for subject, name in brief.names.items():
            used[subject][normalize("NFC", name)] += 1
        referred |= set(subjects_of(brief))
    for subject, counted in used.items():
        spelled[subject] = tuple(dict.fromkeys((*spelled.get(subject, ()), *by_use(counted))))
    for subject in referred - spelled.keys():
        if subject in full.spelled:
            spelled[subject] = full.spelled[subject][:1]
    return Names(full.kinds, dict(sorted(spelled.items())), given.aliases, today)
