"""The ledger: every deal in one table, the one whose state changed last on top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefdesk.catalogue.deals import Deal, Standing
from briefdesk.pages import addresses, rows, wording
from briefdesk.pages.edition import Edition, changed
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.paths import LANES
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import Run, run, years
from briefdesk.pages.tables import DealLine, DealTable, deal_table
from briefdesk.records.states import STATE, STATES, Group, State

#: The state whose glyph stands for its whole group.
SAMPLES = {
    Group.IN_FORCE: STATE["in-service"],
    Group.COMMITTED: STATE["signed"],
    Group.CHOOSING: STATE["selected"],
    Group.EXPLORING: STATE["talks"],
    Group.OFF_THE_PATH: STATE["abandoned"],
}


def groups(deals: Sequence[Deal]) -> tuple[tuple[Group, int, State], ...]:
    """How many of `deals` are in each group of states, with a state whose glyph stands for it."""
    counted = Counter(deal.state.group for deal in deals if deal.state)
    return tuple((group, counted[group], SAMPLES[group]) for group in LANES if counted[group])


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """The ledger and, where it is long, each year."""
    deals = edition.deals_by_change()
    if deals:
        yield ()
        yield from years(addresses.DEALS, deals, changed)


def address(edition: Edition, year: str | None = None) -> str:
    """Where the first page of a task is."""
    return addresses.continued(addresses.DEALS, year)


def make(edition: Edition, year: str | None = None) -> Iterator[Page]:
    """The ledger, or the pages that continue it for a year."""
    if year is None:
        deals = edition.deals_by_change()
        yield _front(edition, deals, run(addresses.DEALS, deals, changed))
        return
    listed = run(addresses.DEALS, edition.deals_changed_in(int(year)), changed, always=True)
    yield from year_pages(edition, listed, addresses.DEALS, "Deals", ((addresses.DEALS, "Deals"),))


def year_pages(
    edition: Edition, listed: Run[Deal], base: str, what: str, crumbs: tuple[tuple[str, str], ...]
) -> Iterator[Page]:
    """The pages on which a long list of deals at `base` goes on; `what` begins their titles."""
    for page in listed.pages:
        here = Here(edition, page.address)
        table = deal_table(here, page.items)

        def link(part: int, here: Here = here, year: int = page.year) -> str:
            return here.to(addresses.year(base, year, part))

        yield lay(
            here,
            "ledger",
            title=f"{what} that last changed in {page.year:04d}",
            description=f"{what} whose state last changed in {page.year:04d}.",
            kind="deals",
            tabled=True,
            crumbs=crumbs,
            heading=f"{page.year:04d}" if base == addresses.DEALS else f"{what}, {page.year:04d}",
            lead="Deals whose state last changed in this year.",
            groups=(),
            filter=None,
            run=None,
            number=page.part,
            of=page.parts,
            link=link,
            table=table,
            years=_by_year(table),
            more=(),
            basis=basis(here, (step.brief for deal in page.items for step in deal.history)),
        )


def _front(edition: Edition, deals: Sequence[Deal], listed: Run[Deal]) -> Page:
    here = Here(edition, addresses.DEALS)
    told = wording.count(len(deals), "deal")
    table = deal_table(here, [deal for year in listed.shown for deal in year.items])
    cut = [year for year in listed.shown if len(year.items) < year.total]
    return lay(
        here,
        "ledger",
        title="Deals",
        description=f"The ledger of {told}, from first interest to service, latest change first.",
        kind="deals",
        tabled=True,
        heading="Deals",
        lead=f"{told} from first interest to service, the one that changed last on top.",
        groups=groups(deals),
        filter=_filter(here, deals),
        run=listed,
        table=table,
        years=_by_year(table),
        more=[here.anchor(y.address, f"All {y.total:,} of {y.year:04d}") for y in cut],
        basis=basis(here, edition.catalogue.briefs),
    )


@dataclass(frozen=True, slots=True)
class Filter:
    """What the script needs to filter the ledger: its files of rows, the facets that tell deals
    apart, the day of the first step, and the signs of the states."""

    rows: tuple[str, ...]
    facets: tuple[str, ...]
    first: str
    signs: tuple[tuple[State, Standing], ...]


def _filter(here: Here, deals: Sequence[Deal]) -> Filter | None:
    """What a script filters by; None where there is nothing to choose from."""
    if len(deals) < 2:
        return None
    values: dict[str, set[object]] = {
        "country": {c for deal in deals for c in (deal.buyer, *deal.suppliers)},
        "buyer": {deal.buyer for deal in deals},
        "supplier": {supplier for deal in deals for supplier in deal.suppliers},
        "system": {deal.system for deal in deals},
        "state": {deal.state for deal in deals},
        "programme": {None, *(programme for deal in deals for programme in deal.programmes)},
        "year": {changed(deal).year for deal in deals},
        "doubt": {step.standing for deal in deals if (step := deal.attested)} | {Standing.REPORTED},
    }
    met = {(step.state, step.standing) for deal in deals for step in deal.history}
    return Filter(
        rows=tuple(
            here.to_file(rows.address(addresses.DEALS, *piece)) for piece in rows.deal_pieces(deals)
        ),
        # What all deals have in common now they may not have had on a date before.
        facets=tuple(name for name, of in values.items() if len(of) > 1 or name == "state"),
        first=min(deal.history[0].date.first for deal in deals).isoformat(),
        signs=tuple(
            (state, standing)
            for state in STATES
            for standing in Standing
            if standing is Standing.REPORTED or (state, standing) in met
        ),
    )


def _by_year(table: DealTable) -> tuple[tuple[int, tuple[DealLine, ...]], ...]:
    lines = groupby(table.lines, key=lambda line: changed(line.deal).year)
    return tuple((year, tuple(of)) for year, of in lines)
