"""The data of subjects: an index for each kind, an entry for each, years of long lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from typing_extensions import TypedDict

from briefdesk.catalogue.model import Entry
from briefdesk.exports import archives, ledger, lists, tables
from briefdesk.exports.csv_subjects import facts, subject_row
from briefdesk.exports.document import (
    BriefReference,
    Head,
    Reference,
    Rests,
    head,
    refer,
    refer_all,
    refer_brief,
    rests,
    says,
    written,
)
from briefdesk.exports.file import File
from briefdesk.exports.lists import ListHead, YearOf
from briefdesk.exports.profiles import ProfileItem, profile_item
from briefdesk.exports.rows import BriefRow, brief_row
from briefdesk.exports.sections import SectionItem, section_item
from briefdesk.pages import addresses, columns, people
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.runs import chunks, run
from briefdesk.pages.subjects import DEALS, account_of, dated, deals_by_year, deals_shown, line_of
from briefdesk.records.kinds import Kind, Subject


class Figure(TypedDict):
    """A number at the top of the page."""

    number: int
    words: Annotated[str, says("What it counts.")]


class OfficeItem(TypedDict):
    """An office in which briefs name a person."""

    office: str
    first_year: Annotated[int, says("The first year in which a brief names it.")]
    last_year: Annotated[int, says("The last year in which a brief names it.")]


class SubjectDocument(Head):
    """All that rests on one subject. Its `kind` is the singular (`country`)."""

    kind: str
    name: Annotated[str, says("Its name today.")]
    names: Annotated[list[str], says("Further names.")]
    former: Annotated[str, says("Names that it was shown by before, and until when.")]
    figures: list[Figure]
    profile: ProfileItem | None
    offices: Annotated[list[OfficeItem], says("Of a person: offices, the earliest first.")]
    speaks_for: Annotated[list[Reference], says("Of a person: countries and organisations.")]
    sections: list[SectionItem]
    deals_total: Annotated[int, says("How many deals it has a part in.")]
    deals_years: Annotated[
        list[YearOf], says("Years of its deals, where there are more than a page holds.")
    ]
    total: Annotated[int, says("How many briefs tell of it.")]
    briefs: Annotated[list[BriefRow], says("The latest of them, newest event first.")]
    years: Annotated[list[YearOf], says("Every year of a brief, newest first.")]
    rests_on: Rests


class SubjectRow(Reference):
    """A subject in the index of its kind, with what its kind adds."""

    names: Annotated[list[str], says("Further names.")]
    facts: Annotated[
        dict[str, str | int | None],
        says("What the table of the kind tells besides (see the page on data)."),
    ]
    deals: Annotated[int, says("How many deals it has a part in.")]
    briefs: Annotated[int, says("How many briefs tell of it.")]
    latest_brief: Annotated[BriefReference | None, says("The brief on its latest event.")]


class SubjectList(ListHead):
    """The index of a kind, by name. Its `kind` is the plural (`countries`)."""

    kind: str
    subjects: list[SubjectRow]
    rests_on: Rests


def make(
    edition: Edition, kind_id: str, id: str | None = None, year: str | None = None
) -> Iterator[File]:
    """The data behind the pages of a task."""
    kind = edition.catalogue.kind(kind_id)
    if id is None:
        yield from _index(edition, kind)
    elif year and year != DEALS:
        yield from _year(edition, Subject(kind_id, id), int(year))
    elif entry := edition.catalogue.entry(Subject(kind_id, id)):
        if year is None:
            yield from _entry(edition, kind, entry)
        else:
            front = addresses.subject(entry.subject)
            base, of = addresses.deals_of(front), refer(Here(edition, front), entry.subject)
            what = f"Deals of {entry.name}"
            yield from ledger.year_files(edition, deals_by_year(entry), base, what, of, front)


def _index(edition: Edition, kind: Kind) -> Iterator[File]:
    entries = edition.catalogue.entries(kind.id)
    parts = chunks(entries)
    base = addresses.kind(kind.id)
    for number, part in enumerate(parts, 1):
        here = Here(edition, addresses.part(base, number))
        of = "" if len(parts) == 1 else f", part {number} of {len(parts)}"
        title = f"{kind.title}{of}"
        document: SubjectList = {
            "kind": kind.id,
            **lists.of_part(here, title, base, number, len(parts), len(entries)),
            "subjects": [_row(here, entry) for entry in part],
            "rests_on": rests(here, (brief for entry in part for brief in entry.briefs)),
        }
        yield written(here, document)
        yield tables.beside(here, columns.of_kind(kind), (subject_row(here, e) for e in part))


def _row(here: Here, entry: Entry) -> SubjectRow:
    return {
        **refer(here, entry.subject),
        "names": list(entry.other_names),
        "facts": dict(facts(entry)),
        "deals": len(entry.deals),
        "briefs": len(entry.briefs),
        "latest_brief": refer_brief(entry.briefs[0]) if entry.briefs else None,
    }


def _offices(entry: Entry) -> list[OfficeItem]:
    offices = list(people.held(entry)[0].items())[-people.OFFICES :]
    return [
        {"office": office, "first_year": dates[0].year, "last_year": dates[-1].year}
        for office, dates in offices
    ]


def _year(edition: Edition, subject: Subject, year: int) -> Iterator[File]:
    base = addresses.subject(subject)
    of_year = edition.catalogue.briefs_about(subject, year)
    title = f"{edition.catalogue.name(subject)}, {year:04d}"
    for page in run(base, of_year, dated, always=True).pages:
        here = Here(edition, page.address)
        lines = [line_of(here, brief, subject) for brief in page.items]
        of = refer(here, subject)
        head = lists.of_year(here, title, base, page, len(of_year))
        yield archives.document_of(here, head, lines, of, page.items)


def _entry(edition: Edition, kind: Kind, entry: Entry) -> Iterator[File]:
    here = Here(edition, addresses.subject(entry.subject))
    account = account_of(here, entry)
    listed = run(here.address, entry.briefs, dated)
    deals = deals_by_year(entry)
    shown = (brief for year in listed.shown for brief in year.items)
    document: SubjectDocument = {
        "kind": kind.singular,
        **head(here, entry.name),
        "name": entry.name,
        "names": list(entry.other_names),
        "former": account.former,
        "figures": [{"number": n, "words": words} for _, n, words in account.figures],
        "profile": profile_item(here, entry),
        "offices": _offices(entry),
        "speaks_for": refer_all(here, people.held(entry)[1]),
        "sections": [section_item(here, s) for s in account.sections if s.items],
        "deals_total": deals.total,
        "deals_years": lists.years_of(deals) if deals.pages else [],
        "total": listed.total,
        "briefs": [brief_row(line_of(here, brief, entry.subject)) for brief in shown],
        "years": lists.years_of(listed),
        "rests_on": rests(here, entry.briefs),
    }
    yield written(here, document)
    if deals_of_page := deals_shown(account):
        yield ledger.deal_table(here, deals_of_page)
