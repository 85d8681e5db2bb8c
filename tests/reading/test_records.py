"""What records tell of themselves: dates, texts, findings and briefs."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from briefdesk.records import values
from briefdesk.records.authored import authored_brief
from briefdesk.records.authored_parts import AuthoredDealEvent
from briefdesk.records.brief import Brief
from briefdesk.records.dates import MONTHS, EventDate
from briefdesk.records.gradings import TLP, Status
from briefdesk.records.kinds import KINDS
from briefdesk.records.markdown import Markdown, mark_of
from briefdesk.records.problems import (
    Loc,
    Place,
    Places,
    Problem,
    Severity,
    in_order,
    shortened,
)
from briefdesk.records.roles import DEFAULT_ROLE
from briefdesk.records.values import Source

YEAR, MONTH, DAY = EventDate(2016), EventDate(2016, 2), EventDate(2016, 2, 29)


@pytest.mark.parametrize(
    ("when", "text", "words", "first", "last"),
    [
        (YEAR, "2016", "2016", date(2016, 1, 1), date(2016, 12, 31)),
        (MONTH, "2016-02", "February 2016", date(2016, 2, 1), date(2016, 2, 29)),
        (DAY, "2016-02-29", "29 February 2016", date(2016, 2, 29), date(2016, 2, 29)),
        (EventDate(987, 1, 1), "0987-01-01", "1 January 0987", date(987, 1, 1), date(987, 1, 1)),
        (EventDate(1, 12), "0001-12", "December 0001", date(1, 12, 1), date(1, 12, 31)),
    ],
)
def test_a_date_is_as_precise_as_it_was_given(
    when: EventDate, text: str, words: str, first: date, last: date
) -> None:
    """A date reads as it was written, is told in words of the same precision, and covers each day
    that it may mean."""
    assert EventDate.parse(text) == when
    assert (str(when), when.words, when.first, when.last) == (text, words, first, last)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("16-02-01", "is not a date in the form YYYY, YYYY-MM or YYYY-MM-DD"),
        ("2016-2-1", "is not a date in the form YYYY, YYYY-MM or YYYY-MM-DD"),
        ("2016-02-01T00:00", "is not a date in the form YYYY, YYYY-MM or YYYY-MM-DD"),
        ("٢٠١٦", "is not a date in the form YYYY, YYYY-MM or YYYY-MM-DD"),
        ("0000", "names no month of the calendar"), ("2016-00", "names no month of the calendar"),
        ("2016-13-01", "names no month of the calendar"),
        ("2016-02-00", "names no day of the calendar"),
        ("2015-02-29", "names no day of the calendar"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_told_in_words(text: str, wrong: str) -> None:
    """Neither another form nor a day that is in no calendar is a date."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the words are compared whole
        EventDate.parse(text)
    assert str(caught.value) == f"'{text}' {wrong}"


def test_dates_go_by_their_first_day_and_the_vaguer_comes_first() -> None:
    """Of two that begin together the one that covers more comes first."""
    ordered = [YEAR, EventDate(2016, 1), EventDate(2016, 1, 1), MONTH, EventDate(2016, 2, 1), DAY]
    assert sorted({*ordered}) == ordered
    assert all(a < b and b > a for a, b in pairwise(ordered))
    assert EventDate.of(date(2016, 2, 29)) == DAY


def test_dates_overlap_where_both_may_be_one_day() -> None:
    """The first and the last day count, on either side."""
    assert YEAR.overlaps(DAY)
    assert DAY.overlaps(YEAR)
    assert DAY.overlaps(DAY)
    assert MONTH.overlaps(EventDate(2016, 2, 1))
    assert not MONTH.overlaps(EventDate(2016, 3))
    assert not EventDate(2016, 3).overlaps(MONTH)
    assert not YEAR.overlaps(EventDate(2015, 12, 31))


def test_months_are_english_and_in_order() -> None:
    """They are twelve, whatever the machine's language is."""
    assert len(MONTHS) == 12
    assert [month[:3] for month in MONTHS] == (
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    )


def test_a_place_is_that_of_the_nearest_that_encloses_it() -> None:
    """What has no place of its own stands where its list or its field does, and the places are
    asked for once."""
    asked = []

    def find() -> Mapping[Loc, Place]:
        asked.append(1)
        return {("deals",): Place(4, 1), ("deals", 1): Place(6, 3), (): Place(2, 1)}

    places = Places(find)
    assert places.at(("deals", 1, "state")) == Place(6, 3)
    assert places.at(("deals", 1)) == Place(6, 3)
    assert places.at(("deals", 0, "state")) == Place(4, 1)
    assert places.at(("title",)) == Place(2, 1)
    assert asked == [1]
    assert Places().at(("title",)) == Place(1, 1)


def test_a_finding_is_one_line() -> None:
    """Path, place, code, message and hint stand on a line, whatever is in the file's name."""
    bare = Problem("briefs/a.md", 3, 7, "tab", "a tab")
    assert str(bare) == "briefs/a.md:3:7: tab: a tab"
    assert bare.severity is Severity.ERROR
    odd = Problem("briefs/a\nb\u202e.md", 1, 1, "file-name", "odd", "Rename it.")
    assert str(odd) == "briefs/a\\nb\\u202e.md:1:1: file-name: odd. Rename it."


def test_findings_go_by_path_line_and_column() -> None:
    """Each is there once, by its place."""
    places = [("a.md", 2, 1), ("a.md", 2, 3), ("a.md", 10, 1), ("b.md", 1, 1)]
    found = [Problem(path, line, column, "tab", "a tab") for path, line, column in places]
    assert in_order([*reversed(found), found[1]]) == tuple(found)


def test_what_a_message_quotes_is_short_and_on_one_line() -> None:
    """A text of sixty characters is whole; of a longer one as much as leaves room for the dots."""
    assert shortened("a  b\n c") == "a b c"
    assert shortened("x" * 60) == "x" * 60
    assert shortened("x" * 61) == "x" * 58 + " …"
    assert shortened("one two three", 9) == "one two …"
    assert shortened("one two three", 6) == "one …"
    assert shortened("a\x07b") == "a\\x07b"


def test_a_text_is_found_when_it_is_asked_for() -> None:
    """The words are looked for whenever they are asked for, and not for a comparison; without
    them there is an error."""
    asked = []

    def find() -> str:
        asked.append(1)
        return "Talks."

    text = Markdown(mark_of("Talks."))
    with pytest.raises(LookupError):
        _ = text.text
    assert text == Markdown.of("Talks.")
    assert text != Markdown.of("Talks")
    assert text != "Talks."
    assert len({text, Markdown.of("Talks."), Markdown.of("Others.")}) == 2
    assert repr(text) == f"Markdown({mark_of('Talks.')!r})"
    text.wait(find)
    assert asked == []
    assert (text.text, asked) == ("Talks.", [1])
    assert repr(Markdown.of("Talks.")) == "Markdown.of('Talks.')"
    assert pickle.loads(pickle.dumps(text)).text == "Talks."
    # Half a character is a mistake of a file, and has a mark all the same.
    assert len({mark_of("\ud800"), mark_of("\ud801"), mark_of("")}) == 3


def test_front_matter_is_the_same_in_another_process() -> None:
    """A model that is made of kinds comes back as the one model of these kinds."""
    model = authored_brief(KINDS)
    source = {"id": "wire", "publisher": "Wire"}
    given = {"title": "Talks", "date": "2017-02", "summary": "Talks.", "sources": [source]}
    read = model.model_validate(
        {**given, "countries": ["TUR"], "topics": "Tenders", "authors": "Desk"}
    )
    back = pickle.loads(pickle.dumps(read))
    assert (type(back), back) == (model, read)
    assert (back.language, back.status, back.authors) == ("en", Status.PUBLISHED, ("Desk",))
    assert back.countries == {"TUR": (DEFAULT_ROLE,)}
    roles = model.model_validate(
        {**given, "countries": {"TUR": "buyer", "RUS": ["supplier", "critic"]}}
    )
    assert roles.countries == {"TUR": ("buyer",), "RUS": ("supplier", "critic")}


def _brief(**fields: Any) -> Brief:
    given = {
        "path": "briefs/2017/2017-02-22-talks.md", "slug": "2017-02-22-talks", "title": "Talks",
        "date": EventDate(2017, 2, 22), "summary": "Talks.", "body": Markdown.of(""), "body_line": 9,
        "countries": {}, "subjects": {}, "people": (), "deals": (), "statements": (),
        "judgements": (), "sources": (), "questions": (), "tlp": TLP.CLEAR, **fields,
    }  # fmt: skip
    return Brief(**given)


DUE = EventDate(2017, 3)


@pytest.mark.parametrize(
    ("fields", "public", "withdrawn"),
    [
        ({}, (True, True, True), (False, False, False)),
        ({"published": DUE}, (False, True, True), (False, False, False)),
        ({"tlp": None}, (False, False, False), (False, False, False)),
        ({"tlp": TLP.GREEN}, (False, False, False), (False, False, False)),
        ({"status": Status.DRAFT}, (False, False, False), (False, False, False)),
        ({"status": Status.WITHDRAWN}, (False, False, False), (True, True, True)),
        ({"status": Status.WITHDRAWN, "published": DUE}, (False,) * 3, (False, True, True)),
        ({"status": Status.WITHDRAWN, "tlp": TLP.RED}, (False,) * 3, (False,) * 3),
    ],
)
def test_a_brief_is_public_or_withdrawn_from_its_day_on(
    fields: dict[str, Any], public: tuple[bool, ...], withdrawn: tuple[bool, ...]
) -> None:
    """An embargo ends with its first day, and holds on none where no day is asked for; what is
    not cleared, or a draft, is neither public nor told of as withdrawn."""
    days = (date(2017, 2, 28), date(2017, 3, 1), None)
    brief = _brief(**fields)
    assert tuple(brief.is_public(day) for day in days) == public
    assert tuple(brief.is_withdrawn(day) for day in days) == withdrawn


def test_what_a_brief_is_without_being_told() -> None:
    """It is published and in English, and where its values stand makes no other brief of it."""
    plain = _brief()
    assert (plain.language, plain.status, plain.authors) == ("en", Status.PUBLISHED, ())
    assert replace(plain, places=Places(lambda: {(): Place(2, 1)})) == plain
    assert "places" not in repr(plain)


def test_a_source_is_found_by_its_id() -> None:
    """Of two with one id the later one counts, and of none there is an error."""
    sources = tuple(
        Source(id=id, publisher="Gazette", title=title)
        for id, title in (("wire", "One"), ("wire", "Two"), ("paper", "Three"))
    )
    brief = _brief(sources=sources)
    assert (brief.source("wire").title, brief.source("paper").title) == ("Two", "Three")
    with pytest.raises(KeyError, match="letter"):
        brief.source("letter")


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (values.Text, ["x", "x" * 5000], ["", "x" * 5001]),
        (values.Line, ["x", "x" * 300], ["", "x" * 301]),
        (values.Identifier, ["a", "7-b", "x" * 60], ["", "-a", "A", "a_b", "x" * 61]),
        (
            values.Address,
            ["http://a", "https://a/b?c#d", "https://" + "x" * 1992],
            ["ftp://a", "https://", "https://a b", 'https://a"b', "https://a<b", "https://a>b",
             "https://a\\b", "https://a^b", "https://a`b", "https://a{b", "https://a|b", "https://a}b",
             "xhttps://a", "https://" + "x" * 1993],
        ),
        (values.Credibility, ["1", "6"], ["0", "7", "A"]),
        (values.Reliability, ["A", "F"], ["G", "a", "1"]),
        (values.Likelihood, ["likely", "almost no chance"], ["probable", "Likely"]),
        (values.Date, ["2017", " 2017-02 ", "2017-02-22"], ["22.02.2017", "2017-02-30", 2017, None]),
    ],
)  # fmt: skip
def test_values_have_the_form_of_their_field(kind: Any, right: list[Any], wrong: list[Any]) -> None:
    """What fits passes, up to the last character that does; what does not is refused."""
    reader: TypeAdapter[Any] = TypeAdapter(kind)
    for value in right:
        assert str(reader.validate_python(value)) == value.strip()
    for value in wrong:
        with pytest.raises(ValidationError):
            reader.validate_python(value)


def test_a_value_of_no_vocabulary_tells_which_there_are() -> None:
    """What stands in place of a known value is quoted, beside those that are known."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(values.Reliability).validate_python("G")
    (error,) = caught.value.errors()
    assert error["type"] == "unknown_value"
    assert error["msg"] == "'G' is none of the known values"
    assert error["ctx"] == {"value": "G", "values": ("A", "B", "C", "D", "E", "F")}


def test_what_an_event_of_a_deal_leaves_out() -> None:
    """One name is a list of one, spaces about a text are not of it, and what is not said is not
    claimed."""
    event = AuthoredDealEvent.model_validate(
        {"buyer": " TUR ", "supplier": "RUS", "system": "S-400", "sources": "wire", "by": ["TUR"]}
    )
    assert (event.buyer, event.supplier, event.by, event.sources) == (
        "TUR", ("RUS",), ("TUR",), ("wire",)
    )  # fmt: skip
    assert (event.claimed, event.operator) == (False, ())
    said = {"buyer", "supplier", "system", "by", "sources", "claimed", "operator"}
    assert event.model_dump(exclude=said) == dict.fromkeys(
        "lot state milestone date programme quantity value disputed credibility note".split()
    )
    with pytest.raises(ValidationError, match="frozen"):
        event.buyer = "FIN"


def test_an_amount_is_positive_and_an_estimate_unless_it_says_otherwise() -> None:
    """One unit is the least, and an amount rests on an estimate where nothing else is said."""
    value = values.Value.model_validate({"amount": 1, "currency": "USD"})
    assert (value.amount, value.currency, value.basis) == (1, "USD", "estimate")
    for wrong in ({"amount": 0}, {"currency": "USX"}, {"basis": "guess"}, {"more": 1}):
        with pytest.raises(ValidationError):
            values.Value.model_validate({"amount": 1, "currency": "USD", **wrong})
