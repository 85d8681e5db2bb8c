"""Two subjects side by side: systems that met or are related, countries with a deal between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal
from briefdesk.pages import addresses, profiles, tracks, versus, wording
from briefdesk.pages.edition import Edition, latest_change
from briefdesk.pages.forms import Form
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import LIMIT
from briefdesk.pages.sections import BRIEFS
from briefdesk.pages.tables import DealTable, brief_line, deal_table
from briefdesk.records.kinds import Subject
from briefdesk.records.values import ProfileSource

#: Deals drawn in one chart.
_DRAWN = 24

#: Pairs listed on the front page of each kind.
LISTED = 100

_CRUMBS = ((addresses.COMPARE, "Comparisons"),)
_COMPARED = Form('<a href="{}">{}</a>')


@dataclass(frozen=True, slots=True)
class Way:
    """The deals in one direction; `rest` tells how many are left out."""

    title: str
    table: DealTable
    rest: str


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """One for every two that are compared, and one for the list of them."""
    pairs = (*edition.pairs.systems(), *edition.pairs.countries())
    if pairs:
        yield ()
    for one, other in pairs:
        yield one.kind, one.id, other.id


def address(edition: Edition, *ids: str) -> str:
    """Where the page is."""
    if not ids:
        return addresses.COMPARE
    kind, one, other = ids
    return addresses.comparison(Subject(kind, one), Subject(kind, other))


def make(edition: Edition, *ids: str) -> Iterator[Page]:
    """The list of comparisons, or the page of one."""
    if not ids:
        yield _front(edition)
        return
    kind, first, second = ids
    one, other = Subject(kind, first), Subject(kind, second)
    yield (_systems if kind == "systems" else _countries)(edition, one, other)


def linked(here: Here, one: Subject, other: Subject, words: str | None = None) -> Markup:
    """A link to a comparison that is known to exist: `Patriot and S-400`."""
    return here.anchor(addresses.comparison(one, other), words or title_of(here, one, other))


def title_of(here: Here, one: Subject, other: Subject) -> str:
    """`Patriot and S-400`."""
    name = here.edition.catalogue.name
    return f"{name(one)} and {name(other)}"


def _front(edition: Edition) -> Page:
    here = Here(edition, addresses.COMPARE)
    found = [("systems", edition.pairs.systems()), ("countries", edition.pairs.countries())]
    lists = [
        (
            edition.catalogue.kind(kind).title,
            kind,
            wording.number(len(pairs)),
            [linked(here, one, other) for one, other in pairs[:LISTED]],
            len(pairs) > LISTED,
        )
        for kind, pairs in found
        if pairs
    ]
    return lay(
        here,
        "compare_index",
        title="Comparisons",
        description="Systems that met in a programme or are related, and countries with a deal between them, side by side.",
        kind="comparisons",
        lists=lists,
        basis=basis(here, edition.catalogue.briefs),
    )


def _systems(edition: Edition, one: Subject, other: Subject) -> Page:
    here = Here(edition, addresses.comparison(one, other))
    both = (one, other)
    told = [edition.pairs.profile(system) for system in both]
    met = edition.pairs.met(one, other)
    deals = [edition.pairs.deals_of(system) for system in both]
    common = in_common(edition, one, other)
    facts = [profiles.facts(here, profile) for profile in told]
    sources = [
        (prefix, source)
        for prefix, profile in zip(versus.PREFIXES, told, strict=True)
        for source in (profile.sources if profile else ())
    ]
    title = title_of(here, one, other)
    answer = _answer(here, met, related=edition.pairs.related(one, other))
    return _page(
        here,
        both,
        title=title,
        answer=answer,
        programmes=wording.series(wording.few([_contest(here, *where) for where in met])),
        facts=versus.rows(facts),
        users=versus.users(here, both, deals),
        common=_way(here, "", common) if common else None,
        ways=(),
        chart=tracks.tracks(
            [
                tracks.Track(deal, here.deal_title(deal), here.to(addresses.deal(deal.id)))
                for deal in common[:_DRAWN]
            ],
            f"Deals in which {title} met, over time; the table below tells the same",
        ),
        sources=sources,
        deals=(*deals[0], *deals[1]),
    )


def in_common(edition: Edition, one: Subject, other: Subject) -> list[Deal]:
    """The deals in which two systems met, by buyer, the one that began first on top."""
    met = edition.pairs.met(one, other)
    deals = (deal for system in (one, other) for deal in edition.pairs.deals_of(system))
    return sorted(
        (d for d in deals if any((d.buyer, programme) in met for programme in d.programmes)),
        key=lambda deal: (deal.buyer, deal.history[0].date, deal.id),
    )


def directions(
    edition: Edition, one: Subject, other: Subject
) -> list[tuple[Subject, Subject, list[Deal]]]:
    """The deals between two countries by supplier and buyer, the latest change first."""
    deals = sorted(edition.pairs.deals_between(one, other), key=latest_change)
    found = []
    for supplier, buyer in ((one, other), (other, one)):
        of = [deal for deal in deals if deal.buyer == buyer and supplier in deal.suppliers]
        if of:
            found.append((supplier, buyer, of))
    return found


def _answer(here: Here, met: Sequence[tuple[Subject, Subject]], *, related: bool) -> str:
    """Why two systems are compared, in one sentence."""
    kin = "Related systems" if related else ""
    if not met:
        return f"{kin}."
    name = here.edition.catalogue.name
    where = [f"{name(programme)} ({name(buyer)})" for buyer, programme in met[:3]]
    if len(met) > len(where):
        where.append(wording.count(len(met) - len(where), "other programme"))
    met_in = f"in {wording.series(where).unescape()}"
    return f"{kin}, both considered {met_in}." if kin else f"Both were considered {met_in}."


def _contest(here: Here, buyer: Subject, programme: Subject) -> Markup:
    return Markup("{} ({})").format(here.link(programme), here.link(buyer))


def _countries(edition: Edition, one: Subject, other: Subject) -> Page:
    here = Here(edition, addresses.comparison(one, other))
    name = edition.catalogue.name
    deals = sorted(edition.pairs.deals_between(one, other), key=latest_change)
    ways = []
    told = []
    for supplier, buyer, of in directions(edition, one, other):
        title = f"{name(supplier)} to {name(buyer)}"
        ways.append(_way(here, title, of))
        told.append(f"{title}: {wording.count(len(of), 'deal')}")
    drawn = sorted(deals[:_DRAWN], key=lambda deal: (deal.buyer, deal.history[0].date, deal.id))
    title = title_of(here, one, other)
    return _page(
        here,
        (one, other),
        title=title,
        answer=f"{'; '.join(told)}.",
        programmes=Markup(""),
        facts=[],
        users=[],
        common=None,
        ways=tuple(ways),
        chart=tracks.tracks(
            [
                tracks.Track(
                    deal,
                    f"{here.system_name(deal)}, to {name(deal.buyer)}",
                    here.to(addresses.deal(deal.id)),
                )
                for deal in drawn
            ],
            f"Deals between {title} over time; the tables below tell the same",
        ),
        sources=[],
        deals=deals,
    )


def _way(here: Here, title: str, deals: Sequence[Deal]) -> Way:
    rest = len(deals) - LIMIT
    return Way(
        title,
        deal_table(
            here, deals[:LIMIT], here.deal_name if not title else here.system_name, not title
        ),
        f"{wording.count(rest, 'earlier deal')} in the ledger." if rest > 0 else "",
    )


def _page(
    here: Here,
    both: tuple[Subject, Subject],
    *,
    title: str,
    answer: str,
    programmes: Markup,
    facts: Sequence[tuple[str, tuple[versus.Cell, ...]]],
    users: Sequence[versus.Users],
    common: Way | None,
    ways: Sequence[Way],
    chart: Markup,
    sources: Sequence[tuple[str, ProfileSource]],
    deals: Sequence[Deal],
) -> Page:
    briefs = here.edition.pairs.briefs_naming(*both)
    rest = len(briefs) - BRIEFS
    return lay(
        here,
        "compare",
        title=title,
        description=f"{title} side by side. {answer}",
        kind="comparison",
        crumbs=_CRUMBS,
        both=[(here.link(subject), here.edition.catalogue.name(subject)) for subject in both],
        heading=title,
        answer=answer,
        programmes=programmes,
        facts=facts,
        users=users,
        common=common,
        ways=ways,
        chart=chart,
        sources=sources,
        rests=profiles.rests,
        briefs=[brief_line(here, brief) for brief in briefs[:BRIEFS]],
        total=len(briefs),
        rest=f"{wording.count(rest, 'earlier brief')} with each of the two." if rest > 0 else "",
        basis=basis(here, (*briefs, *(brief for deal in deals for brief in deal.briefs))),
    )
