"""What the search index is told of a page beside its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.catalogue.model import Catalogue
from briefdesk.records.brief import Brief
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject
from briefdesk.records.values import Source

#: Filter of the kind of page, and of the years that a page tells of.
KIND = "kind"
YEAR = "year"

#: Filters of the part that a country plays, by itself (`buyer`) and with the country
#: (`Türkiye: buyer`); of the state that a deal is in, or was in after a brief; of who published
#: what a page rests on; and of how sure a brief is of itself.
ROLE = "role"
STATE = "state"
PUBLISHER = "publisher"
CONFIDENCE = "confidence"

Pairs = tuple[tuple[str, str], ...]


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
    filters: Pairs = ()
    names: tuple[str, ...] = field(default=())


def filters(
    catalogue: Catalogue,
    kind: str,
    subjects: Iterable[Subject],
    dates: Iterable[EventDate] = (),
    more: Iterable[tuple[str, str]] = (),
) -> Pairs:
    """The filters of a page: its kind, its years, its subjects by the row of each kind, and
    `more` of them."""
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
        *dict.fromkeys(more),
    )


def roles(catalogue: Catalogue, played: Iterable[tuple[Subject, str]]) -> Iterator[tuple[str, str]]:
    """The filters of the parts that countries play."""
    for country, role in played:
        yield ROLE, role
        yield ROLE, f"{catalogue.name(country)}: {role}"


def states(steps: Iterable[Step | None]) -> Iterator[tuple[str, str]]:
    """The filters of the states that steps bring about."""
    return ((STATE, step.state.label) for step in steps if step and step.state)


def publishers(catalogue: Catalogue, sources: Iterable[Source]) -> Iterator[tuple[str, str]]:
    """The filters of who published `sources`, each by the one name that it is shown by."""
    for name in dict.fromkeys(source.publisher for source in sources):
        if publisher := catalogue.publisher(name):
            yield PUBLISHER, publisher.name


def told_of_brief(catalogue: Catalogue, brief: Brief, after: Iterable[Step | None]) -> Pairs:
    """The filters of a brief beside its subjects; `after` it, its deals stand at these steps."""
    played = [(country, role) for country, roles in brief.countries.items() for role in roles]
    return (
        *roles(catalogue, played),
        *states(after),
        *publishers(catalogue, brief.sources),
        *([(CONFIDENCE, brief.confidence.value)] if brief.confidence else []),
    )


def told_of_deal(catalogue: Catalogue, deal: Deal, sources: Iterable[Source]) -> Pairs:
    """The filters of a deal beside its subjects."""
    played = [(deal.buyer, "buyer"), *((supplier, "supplier") for supplier in deal.suppliers)]
    return (
        *roles(catalogue, played),
        *states((deal.current,)),
        *publishers(catalogue, sources),
    )


def subjects_of(brief: Brief) -> tuple[Subject, ...]:
    """The subjects that a brief lists or tells of, by which it can be filtered."""
    listed = [subject for subjects in brief.subjects.values() for subject in subjects]
    told = [
        subject
        for event in brief.deals
        for subject in (event.buyer, *event.suppliers, event.system, *event.operators)
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
