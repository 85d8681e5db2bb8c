"""What the page of a person adds: offices held, what they said and assert."""

from __future__ import annotations

from briefdesk.catalogue.model import Entry
from briefdesk.pages import sections, wording
from briefdesk.pages.here import Here
from briefdesk.pages.sections import Account, Fact
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject

#: Offices told one by one, the latest of them.
OFFICES = 24


def held(entry: Entry) -> tuple[dict[str, list[EventDate]], dict[Subject, None]]:
    """The offices in which briefs name a person, each with their dates, the earliest first,
    and whom they say that person spoke for."""
    offices: dict[str, list[EventDate]] = {}
    sides: dict[Subject, None] = {}
    for brief in reversed(entry.briefs):
        for person in brief.people:
            if person.subject == entry.subject:
                if person.office:
                    offices.setdefault(person.office, []).append(brief.date)
                sides |= dict.fromkeys(s for s in (person.country, person.organisation) if s)
    return offices, sides


def account(here: Here, entry: Entry) -> Account:
    """The sections of a person. Offices are those that briefs name, with their dates."""
    offices, sides = held(entry)
    latest = list(offices.items())[-OFFICES:]
    facts = [Fact(office, f"in {wording.years(dates)}") for office, dates in latest]
    if (rest := len(offices) - OFFICES) > 0:
        facts.insert(0, Fact("Before", f"{wording.count(rest, 'other office')}, in the briefs"))
    if sides:
        spoke = wording.series(wording.few([here.link(side) for side in sides]))
        facts.append(Fact("Speaks for", spoke))
    return Account(
        facts=tuple(facts),
        sections=(
            *sections.said(here, entry, lambda _: {entry.subject}, named=False),
            *sections.asserted(here, entry),
        ),
    )
