"""How far a change reaches: the records of a library that something in it concerns."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefdesk.catalogue import grounds
from briefdesk.catalogue.model import Catalogue
from briefdesk.catalogue.withdrawals import page_of
from briefdesk.reading.library import Library
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.kinds import Subject


def mentioning(names: Collection[str], library: Library) -> Iterator[str]:
    """The texts in which any of `names` stands: they may be linked otherwise now."""
    if not names:
        return
    for brief in library.briefs:
        if _has(brief, names):
            yield grounds.brief(brief.slug)
    for profile in library.profiles:
        if _has(profile, names):
            yield grounds.entry(profile.subject)


def _has(record: Brief | Profile, names: Collection[str]) -> bool:
    text = record.body.text
    return any(name in text for name in names)


def citing(pages: Collection[str], library: Library) -> Iterator[Brief | Profile]:
    """The briefs and profiles that list a source among `pages`."""
    records: tuple[Brief | Profile, ...] = (*library.briefs, *library.profiles)
    for record in records if pages else ():
        if any(page_of(source) in pages for source in record.sources):
            yield record


def replaced(old: Brief | None, new: Brief | None, library: Library) -> Iterator[Brief]:
    """The briefs that an edited one takes the place of, now or before."""
    slugs = {brief.supersedes for brief in (old, new) if brief and brief.supersedes}
    return (brief for brief in library.briefs if brief.slug in slugs) if slugs else iter(())


def deals_with(subjects: Collection[Subject], catalogue: Catalogue) -> Iterator[str]:
    """The deals in which any of `subjects` has a part, or for which it speaks."""
    for id, reports in catalogue.ledger.reports.items() if subjects else ():
        named: set[Subject | None] = set()
        for report in reports:
            event = report.event
            named |= {event.buyer, *event.suppliers, event.system, event.programme}
            named |= {*event.operators, *event.by}
            named |= {p.organisation for p in report.brief.people if p.subject in event.by}
        if not named.isdisjoint(subjects):
            yield id
