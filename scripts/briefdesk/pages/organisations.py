"""What the page of an organisation adds: what it is, makes, says and publishes."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from briefdesk.catalogue.model import Entry
from briefdesk.pages import addresses, sections, wording
from briefdesk.pages.here import Here
from briefdesk.pages.sections import Account, Fact
from briefdesk.records.brief import Brief
from briefdesk.records.kinds import Subject


def account(here: Here, entry: Entry) -> Account:
    """The sections of an organisation."""
    subject = entry.subject
    made = [(other.subject, other.kind or "") for other in here.edition.makes.get(subject, ())]
    below = [(other.subject, other.kind or "") for other in here.edition.parts.get(subject, ())]

    def speakers(brief: Brief) -> set[Subject]:
        theirs = {p.subject for p in brief.people if p.organisation == subject}
        return {subject, *theirs}

    made_deals = [
        deal
        for deal in entry.deals
        if (profile := _profile_maker(here, deal.system)) and subject in profile
    ]
    return Account(
        facts=tuple(_facts(here, entry)),
        sections=(
            *sections.names(here, "makes", "Makes", made),
            *sections.names(here, "parts", "Belonging to it", below),
            *sections.deals(here, "deals", "Deals for what it makes", made_deals),
            *sections.asserted(here, entry),
            *sections.said(here, entry, speakers, named=True),
        ),
    )


def _profile_maker(here: Here, system: Subject) -> tuple[Subject, ...]:
    entry = here.edition.entry(system)
    return entry.profile.makers if entry and entry.profile else ()


def _facts(here: Here, entry: Entry) -> Iterator[Fact]:
    profile = entry.profile
    if profile:
        if profile.kind:
            yield Fact("Kind", profile.kind)
        if profile.country:
            yield Fact("Country", here.link(profile.country))
        if profile.parent:
            yield Fact("Part of", here.link(profile.parent))
    if publisher := here.edition.publisher_of.get(entry.subject):
        cited = wording.count(len(publisher.citations), "source")
        yield Fact("As a publisher", here.anchor(addresses.publisher(publisher.id), cited))
        grade: Markup = here.grade(publisher.reliability)
        yield Fact("Reliability", grade, note=publisher.reliability_basis or "")
