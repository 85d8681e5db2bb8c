"""Judgements scored: how near the desk came to what happened.

A term of likelihood is a band of probability (ICD 203), and for a score it stands for the middle
of its band. The score is Brier's: the square of the distance between the probability and the
outcome, 0 at best and 1 at worst; who always says "roughly even chance" earns 0.25.
Source: Brier, Verification of forecasts expressed in terms of probability, 1950.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from briefdesk.records.brief import Brief
from briefdesk.records.gradings import LIKELIHOOD, LIKELIHOODS, LikelihoodStep, Outcome
from briefdesk.records.values import Judgement

#: The 97.5th percentile of the standard normal distribution, for an interval of 95 %.
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with the brief that makes it."""

    brief: Brief
    judgement: Judgement

    @property
    def score(self) -> float | None:
        """Its Brier score; None while it is open, and where it cannot be told."""
        return brier(self.judgement)


@dataclass(frozen=True, slots=True)
class Band:
    """The judgements that used one term and were scored: how many, and of how many the event
    happened; `score` is the mean of their scores."""

    step: LikelihoodStep
    total: int
    happened: int
    score: float

    @property
    def share(self) -> float:
        """The share of events that happened."""
        return self.happened / self.total

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share may lie with 95 % confidence (Wilson's score interval, 1927)."""
        n, p, z = self.total, self.share, _Z
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


def judged(briefs: Iterable[Brief]) -> list[Judged]:
    """Every judgement of `briefs`, in their order."""
    return [Judged(brief, judgement) for brief in briefs for judgement in brief.judgements]


def brier(judgement: Judgement) -> float | None:
    """The Brier score of a judgement; None while nothing is known, or nothing can be."""
    if judgement.outcome not in (Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN):
        return None
    happened = judgement.outcome is Outcome.HAPPENED
    return float((LIKELIHOODS[judgement.likelihood].middle - happened) ** 2)


def mean(scored: Iterable[Judged]) -> tuple[int, float]:
    """How many judgements have a score, and its mean (0 where there are none)."""
    scores = [score for one in scored if (score := one.score) is not None]
    return len(scores), sum(sorted(scores)) / len(scores) if scores else 0.0


def bands(scored: Iterable[Judged]) -> tuple[Band, ...]:
    """The bands that were used, from the least likely to the most."""
    known = [one for one in scored if one.score is not None]
    found = []
    for step in LIKELIHOOD:
        of_band = [one for one in known if one.judgement.likelihood == step.value]
        if of_band:
            happened = sum(one.judgement.outcome is Outcome.HAPPENED for one in of_band)
            found.append(Band(step, len(of_band), happened, mean(of_band)[1]))
    return tuple(found)
