"""The steps of all deals in a year as releases of OCDS."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.exports import file, ocds
from briefdesk.exports.file import File
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """One for each year in which a deal has a step."""
    reports = edition.catalogue.ledger.reports.values()
    years = {report.event.date.year for of_deal in reports for report in of_deal}
    yield from ((f"{year:04d}",) for year in sorted(years))


def path(edition: Edition, year: str) -> str:
    """Where the releases of a year are."""
    return f"{addresses.DATA}ocds/{year}.json"


def make(edition: Edition, year: str) -> Iterator[File]:
    """The releases of a year, in order of deals, the earliest first."""
    events = edition.events_in(int(year))
    deals = {event.deal.id: event.deal for event in events if event.deal}
    found = [
        release
        for _, deal in sorted(deals.items())
        for release, step in zip(ocds.releases(edition, deal), deal.history, strict=True)
        if step.date.year == int(year)
    ]
    if found:
        last = max(event.date.first for event in events if event.deal)
        package = ocds.release_package(edition, f"releases {year}", found, last)
        yield file.json(path(edition, year), package)
