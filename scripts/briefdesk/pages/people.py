"""What the page of a person adds: offices held, what they said and assert."""

from __future__ import annotations

from briefdesk.catalogue.model import Entry
from briefdesk.pages import sections, wording
from briefdesk.pages.here import Here
from briefdesk.pages.sections import Account, Fact
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject

#: Offices told one by one, the latest of them.
_OFFICES = 24


def account(here: Here, entry: Entry) -> Account:
    """The sections of a person. Offices are those that briefs name, with their dates."""
    offices: dict[str, list[EventDate]] = {}
    sides: dict[Subject, None] = {}
    for brief in reversed(entry.briefs):
        for person in brief.people:
            if person.subject == entry.subject:
                if person.office:
                    offices.setdefault(person.office, []).append(brief.date)
                sides |= dict.fromkeys(s for s in (person.country, person.organisation) if s)
    latest = list(offices.items())[-_OFFICES:]
    facts = [Fact(office, f"in {wording.years(dates)}") for office, dates in latest]
    if (rest := len(offices) - _OFFICES) > 0:
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
