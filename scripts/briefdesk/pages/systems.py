"""What the page of a system adds: what it is, who uses it or may, and its relatives."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.catalogue.deals import Deal
from briefdesk.catalogue.model import Entry
from briefdesk.pages import addresses, sections, tracks
from briefdesk.pages.edition import latest_change
from briefdesk.pages.here import Here
from briefdesk.pages.paths import LANES
from briefdesk.pages.runs import LIMIT
from briefdesk.pages.sections import Account, Fact, Section
from briefdesk.pages.tables import deal_table
from briefdesk.pages.templates import fill
from briefdesk.pages.wording import count
from briefdesk.records.brief import Profile
from briefdesk.records.kinds import Subject

#: Deals drawn in one chart; beyond that their lines say nothing.
DRAWN = 24


def account(here: Here, entry: Entry) -> Account:
    """The sections of a system: users and prospects by state, variants and relatives."""
    deals = [deal for deal in entry.deals if deal.system == entry.subject]
    facts = tuple(_facts(here, entry.profile)) if entry.profile else ()
    users = _users(here, entry, deals)
    related = sections.names(here, "related", "Variants and related systems", _related(here, entry))
    figures = tuple(
        ("users", number, group.value)
        for group in LANES
        if (number := sum(1 for d in deals if d.state and d.state.group is group))
    )
    return Account(facts=facts, sections=(*users, *related), figures=figures)


def _facts(here: Here, profile: Profile) -> Iterator[Fact]:
    """Kind, origin, maker, first service and range, each with the sources it rests on."""
    names = (
        ("reporting_names", "NATO reporting name"),
        ("export_names", "Export name"),
        ("former_names", "Former name"),
    )
    for field, title in names:
        if spelled := profile.names.get(field):
            yield Fact(title, ", ".join(spelled), sections.supported(profile, field))
    if profile.kind:
        yield Fact("Kind", profile.kind, sections.supported(profile, "kind"))
    if profile.origin:
        yield Fact("Origin", here.links(profile.origin), sections.supported(profile, "origin"))
    if profile.makers:
        title = "Maker" if len(profile.makers) == 1 else "Makers"
        yield Fact(title, here.links(profile.makers), sections.supported(profile, "makers"))
    if profile.service_from:
        rest = sections.supported(profile, "service_from")
        yield Fact("In service from", profile.service_from.words, rest)
    if profile.range_km:
        rest = sections.supported(profile, "range_km")
        yield Fact("Range", f"{profile.range_km:,}\u00a0km", rest, profile.range_note or "")


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
        rest=sections.more_deals(here, len(deals) - LIMIT),
        label=f"Users of the {entry.name} and prospects",
        chart=tracks.tracks(rows, f"Deals for the {entry.name} over time; the list tells the same"),
    )
    return (Section("users", "Users and prospects", html, count(len(deals), "deal")),)


def _related(here: Here, entry: Entry) -> list[tuple[Subject, str]]:
    """The base of a variant, its variants, and what either profile calls related."""
    found: dict[Subject, str] = {}
    if entry.profile and entry.profile.variant_of:
        found[entry.profile.variant_of] = "of which it is a version"
    for other in here.edition.variants.get(entry.subject, ()):
        found.setdefault(other.subject, "a version of it")
    for subject in entry.profile.related if entry.profile else ():
        found.setdefault(subject, "")
    for other in here.edition.relatives.get(entry.subject, ()):
        found.setdefault(other.subject, "")
    found.pop(entry.subject, None)
    name = here.edition.catalogue.name
    return sorted(found.items(), key=lambda item: (not item[1], name(item[0])))
