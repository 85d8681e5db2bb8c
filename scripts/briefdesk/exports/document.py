"""What documents of the API have in common: their head, references, dates, money.

A document is a dictionary of a type declared beside the function that makes it. The types are
the one definition: mypy holds the functions to them, and `openapi.py` makes the schemas of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field

# Python 3.11 keeps less of a type than pydantic wants to know.
from typing_extensions import TypedDict

from briefdesk.catalogue.deals import Deal
from briefdesk.exports import file
from briefdesk.exports.file import File
from briefdesk.pages import addresses
from briefdesk.pages.here import Here
from briefdesk.pages.resting import NAMED, support
from briefdesk.records.brief import Brief
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject
from briefdesk.records.values import Value

#: Of the API: the first figure stands in its addresses, the second grows with every new field.
VERSION = "1.0"


def says(words: str) -> Any:
    """The meaning of a field, for whoever reads the schema."""
    return Field(description=words)


Date = Annotated[
    str,
    Field(
        description="As exactly as it is known: YYYY, YYYY-MM or YYYY-MM-DD.",
        pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$",
    ),
]
Url = Annotated[str, says("Address of a page, relative to the root of the site.")]
Twin = Annotated[str, says("Address of a document of this API, relative to the root of the site.")]


class Head(TypedDict):
    """What every document begins with, after its `kind`."""

    api: Annotated[str, says("Version of the API.")]
    id: Annotated[str, says("Last part of the page's address; it never changes.")]
    title: Annotated[str, says("The page's title.")]
    url: Url
    public_url: Annotated[
        str | None, says("The page's address as a whole, where the site has a public one.")
    ]


def head(here: Here, title: str) -> Head:
    """The head of the document of the page at `here`."""
    base = here.edition.site.url
    return {
        "api": VERSION,
        "id": here.address.rstrip("/").rpartition("/")[2],
        "title": title,
        "url": here.address,
        "public_url": f"{base}{here.address}" if base else None,
    }


def written(here: Here, document: Any) -> File:
    """The file of the document of the page at `here`."""
    return file.json(addresses.twin(here.address), document)


class Span(TypedDict):
    """The days that a date can mean."""

    date_first: Annotated[str, says("The first day that the date can mean.")]
    date_last: Annotated[str, says("The last day that the date can mean.")]


class Dated(Span):
    """A date as its sources give it, and the days that it can mean."""

    date: Date


@lru_cache(maxsize=16_384)
def span(date: EventDate) -> Span:
    """The days that a date can mean."""
    return {"date_first": date.first.isoformat(), "date_last": date.last.isoformat()}


def written_date(date: EventDate | None) -> str | None:
    """A date as it is written, where there is one."""
    return str(date) if date else None


class Reference(TypedDict):
    """A subject by name."""

    kind: Annotated[str, says("Its kind, which begins its address: `countries`, `systems`, …")]
    id: Annotated[str, says("Last part of its address.")]
    name: Annotated[str, says("Its name, on the date of what it is named in.")]
    url: Annotated[Url | None, says("Its page, where it has one.")]


def refer(here: Here, subject: Subject, on: EventDate | None = None) -> Reference:
    """A subject by the name that it bore on a date, or bears today."""
    if on is not None and subject.kind == "countries":
        return _reference(here, subject, on)
    # No other names change with time, and the same few subjects are named everywhere.
    name = f"reference {subject.kind} {subject.id}"
    return here.edition.often(name, lambda: _reference(here, subject, None))


def _reference(here: Here, subject: Subject, on: EventDate | None) -> Reference:
    catalogue = here.edition.catalogue
    return {
        "kind": subject.kind,
        "id": subject.id,
        "name": catalogue.name(subject, on),
        "url": addresses.subject(subject) if catalogue.has(subject) else None,
    }


def refer_all(
    here: Here, subjects: Iterable[Subject], on: EventDate | None = None
) -> list[Reference]:
    """Subjects by name."""
    return [refer(here, subject, on) for subject in subjects]


class DealReference(TypedDict):
    """A deal by name."""

    id: Annotated[str, says("Id of the deal.")]
    title: Annotated[str, says("Parties, system and lot of the deal.")]
    url: Url


def refer_deal(here: Here, deal: Deal, on: EventDate | None = None) -> DealReference:
    """A deal by the names that held on a date, or hold today."""
    return {"id": deal.id, "title": here.deal_title(deal, on), "url": addresses.deal(deal.id)}


class BriefReference(TypedDict):
    """A brief by title."""

    id: Annotated[str, says("Id of the brief.")]
    title: Annotated[str, says("Its headline.")]
    date: Date
    url: Url


def refer_brief(brief: Brief) -> BriefReference:
    """A brief by title."""
    url = addresses.brief(brief.date.year, brief.slug)
    return {"id": brief.slug, "title": brief.title, "date": str(brief.date), "url": url}


class Money(TypedDict):
    """An amount of money."""

    amount: Annotated[int, says("Whole units of the currency.")]
    currency: Annotated[str, says("ISO 4217 code.")]
    basis: Annotated[str, says("On what it rests: contract, ceiling, estimate, budget or offer.")]


def money(value: Value) -> Money:
    """An amount of money."""
    return {"amount": value.amount, "currency": value.currency, "basis": value.basis}


class Rests(TypedDict):
    """What a page rests on."""

    briefs: Annotated[int, says("Briefs, each counted once.")]
    first_year: Annotated[int | None, says("The first year of an event in them.")]
    last_year: Annotated[int | None, says("The last year of an event in them.")]
    sources: Annotated[int, says("Pages that they cite, each counted once.")]
    publishers: Annotated[
        list[str], says(f"The publishers cited most, at most {NAMED}, most cited first.")
    ]
    publishers_total: Annotated[int, says("How many publishers there are.")]


def rests(here: Here, briefs: Iterable[Brief]) -> Rests:
    """What the page at `here` rests on, where that is `briefs`."""
    found = support(here, briefs)
    return {
        "briefs": found.briefs,
        "first_year": found.years[0] if found.years else None,
        "last_year": found.years[-1] if found.years else None,
        "sources": found.sources,
        "publishers": list(found.publishers[:NAMED]),
        "publishers_total": len(found.publishers),
    }
