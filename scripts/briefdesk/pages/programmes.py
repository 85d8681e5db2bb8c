"""What the page of a programme adds: its options side by side over time."""

from __future__ import annotations

from itertools import combinations

from briefdesk.catalogue.model import Entry
from briefdesk.pages import addresses, sections, tracks, wording
from briefdesk.pages.comparisons import linked
from briefdesk.pages.edition import latest_change
from briefdesk.pages.here import Here
from briefdesk.pages.runs import LIMIT
from briefdesk.pages.sections import Account, Fact, Section
from briefdesk.pages.systems import COMPARED, DRAWN
from briefdesk.pages.tables import deal_table
from briefdesk.pages.templates import fill


def account(here: Here, entry: Entry) -> Account:
    """The options of a programme, the one whose story begins first on top."""
    latest = sorted(entry.deals, key=latest_change)[:LIMIT]
    deals = sorted(latest, key=lambda deal: (deal.history[0].date, deal.id))
    if not deals:
        return Account()
    one_buyer = len({deal.buyer for deal in deals}) == 1
    rows = [
        tracks.Track(
            deal,
            here.system_name(deal) if one_buyer else here.deal_title(deal),
            here.to(addresses.deal(deal.id)),
        )
        for deal in deals[:DRAWN]
    ]
    html = fill(
        "sections",
        here,
        show="options",
        chart=tracks.tracks(rows, f"Options of {entry.name} over time; the table tells the same"),
        table=deal_table(here, deals, programmes=False),
        rest=sections.more_deals(len(entry.deals) - LIMIT),
        label=f"Options of {entry.name}",
    )
    facts = []
    buyers = dict.fromkeys(deal.buyer for deal in deals)
    named = wording.few([here.link(buyer) for buyer in buyers])
    facts.append(Fact("Buyer" if len(buyers) == 1 else "Buyers", wording.series(named)))
    facts.append(Fact("Told of", wording.years(s.date for d in deals for s in d.history)))
    total = len(entry.deals)
    section = Section("options", "Options", html, sections.told(total, "deal"), tuple(deals), total)
    pairs = [
        linked(here, one, other)
        for buyer in buyers
        for one, other in combinations(sorted(here.edition.pairs.options(buyer, entry.subject)), 2)
    ]
    compared = sections.links(
        here, "compared", "Side by side", list(dict.fromkeys(pairs)), COMPARED
    )
    return Account(facts=tuple(facts), sections=(section, *compared))
