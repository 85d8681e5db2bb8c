"""Sources and their publishers: an index, and what each published that a brief cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

from typing_extensions import TypedDict

from briefdesk.catalogue.publishers import LIMIT, Citation, Publisher
from briefdesk.exports import lists
from briefdesk.exports.document import (
    BriefReference,
    Date,
    Head,
    Reference,
    Rests,
    Url,
    head,
    refer,
    refer_brief,
    rests,
    says,
    written,
    written_date,
)
from briefdesk.exports.file import File
from briefdesk.exports.lists import ListHead, YearOf
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.runs import chunks, run
from briefdesk.pages.sources import cited_by_year, cited_on
from briefdesk.records.values import Source

Reliability = Annotated[str, says("Admiralty reliability, A to F.")]


class PublisherReference(TypedDict):
    """A publisher by name."""

    id: Annotated[str | None, says("Last part of its address; null where it has no page.")]
    name: Annotated[str, says("Its name, as written there.")]
    reliability: Reliability
    url: Annotated[Url | None, says("Its page, where it has one.")]


class SourceItem(TypedDict):
    """Where something was read."""

    id: Annotated[str, says("Its id in the brief or the profile.")]
    publisher: PublisherReference
    title: Annotated[str | None, says("The page's own title.")]
    label: Annotated[str | None, says("Words of the desk's own, where no title was seen.")]
    author: Annotated[str | None, says("Who wrote it.")]
    date: Annotated[Date | None, says("When it was published.")]
    language: Annotated[str | None, says("BCP 47 language tag.")]
    url: Annotated[str | None, says("Where it is on the web.")]
    archived: Annotated[str | None, says("Where an archived copy is.")]
    accessed: Annotated[Date | None, says("When it was read.")]
    captured: Annotated[Date | None, says("When the desk's own copy was taken.")]
    sha256: Annotated[str | None, says("SHA-256 of that copy.")]
    archivable: Annotated[str | None, says("What allows a copy to be kept.")]
    origin: Annotated[str | None, says("Whom it repeats, where it is no witness of its own.")]
    withdrawn: Annotated[Date | None, says("When it was withdrawn, by whatever brief says so.")]
    withdrawn_reason: Annotated[str | None, says("Why it was withdrawn.")]


def refer_publisher(here: Here, name: str) -> PublisherReference:
    """A publisher as a source names it."""
    found = here.edition.catalogue.publisher(name)
    return {
        "id": found.id if found else None,
        "name": name,
        "reliability": found.reliability if found else "F",
        "url": addresses.publisher(found.id) if found else None,
    }


def source_item(here: Here, source: Source) -> SourceItem:
    """A source of a brief or a profile."""
    withdrawal = here.withdrawal(source)
    return {
        "id": source.id,
        "publisher": refer_publisher(here, source.publisher),
        "title": source.title,
        "label": source.label,
        "author": source.author,
        "date": written_date(source.date),
        "language": source.language,
        "url": source.url,
        "archived": source.archived,
        "accessed": written_date(source.accessed),
        "captured": written_date(source.captured),
        "sha256": source.sha256,
        "archivable": source.archivable,
        "origin": source.origin,
        "withdrawn": str(withdrawal.date) if withdrawal else None,
        "withdrawn_reason": withdrawal.reason if withdrawal else None,
    }


class Weight(TypedDict):
    """What a number of sources weigh together."""

    sources: Annotated[int, says("How many there are, each page counted once.")]
    independent: Annotated[int, says("How many witnesses of their own those are that stand.")]
    withdrawn: Annotated[int, says("How many were withdrawn.")]


def weigh(here: Here, sources: Iterable[Source]) -> Weight:
    """What sources weigh together."""
    found = here.edition.catalogue.sourcing.weight(sources)
    return {
        "sources": found.sources,
        "independent": found.independent,
        "withdrawn": found.withdrawn,
    }


class CitationRow(TypedDict):
    """A source as one brief lists it."""

    source: SourceItem
    brief: BriefReference


def citation_row(here: Here, citation: Citation) -> CitationRow:
    """A source as one brief lists it."""
    return {"source": source_item(here, citation.source), "brief": refer_brief(citation.brief)}


class Resting(TypedDict):
    """Something that rests on a source."""

    sort: Annotated[str, says("deal, statement or judgement.")]
    words: str
    alone: Annotated[bool, says("True where it rests on nothing else that stands.")]


class RestingIn(TypedDict):
    """What in one brief rests on a source."""

    brief: BriefReference
    rests: Annotated[list[Resting], says("The first of each sort.")]
    more: Annotated[int, says("How many others there are.")]


class CitedRow(TypedDict):
    """A source of a publisher, with all that rests on it."""

    source: SourceItem
    briefs: list[RestingIn]


class PublisherDocument(Head):
    """A publisher, and the latest of what it published that briefs cite."""

    kind: Literal["publisher"]
    name: Annotated[str, says("Its name.")]
    reliability: Reliability
    reliability_basis: Annotated[str | None, says("Who graded it so, and where.")]
    organisation: Annotated[Reference | None, says("Its profile, where it has one.")]
    total: Annotated[int, says("How often sources of it are cited.")]
    citations: Annotated[list[CitedRow], says("Its sources, each once, the newest brief first.")]
    years: Annotated[list[YearOf], says("Every year of a brief that cites it, newest first.")]
    rests_on: Rests


class CitationList(ListHead):
    """What of a publisher is cited in briefs on events of a year."""

    kind: Literal["citations"]
    publisher: Annotated[str, says("Id of the publisher.")]
    citations: Annotated[list[CitedRow], says("Its sources, each once.")]
    rests_on: Rests


class PublisherRow(TypedDict):
    """A publisher in the index."""

    id: Annotated[str, says("Last part of its address.")]
    name: Annotated[str, says("Its name.")]
    reliability: Reliability
    url: Url
    organisation: Annotated[Reference | None, says("Its profile, where it has one.")]
    sources: Annotated[int, says("How many sources of it are cited.")]
    latest_brief: Annotated[BriefReference, says("The brief on the latest event that cites it.")]


class PublisherList(ListHead):
    """The index of publishers."""

    kind: Literal["sources"]
    sources: Annotated[int, says("How many sources all briefs list.")]
    publishers: list[PublisherRow]
    rests_on: Rests


def make(edition: Edition, id: str | None = None, year: str | None = None) -> Iterator[File]:
    """The data behind the pages of a task."""
    if id is None:
        yield from _index(edition)
    elif year is None:
        if publisher := edition.catalogue.cited(id):
            yield from _publisher(edition, publisher)
    elif publisher := edition.catalogue.known_publisher(id):
        yield from _year(edition, publisher, int(year))


def _index(edition: Edition) -> Iterator[File]:
    publishers = edition.catalogue.publishers
    parts = chunks(publishers)
    for number, part in enumerate(parts, 1):
        here = Here(edition, addresses.part(addresses.SOURCES, number))
        of = "" if len(parts) == 1 else f", part {number} of {len(parts)}"
        head = lists.of_part(
            here, f"Sources{of}", addresses.SOURCES, number, len(parts), len(publishers)
        )
        document: PublisherList = {
            "kind": "sources",
            **head,
            "sources": edition.sources(),
            "publishers": [_row(here, publisher) for publisher in part],
            "rests_on": rests(here, edition.catalogue.briefs),
        }
        yield written(here, document)


def _row(here: Here, publisher: Publisher) -> PublisherRow:
    return {
        "id": publisher.id,
        "name": publisher.name,
        "reliability": publisher.reliability,
        "url": addresses.publisher(publisher.id),
        "organisation": refer(here, publisher.organisation) if publisher.organisation else None,
        "sources": len(publisher.citations),
        "latest_brief": refer_brief(publisher.citations[0].brief),
    }


def _cited(here: Here, years: Sequence[tuple[int, Sequence[Citation]]]) -> list[CitedRow]:
    return [
        {
            "source": source_item(here, item.source),
            "briefs": [
                {
                    "brief": refer_brief(resting.brief),
                    "rests": [
                        {"sort": line.sort, "words": line.words.striptags(), "alone": line.alone}
                        for line in resting.lines
                    ],
                    "more": resting.more,
                }
                for resting in item.briefs
            ],
        }
        for _, items in cited_by_year(here, years)
        for item in items
    ]


def _publisher(edition: Edition, publisher: Publisher) -> Iterator[File]:
    here = Here(edition, addresses.publisher(publisher.id))
    listed = run(here.address, publisher.citations, cited_on, limit=LIMIT)
    own = publisher.organisation
    document: PublisherDocument = {
        "kind": "publisher",
        **head(here, publisher.name),
        "name": publisher.name,
        "reliability": publisher.reliability,
        "reliability_basis": publisher.reliability_basis,
        "organisation": refer(here, own) if own else None,
        "total": len(publisher.citations),
        "citations": _cited(here, [(year.year, year.items) for year in listed.shown]),
        "years": lists.years_of(listed),
        "rests_on": rests(here, (c.brief for c in publisher.citations)),
    }
    yield written(here, document)


def _year(edition: Edition, publisher: Publisher, year: int) -> Iterator[File]:
    base = addresses.publisher(publisher.id)
    of_year = edition.catalogue.cited_in(publisher.id, year)
    for page in run(base, of_year, cited_on, always=True, limit=LIMIT).pages:
        here = Here(edition, page.address)
        title = f"{publisher.name}, {year:04d}"
        document: CitationList = {
            "kind": "citations",
            **lists.of_year(here, title, base, page, len(of_year)),
            "publisher": publisher.id,
            "citations": _cited(here, [(year, page.items)]),
            "rests_on": rests(here, (c.brief for c in page.items)),
        }
        yield written(here, document)
