"""The documents that the site offers: where they are, and what each holds.

The page about the data and the description of the API (`exports/openapi.py`) are made of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefdesk.pages import addresses
from briefdesk.records.kinds import Kind

#: Where the description of the API lies.
DESCRIPTION = f"{addresses.API}openapi.json"


@dataclass(frozen=True, slots=True)
class Route:
    """Where documents of a sort are: `address` is that of the page with `{…}` for what differs,
    `kinds` what the documents there may say in their `kind`."""

    address: str
    kinds: tuple[str, ...]
    words: str


def routes(kinds: Iterable[Kind]) -> Iterator[Route]:
    """Every address that pages have, and so documents."""
    yield Route("", ("home",), "What moves, what is new, and the ways in")
    yield Route("briefs/", ("briefs",), "Briefs, newest event first, and their years")
    yield Route("briefs/{year}/", ("briefs",), "Briefs on events of a year")
    yield Route(
        "briefs/{year}/{id}/",
        ("brief", "withdrawn", "briefs"),
        "A brief; a number is another part of the year",
    )
    yield Route("deals/", ("deals",), "Deals, latest change first, and their years")
    yield Route(
        "deals/{id}/", ("deal", "deals"), "A deal; a year is the deals that last changed in it"
    )
    yield Route("deals/{year}/{part}/", ("deals",), "Another part of a year")
    yield Route("timeline/", ("timeline",), "Events, newest first, and their years")
    yield Route("timeline/{year}/", ("timeline",), "Events of a year")
    yield Route("timeline/{year}/{part}/", ("timeline",), "Another part of a year")
    yield Route("matrix/", ("matrix",), "Countries and systems, and the deals where they meet")
    yield Route("matrix/page/{part}/", ("matrix",), "Further countries")
    yield Route("compare/", ("comparisons",), "What is compared")
    yield Route("compare/{kind}/{one}/{other}/", ("comparison",), "Two side by side")
    yield Route("changes/", ("changes",), "What became known last, corrections, withdrawals")
    yield Route("on-this-date/", ("on-this-date",), "What happened on each day of the year")
    yield Route("on-this-date/{month}/", ("on-this-date",), "The same in a month")
    yield Route("on-this-date/{month}/{day}/", ("on-this-date",), "The same on a day")
    yield Route("on-this-date/{month}/{day}/{part}/", ("on-this-date",), "Another part of a day")
    yield Route("judgements/", ("judgements",), "Judgements, and how they turned out")
    yield Route("judgements/{year}/", ("judgements",), "Judgements of a year")
    yield Route("judgements/{year}/{part}/", ("judgements",), "Another part of a year")
    yield Route("questions/", ("questions",), "Open questions by brief")
    yield Route("questions/{year}/", ("questions",), "Open questions of a year")
    yield Route("questions/{year}/{part}/", ("questions",), "Another part of a year")
    yield Route("sources/", ("sources",), "Publishers")
    yield Route("sources/page/{part}/", ("sources",), "Publishers, another part")
    yield Route("sources/{id}/", ("publisher",), "A publisher, and what of it is cited")
    yield Route("sources/{id}/{year}/", ("citations",), "What is cited in briefs of a year")
    yield Route("sources/{id}/{year}/{part}/", ("citations",), "Another part of a year")
    for kind in kinds:
        base = f"{kind.id}/{{id}}/"
        yield Route(f"{kind.id}/", (kind.id,), kind.title)
        yield Route(f"{kind.id}/page/{{part}}/", (kind.id,), f"{kind.title}, another part")
        yield Route(base, (kind.singular,), f"All that rests on one {kind.singular}")
        yield Route(f"{base}{{year}}/", ("briefs",), "Briefs about it on events of a year")
        yield Route(f"{base}{{year}}/{{part}}/", ("briefs",), "Another part of a year")
        yield Route(f"{base}deals/{{year}}/", ("deals",), "Its deals that last changed in a year")
        yield Route(f"{base}deals/{{year}}/{{part}}/", ("deals",), "Another part of a year")
    yield Route(addresses.GUIDE, ("guide",), "Every code and scale with its meaning")
    yield Route(addresses.DATA, ("data",), "Every table with its columns")
