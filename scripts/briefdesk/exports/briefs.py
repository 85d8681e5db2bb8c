"""The data of a brief: the bottom line, the text, who said what, sources, what came next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from typing_extensions import TypedDict

from briefdesk.exports.document import (
    BriefReference,
    Date,
    Dated,
    DealReference,
    Head,
    Reference,
    head,
    refer,
    refer_all,
    refer_brief,
    refer_deal,
    says,
    span,
    written,
    written_date,
)
from briefdesk.exports.file import File
from briefdesk.exports.rows import (
    Standing,
    StateCode,
    StatementItem,
    code,
    statement_item,
)
from briefdesk.exports.sources import SourceItem, Weight, source_item, weigh
from briefdesk.pages import addresses
from briefdesk.pages.briefs import listed, text
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.records.brief import Brief, Person
from briefdesk.records.dates import EventDate
from briefdesk.records.values import Judgement, Question


class CountryItem(Reference):
    """A country with its parts in a brief."""

    roles: Annotated[list[str], says("The parts that it plays, as the guide lists them.")]


class PersonItem(Reference):
    """A person of a brief, as named in it."""

    office: Annotated[str | None, says("Office at the time.")]
    country: Annotated[Reference | None, says("The country that the person speaks for.")]
    organisation: Annotated[Reference | None, says("The organisation that the person speaks for.")]


class DealOfBrief(DealReference):
    """A deal that a brief tells of."""

    state: Annotated[StateCode, says("The state that it was in after the brief.")]
    standing: Annotated[Standing | None, says("How firmly that stood.")]
    state_now: Annotated[StateCode, says("The state that it is in today.")]
    earlier: Annotated[BriefReference | None, says("The brief on it just before this one.")]
    later: Annotated[BriefReference | None, says("The brief on it just after this one.")]


class JudgementItem(TypedDict):
    """What the desk judges."""

    id: Annotated[str, says("Its id in the brief.")]
    text: Annotated[str, says("The judgement.")]
    likelihood: Annotated[str, says("Term of ICD 203; the guide has its bounds.")]
    confidence: Annotated[str | None, says("Confidence in the evidence.")]
    resolves_by: Annotated[Date | None, says("When it can be scored.")]
    outcome: Annotated[str | None, says("How it turned out.")]
    resolved: Annotated[Date | None, says("When that was known.")]
    sources: Annotated[list[str], says("Ids of its sources in the brief.")]


class QuestionItem(TypedDict):
    """What is open, or was."""

    text: Annotated[str, says("The question.")]
    answered: Annotated[BriefReference | None, says("The brief that answers it.")]


class ChangeItem(TypedDict):
    """A change to a brief after its publication."""

    date: Date
    note: Annotated[str, says("What changed.")]


class BriefDocument(Head, Dated):
    """A brief. Beside these fields it has one for each further kind of subject, a list of what
    the brief is about (`systems`, `organisations`)."""

    kind: Literal["brief"]
    date_note: Annotated[str | None, says("What a reader should know of the date.")]
    summary: Annotated[str, says("The bottom line.")]
    text: Annotated[str, says("Its text as HTML; the links in it are relative to its page.")]
    countries: list[CountryItem]
    people: list[PersonItem]
    deals: list[DealOfBrief]
    statements: list[StatementItem]
    judgements: list[JudgementItem]
    questions: list[QuestionItem]
    sources: list[SourceItem]
    weight: Weight
    confidence: Annotated[str | None, says("Confidence in the brief as a whole.")]
    tlp: Annotated[str | None, says("Traffic Light Protocol 2.0; only CLEAR is published.")]
    language: Annotated[str, says("BCP 47 tag of its text.")]
    authors: list[str]
    published: Annotated[Date | None, says("When it was published.")]
    updated: Annotated[Date | None, says("When it was last changed.")]
    changes: list[ChangeItem]
    replaces: Annotated[BriefReference | None, says("The brief that it replaces.")]
    replaced_by: Annotated[BriefReference | None, says("The brief that replaces it.")]


class WithdrawnDocument(Head):
    """What is left of a brief that was withdrawn."""

    kind: Literal["withdrawn"]
    reason: Annotated[str | None, says("Why it was withdrawn.")]


def make(edition: Edition, slug: str) -> Iterator[File]:
    """The data behind the page of a brief."""
    if brief := edition.catalogue.brief(slug):
        here = Here(edition, addresses.brief(brief.date.year, slug))
        kinds = {kind.id: refer_all(here, of, brief.date) for kind, of in listed(edition, brief)}
        none: dict[str, Any] = {kind.id: [] for kind in edition.catalogue.kinds}
        yield written(here, {**none, **kinds, **of_brief(here, brief)})
    elif withdrawn := edition.catalogue.withdrawn_brief(slug):
        here = Here(edition, addresses.brief(withdrawn.date.year, slug))
        document: WithdrawnDocument = {
            "kind": "withdrawn",
            **head(here, "A brief withdrawn"),
            "reason": withdrawn.reason,
        }
        yield written(here, document)


def of_brief(here: Here, brief: Brief) -> BriefDocument:
    """A brief, but for the kinds of which it lists no more than names."""
    edition = here.edition
    replaced = edition.catalogue.brief(brief.supersedes) if brief.supersedes else None
    follower = edition.replaced_by(brief)
    return {
        "kind": "brief",
        **head(here, brief.title),
        "date": str(brief.date),
        **span(brief.date),
        "date_note": brief.date_note,
        "summary": brief.summary,
        "text": str(text(here, brief)),
        "countries": [
            {**refer(here, country, brief.date), "roles": list(roles)}
            for country, roles in brief.countries.items()
        ],
        "people": [_person(here, person, brief.date) for person in brief.people],
        "deals": _deals(here, brief),
        "statements": [statement_item(here, brief, said) for said in brief.statements],
        "judgements": [judgement_item(judgement) for judgement in brief.judgements],
        "questions": [question_item(here, question) for question in brief.questions],
        "sources": [source_item(here, source) for source in brief.sources],
        "weight": weigh(here, brief.sources),
        "confidence": brief.confidence.value if brief.confidence else None,
        "tlp": brief.tlp.value if brief.tlp else None,
        "language": brief.language,
        "authors": list(brief.authors),
        "published": written_date(brief.published),
        "updated": written_date(brief.updated),
        "changes": [{"date": str(change.date), "note": change.note} for change in brief.changes],
        "replaces": refer_brief(replaced) if replaced else None,
        "replaced_by": refer_brief(follower) if follower else None,
    }


def _person(here: Here, person: Person, on: EventDate) -> PersonItem:
    side, works = person.country, person.organisation
    return {
        **refer(here, person.subject),
        "name": person.name,
        "office": person.office,
        "country": refer(here, side, on) if side else None,
        "organisation": refer(here, works, on) if works else None,
    }


def _deals(here: Here, brief: Brief) -> list[DealOfBrief]:
    found: list[DealOfBrief] = []
    for deal in here.edition.deals_of(brief):
        step = here.edition.state_after(deal, brief)
        earlier, later = here.edition.neighbours(deal, brief)
        found.append(
            {
                **refer_deal(here, deal, brief.date),
                "state": code(step.state) if step else None,
                "standing": step.standing.value if step else None,
                "state_now": code(deal.state),
                "earlier": refer_brief(earlier) if earlier else None,
                "later": refer_brief(later) if later else None,
            }
        )
    return found


def question_item(here: Here, question: Question) -> QuestionItem:
    """A question, with its answer as far as readers may see it."""
    answer = here.answer(question)
    return {"text": question.text, "answered": refer_brief(answer) if answer else None}


def judgement_item(judgement: Judgement) -> JudgementItem:
    """A judgement."""
    return {
        "id": judgement.id,
        "text": judgement.text,
        "likelihood": judgement.likelihood,
        "confidence": judgement.confidence.value if judgement.confidence else None,
        "resolves_by": written_date(judgement.resolves_by),
        "outcome": judgement.outcome.value if judgement.outcome else None,
        "resolved": written_date(judgement.resolved),
        "sources": list(judgement.sources),
    }
