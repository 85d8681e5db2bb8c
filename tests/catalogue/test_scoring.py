"""Judgements are scored by the middle of their bands."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.scoring import Judged, bands, brier, judged, mean
from briefdesk.records.gradings import LIKELIHOOD, Outcome
from briefdesk.records.values import Judgement

from .conftest import Write

terms = st.integers(0, len(LIKELIHOOD) - 1)
outcomes = st.none() | st.sampled_from(list(Outcome))
given_judgements = st.lists(st.tuples(terms, outcomes), max_size=30)


def judgement(term: int, outcome: Outcome | None) -> Judgement:
    return Judgement(id="a", text="It comes.", likelihood=LIKELIHOOD[term].value, outcome=outcome)


@given(terms)
def test_a_score_is_better_the_nearer_the_judgement_came(term: int) -> None:
    """A score lies between 0 and 1; what happened scores better the likelier it was called."""
    scores = [brier(judgement(n, Outcome.HAPPENED)) for n in range(len(LIKELIHOOD))]
    assert all(score is not None and 0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, key=lambda score: -(score or 0))
    assert brier(judgement(term, None)) is brier(judgement(term, Outcome.CANNOT_BE_TOLD)) is None


@given(terms)
def test_a_term_and_its_mirror_image_score_alike(term: int) -> None:
    """To call likely what happened is as good as to call unlikely what did not."""
    mirrored = judgement(len(LIKELIHOOD) - 1 - term, Outcome.DID_NOT_HAPPEN)
    assert brier(judgement(term, Outcome.HAPPENED)) == pytest.approx(brier(mirrored))


def test_even_odds_earn_a_quarter() -> None:
    """Whatever happens, "roughly even chance" earns 0.25."""
    term = [step.value for step in LIKELIHOOD].index("roughly even chance")
    for outcome in (Outcome.HAPPENED, Outcome.DID_NOT_HAPPEN):
        assert brier(judgement(term, outcome)) == 0.25


@given(given_judgements, st.randoms(use_true_random=False))
def test_bands_add_up_in_any_order(
    given: list[tuple[int, Outcome | None]], shuffled: random.Random
) -> None:
    """Bands hold every scored judgement once, their means make the mean of all, the order is
    without effect, and the interval holds the share."""
    every = [Judged(None, judgement(*one)) for one in given]  # type: ignore[arg-type]
    found = bands(every)
    total, score = mean(every)
    assert sum(band.total for band in found) == total
    assert sum(band.total * band.score for band in found) == pytest.approx(total * score)
    for band in found:
        low, high = band.interval
        assert 0 <= low <= band.share + 1e-9
        assert band.share - 1e-9 <= high <= 1
    shuffled.shuffle(every)
    assert bands(every) == found
    assert mean(every) == (total, score)


def test_judgements_of_a_catalogue(write: Write) -> None:
    """Each judgement comes with its brief; an open one has no score."""
    fields = (
        "judgements:\n- {id: a, text: It comes., likelihood: likely, outcome: happened}\n"
        "- {id: b, text: It goes., likelihood: unlikely}\n"
    )
    found = judged(compile(write(("2017-02-22-a", fields))).briefs)
    assert [(one.brief.slug, one.judgement.id) for one in found] == [
        ("2017-02-22-a", "a"), ("2017-02-22-a", "b"),
    ]  # fmt: skip
    assert [one.score for one in found] == [pytest.approx((1 - 0.675) ** 2), None]
