"""The data of comparisons: two systems or two countries side by side, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from typing_extensions import TypedDict

from briefdesk.catalogue.deals import Deal
from briefdesk.exports.document import (
    Head,
    Reference,
    Rests,
    Twin,
    Url,
    head,
    refer,
    rests,
    says,
    written,
)
from briefdesk.exports.file import File
from briefdesk.exports.profiles import ProfileItem, facts_of
from briefdesk.exports.rows import BriefRow, DealRow, brief_row, deal_row
from briefdesk.pages import addresses, comparisons, versus
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.runs import LIMIT
from briefdesk.pages.sections import BRIEFS
from briefdesk.pages.tables import brief_line
from briefdesk.records.kinds import Subject


class PairRow(TypedDict):
    """Two subjects that are compared."""

    both: list[Reference]
    url: Url
    data: Twin


class PairsOf(TypedDict):
    """What is compared of a kind."""

    kind: str
    total: Annotated[int, says("How many pairs there are.")]
    pairs: Annotated[
        list[PairRow], says(f"The first {comparisons.LISTED}; the pages of subjects have theirs.")
    ]


class ComparisonList(Head):
    """What is compared."""

    kind: Literal["comparisons"]
    lists: list[PairsOf]
    rests_on: Rests


class Contest(TypedDict):
    """Where two systems were both considered."""

    buyer: Reference
    programme: Reference


class UsersOf(TypedDict):
    """The deals of both sides that stand alike; of each side at most some."""

    group: str
    one: list[DealRow]
    other: list[DealRow]


class Way(TypedDict):
    """Deals in one direction; of two systems those in which they met."""

    supplier: Reference | None
    buyer: Reference | None
    total: int
    deals: Annotated[list[DealRow], says(f"At most {LIMIT}.")]


class ComparisonDocument(Head):
    """Two subjects side by side."""

    kind: Literal["comparison"]
    both: Annotated[list[Reference], says("The two.")]
    related: Annotated[bool, says("True where the profile of one system names the other.")]
    met: Annotated[list[Contest], says("Where two systems were both considered.")]
    profiles: Annotated[list[ProfileItem | None], says("What is known of each system.")]
    users: Annotated[list[UsersOf], says("The deals for each system by where they stand.")]
    ways: list[Way]
    total: Annotated[int, says("How many briefs name both.")]
    briefs: Annotated[list[BriefRow], says("The latest of them, newest event first.")]
    rests_on: Rests


def make(edition: Edition, *ids: str) -> Iterator[File]:
    """The data behind the pages of a task."""
    if not ids:
        yield _list(edition)
        return
    kind, first, second = ids
    one, other = Subject(kind, first), Subject(kind, second)
    yield (_systems if kind == "systems" else _countries)(edition, one, other)


def _list(edition: Edition) -> File:
    here = Here(edition, addresses.COMPARE)
    known = (("systems", edition.pairs.systems()), ("countries", edition.pairs.countries()))
    document: ComparisonList = {
        "kind": "comparisons",
        **head(here, "Comparisons"),
        "lists": [
            {
                "kind": kind,
                "total": len(pairs),
                "pairs": [_pair(here, *both) for both in pairs[: comparisons.LISTED]],
            }
            for kind, pairs in known
            if pairs
        ],
        "rests_on": rests(here, edition.catalogue.briefs),
    }
    return written(here, document)


def _pair(here: Here, one: Subject, other: Subject) -> PairRow:
    url = addresses.comparison(one, other)
    both = [refer(here, one), refer(here, other)]
    return {"both": both, "url": url, "data": addresses.twin(url)}


def _systems(edition: Edition, one: Subject, other: Subject) -> File:
    here = Here(edition, addresses.comparison(one, other))
    both, pairs = (one, other), edition.pairs
    deals = [pairs.deals_of(system) for system in both]
    common = comparisons.in_common(edition, one, other)
    profiles = [pairs.profile(system) for system in both]
    users: list[UsersOf] = [
        {
            "group": item.group.value,
            "one": [deal_row(here, deal) for deal in item.sides[0][0]],
            "other": [deal_row(here, deal) for deal in item.sides[1][0]],
        }
        for item in versus.users(here, both, deals)
    ]
    return _file(
        here,
        both,
        related=pairs.related(one, other),
        met=[
            {"buyer": refer(here, buyer), "programme": refer(here, programme)}
            for buyer, programme in pairs.met(one, other)
        ],
        profiles=[facts_of(here, profile) if profile else None for profile in profiles],
        users=users,
        ways=[_way(here, None, None, common)] if common else [],
        deals=(*deals[0], *deals[1]),
    )


def _countries(edition: Edition, one: Subject, other: Subject) -> File:
    here = Here(edition, addresses.comparison(one, other))
    ways = comparisons.directions(edition, one, other)
    return _file(
        here,
        (one, other),
        related=False,
        met=[],
        profiles=[],
        users=[],
        ways=[_way(here, *way) for way in ways],
        deals=[deal for _, _, deals in ways for deal in deals],
    )


def _way(here: Here, supplier: Subject | None, buyer: Subject | None, deals: Sequence[Deal]) -> Way:
    return {
        "supplier": refer(here, supplier) if supplier else None,
        "buyer": refer(here, buyer) if buyer else None,
        "total": len(deals),
        "deals": [deal_row(here, deal) for deal in deals[:LIMIT]],
    }


def _file(
    here: Here,
    both: tuple[Subject, Subject],
    *,
    related: bool,
    met: list[Contest],
    profiles: list[ProfileItem | None],
    users: list[UsersOf],
    ways: list[Way],
    deals: Sequence[Deal],
) -> File:
    briefs = here.edition.pairs.briefs_naming(*both)
    document: ComparisonDocument = {
        "kind": "comparison",
        **head(here, comparisons.title_of(here, *both)),
        "both": [refer(here, subject) for subject in both],
        "related": related,
        "met": met,
        "profiles": profiles,
        "users": users,
        "ways": ways,
        "total": len(briefs),
        "briefs": [brief_row(brief_line(here, brief)) for brief in briefs[:BRIEFS]],
        "rests_on": rests(here, (*briefs, *(brief for deal in deals for brief in deal.briefs))),
    }
    return written(here, document)
