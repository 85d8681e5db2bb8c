"""What the page of a country adds: its deals by its part in them, and who speaks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefdesk.catalogue.deals import Deal
from briefdesk.catalogue.model import Entry
from briefdesk.pages import relations, sections
from briefdesk.pages.here import Here
from briefdesk.pages.sections import Account, Section
from briefdesk.reading.countries import territories
from briefdesk.records.brief import Brief
from briefdesk.records.kinds import Subject
from briefdesk.records.roles import ROLES

#: Shown on the index of countries and in the guide.
NEUTRALITY = (
    "Names of countries and territories are those in common English use on the date of an event. "
    "That a country, a territory or an organisation is listed here implies no legal recognition "
    "and no view of its status."
)

#: People named on the page of a country.
_PEOPLE = 60


def account(here: Here, entry: Entry) -> Account:
    """The sections of a country: a part in deals or in briefs under the heading of each role."""
    found: list[Section] = []
    figures: list[tuple[str, int, str]] = []
    parts: dict[tuple[str, str], list[Deal]] = {}
    for role in ROLES:
        part = _PARTS.get(role.value)
        deals = [deal for deal in entry.deals if part and part(entry.subject, deal)]
        id = role.value.replace(" ", "-")
        if deals:
            parts[id, role.heading] = deals
            found += sections.deals(
                here,
                id,
                role.heading,
                deals,
                name=_other_side(here, role.value),
                systems=role.value != "developer",
            )
            figures.append((id, len(deals), role.heading.lower()))
            continue
        briefs = [brief for brief in entry.briefs if _plays(entry.subject, role.value, brief)]
        if briefs and part is None:
            found += sections.briefs(here, id, role.heading, briefs)
            what = "brief" if len(briefs) == 1 else "briefs"
            figures.append((id, len(briefs), f"{what} as {role.value}"))
    speaking = _speaking(here, entry)
    glance = relations.glance(here, entry.subject, parts)
    return Account(
        sections=(*glance, *found, *speaking),
        figures=tuple(figures),
        former=_former(here, entry.subject),
    )


def _plays(country: Subject, role: str, brief: Brief) -> bool:
    """True where a brief gives a country the role, or has it operate what a deal is about."""
    operates = role == "operator" and any(country in event.operators for event in brief.deals)
    return operates or role in brief.countries.get(country, ())


def _former(here: Here, country: Subject) -> str:
    """The names by which a country was shown before, each with the date on which that ended."""
    land = territories().get(country.id.upper())
    today = here.edition.catalogue.as_of
    told = [
        f"{name} before {until.words}"
        for name, until in (land.before if land else ())
        if today is None or until.first <= today
    ]
    return f"{'; '.join(told)}." if told else ""


def _donated(deal: Deal) -> bool:
    return any(step.state and step.state.value == "donated" for step in deal.history)


_PARTS: dict[str, Callable[[Subject, Deal], bool]] = {
    "buyer": lambda c, d: d.buyer == c and d.suppliers != (c,) and not _donated(d),
    "recipient": lambda c, d: d.buyer == c and d.suppliers != (c,) and _donated(d),
    "supplier": lambda c, d: c in d.suppliers and d.buyer != c and not _donated(d),
    "donor": lambda c, d: c in d.suppliers and d.buyer != c and _donated(d),
    "developer": lambda c, d: d.buyer == c and d.suppliers == (c,),
}


def _other_side(here: Here, role: str) -> Callable[[Deal], str]:
    """The name of a deal as seen from one side: the other one."""
    name = here.edition.catalogue.name
    if role in ("buyer", "recipient"):
        called: Callable[[Deal], str] = lambda deal: (  # noqa: E731 - one of three, side by side
            "from " + (" / ".join(name(s) for s in deal.suppliers) or "a supplier not yet known")
        )
    elif role in ("supplier", "donor"):
        called = lambda deal: f"to {name(deal.buyer)}"  # noqa: E731
    else:
        called = here.system_name
    return lambda deal: f"{called(deal)}, {deal.lot}" if deal.lot else called(deal)


def _speaking(here: Here, entry: Entry) -> tuple[Section, ...]:
    """The people of a country, whoever was named last first, with the office held then."""
    found: dict[Subject, str] = {}
    for brief in entry.briefs:
        for person in brief.people:
            if person.country == entry.subject:
                found.setdefault(person.subject, person.office or "")
    rows = sections.names(here, "people", "Who speaks and decides", found.items(), limit=_PEOPLE)
    return tuple(
        replace(row, aside=sections.told(len(found), "person", "people", _PEOPLE)) for row in rows
    )
