"""Calendars hold the dates to come that briefs state, and every program reads them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from briefdesk.exports.calendars import _folded, _text
from tests.exports.conftest import NOWHERE, SITE, Fields, desk, event, made_of

OPEN: Fields = {
    "slug": "talks", "date": "2017-02-22", "deals": [event("talks")],
    "judgements": [
        {"id": "sign", "text": "It is signed; by all, in time.", "likelihood": "likely", "resolves_by": "2018-02"},
        {"id": "test", "text": "It is tested.", "likelihood": "unlikely", "resolves_by": "2019-05-06"},
        {"id": "some", "text": "It ends some day.", "likelihood": "likely"},
        {"id": "done", "text": "They meet.", "likelihood": "likely", "resolves_by": "2017-05",
         "outcome": "happened", "resolved": "2017-05-01"},
    ],
}  # fmt: skip
OTHER: Fields = {"slug": "other", "date": "2018-01-01", "countries": ["NOR"]}


def events(content: bytes) -> list[Any]:
    """The events of a calendar in its own order."""
    calendar = Calendar.from_ical(content)
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    return list(calendar.walk("VEVENT"))


@pytest.mark.parametrize("site", [SITE, NOWHERE], ids=["address", "nowhere"])
def test_open_judgements_are_dates_to_come(site: Any) -> None:
    """A judgement that has a date and no outcome is an event on the last day that the date can
    mean, beside the site, its countries and its deal; nothing else is, and nothing is elsewhere."""
    made = made_of(desk([OPEN, OTHER]), site)
    found = {path for path in made if path.endswith(".ics")}
    assert found == {
        f"{place}calendar.ics" for place in ("", "countries/tur/", "countries/fin/", "systems/l-20/", "deals/tur-fin-l-20/")
    }  # fmt: skip
    for path in found:
        later, sooner = events(made[path])
        assert sooner["DTSTART"].dt == date(2018, 2, 28)
        assert sooner["DTEND"].dt == date(2018, 3, 1)
        assert later["DTSTART"].dt == date(2019, 5, 6)
        assert sooner["SUMMARY"] == "To be settled: It is signed; by all, in time."
        assert sooner["DTSTAMP"].dt.date() == date(2017, 2, 22)
        assert ("URL" in sooner) == bool(site.url)
        assert later["UID"] != sooner["UID"]


def test_an_event_keeps_its_name() -> None:
    """Another date, another word and another address leave an event its UID."""
    changed = OPEN | {
        "judgements": [OPEN["judgements"][0] | {"text": "Signed.", "resolves_by": "2020"}]
    }
    one, other = made_of(desk([OPEN]), SITE), made_of(desk([changed]), NOWHERE)
    assert events(one["calendar.ics"])[1]["UID"] == events(other["calendar.ics"])[0]["UID"]
    assert events(other["calendar.ics"])[0]["DTSTART"].dt == date(2020, 12, 31)


def test_the_end_of_time_is_a_day_like_others() -> None:
    """The last day that there is has an event without an end."""
    last = OPEN | {"judgements": [OPEN["judgements"][0] | {"resolves_by": "9999"}]}
    (only,) = events(made_of(desk([last]), SITE)["calendar.ics"])
    assert only["DTSTART"].dt == date.max
    assert "DTEND" not in only
    assert date.max - only["DTSTART"].dt == timedelta(0)


words = st.text(st.characters(codec="utf-8"), max_size=200) | st.sampled_from(
    ("x\nEND:VEVENT", "\r\nATTENDEE:mailto:x@y", "a;b,c\\n", "İ" * 90, "🛰" * 40, "\x00\x0b\x7f")
)


@given(words)
def test_no_words_break_a_calendar(given: str) -> None:
    """Whatever an author writes is one value: on lines of at most 75 octets that end between
    characters, and read back as it was, but for controls."""
    lines = list(_folded(f"SUMMARY:{_text(given)}"))
    assert all(len(line.encode()) <= 75 for line in lines)
    assert all(line[0] == " " for line in lines[1:])
    assert not any("\r" in line or "\n" in line for line in lines)
    text = "BEGIN:VEVENT\r\n" + "".join(f"{line}\r\n" for line in lines) + "END:VEVENT\r\n"
    read_back = Calendar.from_ical(text)
    plain = "".join(
        " " if (sign < " " and sign not in "\n\t") or sign == "\x7f" else sign
        for sign in "\n".join(given.splitlines())
    )
    assert str(read_back["SUMMARY"]) == plain
