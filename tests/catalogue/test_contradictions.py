"""Briefs are compared on typed facts, and what can be true together is no contradiction."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.contradictions import agree
from briefdesk.catalogue.deals import Fact, Standing
from briefdesk.catalogue.quantities import counted
from briefdesk.reading.library import File, read
from briefdesk.records.dates import EventDate
from tests.catalogue.conftest import PROFILES, Write, brief, deal

amounts = st.integers(1, 10**5).flatmap(
    lambda number: st.sampled_from([number * 10**zeros for zeros in range(8)])
)


def facts(write: Write, *briefs: tuple[str, str]) -> list[Fact]:
    """What the briefs, given as (slug, deal events), differ on."""
    library = write(*((slug, f"deals:\n{events}") for slug, events in briefs))
    assert library.problems == ()
    return [difference.fact for found in compile(library).deals for difference in found.differences]


def value(amount: int, basis: str = "contract", currency: str = "USD") -> str:
    return f"{{amount: {amount}, currency: {currency}, basis: {basis}}}"


SIGNED = {"state": "signed", "date": "2017-09-12"}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"state": "agreed"}, {"state": "signed"}, [Fact.STATE]),
        ({"state": "agreed", "date": "2017-09"}, {"state": "signed", "date": "2017-09"}, []),
        ({"state": "agreed", "date": "2017"}, {"state": "signed", "date": "2017"}, []),
        ({"state": "signed", "date": "2017-07-25"}, SIGNED, [Fact.DATE]),
        ({"state": "signed", "date": "2017-07"}, SIGNED, [Fact.DATE]),
        ({"state": "signed", "date": "2017"}, SIGNED, []),
        ({"state": "signed", "date": "2015"}, SIGNED, []),
        ({"state": "negotiation", "date": "2017-07-25"}, {"state": "negotiation"}, []),
        ({"milestone": "payment", "date": "2017-07-25"}, {"milestone": "payment"}, []),
        (SIGNED | {"value": value(25)}, SIGNED | {"value": value(27)}, [Fact.VALUE]),
        (SIGNED | {"value": value(25)}, SIGNED | {"value": value(27, "estimate")}, []),
        (SIGNED | {"value": value(25, "estimate")}, SIGNED | {"value": value(27, "estimate")}, []),
        (SIGNED | {"value": value(25)}, SIGNED | {"value": value(27, currency="EUR")}, []),
        (SIGNED | {"value": value(543)}, SIGNED | {"value": value(540)}, []),
        (SIGNED | {"value": value(25)}, SIGNED | {"value": value(25)}, []),
        (SIGNED | {"quantity": "4 batteries"}, SIGNED | {"quantity": "two batteries"}, [Fact.QUANTITY]),
        (SIGNED | {"quantity": "4 batteries"}, SIGNED | {"quantity": "1 battery"}, [Fact.QUANTITY]),
        (SIGNED | {"quantity": "5 systems"}, SIGNED | {"quantity": "5 fire units"}, []),
        (SIGNED | {"quantity": "4 batteries"}, SIGNED | {"quantity": "at least 2 batteries"}, []),
        (SIGNED | {"quantity": "4 batteries"}, SIGNED | {"quantity": "2 batteries and 9 missiles"},
         [Fact.QUANTITY]),
        (SIGNED | {"quantity": "4 sets"}, {"state": "delivery", "date": "2019", "quantity": "2 sets"}, []),
        (SIGNED | {"operator": "GRC"}, SIGNED | {"operator": "CYP"}, [Fact.OPERATOR]),
        (SIGNED | {"operator": "[GRC, CYP]"}, SIGNED | {"operator": "[GRC, DEU]"}, [Fact.OPERATOR]),
        (SIGNED | {"operator": "[CYP, GRC]"}, SIGNED | {"operator": "GRC"}, []),
        (SIGNED | {"operator": "[CYP, GRC]"}, SIGNED | {"operator": "[GRC, CYP]"}, []),
        (SIGNED | {"operator": "GRC"}, {"state": "delivery", "date": "2019", "operator": "CYP"}, []),
        (SIGNED | {"quantity": "4 sets", "lot": "a"}, SIGNED | {"quantity": "2 sets", "lot": "b"}, []),
    ],
)  # fmt: skip
def test_what_two_briefs_differ_on(
    write: Write, one: dict[str, str], other: dict[str, str], found: list[Fact]
) -> None:
    """Two briefs of a day differ where both accounts cannot be true, whichever is read first."""
    first, second = deal(**{"date": "2017-09-12"} | one), deal(**{"date": "2017-09-12"} | other)
    assert facts(write, ("2020-01-01-a", first), ("2020-01-01-b", second)) == found
    assert facts(write, ("2020-01-01-a", second), ("2020-01-01-b", first)) == found


def test_one_brief_does_not_contradict_itself(write: Write) -> None:
    """Who tells of two dates knows of both, and two of a brief's amounts are its own affair."""
    both = deal(state="signed", date="2017-07-25") + deal(**SIGNED)
    assert facts(write, ("2020-01-01-a", both)) == []
    assert facts(write, ("2020-01-01-a", both), ("2020-01-01-b", deal(**SIGNED))) == []


def test_what_happened_in_between_tells_two_events_apart(write: Write) -> None:
    """A contract signed again after a suspension is another event, not another date."""
    events = deal(state="signed", date="2017-02-01") + deal(state="suspended", date="2017-05-01")
    assert facts(write, ("2020-01-01-a", events), ("2020-01-01-b", deal(**SIGNED))) == []


def test_a_replaced_brief_contradicts_nobody(write: Write) -> None:
    """What a later brief took the place of is no account any more."""
    one, other = deal(**SIGNED, value=value(25)), deal(**SIGNED, value=value(27))
    replacing = "supersedes: 2020-01-01-a\ndeals:\n" + other
    library = write(("2020-01-01-a", "deals:\n" + one), ("2020-02-01-b", replacing))
    (found,) = compile(library).deals
    assert found.differences == ()
    assert found.history[0].standing is Standing.REPORTED


def test_the_steps_that_differ_are_disputed(write: Write) -> None:
    """Each side of a difference names its step, and the step is shown as disputed."""
    library = write(
        ("2017-07-25-a", "deals:\n" + deal(state="signed")),
        ("2017-09-12-b", "deals:\n" + deal(state="signed")),
    )
    (found,) = compile(library).deals
    (difference,) = found.differences
    assert [side.what for side in difference.sides] == [
        EventDate(2017, 7, 25),
        EventDate(2017, 9, 12),
    ]
    assert [found.history[side.place].standing for side in difference.sides] == [
        Standing.DISPUTED
    ] * 2


_REPORTS = st.lists(
    st.tuples(
        st.sampled_from(["2017-07-25", "2017-09-12", "2017-09", "2017"]),
        st.sampled_from(["signed", "agreed", "delivered"]),
        st.sampled_from([25, 26, 30]),
        st.sampled_from(["2 sets", "4 sets", "4 sets and 8 missiles"]),
        st.integers(0, 2),
    ),
    min_size=2,
    max_size=7,
)


@given(_REPORTS, st.randoms(use_true_random=False))
def test_differences_do_not_hang_on_the_order_of_files(
    reports: list[tuple[str, str, int, str, int]], shuffled: random.Random
) -> None:
    """However briefs are shuffled, the same differences are found, and no side repeats another."""
    events: dict[int, str] = {}
    for date, state, amount, quantity, of in reports:
        fields = deal(date=date, state=state, value=value(amount), quantity=quantity, note="N.")
        events[of] = events.get(of, "") + fields
    texts = [(path, f"---\n{text}---\n") for path, text in PROFILES.items()]
    texts += [brief(f"2020-01-0{of + 1}-b", f"deals:\n{told}") for of, told in events.items()]
    files = [File(path, text.encode()) for path, text in texts]
    first = compile(read(files)).deals
    shuffled.shuffle(files)
    assert compile(read(files)).deals == first
    for difference in (difference for found in first for difference in found.differences):
        assert len(difference.sides) > 1
        pairs = [(a, b) for a in difference.sides for b in difference.sides if a is not b]
        assert any(not a.briefs & b.briefs for a, b in pairs)


@given(amounts, amounts)
def test_agreement_of_amounts_is_mutual(one: int, other: int) -> None:
    """An amount agrees with itself, and two agree whichever comes first."""
    assert agree(one, one)
    assert agree(one, other) == agree(other, one)


@given(st.integers(10**9, 10**10), st.integers(0, 9))
def test_a_rounded_amount_agrees_with_the_exact_one(exact: int, digits: int) -> None:
    """Rounding to any unit contradicts nobody; half a unit away is the limit."""
    unit = 10**digits
    rounded = (exact + unit // 2 - 1) // unit * unit
    assert agree(exact, rounded) or 2 * abs(exact - rounded) >= unit


@pytest.mark.parametrize(
    ("words", "things"),
    [
        ("4 batteries", {"battery": 4}),
        ("four firing units and 288 missiles", {"firing unit": 4, "missile": 288}),
        ("1,250 missiles", {"missile": 1250}),
        ("2 batteries with 16 launchers", {"battery": 2, "launcher": 16}),
        ("first of 2 batteries", {}),
        ("up to 1,000 GEM-T missiles", {}),
        ("5 systems (later count)", {}),
        ("PAC-3 missiles, number undisclosed", {}),
        ("half of the contract volume", {}),
        ("small number of missiles", {}),
        ("", {}),
    ],
)
def test_plain_numbers_of_plain_things(words: str, things: dict[str, int]) -> None:
    """A quantity counts where every part of it is a number of something, without reservation."""
    assert counted(words) == things


@given(st.text(max_size=60))
def test_any_words_may_stand_for_a_quantity(words: str) -> None:
    """Whatever an author writes is counted or not, and never fails."""
    assert all(number >= 0 for number in counted(words).values())
