"""Pages of subjects: an index for each kind, a page for each entry, years of long lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal
from briefdesk.catalogue.model import Entry
from briefdesk.pages import (
    addresses,
    countries,
    following,
    ledger,
    organisations,
    people,
    profiles,
    programmes,
    sections,
    strips,
    structured,
    systems,
    wording,
)
from briefdesk.pages.edition import Edition, changed, latest_change
from briefdesk.pages.finding import Finding, filters
from briefdesk.pages.here import Here
from briefdesk.pages.indexes import index_pages
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.prose import Prose
from briefdesk.pages.resting import basis
from briefdesk.pages.runs import LIMIT, Run, run, worded, years
from briefdesk.pages.sections import Account
from briefdesk.pages.tables import BriefLine, brief_line
from briefdesk.records.brief import Brief
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Kind, Subject

#: What a kind adds to the pages of its subjects. A kind without a row here has a full page
#: all the same: names, introduction, deals and briefs.
ACCOUNTS: dict[str, Callable[[Here, Entry], Account]] = {
    "countries": countries.account,
    "systems": systems.account,
    "organisations": organisations.account,
    "people": people.account,
    "programmes": programmes.account,
}


#: Stands in a task, in the place of a year, for the pages that list the deals of a subject.
DEALS = "deals"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at the top of a page that leads to the rows behind it."""

    anchor: str
    number: int
    words: str


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """For every kind that has an entry its index and its subjects; for a subject with many
    briefs each year of them, and for one with many deals all their pages."""
    for kind in edition.catalogue.kinds:
        entries = edition.catalogue.entries(kind.id)
        if entries:
            yield (kind.id,)
        for entry in entries:
            yield kind.id, entry.subject.id
            base = addresses.subject(entry.subject)
            for (year,) in years(base, entry.briefs, dated):
                yield kind.id, entry.subject.id, year
            if len(entry.deals) > LIMIT:
                yield kind.id, entry.subject.id, DEALS


def address(edition: Edition, kind: str, id: str | None = None, year: str | None = None) -> str:
    """Where the first page of a task is."""
    base = addresses.kind(kind) if id is None else addresses.subject(Subject(kind, id))
    if year == DEALS:
        return addresses.deals_of(base)
    return addresses.continued(base, year)


def make(
    edition: Edition, kind_id: str, id: str | None = None, year: str | None = None
) -> Iterator[Page]:
    """The index of a kind, the page of a subject, or the pages that continue it for a year or
    for its deals."""
    kind = edition.catalogue.kind(kind_id)
    if id is None:
        yield from index_pages(edition, kind, edition.catalogue.entries(kind_id))
    elif year and year != DEALS:
        yield from _year_pages(edition, kind, Subject(kind_id, id), int(year))
    elif entry := edition.catalogue.entry(Subject(kind_id, id)):
        if year is None:
            yield _entry_page(edition, kind, entry)
        else:
            yield from _deal_pages(edition, kind, entry)


def dated(brief: Brief) -> EventDate:
    """The date by which a brief is listed."""
    return brief.date


def account_of(here: Here, entry: Entry) -> Account:
    """What the kind of a subject adds to its page."""
    made = ACCOUNTS.get(entry.subject.kind, _general)
    return here.edition.once(f"account {here.address}", lambda: made(here, entry))


def deals_shown(account: Account) -> tuple[Deal, ...]:
    """The deals in the sections of a subject's page, each once."""
    items = (item for section in account.sections for item in section.items)
    return tuple({item.id: item for item in items if isinstance(item, Deal)}.values())


def _general(here: Here, entry: Entry) -> Account:
    return Account(sections=sections.deals(here, "deals", "Deals", entry.deals))


def _entry_page(edition: Edition, kind: Kind, entry: Entry) -> Page:
    here = Here(edition, addresses.subject(entry.subject))
    account = account_of(here, entry)
    listed = run(here.address, entry.briefs, dated)
    deals = deals_by_year(entry)
    told = _told(entry, kind)
    return lay(
        here,
        "subject",
        title=entry.name,
        description=told,
        kind=kind.singular,
        tabled=bool(deals_shown(account)),
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
        intro=intro(here, entry),
        facts=(*profiles.facts(here, entry.profile), *account.facts),
        rests=profiles.rests,
        sections=account.sections,
        deals=deals if deals.pages else None,
        run=worded(listed, lambda brief: line_of(here, brief, entry.subject)),
        basis=basis(here, entry.briefs),
        others=following.ways(here, entry.name, entry.briefs),
        things=[structured.collection(here, entry, told)],
    )


def line_of(here: Here, brief: Brief, subject: Subject) -> BriefLine:
    """A brief as a row of a list of one subject."""
    return brief_line(here, brief, lambda deal: here.edition.catalogue.has_part(subject, deal))


def deals_by_year(entry: Entry) -> Run[Deal]:
    """The deals of a subject, of which the later ones stand on its page."""
    base = addresses.deals_of(addresses.subject(entry.subject))
    return run(base, sorted(entry.deals, key=latest_change), changed)


def _deal_pages(edition: Edition, kind: Kind, entry: Entry) -> Iterator[Page]:
    base = addresses.subject(entry.subject)
    crumbs = ((addresses.kind(kind.id), kind.title), (base, entry.name))
    what = f"Deals of {entry.name}"
    yield from ledger.year_pages(
        edition, deals_by_year(entry), addresses.deals_of(base), what, crumbs
    )


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


def intro(here: Here, entry: Entry) -> Markup:
    """The introduction to a subject; nothing where it has no profile."""
    if (profile := entry.profile) is None:
        return Markup("")
    numbers = {s.id: (n, f"source-{s.id}") for n, s in enumerate(profile.sources, 1)}
    ids = [section.id for section in account_of(here, entry).sections]
    prose = Prose(
        here,
        profile.path,
        numbers,
        seen={entry.subject},
        reserved=(*ids, "all-deals", "briefs", "sources", "rests-on"),
        fallen=here.fallen(profile.sources),
    )
    return here.edition.once(f"introduction {here.address}", lambda: prose.html(profile.body.text))


def _year_pages(edition: Edition, kind: Kind, subject: Subject, year: int) -> Iterator[Page]:
    base = addresses.subject(subject)
    name = edition.catalogue.name(subject)
    of_year = edition.catalogue.briefs_about(subject, year)
    for page in run(base, of_year, dated, always=True).pages:
        here = Here(edition, page.address)

        def link(part: int, here: Here = here) -> str:
            return here.to(addresses.year(base, year, part))

        yield lay(
            here,
            "subject_year",
            title=f"{name}, {year:04d}",
            description=f"Briefs about {name} on events of {year:04d}.",
            kind=kind.singular,
            crumbs=((addresses.kind(kind.id), kind.title), (base, name)),
            name=name,
            year=f"{year:04d}",
            total=len(of_year),
            number=page.part,
            of=page.parts,
            link=link,
            lines=[line_of(here, brief, subject) for brief in page.items],
            basis=basis(here, page.items),
        )
