"""The data of the guide: every code and scale that documents use, with its meaning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from typing_extensions import TypedDict

from briefdesk.exports.document import Head, head, says, written
from briefdesk.exports.file import File
from briefdesk.pages import addresses, guide
from briefdesk.pages.countries import NEUTRALITY
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.records.gradings import CREDIBILITY, LIKELIHOOD, RELIABILITY, Confidence
from briefdesk.records.roles import ROLES
from briefdesk.records.states import MILESTONES, STATES, VALUE_BASES


class Meaning(TypedDict):
    """A code and what it means."""

    code: str
    words: str


class StateItem(TypedDict):
    """A state of a deal."""

    code: str
    words: str
    group: str
    rank: Annotated[int | None, says("Its place on the path, from 0; null off the path.")]
    ocds_tag: Annotated[str, says("The OCDS release tag of an event that brings it about.")]
    ocds_status: Annotated[str, says("Its status in the OCDS codelists.")]


class LikelihoodItem(TypedDict):
    """A term of likelihood (ICD 203)."""

    code: str
    synonym: str
    probability_from: Annotated[int, says("Lower bound in per cent.")]
    probability_to: Annotated[int, says("Upper bound in per cent.")]


class GuideDocument(Head):
    """Every code and scale."""

    kind: Literal["guide"]
    states: list[StateItem]
    groups: list[Meaning]
    milestones: list[Meaning]
    standings: list[Meaning]
    reliability: Annotated[list[Meaning], says("Admiralty code: the source.")]
    credibility: Annotated[list[Meaning], says("Admiralty code: the piece of information.")]
    likelihood: list[LikelihoodItem]
    confidence: list[str]
    roles: Annotated[list[Meaning], says("Parts of countries, with the heading of each.")]
    value_bases: Annotated[list[str], says("On what an amount of money rests.")]
    neutrality: str


def make(edition: Edition) -> Iterator[File]:
    """The data behind the guide."""
    here = Here(edition, addresses.GUIDE)
    document: GuideDocument = {
        "kind": "guide",
        **head(here, guide.TITLE),
        "states": [
            {
                "code": state.value,
                "words": state.label,
                "group": state.group.value,
                "rank": state.rank,
                "ocds_tag": state.release_tag,
                "ocds_status": state.ocds_status,
            }
            for state in STATES
        ],
        "groups": [{"code": group.value, "words": w} for group, w in guide.GROUPS.items()],
        "milestones": [{"code": code, "words": words} for code, words in MILESTONES.items()],
        "standings": [{"code": s.value, "words": words} for s, words in guide.STANDINGS.items()],
        "reliability": [{"code": grade.value, "words": grade.words} for grade in RELIABILITY],
        "credibility": [{"code": grade.value, "words": grade.words} for grade in CREDIBILITY],
        "likelihood": [
            {
                "code": step.value,
                "synonym": step.synonym,
                "probability_from": step.lower,
                "probability_to": step.upper,
            }
            for step in LIKELIHOOD
        ],
        "confidence": [level.value for level in Confidence],
        "roles": [{"code": role.value, "words": role.heading} for role in ROLES],
        "value_bases": list(VALUE_BASES),
        "neutrality": NEUTRALITY,
    }
    yield written(here, document)
