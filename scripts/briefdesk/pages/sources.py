"""Pages of publishers: an index, and what each published that a brief cites."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.catalogue.publishers import Citation, Publisher
from briefdesk.pages import addresses, wording
from briefdesk.pages.edition import Edition
from briefdesk.pages.finding import Finding, filters
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import chunks, run, years
from briefdesk.records.dates import EventDate


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """The index of publishers, each publisher, and each year of one with many citations."""
    publishers = edition.catalogue.publishers
    if publishers:
        yield ()
    for publisher in publishers:
        yield (publisher.id,)
        base = addresses.publisher(publisher.id)
        for (year,) in years(base, publisher.citations, _cited_on):
            yield publisher.id, year


def address(edition: Edition, id: str | None = None, year: str | None = None) -> str:
    """Where the first page of a task is."""
    base = addresses.SOURCES if id is None else addresses.publisher(id)
    return addresses.continued(base, year)


def make(edition: Edition, id: str | None = None, year: str | None = None) -> Iterator[Page]:
    """The index of publishers, the page of one, or the pages that continue it for a year."""
    if id is None:
        yield from _index(edition)
    elif year is None:
        if publisher := edition.catalogue.cited(id):
            yield _publisher_page(edition, publisher)
    elif publisher := edition.catalogue.known_publisher(id):
        yield from _year_pages(edition, publisher, int(year))


def _cited_on(citation: Citation) -> EventDate:
    return citation.brief.date


def _index(edition: Edition) -> Iterator[Page]:
    publishers = edition.catalogue.publishers
    parts = chunks(publishers)
    total = edition.sources()
    for number, part in enumerate(parts, 1):
        here = Here(edition, addresses.part(addresses.SOURCES, number))

        def link(other: int, here: Here = here) -> str:
            return here.to(addresses.part(addresses.SOURCES, other))

        of = "" if len(parts) == 1 else f", part {number} of {len(parts)}"
        told = f"{wording.count(total, 'source')} of {wording.count(len(publishers), 'publisher')}"
        yield lay(
            here,
            "publishers",
            title=f"Sources{of}",
            description=f"Publishers of the sources that the briefs rest on: {told}.",
            kind="sources",
            lead=f"{told} that the briefs rest on. A grade is F where nobody has documented one.",
            publishers=part,
            profiles=any(publisher.organisation for publisher in part),
            number=number,
            of=len(parts),
            link=link,
            basis=basis(here, edition.catalogue.briefs),
        )


def _publisher_page(edition: Edition, publisher: Publisher) -> Page:
    here = Here(edition, addresses.publisher(publisher.id))
    listed = run(here.address, publisher.citations, _cited_on)
    told = wording.count(len(publisher.citations), "source")
    summary = f"{told} of {publisher.name} cited in briefs."
    return lay(
        here,
        "publisher",
        title=publisher.name,
        description=summary,
        kind="publisher",
        crumbs=((addresses.SOURCES, "Sources"),),
        finding=Finding(
            kind="Publisher",
            summary=summary,
            filters=filters(edition.catalogue, "Publisher", ()),
        ),
        publisher=publisher,
        heading=publisher.name,
        lead=f"{told}, by the date of the brief that cites it.",
        run=listed,
        years=[(year.year, year.items) for year in listed.shown],
        basis=basis(here, (citation.brief for citation in publisher.citations)),
    )


def _year_pages(edition: Edition, publisher: Publisher, year: int) -> Iterator[Page]:
    base = addresses.publisher(publisher.id)
    of_year = edition.catalogue.cited_in(publisher.id, year)
    for page in run(base, of_year, _cited_on, always=True).pages:
        here = Here(edition, page.address)

        def link(part: int, here: Here = here) -> str:
            return here.to(addresses.year(base, year, part))

        yield lay(
            here,
            "publisher",
            title=f"{publisher.name}, {year:04d}",
            description=f"Sources of {publisher.name} in briefs of {year:04d}.",
            kind="publisher",
            crumbs=((addresses.SOURCES, "Sources"), (base, publisher.name)),
            publisher=publisher,
            heading=f"{publisher.name}, {year:04d}",
            lead="Sources in briefs on events of this year.",
            run=None,
            number=page.part,
            of=page.parts,
            link=link,
            years=[(year, page.items)],
            basis=basis(here, (citation.brief for citation in page.items)),
        )
