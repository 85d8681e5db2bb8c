"""The data of a deal: where it stands, every event of its history, what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from typing_extensions import TypedDict

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.catalogue.order import newest_first
from briefdesk.exports import tables
from briefdesk.exports.csv_deals import event_id, event_rows
from briefdesk.exports.document import (
    BriefReference,
    Date,
    Dated,
    Head,
    Money,
    Reference,
    Rests,
    head,
    money,
    refer,
    refer_all,
    refer_brief,
    rests,
    says,
    span,
    written,
    written_date,
)
from briefdesk.exports.file import File
from briefdesk.exports.rows import (
    BriefRow,
    Credibility,
    DealRow,
    Group,
    Milestone,
    Standing,
    StateCode,
    brief_row,
    code,
    deal_row,
    group,
)
from briefdesk.exports.sources import CitationRow, Reliability, Weight, citation_row, weigh
from briefdesk.pages import addresses, columns
from briefdesk.pages.deals import alternatives_of, names_then, sources_of
from briefdesk.pages.disagreements import Disagreement, disagreements
from briefdesk.pages.edition import Edition, last_move
from briefdesk.pages.here import Here
from briefdesk.pages.runs import LIMIT
from briefdesk.pages.tables import StepLine, brief_line, briefs_of, step_lines

#: Briefs and sources named at one event; the table of events has them all.
_MOST = 24


class SourceOfEvent(TypedDict):
    """A publisher of an event, at the source in a brief that names it first."""

    publisher: Annotated[str, says("The publisher as named there.")]
    brief: Annotated[str, says("Id of the brief.")]
    source: Annotated[str, says("Id of the source in that brief.")]


class EventItem(Dated):
    """An event of a deal's history."""

    id: Annotated[str, says("Deal, date and what happened; it stays as long as these do.")]
    number: Annotated[int, says("Its place in the history, from 1; the page has it at #step-N.")]
    state: StateCode
    group: Group
    milestone: Milestone
    turn: Annotated[bool, says("True where the state differs from the one before.")]
    standing: Standing
    disputes: Annotated[list[str], says("How accounts differ, in the words of briefs.")]
    what: Annotated[list[str], says("What happened, in the words of each brief.")]
    operators: Annotated[list[Reference], says("Who operates it, where that is told.")]
    quantities: Annotated[list[str], says("How much, in words, each once.")]
    values: Annotated[list[Money], says("How much money, each amount once.")]
    by: Annotated[list[Reference], says("Who asserts it.")]
    reliability: Reliability
    credibility: Credibility
    weight: Weight
    reports: Annotated[int, says("How many accounts there are of it.")]
    briefs: Annotated[list[BriefReference], says(f"The briefs that tell of it, at most {_MOST}.")]
    sources: Annotated[list[SourceOfEvent], says(f"Its publishers, at most {_MOST}.")]


class AccountItem(TypedDict):
    """One side of a disagreement."""

    says: Annotated[str, says("What it says, where that is no state.")]
    state: StateCode
    event: Annotated[str, says("Id of the event that it tells of.")]
    briefs: Annotated[list[str], says("Ids of the briefs that say so.")]


class DisagreementItem(TypedDict):
    """What accounts differ on."""

    texts: list[str]
    found: Annotated[bool, says("True where comparing briefs found it, and no author wrote it.")]
    accounts: list[AccountItem]
    others: Annotated[int, says("How many further accounts there are.")]


class NameThen(TypedDict):
    """A name that a country bore when the deal began."""

    id: Annotated[str, says("Id of the country.")]
    name: Annotated[str, says("Its name then.")]
    year: Annotated[int, says("The year in which the deal began.")]


class Before(TypedDict):
    """The state before the present one."""

    state: StateCode
    standing: Standing


class Totals(TypedDict):
    """How many rows there are in all of each list; of each, at most the first or last 200 are
    here."""

    history: int
    alternatives: int
    briefs: int
    sources: int


class DealDocument(Head):
    """A deal."""

    kind: Literal["deal"]
    buyer: Reference
    suppliers: list[Reference]
    system: Reference
    system_name: Annotated[str, says("The system by the name that its briefs use.")]
    lot: Annotated[str | None, says("Tells apart deals of the same parties and system.")]
    programmes: list[Reference]
    own_development: Annotated[bool, says("True where the buyer supplies itself.")]
    names_then: Annotated[list[NameThen], says("Names of its countries that changed since.")]
    state: StateCode
    group: Group
    standing: Annotated[Standing | None, says("How firmly the state stands.")]
    since: Annotated[Date | None, says("From when the state is known to hold.")]
    last_reported: Annotated[Date | None, says("The latest event that has the state.")]
    attested: Annotated[str | None, says("Id of the event that speaks for the state.")]
    before: Annotated[Before | None, says("The state before it.")]
    totals: Totals
    history: Annotated[list[EventItem], says("Its latest events, earliest first.")]
    disagreements: Annotated[list[DisagreementItem], says("Where accounts differ.")]
    alternatives: Annotated[list[DealRow], says("Other deals in its programmes.")]
    briefs: Annotated[list[BriefRow], says("The briefs that tell of it, newest event first.")]
    sources: Annotated[list[CitationRow], says("The sources of all its events, each page once.")]
    rests_on: Rests


def make(edition: Edition, id: str) -> Iterator[File]:
    """The data behind the page of a deal."""
    if deal := edition.catalogue.deal(id):
        here = Here(edition, addresses.deal(deal.id))
        lines = step_lines(deal)[-LIMIT:]
        yield written(here, of_deal(here, deal, lines))
        rows = event_rows(here, deal, tuple(line.step for line in lines))
        yield tables.beside(here, columns.EVENTS, rows)


def of_deal(here: Here, deal: Deal, lines: tuple[StepLine, ...]) -> DealDocument:
    """A deal, with the steps of `lines` as its history."""
    attested, move = deal.attested, last_move(deal)
    before = move.before if move else None
    known = sorted(deal.briefs, key=newest_first)
    others = alternatives_of(here.edition, deal)
    sources = sources_of(deal)
    year = deal.history[0].date.year
    return {
        "kind": "deal",
        **head(here, here.deal_title(deal)),
        "buyer": refer(here, deal.buyer),
        "suppliers": refer_all(here, deal.suppliers),
        "system": refer(here, deal.system),
        "system_name": here.system_name(deal),
        "lot": deal.lot,
        "programmes": refer_all(here, deal.programmes),
        "own_development": deal.suppliers == (deal.buyer,),
        "names_then": [
            {"id": country.id, "name": name, "year": year}
            for country, name in names_then(here, deal)
        ],
        "state": code(deal.state),
        "group": group(deal.state),
        "standing": attested.standing.value if attested else None,
        "since": written_date(deal.since),
        "last_reported": written_date(deal.current.date if deal.current else None),
        "attested": event_id(deal, attested) if attested else None,
        "before": (
            {"state": code(before.state), "standing": before.standing.value} if before else None
        ),
        "totals": {
            "history": len(deal.history),
            "alternatives": len(others),
            "briefs": len(known),
            "sources": len(sources),
        },
        "history": [event_item(here, deal, line) for line in lines],
        "disagreements": [_disagreement(deal, d) for d in disagreements(here, deal, lines)],
        "alternatives": [deal_row(here, other) for other in others[:LIMIT]],
        "briefs": [
            brief_row(brief_line(here, brief, lambda other: other.id == deal.id))
            for brief in known[:LIMIT]
        ],
        "sources": [citation_row(here, source) for source in sources[-LIMIT:]],
        "rests_on": rests(here, known),
    }


def _disagreement(deal: Deal, of: Disagreement) -> DisagreementItem:
    return {
        "texts": list(of.texts),
        "found": of.found,
        "accounts": [
            {
                "says": account.says,
                "state": code(account.state),
                "event": event_id(deal, account.step),
                "briefs": list(dict.fromkeys(r.brief.slug for r in account.step.reports)),
            }
            for account in of.accounts
        ],
        "others": of.others,
    }


def event_item(here: Here, deal: Deal, line: StepLine) -> EventItem:
    """A step of a deal's history."""
    step = line.step
    events = [report.event for report in step.reports]
    values = {(e.value.amount, e.value.currency, e.value.basis): e.value for e in events if e.value}
    by = dict.fromkeys(party for event in events for party in event.by)
    operators = dict.fromkeys(country for event in events for country in event.operators)
    reliability, credibility = here.step_grades(step)
    return {
        "id": event_id(deal, step),
        "number": line.number,
        "date": str(step.date),
        **span(step.date),
        "state": code(step.state),
        "group": group(step.state),
        "milestone": step.milestone,
        "turn": line.turn,
        "standing": step.standing.value,
        "disputes": list(step.disputes),
        "what": list(line.what),
        "operators": refer_all(here, operators, step.date),
        "quantities": list(dict.fromkeys(e.quantity for e in events if e.quantity)),
        "values": [money(value) for value in values.values()],
        "by": refer_all(here, by, step.date),
        "reliability": reliability,
        "credibility": credibility,
        "weight": weigh(here, here.sources_of(step)),
        "reports": len(events),
        "briefs": [refer_brief(brief) for brief in briefs_of(step)[:_MOST]],
        "sources": _sources(step)[:_MOST],
    }


def _sources(step: Step) -> list[SourceOfEvent]:
    found: dict[str, SourceOfEvent] = {}
    for report in step.reports:
        for id in report.event.sources:
            name = report.brief.source(id).publisher
            place: SourceOfEvent = {"publisher": name, "brief": report.brief.slug, "source": id}
            found.setdefault(name, place)
    return list(found.values())
