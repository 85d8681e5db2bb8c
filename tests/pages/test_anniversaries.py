"""On this date: every event on its day of the year, a few of each on the page of its month."""

from __future__ import annotations

import json
import re

import pytest

from briefdesk.catalogue.compile import compile
from briefdesk.pages import addresses
from briefdesk.pages.anniversaries import CUT
from briefdesk.pages.runs import LIMIT
from briefdesk.reading.library import File, read
from tests.pages.conftest import Book, book, others


def brief(number: int, date: str) -> File:
    """A brief without deals."""
    return File(
        f"briefs/{date[:4]}/{date}-brief-{number}.md",
        f"""\
---
title: Brief {number}
date: {date}
summary: It goes on.
countries: [TUR]
tlp: CLEAR
sources: [{{id: wire, publisher: Wire, title: A report}}]
---
It goes on [@wire].
""".encode(),
    )


def desk(*dates: str) -> Book:
    """The pages of a desk with a brief of each date."""
    library = read(brief(number, date) for number, date in enumerate(dates))
    assert library.problems == ()
    return book(compile(library))


def briefs(html: str) -> list[int]:
    """The briefs that a page links to, in their order."""
    return [int(number) for number in re.findall(r'-brief-(\d+)/">', html)]


def test_one_page_holds_what_fits() -> None:
    """With little to tell, one page has every day in its order, newest year first; what has no
    month is not on it."""
    made = desk("2018-07-12", "2020-07-12", "2019-02-29"[:7], "2016-02-29", "2017", "2021-01-03")
    (uri,) = [uri for uri in made if uri.startswith(addresses.ON_THIS_DATE)]
    html = made[uri].html
    assert briefs(html) == [5, 3, 2, 1, 0]
    assert re.findall(r"<h3[^>]*>([^<]*)<", html) == [
        "3 January",
        "29 February",
        "February, day not told",
        "12 July",
    ]
    assert 'href="#d07-12" aria-label="12 July: 2\u00a0events"' in html
    assert "d02-30" not in html
    assert html.count("<li><span>29</span></li>") == 11


def test_desk_of_years_alone_has_no_calendar() -> None:
    """Where no event has a month, there is no such page, and no list leads to it."""
    made = desk("2017", "2018")
    assert not [uri for uri in made if uri.startswith(addresses.ON_THIS_DATE)]
    assert not [uri for uri, page in made.items() if "on-this-date" in page.html]


@pytest.fixture(scope="module")
def full() -> Book:
    """The pages of a desk with more on one day than a page may hold."""
    most = [f"{1800 + number:04d}-07-12" for number in range(LIMIT + 5)]
    return desk(*most, "2020-07-13", *["2021-03"] * (CUT + 1))


def test_a_month_shows_a_few_of_each_day(full: Book) -> None:
    """The page of a month has the latest of each day, and leads to where the day goes on."""
    html = full["on-this-date/07.md"].html
    assert briefs(html) == [*range(LIMIT + 4, LIMIT + 4 - CUT, -1), LIMIT + 5]
    assert f'<a href="12/">All {LIMIT + 5} of 12 July</a>' in html
    assert 'href="13/"' not in html
    assert '<a href="00/">All 7 of March, day not told</a>' in full["on-this-date/03.md"].html


def test_a_day_goes_on_in_parts(full: Book) -> None:
    """The pages of a day have all of it, each once."""
    parts = [full["on-this-date/07/12.md"].html, full["on-this-date/07/12/2.md"].html]
    assert [len(briefs(html)) for html in parts] == [LIMIT, 5]
    assert briefs("".join(parts)) == list(range(LIMIT + 4, -1, -1))
    assert "on-this-date/07/13.md" not in full


def test_a_long_calendar_leads_to_the_months(full: Book) -> None:
    """The calendar of much leads to each day on the page of its month."""
    html = full["on-this-date/index.md"].html
    assert 'href="07/#d07-12"' in html
    assert 'id="d07-12"' in full["on-this-date/07.md"].html
    assert not briefs(html)


def test_data_of_a_crowded_calendar_are_those_of_its_pages() -> None:
    """Where one page cannot hold all, the data name each month with its number of events, a month
    shows a few of each day and says where the others are, and a day has them all in parts."""
    dates = ["2018-07-12"] * (LIMIT + 1) + ["2019-07-13"] * (CUT + 1) + ["2020-08-01"]
    library = read(brief(number, date) for number, date in enumerate(dates))
    exported = others(compile(library))
    data = {
        path.removeprefix(f"{addresses.API}on-this-date/").removesuffix("index.json"): json.loads(content)
        for path, content in exported.items()
        if path.startswith(f"{addresses.API}on-this-date/")
    }  # fmt: skip
    months = [(month["month"], month["total"]) for month in data[""]["months"]]
    assert months == [(7, LIMIT + CUT + 2), (8, 1)]
    assert data[""]["days"] == []
    twelfth, thirteenth = data["07/"]["days"]
    assert [len(day["events"]) for day in (twelfth, thirteenth)] == [CUT, CUT]
    assert [day["total"] for day in (twelfth, thirteenth)] == [LIMIT + 1, CUT + 1]
    parts = [data["07/12/"], data["07/12/2/"]]
    assert twelfth["data"] == f"{addresses.API}on-this-date/07/12/index.json"
    assert [len(part["days"][0]["events"]) for part in parts] == [LIMIT, 1]
    assert parts[0]["parts"] == parts[1]["parts"] == [
        f"{addresses.API}on-this-date/07/12/{part}index.json" for part in ("", "2/")
    ]  # fmt: skip
    assert data["08/"]["days"][0]["data"] is None
    assert "08/01/" not in data
