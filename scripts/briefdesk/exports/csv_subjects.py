"""Subjects as rows of the table of their kind."""

from __future__ import annotations

from collections.abc import Callable

from briefdesk.catalogue.model import Entry
from briefdesk.exports import cells
from briefdesk.exports.cells import Cell, Row
from briefdesk.pages import addresses, indexes
from briefdesk.pages.here import Here


def subject_row(here: Here, entry: Entry) -> Row:
    """A subject as a row of the table of its kind."""
    return {
        "id": entry.subject.id,
        "name": entry.name,
        "other_names": "; ".join(entry.other_names),
        **facts(entry),
        "deals": len(entry.deals),
        "briefs": len(entry.briefs),
        "first_date": cells.date(entry.briefs[-1].date if entry.briefs else None),
        "last_date": cells.date(entry.briefs[0].date if entry.briefs else None),
        "page": cells.page(here, addresses.subject(entry.subject)),
    }


def facts(entry: Entry) -> dict[str, Cell]:
    """What the kind of a subject adds to its row."""
    of_kind = _OF_KIND.get(entry.subject.kind)
    return of_kind(entry) if of_kind else {}


def _country(entry: Entry) -> dict[str, Cell]:
    return {"buys": len(indexes.bought(entry)), "supplies": len(indexes.supplied(entry))}


def _system(entry: Entry) -> dict[str, Cell]:
    profile = entry.profile
    return {
        "kind": profile.kind if profile else None,
        "origin": cells.ids(profile.origin) if profile else None,
        "makers": cells.ids(profile.makers) if profile else None,
        "service_from": cells.date(profile.service_from) if profile else None,
        "range_km": profile.range_km if profile else None,
        "range_note": profile.range_note if profile else None,
        "variant_of": profile.variant_of.id if profile and profile.variant_of else None,
        "wikidata": profile.wikidata if profile else None,
    }


def _organisation(entry: Entry) -> dict[str, Cell]:
    profile = entry.profile
    return {
        "kind": profile.kind if profile else None,
        "country": profile.country.id if profile and profile.country else None,
        "parent": profile.parent.id if profile and profile.parent else None,
        "reliability": profile.reliability if profile else None,
        "reliability_basis": profile.reliability_basis if profile else None,
        "wikidata": profile.wikidata if profile else None,
    }


def _person(entry: Entry) -> dict[str, Cell]:
    side = indexes.side(entry)
    return {"office": indexes.office(entry), "speaks_for": side.id if side else None}


def _programme(entry: Entry) -> dict[str, Cell]:
    return {"buyers": cells.ids(dict.fromkeys(deal.buyer for deal in entry.deals))}


_OF_KIND: dict[str, Callable[[Entry], dict[str, Cell]]] = {
    "countries": _country,
    "systems": _system,
    "organisations": _organisation,
    "people": _person,
    "programmes": _programme,
}
