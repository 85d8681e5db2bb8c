"""Briefs, statements, judgements and sources as rows of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from briefdesk.catalogue.ledger import deal_id
from briefdesk.catalogue.scoring import brier
from briefdesk.exports import cells
from briefdesk.exports.cells import Row
from briefdesk.pages.here import Here
from briefdesk.records.brief import Brief
from briefdesk.records.gradings import LIKELIHOODS
from briefdesk.records.values import Source


def brief_row(here: Here, brief: Brief, public: Callable[[str], bool]) -> Row:
    """A brief as a row of the table of briefs; `public` tells which others readers may see."""
    catalogue = here.edition.catalogue
    replaced = brief.supersedes if brief.supersedes and public(brief.supersedes) else None
    roles = (f"{land.id}:{role}" for land, roles in brief.countries.items() for role in roles)
    return {
        "id": brief.slug,
        **cells.dates(brief.date),
        "title": brief.title,
        "summary": brief.summary,
        "country_roles": "; ".join(roles),
        **{kind.id: cells.ids(brief.subjects.get(kind.id, ())) for kind in catalogue.kinds},
        "deals": " ".join(dict.fromkeys(deal_id(event) for event in brief.deals)),
        "confidence": brief.confidence.value if brief.confidence else None,
        "language": brief.language,
        "authors": "; ".join(brief.authors),
        "published": cells.date(brief.published),
        "updated": cells.date(brief.updated),
        "replaces": replaced,
        "statements": len(brief.statements),
        "judgements": len(brief.judgements),
        "sources": len(brief.sources),
        "publishers": "; ".join(dict.fromkeys(source.publisher for source in brief.sources)),
        "page": cells.page_of(here, brief),
    }


def brief_rows(here: Here, briefs: Iterable[Brief]) -> Iterator[Row]:
    """A few briefs as rows of the table of briefs."""
    catalogue = here.edition.catalogue
    return (brief_row(here, b, lambda slug: catalogue.brief(slug) is not None) for b in briefs)


def statement_rows(here: Here, brief: Brief) -> Iterator[Row]:
    """The statements of a brief as rows of `STATEMENTS`."""
    for number, said in enumerate(brief.statements, 1):
        reliability, credibility = here.said_grades(brief, said)
        yield {
            "brief": brief.slug,
            "number": number,
            **cells.dates(said.date),
            "speaker": said.speaker,
            "speaker_kind": said.subject.kind if said.subject else None,
            "speaker_id": said.subject.id if said.subject else None,
            "office": said.office,
            "to": said.to,
            "says": said.says,
            "reliability": reliability,
            "credibility": credibility,
            "sources": " ".join(said.sources),
            "publishers": cells.publishers(brief, said.sources),
            "page": cells.page_of(here, brief, "#what-was-said"),
        }


def judgement_rows(here: Here, brief: Brief) -> Iterator[Row]:
    """The judgements of a brief as rows of `JUDGEMENTS`."""
    for judgement in brief.judgements:
        bounds, score = LIKELIHOODS[judgement.likelihood], brier(judgement)
        yield {
            "brief": brief.slug,
            "id": judgement.id,
            "date": str(brief.date),
            "text": judgement.text,
            "likelihood": judgement.likelihood,
            "probability_from": bounds.lower,
            "probability_to": bounds.upper,
            "confidence": judgement.confidence.value if judgement.confidence else None,
            "resolves_by": cells.date(judgement.resolves_by),
            "outcome": judgement.outcome.value if judgement.outcome else None,
            "resolved": cells.date(judgement.resolved),
            "score": None if score is None else f"{score:.3f}",
            "sources": " ".join(judgement.sources),
            "page": cells.page_of(here, brief, f"#judgement-{judgement.id}"),
        }


def source_row(here: Here, brief: Brief, source: Source) -> Row:
    """A source of a brief as a row of `SOURCES`."""
    publisher = here.edition.catalogue.publisher(source.publisher)
    withdrawal = here.withdrawal(source)
    return {
        "brief": brief.slug,
        "id": source.id,
        "publisher": publisher.id if publisher else None,
        "publisher_name": source.publisher,
        "reliability": here.edition.reliability(source),
        "title": source.title,
        "label": source.label,
        "author": source.author,
        "date": cells.date(source.date),
        "language": source.language,
        "url": source.url,
        "archived": source.archived,
        "accessed": cells.date(source.accessed),
        "origin": source.origin,
        "withdrawn": str(withdrawal.date) if withdrawal else None,
        "withdrawn_reason": withdrawal.reason if withdrawal else None,
        "page": cells.page_of(here, brief, f"#source-{source.id}"),
    }
