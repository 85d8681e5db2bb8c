"""Sources and their publishers: an index, and what each published that a brief cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from markupsafe import Markup
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
from briefdesk.pages.dependence import cited
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.runs import chunks, run
from briefdesk.pages.sources import cited_on
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
        "origin": source.origin,
        "withdrawn": str(withdrawal.date) if withdrawal else None,
        "withdrawn_reason": withdrawal.reason if withdrawal else None,
    }


def independent(here: Here, sources: Iterable[Source]) -> int:
    """How many of `sources` are witnesses of their own."""
    return here.edition.catalogue.sourcing.weight(sources).independent


class RestingItem(TypedDict):
    """Something that rests on a source."""

    sort: Annotated[str, says("Deal, statement or judgement, in these words.")]
    words: Annotated[str, says("What it says.")]
    alone: Annotated[bool, says("True where it rests on this source alone.")]


class CitingItem(TypedDict):
    """A brief that cites a source, with what rests on it there."""

    brief: BriefReference
    resting: list[RestingItem]
    more: Annotated[int, says("How many further things rest on it there.")]


class CitationRow(TypedDict):
    """A source, and the briefs of the list that cite it."""

    anchor: Annotated[str, says("Its place on the page.")]
    source: SourceItem
    briefs: list[CitingItem]


class PublisherDocument(Head):
    """A publisher, and the latest of what it published that briefs cite."""

    kind: Literal["publisher"]
    name: Annotated[str, says("Its name.")]
    reliability: Reliability
    reliability_basis: Annotated[str | None, says("Who graded it so, and where.")]
    organisation: Annotated[Reference | None, says("Its profile, where it has one.")]
    total: Annotated[int, says("How many sources of it are cited.")]
    citations: list[CitationRow]
    years: Annotated[list[YearOf], says("Every year of a brief that cites it, newest first.")]
    rests_on: Rests


class CitationList(ListHead):
    """What of a publisher is cited in briefs on events of a year."""

    kind: Literal["citations"]
    publisher: Annotated[str, says("Id of the publisher.")]
    citations: list[CitationRow]
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


def _plain(words: str) -> str:
    return words.striptags() if isinstance(words, Markup) else words


def _citations(here: Here, citations: Iterable[Citation]) -> list[CitationRow]:
    return [
        {
            "anchor": one.id,
            "source": source_item(here, one.source),
            "briefs": [
                {
                    "brief": refer_brief(resting.brief),
                    "resting": [
                        {
                            "sort": line.sort,
                            "words": _plain(line.words),
                            "alone": line.alone,
                        }
                        for line in resting.lines
                    ],
                    "more": resting.more,
                }
                for resting in one.briefs
            ],
        }
        for one in cited(here, citations)
    ]


def _publisher(edition: Edition, publisher: Publisher) -> Iterator[File]:
    here = Here(edition, addresses.publisher(publisher.id))
    listed = run(here.address, publisher.citations, cited_on, limit=LIMIT)
    shown = [citation for year in listed.shown for citation in year.items]
    own = publisher.organisation
    document: PublisherDocument = {
        "kind": "publisher",
        **head(here, publisher.name),
        "name": publisher.name,
        "reliability": publisher.reliability,
        "reliability_basis": publisher.reliability_basis,
        "organisation": refer(here, own) if own else None,
        "total": len(publisher.citations),
        "citations": _citations(here, shown),
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
            "citations": _citations(here, page.items),
            "rests_on": rests(here, (c.brief for c in page.items)),
        }
        yield written(here, document)
