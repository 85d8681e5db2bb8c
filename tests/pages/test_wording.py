"""Dates, numbers, money and lists in words."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from briefdesk.pages import wording
from briefdesk.records.dates import EventDate
from briefdesk.records.values import Value


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (2_500_000_000, "USD 2.5 billion"),
        (3_480_000_000, "USD 3.48 billion"),
        (3_710_000_000_000, "USD 3.71 trillion"),
        (500_000_000, "USD 500 million"),
        (1_250_000, "USD 1.25 million"),
        (999_999_999, "USD 1,000 million"),
        (750_000, "USD 750,000"),
        (1, "USD 1"),
    ],
)
def test_money(amount: int, words: str) -> None:
    """An amount is told in the largest scale that it fills, to three decimals."""
    told = wording.money(Value(amount=amount, currency="USD"))
    assert told.replace(wording.NBSP, " ") == words


def test_dates_are_as_exact_as_they_are() -> None:
    """A short date holds what is known and no more."""
    shown = [wording.short(EventDate.parse(text)) for text in ("2017-02-22", "2015-11", "2015")]
    assert [text.replace(wording.NBSP, " ") for text in shown] == [
        "22 Feb 2017",
        "Nov 2015",
        "2015",
    ]
    assert wording.time(EventDate(2015, 11)) == '<time datetime="2015-11">November 2015</time>'


def test_series_escapes_what_is_no_markup() -> None:
    """Names are joined as a sentence has them."""
    assert wording.series([]) == ""
    assert wording.series(["<a>"]) == "&lt;a&gt;"
    assert wording.series(["a", Markup("<b>b</b>"), "<c>"]) == "a, <b>b</b> and &lt;c&gt;"


@pytest.mark.parametrize("text", ["S-400", "PAC-3", "Cheongung-II", "S-300PMU-1", "T-LORAMIDS"])
def test_designation_is_kept_on_one_line(text: str) -> None:
    """A line does not end at the hyphen of a designation."""
    assert wording.tight(f"The {text}.") == f'The <span class="bd-tight">{text}</span>.'


@pytest.mark.parametrize("text", ["Turkish-Russian", "long-range", "a - b", "2016-", "-"])
def test_other_hyphens_are_left_alone(text: str) -> None:
    """Words that are joined may be parted."""
    assert wording.tight(text) == text


def test_clipped_ends_at_a_word() -> None:
    """A long text is cut at a word, a short one is left as it is."""
    assert wording.clipped("short  text") == "short text"
    cut = wording.clipped("word " * 80)
    assert len(cut) <= 155
    assert cut.endswith("word…")
