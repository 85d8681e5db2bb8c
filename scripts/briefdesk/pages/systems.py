"""What the page of a system adds: what it is, who uses it or may, and its relatives."""

from __future__ import annotations

from briefdesk.catalogue.deals import Deal
from briefdesk.catalogue.model import Entry
from briefdesk.pages import addresses, maps, sections, tracks
from briefdesk.pages.comparisons import linked
from briefdesk.pages.edition import latest_change
from briefdesk.pages.here import Here
from briefdesk.pages.paths import LANES
from briefdesk.pages.runs import LIMIT
from briefdesk.pages.sections import Account, Section
from briefdesk.pages.tables import deal_table
from briefdesk.pages.templates import fill
from briefdesk.records.kinds import Subject

#: Comparisons that a page leads to.
COMPARED = 60

#: Deals drawn in one chart; beyond that their lines say nothing.
DRAWN = 24


def account(here: Here, entry: Entry) -> Account:
    """The sections of a system: users and prospects by state, variants and relatives."""
    deals = [deal for deal in entry.deals if deal.system == entry.subject]
    users = _users(here, entry, deals)
    related = sections.names(here, "related", "Variants and related systems", _related(here, entry))
    others = here.edition.pairs.systems_with(entry.subject)
    compared = sections.links(
        here,
        "compared",
        "Compared with",
        [
            linked(here, entry.subject, other, here.edition.catalogue.name(other))
            for other in others
        ],
        COMPARED,
    )
    figures = tuple(
        ("users", number, group.value)
        for group in LANES
        if (number := sum(1 for d in deals if d.state and d.state.group is group))
    )
    return Account(sections=(*users, *compared, *related), figures=figures)


def _users(here: Here, entry: Entry, deals: list[Deal]) -> tuple[Section, ...]:
    if not deals:
        return ()
    buyers = here.edition.catalogue.name
    latest = sorted(deals, key=latest_change)[:LIMIT]
    ordered = sorted(latest, key=lambda d: (buyers(d.buyer), d.id))
    table = deal_table(here, ordered, here.deal_name, systems=False)
    groups = [
        (group, in_group)
        for group in LANES
        if (in_group := [x for x in table.lines if x.deal.state and x.deal.state.group is group])
    ]
    rows = [
        tracks.Track(deal, buyers(deal.buyer), here.to(addresses.deal(deal.id)))
        for deal in ordered[:DRAWN]
    ]
    html = fill(
        "sections",
        here,
        show="users",
        groups=groups,
        table=table,
        rest=sections.more_deals(len(deals) - LIMIT),
        label=f"Users of the {entry.name} and prospects",
        map=_map(here, deals),
        neutral=maps.NEUTRALITY,
        chart=tracks.tracks(rows, f"Deals for the {entry.name} over time; the list tells the same"),
    )
    shown = tuple(line.deal for _, lines in groups for line in lines)
    counted = sections.told(len(deals), "deal")
    return (Section("users", "Users and prospects", html, counted, shown, len(deals)),)


def _map(here: Here, deals: list[Deal]) -> maps.Drawn | None:
    """The buyers by where the farthest of their deals stands; each leads to that deal."""
    order = {group: place for place, group in enumerate(LANES)}
    farthest: dict[Subject, Deal] = {}
    for deal in sorted(deals, key=latest_change):
        if deal.state is None:
            continue
        known = farthest.get(deal.buyer)
        if (
            known is None
            or known.state is None
            or order[deal.state.group] < order[known.state.group]
        ):
            farthest[deal.buyer] = deal
    return maps.of_states(here, farthest)


def _related(here: Here, entry: Entry) -> list[tuple[Subject, str]]:
    """The base of a variant, its variants, and what either profile calls related."""
    found: dict[Subject, str] = {}
    if entry.profile and entry.profile.variant_of:
        found[entry.profile.variant_of] = "of which it is a version"
    naming = here.edition.profiles_naming
    for other in naming(entry.subject, "variant_of"):
        found.setdefault(other.subject, "a version of it")
    for subject in entry.profile.related if entry.profile else ():
        found.setdefault(subject, "")
    for other in naming(entry.subject, "related"):
        found.setdefault(other.subject, "")
    found.pop(entry.subject, None)
    name = here.edition.catalogue.name
    return sorted(found.items(), key=lambda item: (not item[1], name(item[0])))
