"""Sections of the pages of subjects that more than one kind uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.catalogue.model import Entry
from briefdesk.pages import addresses, wording
from briefdesk.pages.edition import latest_change
from briefdesk.pages.forms import Form
from briefdesk.pages.here import Here
from briefdesk.pages.runs import LIMIT
from briefdesk.pages.tables import brief_line, deal_table
from briefdesk.pages.templates import fill
from briefdesk.records.brief import Brief, Statement
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject

#: Statements and assertions that a subject's page holds; the rest is in its briefs.
_SAID = 40


#: Briefs in a section of their own: all of them stand in the list of briefs as well.
BRIEFS = 40

_MORE = Form('{} <a href="{}">{}</a>')


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with the brief that tells of it."""

    brief: Brief
    statement: Statement


@dataclass(frozen=True, slots=True)
class Asserted:
    """A step of a deal that a subject asserts."""

    deal: Deal
    step: Step


@dataclass(frozen=True, slots=True)
class Named:
    """A subject with a few words beside it."""

    subject: Subject
    words: str


#: What a row of a section tells of.
Item = Deal | Brief | Said | Asserted | Named


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page, under a heading of its own. `items` are what its rows tell of, in
    their order, and `total` is how many there would be if none were left out."""

    id: str
    title: str
    html: Markup
    aside: str | Markup = ""
    items: tuple[Item, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the facts panel; `sources` are numbers and ids of the profile's sources."""

    name: str
    value: Markup | str
    sources: tuple[tuple[int, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """What a kind adds to the page of one of its subjects. `figures` name the anchors of
    sections with the number and the words that stand at the top of the page; `former` tells
    of names that the subject was shown by before."""

    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    figures: tuple[tuple[str, int, str], ...] = ()
    former: str = ""


def deals(
    here: Here,
    id: str,
    title: str,
    of: Sequence[Deal],
    *,
    name: Callable[[Deal], str] | None = None,
    systems: bool = True,
) -> tuple[Section, ...]:
    """A table of deals; no section where there are none."""
    if not of:
        return ()
    ordered = sorted(of, key=latest_change)
    table = deal_table(here, ordered[:LIMIT], name, systems=systems)
    rest = more_deals(len(of) - LIMIT)
    html = fill("sections", here, show="deals", table=table, label=title, rest=rest)
    return (Section(id, title, html, told(len(of), "deal"), tuple(ordered[:LIMIT]), len(of)),)


def told(total: int, what: str, many: str | None = None, limit: int = LIMIT) -> str:
    """How many rows there are; where a page does not hold them all, how many it shows."""
    counted = wording.count(total, what, many)
    return counted if total <= limit else f"the latest {limit} of {counted}"


def briefs(here: Here, id: str, title: str, of: Sequence[Brief]) -> tuple[Section, ...]:
    """A list of briefs; no section where there are none."""
    if not of:
        return ()
    lines = [brief_line(here, brief) for brief in of[:BRIEFS]]
    rest = more(len(of) - BRIEFS, "earlier brief", "in the list below", "#briefs")
    html = fill("sections", here, show="briefs", lines=lines, rest=rest)
    counted = told(len(of), "brief", limit=BRIEFS)
    return (Section(id, title, html, counted, tuple(of[:BRIEFS]), len(of)),)


def names(
    here: Here, id: str, title: str, of: Iterable[tuple[Subject, str]], limit: int = LIMIT
) -> tuple[Section, ...]:
    """A list of linked names with a few words beside each; no section where there are none."""
    every = list(of)
    if not every:
        return ()
    listed = [(here.link(subject), words) for subject, words in every[:limit]]
    rest = more_names(here, every[0][0].kind, len(every) - limit)
    html = fill("sections", here, show="names", names=listed, rest=rest)
    items = tuple(Named(subject, words) for subject, words in every[:limit])
    return (Section(id, title, html, "", items, len(every)),)


def links(here: Here, id: str, title: str, of: Sequence[Markup], limit: int) -> tuple[Section, ...]:
    """A list of links, the first `limit` of them; no section where there are none."""
    if not of:
        return ()
    rest = wording.count(len(of) - limit, "other") if len(of) > limit else ""
    listed = [(link, "") for link in of[:limit]]
    html = fill("sections", here, show="names", names=listed, rest=rest)
    return (Section(id, title, html),)


def more(rest: int, one: str, where: str, link: str) -> Markup:
    """A line on what a list leaves out, with the way to it; nothing where that is nothing."""
    return _MORE(wording.count(rest, one), link, where) if rest > 0 else Markup("")


def more_deals(rest: int) -> Markup:
    """What a list of deals leaves out: the page of its subject then leads to all of them."""
    return more(rest, "more deal", "by year below", "#all-deals")


def more_names(here: Here, kind: str, rest: int) -> Markup:
    """What a list of names leaves out: it stands in the index of their kind."""
    return more(rest, "more name", "in the index", here.to(addresses.kind(kind)))


def said(
    here: Here, entry: Entry, speakers: Callable[[Brief], set[Subject]], named: bool
) -> tuple[Section, ...]:
    """What was said by `speakers`, newest first; their names only where `named`."""
    found = [
        Said(brief, statement)
        for brief in entry.briefs
        for statement in brief.statements
        if statement.subject and statement.subject in speakers(brief)
    ]
    if not found:
        return ()
    found.sort(key=lambda item: _newest(item.statement.date))
    rest = len(found) - _SAID
    html = fill(
        "sections",
        here,
        show="said",
        said=found[:_SAID],
        named=named,
        rest=f"{wording.count(rest, 'earlier statement')} in the briefs below." if rest > 0 else "",
    )
    counted = wording.count(len(found), "statement")
    return (Section("said", "What was said", html, counted, tuple(found[:_SAID]), len(found)),)


def asserted(here: Here, entry: Entry) -> tuple[Section, ...]:
    """The steps of deals that a subject asserts, newest first."""
    found = [
        Asserted(deal, step)
        for deal in entry.deals
        for step in deal.history
        if any(entry.subject in report.event.by for report in step.reports)
    ]
    if not found:
        return ()
    found.sort(key=lambda item: (_newest(item.step.date), item.deal.id))
    rest = more(len(found) - _SAID, "earlier step", "in the timeline", here.to(addresses.TIMELINE))
    html = fill("sections", here, show="asserted", asserted=found[:_SAID], rest=rest)
    counted = told(len(found), "step", limit=_SAID)
    items = tuple(found[:_SAID])
    return (Section("asserted", "What it asserts", html, counted, items, len(found)),)


def _newest(date: EventDate) -> tuple[int, int]:
    return -date.first.toordinal(), -date.last.toordinal()
