"""Pages of publishers: an index, and what each published that a brief cites."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.catalogue.publishers import Publisher
from briefdesk.pages import addresses, wording
from briefdesk.pages.edition import Edition
from briefdesk.pages.finding import Finding, filters
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import chunks, run


def pages(edition: Edition) -> Iterator[Page]:
    """The index of publishers and the pages of each."""
    publishers = edition.catalogue.publishers
    if not publishers:
        return
    parts = chunks(publishers)
    total = len(edition.citations)
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
    for publisher in publishers:
        yield from _publisher_pages(edition, publisher)


def _publisher_pages(edition: Edition, publisher: Publisher) -> Iterator[Page]:
    here = Here(edition, addresses.publisher(publisher.id))
    listed = run(here.address, publisher.citations, lambda citation: citation.brief.date)
    told = wording.count(len(publisher.citations), "source")
    summary = f"{told} of {publisher.name} cited in briefs."
    crumbs = ((addresses.SOURCES, "Sources"),)
    yield lay(
        here,
        "publisher",
        title=publisher.name,
        description=summary,
        kind="publisher",
        crumbs=crumbs,
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
    for page in listed.pages:
        there = Here(edition, page.address)

        def link(part: int, there: Here = there, year: int = page.year) -> str:
            return there.to(addresses.year(addresses.publisher(publisher.id), year, part))

        yield lay(
            there,
            "publisher",
            title=f"{publisher.name}, {page.year:04d}",
            description=f"Sources of {publisher.name} in briefs of {page.year:04d}.",
            kind="publisher",
            crumbs=(*crumbs, (here.address, publisher.name)),
            publisher=publisher,
            heading=f"{publisher.name}, {page.year:04d}",
            lead="Sources in briefs on events of this year.",
            run=None,
            number=page.part,
            of=page.parts,
            link=link,
            years=[(page.year, page.items)],
            basis=basis(there, (citation.brief for citation in page.items)),
        )
