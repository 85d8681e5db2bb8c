"""From records to the catalogue, in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from briefdesk.catalogue.deals import Deal
from briefdesk.catalogue.ledger import compile_deals, party_subjects
from briefdesk.catalogue.model import Catalogue, Entry
from briefdesk.catalogue.order import alphabetical, newest_first
from briefdesk.catalogue.publishers import compile_publishers
from briefdesk.catalogue.sides import Sides
from briefdesk.reading.library import Library
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.gradings import TLP, Status
from briefdesk.records.kinds import Subject


def compile(library: Library, today: date | None = None) -> Catalogue:
    """The catalogue of what may be public on `today` (None: embargoes are not looked at).

    The order of files and of briefs in `library` is without effect.
    """
    briefs = tuple(sorted((b for b in library.briefs if b.is_public(today)), key=newest_first))
    withdrawn = (b for b in library.briefs if _is_withdrawn(b, today))
    profiles = tuple(sorted(library.profiles, key=lambda profile: profile.path))
    deals = compile_deals(briefs, library.names, Sides.of(profiles))
    return Catalogue(
        kinds=library.kinds,
        names=library.names,
        briefs=briefs,
        withdrawn=tuple(sorted(withdrawn, key=newest_first)),
        entries=_entries(library, briefs, profiles, deals),
        deals=deals,
        publishers=compile_publishers(briefs, profiles),
    )


def _is_withdrawn(brief: Brief, today: date | None) -> bool:
    due = today is None or brief.published is None or brief.published.first <= today
    return brief.status is Status.WITHDRAWN and brief.tlp is TLP.CLEAR and due


def subjects_of(brief: Brief) -> Iterator[Subject]:
    """Whom and what a brief is about: what it lists, and what its parts name."""
    for subjects in brief.subjects.values():
        yield from subjects
    for event in brief.deals:
        yield from (event.buyer, *event.suppliers, event.system, *event.by)
        if event.programme:
            yield event.programme
    yield from (s.subject for s in brief.statements if s.subject)
    yield from (p.organisation for p in brief.people if p.organisation)


def _entries(
    library: Library,
    briefs: Iterable[Brief],
    profiles: Iterable[Profile],
    deals: Iterable[Deal],
) -> dict[str, tuple[Entry, ...]]:
    introduced = {profile.subject: profile for profile in profiles}
    about: defaultdict[Subject, dict[str, Brief]] = defaultdict(dict)
    for brief in briefs:
        for subject in subjects_of(brief):
            about[subject][brief.slug] = brief
    part_in: defaultdict[Subject, dict[str, Deal]] = defaultdict(dict)
    for deal in deals:
        for subject in _parties(deal, introduced):
            part_in[subject][deal.id] = deal
    entries = [
        Entry(
            subject=subject,
            name=library.names.shown(subject),
            profile=introduced.get(subject),
            other_names=library.names.others(subject),
            briefs=tuple(about[subject].values()) if subject in about else (),
            deals=tuple(part_in[subject].values()) if subject in part_in else (),
        )
        for subject in introduced.keys() | about.keys()
    ]
    return {
        kind.id: tuple(
            sorted(
                (entry for entry in entries if entry.subject.kind == kind.id),
                key=lambda entry: (alphabetical(entry.name), entry.subject.id),
            )
        )
        for kind in library.kinds
    }


def _parties(deal: Deal, introduced: dict[Subject, Profile]) -> Iterator[Subject]:
    """The subjects on whose page a deal is shown: its terms, its makers, its witnesses."""
    yield from party_subjects(deal)
    if profile := introduced.get(deal.system):
        yield from profile.makers
    for step in deal.history:
        for report in step.reports:
            yield from report.event.by
