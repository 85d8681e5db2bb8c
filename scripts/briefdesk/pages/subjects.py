"""Pages of subjects: an index for each kind, a page for each entry, years of long lists."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue.model import Entry
from briefdesk.pages import (
    addresses,
    countries,
    organisations,
    people,
    programmes,
    sections,
    strips,
    systems,
    wording,
)
from briefdesk.pages.edition import Edition
from briefdesk.pages.finding import Finding, filters
from briefdesk.pages.here import Here
from briefdesk.pages.indexes import index_pages
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.prose import Prose
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import Run, run, worded
from briefdesk.pages.sections import Account
from briefdesk.pages.tables import brief_line
from briefdesk.records.brief import Brief
from briefdesk.records.kinds import Kind

#: What a kind adds to the pages of its subjects. A kind without a row here has a full page
#: all the same: names, introduction, deals and briefs.
ACCOUNTS: dict[str, Callable[[Here, Entry], Account]] = {
    "countries": countries.account,
    "systems": systems.account,
    "organisations": organisations.account,
    "people": people.account,
    "programmes": programmes.account,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at the top of a page that leads to the rows behind it."""

    anchor: str
    number: int
    words: str


def pages(edition: Edition) -> Iterator[Page]:
    """The index and the pages of every kind that has an entry."""
    for kind in edition.catalogue.kinds:
        entries = edition.catalogue.entries.get(kind.id, ())
        if entries:
            yield from index_pages(edition, kind, entries)
        for entry in entries:
            yield from _entry_pages(edition, kind, entry)


def _general(here: Here, entry: Entry) -> Account:
    return Account(sections=sections.deals(here, "deals", "Deals", entry.deals))


def _entry_pages(edition: Edition, kind: Kind, entry: Entry) -> Iterator[Page]:
    here = Here(edition, addresses.subject(entry.subject))
    account = ACCOUNTS.get(kind.id, _general)(here, entry)
    listed = run(here.address, entry.briefs, lambda brief: brief.date)
    deals = frozenset(deal.id for deal in entry.deals) or None
    told = _told(entry, kind)
    yield lay(
        here,
        "subject",
        title=entry.name,
        description=told,
        kind=kind.singular,
        crumbs=((addresses.kind(kind.id), kind.title),),
        finding=Finding(
            kind=wording.capital(kind.singular),
            summary=told,
            date=entry.briefs[0].date if entry.briefs else None,
            filters=filters(edition.catalogue, wording.capital(kind.singular), (entry.subject,)),
        ),
        entry=entry,
        also=entry.other_names,
        heading=entry.name if kind.linked else wording.capital(entry.name),
        former=account.former,
        note=entry.profile.note if entry.profile else None,
        figures=_figures(account, entry),
        strip=strips.activity((brief.date for brief in entry.briefs), edition.span),
        intro=_intro(here, entry, account),
        facts=account.facts,
        sections=account.sections,
        run=worded(listed, lambda brief: brief_line(here, brief, deals)),
        basis=basis(here, entry.briefs),
    )
    yield from _years(edition, kind, entry, listed, deals)


def _told(entry: Entry, kind: Kind) -> str:
    """The page in one line, for search results and link previews."""
    what = [entry.profile.kind] if entry.profile and entry.profile.kind else [kind.singular]
    if entry.deals:
        what.append(wording.count(len(entry.deals), "deal"))
    if entry.briefs:
        years = wording.years(brief.date for brief in entry.briefs)
        what.append(f"{wording.count(len(entry.briefs), 'brief')} ({years})")
    return f"{entry.name}: {', '.join(what)}."


def _figures(account: Account, entry: Entry) -> tuple[Figure, ...]:
    found = [Figure(*figure) for figure in account.figures]
    if found and entry.briefs:
        words = "brief" if len(entry.briefs) == 1 else "briefs"
        found.append(Figure("briefs", len(entry.briefs), words))
    return tuple(found)


def _intro(here: Here, entry: Entry, account: Account) -> Markup:
    profile = entry.profile
    if profile is None:
        return Markup("")
    numbers = {s.id: (n, f"source-{s.id}") for n, s in enumerate(profile.sources, 1)}
    ids = [section.id for section in account.sections]
    prose = Prose(
        here,
        profile.path,
        numbers,
        seen={entry.subject},
        reserved=(*ids, "briefs", "sources", "rests-on"),
    )
    return prose.html(profile.body)


def _years(
    edition: Edition,
    kind: Kind,
    entry: Entry,
    listed: Run[Brief],
    deals: Collection[str] | None,
) -> Iterator[Page]:
    base = addresses.subject(entry.subject)
    totals = {year.year: year.total for year in listed.years}
    for page in listed.pages:
        here = Here(edition, page.address)
        lines = [brief_line(here, brief, deals) for brief in page.items]

        def link(part: int, here: Here = here, year: int = page.year) -> str:
            return here.to(addresses.year(base, year, part))

        yield lay(
            here,
            "subject_year",
            title=f"{entry.name}, {page.year:04d}",
            description=f"Briefs about {entry.name} on events of {page.year:04d}.",
            kind=kind.singular,
            crumbs=((addresses.kind(kind.id), kind.title), (base, entry.name)),
            entry=entry,
            year=f"{page.year:04d}",
            total=totals[page.year],
            number=page.part,
            of=page.parts,
            link=link,
            lines=lines,
            basis=basis(here, page.items),
        )
