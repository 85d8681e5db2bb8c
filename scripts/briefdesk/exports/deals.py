"""A deal as JSON: where it stands, and every event of its history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.exports import file
from briefdesk.exports.file import File
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here


def make(edition: Edition, id: str) -> Iterator[File]:
    """The data behind the page of a deal."""
    if deal := edition.catalogue.deal(id):
        yield file.json(addresses.twin(addresses.deal(id)), of_deal(edition, deal))


def of_deal(edition: Edition, deal: Deal) -> dict[str, Any]:
    """A deal as plain data."""
    here = Here(edition, addresses.deal(deal.id))
    attested = deal.attested
    return {
        "id": deal.id,
        "title": here.deal_title(deal),
        "buyer": deal.buyer.id,
        "suppliers": [supplier.id for supplier in deal.suppliers],
        "system": deal.system.id,
        "lot": deal.lot,
        "programmes": [programme.id for programme in deal.programmes],
        "state": deal.state.value if deal.state else None,
        "standing": attested.standing.value if attested else None,
        "since": str(deal.since) if deal.since else None,
        "history": [of_step(step) for step in deal.history],
        "alternatives": list(deal.alternatives),
    }


def of_step(step: Step) -> dict[str, Any]:
    """A step of a deal as plain data."""
    return {
        "date": str(step.date),
        "state": step.state.value if step.state else None,
        "milestone": step.milestone,
        "standing": step.standing.value,
        "briefs": [report.brief.slug for report in step.reports],
    }
