"""What the search index is told of a page beside its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from briefdesk.catalogue.deals import Deal
from briefdesk.catalogue.model import Catalogue
from briefdesk.records.brief import Brief
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject

#: Filter of the kind of page, and of the years that a page tells of.
KIND = "kind"
YEAR = "year"


@dataclass(frozen=True, slots=True)
class Finding:
    """Meta data, filters and further names of a page, for search.

    `filters` are pairs of a filter's name (`country`) and a value (`Türkiye`), each once;
    `names` are words by which it should be found though its text does not hold them.
    """

    kind: str
    summary: str
    date: EventDate | None = None
    state: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = field(default=())


def filters(
    catalogue: Catalogue,
    kind: str,
    subjects: Iterable[Subject],
    dates: Iterable[EventDate] = (),
) -> tuple[tuple[str, str], ...]:
    """The filters of a page: its kind, its years, and its subjects by the row of each kind."""
    order = {row.id: place for place, row in enumerate(catalogue.kinds)}
    singular = {row.id: row.singular for row in catalogue.kinds}
    named = sorted(
        (order[subject.kind], singular[subject.kind], catalogue.name(subject))
        for subject in set(subjects)
    )
    return (
        (KIND, kind),
        *((YEAR, f"{year:04d}") for year in sorted({date.year for date in dates})),
        *((name, value) for _, name, value in named),
    )


def subjects_of(brief: Brief) -> tuple[Subject, ...]:
    """The subjects that a brief lists or tells of, by which it can be filtered."""
    listed = [subject for subjects in brief.subjects.values() for subject in subjects]
    told = [
        subject
        for event in brief.deals
        for subject in (event.buyer, *event.suppliers, event.system)
    ]
    return tuple(dict.fromkeys((*listed, *told)))


def deal_subjects(deal: Deal) -> tuple[Subject, ...]:
    """The subjects by which a deal can be filtered."""
    return (deal.buyer, *deal.suppliers, deal.system, *deal.programmes)


def names_of(catalogue: Catalogue, subjects: Iterable[Subject]) -> tuple[str, ...]:
    """Every name of `subjects`, each once."""
    return tuple(
        dict.fromkeys(
            name
            for subject in subjects
            for name in (catalogue.name(subject), *catalogue.other_names(subject))
        )
    )
