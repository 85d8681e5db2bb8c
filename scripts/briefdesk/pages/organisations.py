"""What the page of an organisation adds: what it is, makes, says and publishes."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.catalogue.model import Entry
from briefdesk.catalogue.publishers import UNJUDGED
from briefdesk.pages import addresses, sections, wording
from briefdesk.pages.here import Here
from briefdesk.pages.sections import Account, Fact
from briefdesk.records.brief import Brief
from briefdesk.records.kinds import Subject


def account(here: Here, entry: Entry) -> Account:
    """The sections of an organisation."""
    subject = entry.subject
    naming = here.edition.profiles_naming
    made = [(other.subject, other.kind or "") for other in naming(subject, "makers")]
    below = [(other.subject, other.kind or "") for other in naming(subject, "parent")]

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
    profile = here.edition.catalogue.profile(system)
    return profile.makers if profile else ()


def _facts(here: Here, entry: Entry) -> Iterator[Fact]:
    profile = entry.profile
    if profile is None or (publisher := here.edition.catalogue.published_by(profile)) is None:
        return
    cited = wording.count(len(publisher.citations), "source")
    yield Fact("As a publisher", here.anchor(addresses.publisher(publisher.id), cited))
    if not (profile.reliability or profile.reliability_basis):
        yield Fact("Reliability", here.grade(UNJUDGED))
