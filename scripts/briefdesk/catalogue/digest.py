"""What is kept of a catalogue, to tell later what a change of it touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefdesk.catalogue import grounds
from briefdesk.catalogue.model import Catalogue


@dataclass(frozen=True)
class Digest:
    """What is kept of a catalogue, as plain data: slugs of briefs, years that have one, of what
    there is anything at all, what
    each subject with a page is called, how each publisher is spelled, graded and spread over
    pages, what each name in a text links to, and which sources were withdrawn."""

    public: frozenset[str]
    withdrawn: frozenset[str]
    years: tuple[int, ...]
    present: tuple[str, ...]
    subjects: Mapping[str, tuple[str, ...]]
    publishers: Mapping[str, tuple[str, ...]]
    linkable: Mapping[str, str]
    withdrawals: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, catalogue: Catalogue) -> Digest:
        """The digest of a catalogue."""
        with catalogue.noting():
            return cls(
                public=frozenset(brief.slug for brief in catalogue.briefs),
                withdrawn=frozenset(brief.slug for brief in catalogue.withdrawn),
                years=tuple(dict.fromkeys(brief.date.year for brief in catalogue.briefs)),
                present=tuple(
                    what
                    for what in (
                        grounds.BRIEFS,
                        grounds.DEALS,
                        grounds.PUBLISHERS,
                        grounds.JUDGEMENTS,
                        grounds.QUESTIONS,
                        *(kind.id for kind in catalogue.kinds),
                    )
                    if catalogue.lists(what)
                ),
                subjects={
                    grounds.subject(subject): (
                        catalogue.name(subject),
                        *catalogue.other_names(subject),
                    )
                    for kind in catalogue.kinds
                    for subject in catalogue.subjects(kind.id)
                },
                publishers={
                    grounds.publisher(publisher.id): (
                        publisher.name,
                        publisher.reliability,
                        publisher.reliability_basis or "",
                        publisher.organisation.id if publisher.organisation else "",
                        *publisher.spread,
                    )
                    for publisher in catalogue.publishers
                },
                linkable=dict.fromkeys(catalogue.uncertain, "")
                | {name: grounds.subject(subject) for name, subject in catalogue.linkable.items()},
                withdrawals={
                    page: (str(told.date), told.reason)
                    for page, told in catalogue.sourcing.withdrawals.items()
                },
            )

    def opens(self, catalogue: Catalogue) -> bool:
        """True where the briefs of `catalogue` are those of the digest: none has come out of
        an embargo since."""
        with catalogue.noting():
            public = {brief.slug for brief in catalogue.briefs}
            return public == self.public and self.withdrawn == {
                brief.slug for brief in catalogue.withdrawn
            }

    def to_data(self) -> dict[str, Any]:
        """The digest as plain data."""
        return {
            "public": sorted(self.public),
            "withdrawn": sorted(self.withdrawn),
            "years": self.years,
            "present": self.present,
            "subjects": dict(self.subjects),
            "publishers": dict(self.publishers),
            "linkable": dict(self.linkable),
            "withdrawals": dict(self.withdrawals),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Digest:
        """The digest that `to_data` gave."""
        return cls(
            public=frozenset(data["public"]),
            withdrawn=frozenset(data["withdrawn"]),
            years=tuple(data["years"]),
            present=tuple(data["present"]),
            subjects={ground: tuple(names) for ground, names in data["subjects"].items()},
            publishers={ground: tuple(facts) for ground, facts in data["publishers"].items()},
            linkable=data["linkable"],
            withdrawals={page: tuple(told) for page, told in data["withdrawals"].items()},
        )
