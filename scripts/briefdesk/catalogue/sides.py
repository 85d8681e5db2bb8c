"""Who stands on which side of a deal, so that one side's word alone is known as a claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefdesk.catalogue.deals import Report
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.kinds import Subject

#: Admiralty credibility of what other sources confirm.
CONFIRMED = "1"


@dataclass(frozen=True, slots=True)
class Sides:
    """The country that each organisation speaks for, by profile."""

    countries: Mapping[Subject, Subject]

    @classmethod
    def of(cls, profiles: Iterable[Profile]) -> Sides:
        """Read the sides off profiles: an organisation stands with its country."""
        return cls({p.subject: p.country for p in profiles if p.country})

    def country(self, party: Subject, brief: Brief) -> Subject | None:
        """The country that a party of `brief` speaks for; None where that is not told."""
        if party.kind == "countries":
            return party
        for person in brief.people:
            if person.subject == party:
                return person.country or self.countries.get(person.organisation or party)
        return self.countries.get(party)

    def one_side_alone(self, reports: Iterable[Report]) -> bool:
        """True where all that is known of an event comes from its buyer or its supplier.

        An event that somebody else confirms (credibility 1), that the desk reports in its
        own name, or that both sides assert, is no claim.
        """
        sides: set[str] = set()
        for report in reports:
            event = report.event
            if event.claimed:
                continue
            if not event.by or event.credibility == CONFIRMED:
                return False
            for party in event.by:
                country = self.country(party, report.brief)
                if country == event.buyer:
                    sides.add("buyer")
                elif country in event.suppliers:
                    sides.add("supplier")
                else:
                    return False
        return len(sides) <= 1
