"""Deals compile from the events of all briefs."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.deals import Deal, Fact, Standing
from briefdesk.reading.library import File, read
from briefdesk.records.states import STATE, STATES
from briefdesk.records.values import Value

from .conftest import PROFILES, Write, brief, deal


def only(deals: tuple[Deal, ...]) -> Deal:
    assert len(deals) == 1
    return deals[0]


def test_current_state_is_that_of_the_latest_event(write: Write) -> None:
    """The current state is the latest event's by its own date, not by its brief's."""
    library = write(
        ("2017-02-22-talks", "deals:\n" + deal(state="negotiation")),
        ("2019-07-12-arrival", "deals:\n" + deal(state="delivery")),
        ("2020-01-01-review", "deals:\n" + deal(state="signed", date="2017-09-12")),
    )
    assert library.problems == ()
    found = only(compile(library).deals)
    assert found.id == "tur-rus-s-400"
    assert [str(step.date) for step in found.history] == ["2017-02-22", "2017-09-12", "2019-07-12"]
    assert found.state is not None
    assert found.state.value == "delivery"


def test_later_publication_decides_between_events_of_one_day(write: Write) -> None:
    """Of two events of one day the one published later gives the current state."""
    library = write(
        ("2017-09-12-one", "published: 2017-09-14\ndeals:\n" + deal(state="agreed")),
        ("2017-09-12-two", "published: 2017-09-20\ndeals:\n" + deal(state="signed")),
    )
    found = only(compile(library).deals)
    assert found.state is not None
    assert found.state.value == "signed"


def test_state_holds_since_its_first_event_without_a_break(write: Write) -> None:
    """`since` goes back over events that repeat the state, and stops where it was another."""
    library = write(
        ("2016-01-01-a", "deals:\n" + deal(state="delivery")),
        ("2016-06-01-b", "deals:\n" + deal(state="suspended")),
        ("2017-01-01-c", "deals:\n" + deal(state="delivery")),
        ("2017-05-01-d", "deals:\n" + deal(state="delivery")),
        ("2017-06-01-e", "deals:\n" + deal(milestone="test")),
    )
    found = only(compile(library).deals)
    assert str(found.since) == "2017-01-01"
    assert found.current is not None
    assert str(found.current.date) == "2017-05-01"


def test_month_and_day_of_one_event_are_one_step(write: Write) -> None:
    """A date known to the month joins the same event known to the day."""
    library = write(
        ("2015-11-15-cancelled", "deals:\n" + deal(state="cancelled")),
        ("2017-02-22-recalled", "deals:\n" + deal(state="cancelled", date="2015-11")),
    )
    found = only(compile(library).deals)
    assert [str(step.date) for step in found.history] == ["2015-11-15"]
    assert len(found.history[0].reports) == 2


def test_vague_date_that_fits_two_events_joins_neither(write: Write) -> None:
    """A month in which two events fall stands for itself."""
    library = write(
        ("2019-07-12-first", "deals:\n" + deal(state="delivery")),
        ("2019-07-25-second", "deals:\n" + deal(state="delivery")),
        ("2020-01-01-review", "deals:\n" + deal(state="delivery", date="2019-07")),
    )
    assert len(only(compile(library).deals).history) == 3


def test_one_sides_word_is_a_claim(write: Write) -> None:
    """What the buyer's minister alone asserts is claimed; what both sides assert is not."""
    people = "people: [{name: Fikri Işık, country: TUR}]\ndeals:\n"
    one = write(("2017-02-22-a", people + deal(state="negotiation", by="Fikri Isik")))
    both = write(("2017-02-22-a", people + deal(state="negotiation", by="[Fikri Isik, Rostec]")))
    third = write(("2017-02-22-a", people + deal(state="negotiation", by="NATO")))
    confirmed = write(
        ("2017-02-22-a", people + deal(state="negotiation", by="Fikri Isik", credibility="1"))
    )
    standings = [
        only(compile(library).deals).history[0].standing
        for library in (one, both, third, confirmed)
    ]
    assert standings == [
        Standing.CLAIMED, Standing.REPORTED, Standing.REPORTED, Standing.REPORTED,
    ]  # fmt: skip


def test_second_side_in_another_brief_ends_the_claim(write: Write) -> None:
    """Two briefs that give the same step from both sides make it no claim."""
    library = write(
        ("2017-09-12-ankara", "deals:\n" + deal(state="signed", by="Ministry")),
        ("2017-09-13-moscow", "deals:\n" + deal(state="signed", by="Rostec", date="2017-09-12")),
    )
    assert only(compile(library).deals).history[0].standing is Standing.REPORTED


def test_confirmed_state_is_no_claim_because_one_side_repeats_it(write: Write) -> None:
    """A later claim of the same state leaves it as firm as it was; a new state is a claim."""
    firm = deal(state="delivery", date="2019-07-12", by="[TUR, RUS]")
    again = deal(state="delivery", date="2019-09", by="TUR")
    new = deal(state="in-service", date="2020-01", by="TUR")
    library = write(("2020-02-01-a", "deals:\n" + firm + again))
    found = only(compile(library).deals)
    assert found.current is not None
    assert found.attested is not None
    assert (str(found.current.date), found.current.standing) == ("2019-09", Standing.CLAIMED)
    assert (str(found.attested.date), found.attested.standing) == ("2019-07-12", Standing.REPORTED)
    claimed = only(compile(write(("2020-02-01-a", "deals:\n" + firm + again + new))).deals)
    assert claimed.attested == claimed.current
    broken = deal(state="suspended", date="2019-08", sources="[wire]")
    anew = only(compile(write(("2020-02-01-a", "deals:\n" + firm + broken + again))).deals)
    assert anew.attested == anew.current


def test_state_without_a_step_is_attested_by_none(write: Write) -> None:
    """A deal of milestones alone has no state, and no step that speaks for one."""
    found = only(compile(write(("2020-02-01-a", "deals:\n" + deal(milestone="test")))).deals)
    assert (found.state, found.current, found.attested) == (None, None, None)


def test_briefs_that_disagree_are_disputed(write: Write) -> None:
    """Two briefs with two states for one day are both shown as disputed, none is merged away."""
    library = write(
        ("2017-07-25-a", "deals:\n" + deal(state="agreed")),
        ("2017-08-01-b", "deals:\n" + deal(state="signed", date="2017-07-25")),
    )
    found = only(compile(library).deals)
    assert [step.standing for step in found.history] == [Standing.DISPUTED] * 2
    (difference,) = found.differences
    assert difference.fact is Fact.STATE
    assert {side.what for side in difference.sides} == {STATE["agreed"], STATE["signed"]}


def test_two_contract_values_are_disputed(write: Write) -> None:
    """Two briefs with two contract values for one step say so."""
    value = "{{amount: {}, currency: USD, basis: contract}}"
    library = write(
        ("2017-09-12-a", "deals:\n" + deal(state="signed", value=value.format(25))),
        (
            "2017-09-13-b",
            "deals:\n" + deal(state="signed", date="2017-09-12", value=value.format(27)),
        ),
    )
    found = only(compile(library).deals)
    assert found.history[0].standing is Standing.DISPUTED
    (difference,) = found.differences
    assert difference.fact is Fact.VALUE
    assert [side.what for side in difference.sides] == [
        Value(amount=amount, currency="USD", basis="contract") for amount in (25, 27)
    ]


def test_alternatives_share_programme_and_buyer(write: Write) -> None:
    """Deals of one buyer in one programme are alternatives; another buyer's are not."""
    programme = {"programme": "T-LORAMIDS"}
    library = write(
        (
            "2015-11-15-a",
            "deals:\n"
            + deal(state="interest", **programme)
            + deal(supplier="CHN", system="FD-2000", state="cancelled", **programme)
            + deal(buyer="GRC", state="interest", **programme),
        )
    )
    deals = {found.id: found for found in compile(library).deals}
    assert deals["tur-rus-s-400"].alternatives == ("tur-chn-hq-9",)
    assert deals["tur-chn-hq-9"].system_name == "FD-2000"
    assert deals["grc-rus-s-400"].alternatives == ()


def test_lot_tells_deals_apart(write: Write) -> None:
    """A lot makes a deal of its own, with an address of its own."""
    library = write(
        ("2017-09-12-a", "deals:\n" + deal(state="signed") + deal(state="talks", lot="Second set"))
    )
    assert [found.id for found in compile(library).deals] == [
        "tur-rus-s-400", "tur-rus-s-400-second-set",
    ]  # fmt: skip


def test_joint_suppliers_make_one_deal_in_any_order(write: Write) -> None:
    """Joint suppliers are a set: their order in a brief is without effect."""
    library = write(
        ("2018-01-05-a", "deals:\n" + deal(supplier="[FRA, ITA]", state="talks")),
        ("2018-02-05-b", "deals:\n" + deal(supplier="[ITA, FRA]", state="offer")),
    )
    assert only(compile(library).deals).id == "tur-fra-ita-s-400"


_EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["2017-02-22", "2017-02", "2017", "2018-01-05", "2019-07-12"]),
        st.sampled_from([state.value for state in STATES]),
        st.sampled_from(["S-400", "FD-2000", "Patriot"]),
        st.sampled_from(["RUS", "CHN", "[FRA, ITA]"]),
    ),
    min_size=1,
    max_size=8,
)


@given(_EVENTS, st.randoms(use_true_random=False))
def test_order_of_files_is_without_effect(
    events: list[tuple[str, str, str, str]], shuffled: random.Random
) -> None:
    """However the files are shuffled, the catalogue is the same."""
    texts = [(path, f"---\n{text}---\n") for path, text in PROFILES.items()]
    for number, (date, state, system, supplier) in enumerate(events):
        fields = deal(date=date, state=state, system=system, supplier=supplier, note="Noted.")
        texts.append(brief(f"2020-01-01-brief-{number}", "deals:\n" + fields))
    files = [File(path, text.encode()) for path, text in texts]
    first = compile(read(files))
    shuffled.shuffle(files)
    second = compile(read(files))
    assert first.deals == second.deals
    assert first.briefs == second.briefs
    for kind in first.kinds:
        assert first.entries(kind.id) == second.entries(kind.id)
    assert len(first.briefs) == len(events)
