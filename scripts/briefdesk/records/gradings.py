"""How evidence and uncertainty are graded: one table for each scale."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Grade:
    """One step of a scale: the value an author writes and the words a reader sees."""

    value: str
    words: str


#: Admiralty code, reliability of a source (NATO AJP-2.1 and its national editions).
RELIABILITY = (
    Grade("A", "completely reliable"),
    Grade("B", "usually reliable"),
    Grade("C", "fairly reliable"),
    Grade("D", "not usually reliable"),
    Grade("E", "unreliable"),
    Grade("F", "reliability cannot be judged"),
)

#: Admiralty code, credibility of one piece of information.
CREDIBILITY = (
    Grade("1", "confirmed by other sources"),
    Grade("2", "probably true"),
    Grade("3", "possibly true"),
    Grade("4", "doubtful"),
    Grade("5", "improbable"),
    Grade("6", "truth cannot be judged"),
)


@dataclass(frozen=True, slots=True)
class LikelihoodStep:
    """A term of ICD 203 with its synonym and its bounds in percent."""

    value: str
    synonym: str
    lower: int
    upper: int

    @property
    def middle(self) -> float:
        """The middle of the band, as a probability: what a term stands for when it is scored."""
        return (self.lower + self.upper) / 200


#: Intelligence Community Directive 203 (2015), expressions of likelihood.
LIKELIHOOD = (
    LikelihoodStep("almost no chance", "remote", 1, 5),
    LikelihoodStep("very unlikely", "highly improbable", 5, 20),
    LikelihoodStep("unlikely", "improbable", 20, 45),
    LikelihoodStep("roughly even chance", "roughly even odds", 45, 55),
    LikelihoodStep("likely", "probable", 55, 80),
    LikelihoodStep("very likely", "highly probable", 80, 95),
    LikelihoodStep("almost certain", "nearly certain", 95, 99),
)


LIKELIHOODS = {step.value: step for step in LIKELIHOOD}


class Confidence(StrEnum):
    """Confidence in the evidence behind a judgement or a brief (ICD 203)."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class TLP(StrEnum):
    """Traffic Light Protocol 2.0 (FIRST). A public site publishes CLEAR alone."""

    RED = "RED"
    AMBER = "AMBER"
    AMBER_STRICT = "AMBER+STRICT"
    GREEN = "GREEN"
    CLEAR = "CLEAR"


class Status(StrEnum):
    """Where a brief stands in its own life."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """How a judgement turned out."""

    HAPPENED = "happened"
    DID_NOT_HAPPEN = "did not happen"
    CANNOT_BE_TOLD = "cannot be told"


def words_of(scale: tuple[Grade, ...], value: str) -> str:
    """The words for `value` on `scale`; KeyError where the scale has no such step."""
    return {grade.value: grade.words for grade in scale}[value]
