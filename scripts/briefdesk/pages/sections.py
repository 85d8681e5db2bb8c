"""Sections of the pages of subjects that more than one kind uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.catalogue.model import Entry
from briefdesk.pages import wording
from briefdesk.pages.edition import latest_change
from briefdesk.pages.here import Here
from briefdesk.pages.runs import LIMIT
from briefdesk.pages.tables import brief_line, deal_table
from briefdesk.pages.templates import fill
from briefdesk.records.brief import Brief, Statement
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject

#: Statements and assertions that a subject's page holds; the rest is in its briefs.
_SAID = 40


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page, under a heading of its own."""

    id: str
    title: str
    html: Markup
    aside: str | Markup = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the facts panel; `sources` are numbers and ids of the profile's sources."""

    name: str
    value: Markup | str
    sources: tuple[tuple[int, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with the brief that tells of it."""

    brief: Brief
    statement: Statement


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
    html = fill("sections", here, show="deals", table=table, label=title)
    return (Section(id, title, html, told(len(of), "deal")),)


def told(total: int, what: str, many: str | None = None, limit: int = LIMIT) -> str:
    """How many rows there are; where a page does not hold them all, how many it shows."""
    counted = wording.count(total, what, many)
    return counted if total <= limit else f"the latest {limit} of {counted}"


def briefs(here: Here, id: str, title: str, of: Sequence[Brief]) -> tuple[Section, ...]:
    """A list of briefs; no section where there are none."""
    if not of:
        return ()
    lines = [brief_line(here, brief) for brief in of[:LIMIT]]
    html = fill("sections", here, show="briefs", lines=lines)
    return (Section(id, title, html, told(len(of), "brief")),)


def names(
    here: Here, id: str, title: str, of: Iterable[tuple[Subject, str]]
) -> tuple[Section, ...]:
    """A list of linked names with a few words beside each; no section where there are none."""
    listed = [(here.link(subject), words) for subject, words in of]
    if not listed:
        return ()
    return (Section(id, title, fill("sections", here, show="names", names=listed)),)


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
    return (Section("said", "What was said", html, wording.count(len(found), "statement")),)


def asserted(here: Here, entry: Entry) -> tuple[Section, ...]:
    """The steps of deals that a subject asserts, newest first."""
    found = [
        (deal, step)
        for deal in entry.deals
        for step in deal.history
        if any(entry.subject in report.event.by for report in step.reports)
    ]
    if not found:
        return ()
    found.sort(key=lambda item: (_newest(item[1].date), item[0].id))
    html = fill("sections", here, show="asserted", asserted=found[:_SAID])
    return (Section("asserted", "What it asserts", html, told(len(found), "step", limit=_SAID)),)


def _newest(date: EventDate) -> tuple[int, int]:
    return -date.first.toordinal(), -date.last.toordinal()


def state_of(step: Step | None) -> str:
    """The state of a step in words, for text that is no HTML."""
    return step.state.label if step and step.state else ""
