"""Events and deals as rows of tables."""

from __future__ import annotations

from briefdesk.catalogue import grounds
from briefdesk.catalogue.deals import Deal, Step
from briefdesk.exports import cells
from briefdesk.exports.cells import Cell, Row
from briefdesk.pages import addresses
from briefdesk.pages.here import Here
from briefdesk.pages.tables import latest_value, told
from briefdesk.records.values import Value


def event_id(deal: Deal, step: Step) -> str:
    """What tells an event from all others: its deal, its date and what happened."""
    what = "+".join(filter(None, (step.state.value if step.state else "", step.milestone)))
    return f"{deal.id}:{step.date}:{what}"


def event_rows(here: Here, deal: Deal, steps: tuple[Step, ...] | None = None) -> list[Row]:
    """Each event of a deal, or those given, as a row of `EVENTS`."""
    shared = {
        **_parties(here, deal),
        "deal_title": here.deal_title(deal),
        "page": cells.page(here, addresses.deal(deal.id)),
    }
    every = deal.history if steps is None else steps
    return [_event_row(here, deal, step, shared) for step in every]


def _event_row(here: Here, deal: Deal, step: Step, shared: dict[str, Cell]) -> Row:
    events = [report.event for report in step.reports]
    sources = {
        (source.publisher, source.url): None
        for report in step.reports
        for source in map(report.brief.source, report.event.sources)
    }
    by = dict.fromkeys(party for event in events for party in event.by)
    operators = dict.fromkeys(country for event in events for country in event.operators)
    reliability, credibility = here.step_grades(step)
    return {
        **shared,
        "id": event_id(deal, step),
        "deal": deal.id,
        **cells.dates(step.date),
        "state": step.state.value if step.state else None,
        "state_group": step.state.group.value if step.state else None,
        "milestone": step.milestone,
        "standing": step.standing.value,
        "operators": cells.ids(operators),
        "operator_names": cells.names(here, operators, step.date),
        "by": cells.ids(by),
        "by_names": cells.names(here, by, step.date),
        "reliability": reliability,
        "credibility": credibility,
        "quantity": "; ".join(dict.fromkeys(e.quantity for e in events if e.quantity)),
        **_money(next((event.value for event in events if event.value), None)),
        "note": " ".join(told(step)),
        "disputed": " ".join(step.disputes),
        "briefs": " ".join(dict.fromkeys(report.brief.slug for report in step.reports)),
        "publishers": "; ".join(dict.fromkeys(publisher for publisher, _ in sources)),
        "urls": " ".join(dict.fromkeys(url for _, url in sources if url)),
    }


def deal_row(here: Here, deal: Deal) -> Row:
    """A deal as a row of `DEALS`."""
    return here.edition.often(f"deal as cells {deal.id}", lambda: _deal_row(here, deal))


def _deal_row(here: Here, deal: Deal) -> Row:
    # What competes with a deal changes with the deals of others, and its parties do not.
    here.edition.catalogue.note(grounds.deal(deal.id))
    attested = deal.attested
    grades = here.step_grades(attested) if attested else (None, None)
    quantities = (r.event.quantity for step in reversed(deal.history) for r in step.reports)
    return {
        "id": deal.id,
        "title": here.deal_title(deal),
        **_parties(here, deal),
        "state": deal.state.value if deal.state else None,
        "state_group": deal.state.group.value if deal.state else None,
        "standing": attested.standing.value if attested else None,
        "since": cells.date(deal.since),
        "last_reported": cells.date(deal.current.date if deal.current else None),
        "reliability": grades[0],
        "credibility": grades[1],
        "quantity": next(filter(None, quantities), None),
        **_money(latest_value(deal)),
        "first_event": str(deal.history[0].date),
        "last_event": str(deal.history[-1].date),
        "events": len(deal.history),
        "briefs": " ".join(brief.slug for brief in deal.briefs),
        "alternatives": " ".join(deal.alternatives),
        "page": cells.page(here, addresses.deal(deal.id)),
    }


def _parties(here: Here, deal: Deal) -> dict[str, Cell]:
    return {
        "buyer": deal.buyer.id,
        "buyer_name": cells.names(here, (deal.buyer,)),
        "suppliers": cells.ids(deal.suppliers),
        "supplier_names": cells.names(here, deal.suppliers),
        "system": deal.system.id,
        "system_name": here.system_name(deal),
        "lot": deal.lot,
        "programmes": cells.ids(deal.programmes),
        "programme_names": cells.names(here, deal.programmes),
    }


def _money(value: Value | None) -> dict[str, Cell]:
    return {
        "amount": value.amount if value else None,
        "currency": value.currency if value else None,
        "basis": value.basis if value else None,
    }
