"""Where briefs contradict each other, the page of the deal says on what, and gives each account."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefdesk.pages import addresses
from briefdesk.pages.book import pages
from tests.exports.conftest import SITE, desk, event, made_of
from tests.pages.markup import Markup

ADDRESS = "deals/tur-fin-l-20/"


def told(*events: dict[str, Any]) -> tuple[str, list[Any]]:
    """The words of the page of the one deal of several briefs, and what its data say of it."""
    catalogue = desk(
        {"slug": f"told-{number}", "date": "2019-05-06", "deals": [fields]}
        for number, fields in enumerate(events)
    )
    made = {addresses.of_file(page.uri): page for page in pages(catalogue, SITE)}
    data = json.loads(made_of(catalogue, SITE)[f"{addresses.API}{ADDRESS}index.json"])
    words = " ".join(" ".join(Markup(made[ADDRESS].html).text).split())
    return words, data["disagreements"]


def worth(amount: int, basis: str = "contract") -> dict[str, Any]:
    return {"amount": amount, "currency": "USD", "basis": basis}


@pytest.mark.parametrize(
    ("events", "sentence", "accounts"),
    [
        (
            [event("signed", date="2018-01-02"), event("signed", date="2018-01-05")],
            "Briefs give different dates for the state “signed”.",
            ["2 January 2018", "5 January 2018"],
        ),
        (
            [event("signed", date="2018-01-02"), event("delivered", date="2018-01-02")],
            "Briefs give different states for 2 January 2018.",
            ["signed", "delivered"],
        ),
        (
            [event("signed", date="2018-01", value=worth(2_500_000_000)),
             event("signed", date="2018-01", value=worth(4_000_000_000))],
            "Briefs give different amounts (contract) for: signed, January 2018.",
            ["USD 2.5 billion", "USD 4 billion"],
        ),
        (
            [event("signed", date="2018", quantity="4 batteries"),
             event("signed", date="2018", quantity="6 batteries")],
            "Briefs give different quantities for: signed, 2018.",
            ["4 batteries", "6 batteries"],
        ),
        (
            [event("signed", date="2018", operator=["NOR", "SWE"]),
             event("signed", date="2018", operator="DNK")],
            "Briefs name different operators for: signed, 2018.",
            ["Denmark", "Norway, Sweden"],
        ),
    ],
    ids=["date", "state", "value", "quantity", "operator"],
)  # fmt: skip
def test_each_fact_is_told_in_words(
    events: list[dict[str, Any]], sentence: str, accounts: list[str]
) -> None:
    """Dates, states, amounts, quantities and operators that cannot all be true are named, with what
    each brief says."""
    words, differences = told(*events)
    assert sentence in words
    found = words[words.index(sentence) :].replace("\u00a0", " ")
    assert all(account in found for account in accounts)
    assert len(differences) == 1


def test_what_may_be_true_together_is_no_contradiction() -> None:
    """A month and a day in it, an estimate and a contract, batteries and launchers agree."""
    words, differences = told(
        event("signed", date="2018-01", value=worth(2_500_000_000), quantity="4 batteries"),
        event("signed", date="2018-01-05", value=worth(4_000_000_000, "estimate"),
              quantity="6 launchers"),
    )  # fmt: skip
    assert "different" not in words
    assert differences == []
