"""Rules over the history of deals."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.catalogue.ledger import deal_id
from briefdesk.catalogue.model import Catalogue
from briefdesk.checks.finding import problem
from briefdesk.reading.library import Library
from briefdesk.records.problems import Problem


def states_go_forward(library: Library, catalogue: Catalogue) -> Iterator[Problem]:
    """A deal goes back on the path from interest to service only with a note that says why."""
    for deal in catalogue.deals:
        before: Step | None = None
        for step in deal.history:
            if step.state is None:
                continue
            if before and _goes_back(before, step) and not _explained(step):
                yield _backwards(deal, before, step)
            before = step


def _goes_back(before: Step, step: Step) -> bool:
    assert before.state
    assert step.state
    ranks = before.state.rank, step.state.rank
    return ranks[0] is not None and ranks[1] is not None and ranks[1] < ranks[0]


def _explained(step: Step) -> bool:
    return any(report.event.note for report in step.reports)


def _backwards(deal: Deal, before: Step, step: Step) -> Problem:
    assert before.state
    assert step.state
    return problem(
        step.brief,
        ("deals", step.event.index, "state"),
        "state-goes-backwards",
        f"the deal {deal.id} goes back from '{before.state.value}' ({before.date}, "
        f"{before.brief.slug}) to '{step.state.value}' ({step.date})",
        "Write a `note` on this event that says what happened, or mend the state or the date.",
    )


def addresses_differ(library: Library, catalogue: Catalogue) -> Iterator[Problem]:
    """Two deals that differ in their terms have different addresses."""
    terms: dict[str, tuple[object, ...]] = {}
    for brief in sorted(library.briefs, key=lambda brief: brief.slug):
        for event in brief.deals:
            own = (event.buyer, frozenset(event.suppliers), event.system)
            if terms.setdefault(deal_id(event), own) != own:
                yield problem(
                    brief,
                    ("deals", event.index),
                    "deal-address-clash",
                    f"the address {deal_id(event)} belongs to another deal already",
                    "Write a `lot` that tells the two apart.",
                )


RULES = (states_go_forward, addresses_differ)
