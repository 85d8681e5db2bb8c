"""Sources are counted by whom they trace to."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.witnesses import Account, Weight, witnesses
from tests.catalogue.conftest import Write

names = st.sampled_from("abcdef")
accounts = st.lists(st.tuples(names, st.none() | names), max_size=12)


@given(accounts, st.randoms(use_true_random=False))
def test_order_and_repetition_are_without_effect(
    told: list[Account], shuffled: random.Random
) -> None:
    """However accounts are shuffled, and however often each is given, the witnesses are the same."""
    again = [*told, *told]
    shuffled.shuffle(again)
    assert witnesses(again) == witnesses(told)


@given(accounts)
def test_witnesses_are_no_more_than_tellers(told: list[Account]) -> None:
    """There is a witness where anything is told, and never more of them than tellers."""
    assert bool(told) <= len(witnesses(told)) <= len({teller for teller, _ in told})


@given(accounts, names)
def test_who_repeats_a_witness_adds_none(told: list[Account], teller: str) -> None:
    """A newcomer who repeats a witness leaves the witnesses as they were."""
    for witness in witnesses(told):
        assert witnesses([*told, (f"new {teller}", witness)]) == witnesses(told)


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ([("reuters", None), ("daily", "reuters"), ("herald", "reuters")], 1),
        ([("daily", "reuters"), ("herald", "reuters")], 1),
        ([("reuters", None), ("reuters", None)], 1),
        ([("daily", "herald"), ("herald", "reuters"), ("reuters", None)], 1),
        ([("daily", "herald"), ("herald", "daily")], 1),
        ([("daily", None), ("daily", "reuters"), ("reuters", None)], 2),
        ([("daily", "daily"), ("reuters", None)], 2),
        ([("daily", "reuters"), ("daily", "tass")], 1),
        ([("daily", None), ("daily", "reuters")], 1),
    ],
)
def test_what_counts_as_one_witness(told: list[Account], count: int) -> None:
    """A house and its own reports are one; whoever repeats traces to whom they repeat."""
    assert len(witnesses(told)) == count


def test_other_names_of_a_house_are_one_witness(write: Write) -> None:
    """A publisher cited by an alias of its profile is the same witness as under its name, and a
    withdrawn source is none."""
    fields = (
        "- {id: one, publisher: Rostec, title: First}\n"
        "- {id: two, publisher: Rostech, title: Second}\n"
        "- {id: three, publisher: Gazette, title: Third, origin: rostec}\n"
        "- {id: four, publisher: Herald, title: Fourth, withdrawn: 2017-02-22,\n"
        "   withdrawn_reason: It erred.}\n"
    )
    cited = "Text [@wire, @one, @two, @three, @four]."
    library = write(("2017-02-22-a", fields, cited))
    assert library.problems == ()
    catalogue = compile(library)
    assert catalogue.sourcing.weight(catalogue.briefs[0].sources) == Weight(5, 2, 1)
