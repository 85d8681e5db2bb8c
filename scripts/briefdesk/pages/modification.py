"""The day on which what a page tells last changed, as far as the briefs say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from briefdesk.catalogue.about import subjects_of
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition
from briefdesk.records.brief import Brief
from briefdesk.records.kinds import Subject


class Modification:
    """Tells of each page when it last changed: with the newest brief that it rests on."""

    def __init__(self, edition: Edition) -> None:
        public, withdrawn = edition.catalogue.briefs, edition.catalogue.withdrawn
        own = {brief.slug: modified(brief) for brief in (*public, *withdrawn)}
        self._days = {
            addresses.brief(b.date.year, b.slug): own[b.slug] for b in (*public, *withdrawn)
        }
        for base, briefs in _lists(edition):
            years: dict[int, date] = {}
            for brief in briefs:
                year, day = brief.date.year, own[brief.slug]
                years[year] = max(day, years.get(year, day))
            self._days.update({addresses.year(base, year): day for year, day in years.items()})
            if years:
                self._days[base] = max(years.values())

    def of(self, address: str) -> date | None:
        """The day for the page at `address`; that of the page above it where the briefs tell
        of no day of its own. None where there is no brief."""
        return next((self._days[a] for a in _upwards(address) if a in self._days), None)


def _lists(edition: Edition) -> Iterator[tuple[str, Iterable[Brief]]]:
    """The address of each page that lists briefs by year, and the briefs."""
    catalogue = edition.catalogue
    yield addresses.HOME, catalogue.briefs
    yield addresses.BRIEFS, catalogue.briefs
    about: defaultdict[Subject, list[Brief]] = defaultdict(list)
    for brief in catalogue.briefs:
        for subject in set(subjects_of(brief)):
            about[subject].append(brief)
    yield from ((addresses.subject(subject), briefs) for subject, briefs in about.items())
    for id, reports in catalogue.ledger.reports.items():
        yield addresses.deal(id), (report.brief for report in reports)
    for publisher in catalogue.publishers:
        yield addresses.publisher(publisher.id), (each.brief for each in publisher.citations)


def modified(brief: Brief) -> date:
    """The last day that a brief names as one on which it came out or changed."""
    return max(_days(brief))


def _days(brief: Brief) -> Iterator[date]:
    yield from (day.first for day in (brief.date, brief.published, brief.updated) if day)
    yield from (change.date.first for change in brief.changes)


def _upwards(address: str) -> Iterator[str]:
    yield address
    while address:
        address = address[:-1].rpartition("/")[0]
        address += "/" if address else ""
        yield address
