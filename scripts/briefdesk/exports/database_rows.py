"""The rows of the database: each with the name of its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.reading.paths import slugify
from briefdesk.records.brief import Brief
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject
from briefdesk.records.states import STATES

Row = tuple[str, tuple[object, ...]]


def of_names(edition: Edition) -> Iterator[Row]:
    """What everything is called: the site, states, subjects, publishers."""
    catalogue, site = edition.catalogue, edition.site
    yield "about", ("name", site.name)
    yield "about", ("purpose", site.purpose)
    yield "about", ("url", site.url)
    for state in STATES:
        yield "states", (state.value, state.label, state.group.value, state.rank)
    for kind in catalogue.kinds:
        for subject in sorted(catalogue.subjects(kind.id)):
            name = catalogue.name(subject)
            id = _id(subject)
            yield "subjects", (id, subject.kind, name, addresses.subject(subject))
            for other in sorted({name, *catalogue.other_names(subject)}):
                yield "names", (id, other)
    for publisher in catalogue.publishers:
        yield (
            "publishers",
            (publisher.id, publisher.name, publisher.reliability, publisher.reliability_basis),
        )


def of_brief(number: int, brief: Brief) -> Iterator[Row]:
    """A brief and all that it says beside events of deals; `number` is its own in the database."""
    slug = brief.slug
    yield (
        "briefs",
        (
            number, slug, *_dated(brief.date), brief.title, brief.summary, brief.body.text, brief.language,
            brief.confidence.value if brief.confidence else None, _text(brief.published),
            _text(brief.updated), brief.supersedes, addresses.brief(brief.date.year, slug),
        ),
    )  # fmt: skip
    for subject in dict.fromkeys(s for subjects in brief.subjects.values() for s in subjects):
        for role in dict.fromkeys(brief.countries.get(subject) or ("",)):
            yield "brief_subjects", (number, _id(subject), role)
    for source in {source.id: source for source in brief.sources}.values():
        yield (
            "sources",
            (
                f"{slug}#{source.id}", number, slugify(source.publisher), source.title, source.label,
                source.url, _text(source.date), source.archived, _text(source.accessed),
                source.author, source.language, source.origin, _text(source.withdrawn), source.withdrawn_reason,
            ),
        )  # fmt: skip
    for place, said in enumerate(brief.statements, 1):
        id = f"{slug}#{place}"
        speaker = _id(said.subject) if said.subject else None
        yield (
            "statements",
            (id, number, said.speaker, speaker, said.office, said.to, str(said.date), said.says, said.credibility),
        )  # fmt: skip
        for source_id in dict.fromkeys(said.sources):
            yield "statement_sources", (id, f"{slug}#{source_id}")
    for judged in brief.judgements:
        yield (
            "judgements",
            (
                f"{slug}#{judged.id}", number, judged.text, judged.likelihood,
                judged.confidence.value if judged.confidence else None, _text(judged.resolves_by),
                judged.outcome.value if judged.outcome else None, _text(judged.resolved),
            ),
        )  # fmt: skip


def of_deal(edition: Edition, deal: Deal, numbers: Mapping[str, int]) -> Iterator[Row]:
    """A deal with its history; `numbers` are those of the briefs in the database."""
    address = addresses.deal(deal.id)
    attested = deal.attested
    yield (
        "deals",
        (
            deal.id, Here(edition, address).deal_title(deal), _id(deal.buyer), _id(deal.system),
            deal.lot, deal.state.value if deal.state else None,
            attested.standing.value if attested else None, _text(deal.since),
            deal.since.first.isoformat() if deal.since else None, address,
        ),
    )  # fmt: skip
    for supplier in deal.suppliers:
        yield "deal_suppliers", (deal.id, _id(supplier))
    for programme in deal.programmes:
        yield "deal_programmes", (deal.id, _id(programme))
    for place, step in enumerate(deal.history, 1):
        yield from _of_step(deal, place, step, numbers)


def _of_step(deal: Deal, place: int, step: Step, numbers: Mapping[str, int]) -> Iterator[Row]:
    state = step.state.value if step.state else None
    id = " ".join(filter(None, (deal.id, str(step.date), state, step.milestone)))
    yield (
        "events",
        (id, deal.id, place, *_dated(step.date), state, step.milestone, step.standing.value),
    )
    sources: dict[str, None] = {}
    parties: dict[Subject, None] = {}
    for report in step.reports:
        event, slug, value = report.event, report.brief.slug, report.event.value
        yield (
            "reports",
            (
                f"{slug}#{event.index}", id, numbers[slug], event.note, event.quantity,
                " ".join(country.id for country in event.operators) or None,
                value.amount if value else None, value.currency if value else None,
                value.basis if value else None, event.claimed, event.disputed, event.credibility,
            ),
        )  # fmt: skip
        sources |= dict.fromkeys(f"{slug}#{source}" for source in event.sources)
        parties |= dict.fromkeys(event.by)
    for source in sources:
        yield "event_sources", (id, source)
    for party in parties:
        yield "event_parties", (id, _id(party))


def _id(subject: Subject) -> str:
    return f"{subject.kind}/{subject.id}"


def _dated(date: EventDate) -> tuple[str, str, str]:
    return str(date), date.first.isoformat(), date.last.isoformat()


def _text(date: EventDate | None) -> str | None:
    return str(date) if date else None
