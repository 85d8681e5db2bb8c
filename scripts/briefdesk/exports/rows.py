"""Rows that many documents have: a deal, a brief, an event, a statement."""

from __future__ import annotations

from typing import Annotated

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.exports.document import (
    BriefReference,
    Date,
    Dated,
    DealReference,
    Money,
    Reference,
    Span,
    money,
    refer,
    refer_all,
    refer_brief,
    refer_deal,
    says,
    span,
    written_date,
)
from briefdesk.exports.sources import (
    PublisherReference,
    Reliability,
    Weight,
    refer_publisher,
    weigh,
)
from briefdesk.pages import addresses
from briefdesk.pages.here import Here
from briefdesk.pages.tables import BriefLine, latest_value, told
from briefdesk.records.brief import Brief, Statement
from briefdesk.records.states import State

StateCode = Annotated[str | None, says("State of a deal, as the guide lists them.")]
Group = Annotated[str | None, says("What the state means; the guide explains.")]
Standing = Annotated[
    str, says("`reported`, `claimed` by one side alone, `disputed`, or `unsupported` by now.")
]
Milestone = Annotated[str | None, says("What happened beside the state.")]
Credibility = Annotated[str | None, says("Admiralty credibility of the item, 1 to 6.")]


class DealRow(DealReference):
    """A deal in a list."""

    buyer: Reference
    suppliers: list[Reference]
    system: Reference
    system_name: Annotated[str, says("The system by the name that the deal's briefs use.")]
    lot: Annotated[str | None, says("Tells apart deals of the same parties and system.")]
    programmes: list[Reference]
    state: StateCode
    group: Group
    standing: Annotated[Standing | None, says("How firmly the state stands.")]
    since: Annotated[Date | None, says("From when the state is known to hold.")]
    value: Annotated[Money | None, says("The latest amount that is told.")]
    latest_brief: Annotated[BriefReference, says("The brief that told of it last.")]


def deal_row(here: Here, deal: Deal) -> DealRow:
    """A deal in a list."""
    return here.edition.often(f"deal {deal.id}", lambda: _deal_row(here, deal))


def _deal_row(here: Here, deal: Deal) -> DealRow:
    attested, value = deal.attested, latest_value(deal)
    return {
        **refer_deal(here, deal),
        "buyer": refer(here, deal.buyer),
        "suppliers": refer_all(here, deal.suppliers),
        "system": refer(here, deal.system),
        "system_name": here.system_name(deal),
        "lot": deal.lot,
        "programmes": refer_all(here, deal.programmes),
        "state": code(deal.state),
        "group": group(deal.state),
        "standing": attested.standing.value if attested else None,
        "since": written_date(deal.since),
        "value": money(value) if value else None,
        "latest_brief": refer_brief(deal.history[-1].brief),
    }


def code(state: State | None) -> str | None:
    """A state as its code."""
    return state.value if state else None


def group(state: State | None) -> str | None:
    """What a state means."""
    return state.group.value if state else None


class StateAfter(DealReference):
    """A deal as it stood after a brief."""

    state: StateCode
    standing: Standing


class BriefRow(BriefReference, Span):
    """A brief in a list."""

    deals: Annotated[list[StateAfter], says("The deals that it tells of, as they stood after it.")]


def brief_row(line: BriefLine) -> BriefRow:
    """A brief in a list, with the deals that its row shows."""
    brief = line.brief
    after: list[StateAfter] = [
        {
            "id": deal.id,
            "title": name,
            "url": addresses.deal(deal.id),
            "state": code(step.state),
            "standing": step.standing.value,
        }
        for deal, (name, step) in zip(line.deals, line.states, strict=True)
    ]
    return {**refer_brief(brief), **span(brief.date), "deals": after}


class EventRow(Dated):
    """An event in a list: a step of a deal, or a brief that tells of none on its own date."""

    deal: Annotated[DealReference | None, says("The deal, by the names that held on the date.")]
    state: StateCode
    group: Group
    milestone: Milestone
    standing: Annotated[Standing | None, says("How firmly it stands.")]
    what: Annotated[list[str], says("What happened, in the words of each brief.")]
    brief: Annotated[BriefReference, says("The brief that speaks for it.")]
    summary: Annotated[str | None, says("Its bottom line, where there is no deal.")]


def event_row(here: Here, deal: Deal | None, step: Step | None, brief: Brief) -> EventRow:
    """An event in a list."""
    date = step.date if step else brief.date
    return {
        "date": str(date),
        **span(date),
        "deal": refer_deal(here, deal, date) if deal else None,
        "state": code(step.state) if step else None,
        "group": group(step.state) if step else None,
        "milestone": step.milestone if step else None,
        "standing": step.standing.value if step else None,
        "what": list(told(step)) if step else [],
        "brief": refer_brief(brief),
        "summary": None if step else brief.summary,
    }


class StatementItem(Dated):
    """What somebody said."""

    speaker: Annotated[str, says("Who said it, as named there.")]
    subject: Annotated[Reference | None, says("Who that is; null for an unnamed speaker.")]
    office: Annotated[str | None, says("In what office.")]
    to: Annotated[str | None, says("To whom.")]
    says: Annotated[str, says("What was said, in the desk's words.")]
    sources: Annotated[list[str], says("Ids of its sources in the brief.")]
    publishers: Annotated[list[PublisherReference], says("Who published them.")]
    reliability: Reliability
    credibility: Credibility
    weight: Weight


def statement_item(here: Here, brief: Brief, said: Statement) -> StatementItem:
    """A statement of a brief."""
    reliability, credibility = here.said_grades(brief, said)
    publishers = dict.fromkeys(brief.source(id).publisher for id in said.sources)
    return {
        "date": str(said.date),
        **span(said.date),
        "speaker": said.speaker,
        "subject": refer(here, said.subject, said.date) if said.subject else None,
        "office": said.office,
        "to": said.to,
        "says": said.says,
        "sources": list(said.sources),
        "publishers": [refer_publisher(here, name) for name in publishers],
        "reliability": reliability,
        "credibility": credibility,
        "weight": weigh(here, (brief.source(id) for id in said.sources)),
    }


class StatementRow(StatementItem):
    """What somebody said, in a list."""

    brief: Annotated[BriefReference, says("The brief that tells of it.")]


def statement_row(here: Here, brief: Brief, said: Statement) -> StatementRow:
    """A statement in a list."""
    return {**statement_item(here, brief, said), "brief": refer_brief(brief)}
