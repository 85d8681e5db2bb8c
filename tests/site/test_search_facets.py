"""The facets of the search page in a real browser: alone and with words, and answers as data."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import BASE
from tests.site.test_search import told

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

#: Filters of a page that the script names otherwise, or not at all.
FACETS = ("country", "role", "system", "state", "kind", "year", "publisher", "confidence")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in which no script has failed."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    mistakes: list[str] = []
    opened.on("pageerror", lambda error: mistakes.append(str(error)))
    yield opened
    context.close()
    assert not mistakes


def goto(page: Page, address: str, query: str) -> None:
    """Open the search page, and wait until what it asks for is answered and counted."""
    page.goto(f"{address}search/{query}")
    settled(page)


def settled(page: Page) -> None:
    """Wait until an answer and its counts are there."""
    expect(page.locator("[aria-busy]")).to_have_count(0)
    expect(page.locator(".bd-search__status")).to_have_text(
        re.compile(r"^\d+ results?$|^Nothing .*$")
    )
    expect(page.get_by_label("Kind").locator("option").nth(1)).to_have_text(re.compile(r"\d\)$"))


def number(page: Page) -> int:
    """How many results the page says there are."""
    said = page.locator(".bd-search__status").text_content() or ""
    return int(said.split()[0]) if said[0].isdigit() else 0


def every(served: Path) -> dict[str, set[tuple[str, str]]]:
    """The filters of every page of the demo that can be found, by path."""
    site = served / BASE
    pages = (f"{path.parent.relative_to(served).as_posix()}/" for path in site.rglob("index.html"))
    found = {f"/{path}": told(served, f"/{path}") for path in pages}
    return {path: filters for path, filters in found.items() if filters}


def download(page: Page, word: str) -> str:
    """What the button for that form gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"Download as {word}").click()
    return Path(waiting.value.path()).read_bytes().decode()


def paths(page: Page) -> set[str]:
    """The pages of all results, as their data names them."""
    results: list[dict[str, Any]] = json.loads(download(page, "JSON"))["results"]
    assert len(results) == number(page)
    return {urlsplit(result["url"]).path for result in results}


@pytest.mark.parametrize(
    "chosen",
    [
        {"country": "Türkiye"},
        {"country": "Türkiye", "role": "buyer"},
        {"role": "former bidder"},
        {"state": "signed", "kind": "Deal"},
        {"publisher": "Reuters", "year": "2019"},
        {"confidence": "high", "system": "S-400"},
    ],
)
@pytest.mark.parametrize("query", ["", "missile"])
def test_facets_leave_what_bears_them(
    page: Page, address: str, served: Path, chosen: dict[str, str], query: str
) -> None:
    """Facets with words and without leave exactly the pages that declare them all, and each
    count beside a value is what that value would leave."""
    asked = "&".join(f"{name}={value}" for name, value in ({"q": query} | chosen).items() if value)
    goto(page, address, f"?{asked}")
    wanted = set(chosen.items())
    if "country" in chosen and "role" in chosen:
        wanted.remove(("role", chosen["role"]))
        wanted.add(("role", f"{chosen['country']}: {chosen['role']}"))
    fitting = {path for path, filters in every(served).items() if wanted <= filters}
    results = paths(page) if number(page) else set()
    assert results <= fitting
    if not query:
        assert results == fitting
        assert results
    for name in FACETS:
        options = page.locator(f"select[name={name}] option:not([disabled])")
        offered = [text for text in options.all_text_contents() if text != "Any"]
        if name not in chosen and offered:
            value, count = offered[-1].rsplit(" (", 1)
            page.get_by_label(name.capitalize(), exact=True).select_option(value)
            settled(page)
            assert number(page) == int(count.rstrip(")")) > 0, (name, value)
            page.get_by_label(name.capitalize(), exact=True).select_option("")
            settled(page)


def test_a_role_is_counted_for_its_country(page: Page, address: str) -> None:
    """With a role chosen, each country says how often it plays that role."""
    goto(page, address, "?role=supplier")
    options = page.locator("select[name=country] option:not([disabled])").all_text_contents()
    counts = dict(text.rstrip(")").rsplit(" (", 1) for text in options if text != "Any")
    for country in ("Russia", "United States"):
        page.get_by_label("Country").select_option(country)
        settled(page)
        assert number(page) == int(counts[country]) > 0
    assert parse_qs(urlsplit(page.url).query) == {
        "country": ["United States"],
        "role": ["supplier"],
    }


@pytest.mark.parametrize(
    ("name", "asked", "meant"),
    [
        ("country", "Turkey", "Türkiye"),
        ("country", "TUR", "Türkiye"),
        ("system", "SA-21", "S-400"),
        ("system", "s400", "S-400"),
    ],
)
def test_another_name_means_the_same(
    page: Page, address: str, name: str, asked: str, meant: str
) -> None:
    """A filter in an address may use a former name, a code or another spelling."""
    goto(page, address, f"?q=missile&{name}={asked}")
    expect(page.get_by_label(name.capitalize(), exact=True)).to_have_value(meant)
    assert number(page) > 0


def test_a_name_of_nothing_is_said(page: Page, address: str) -> None:
    """A value that no filter has is left out, and that is said."""
    goto(page, address, "?q=missile&country=Atlantis&utm_source=letter")
    expect(page.locator(".bd-search__note")).to_contain_text("country “Atlantis”")
    expect(page.get_by_label("Country")).to_have_value("")


def test_filters_alone_load_no_words(page: Page, address: str) -> None:
    """Whoever chooses by filters alone downloads none of the words, and finds the newest first."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{address}search/")
    page.get_by_role("button", name="Choose by filters alone").click()
    expect(page.get_by_label("Country")).to_be_focused()
    page.get_by_label("Kind").select_option("Brief")
    settled(page)
    assert number(page) == 57
    assert not [url for url in fetched if url.endswith(".pf_index")]
    dates = page.locator(".bd-result__date").all_text_contents()
    years = [int(date.split()[-1]) for date in dates]
    assert len(years) == 10
    assert years == sorted(years, reverse=True)
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator(".bd-result")).to_have_count(0)
    expect(page.get_by_label("Kind")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "words", "address_of"),
    [
        ("?country=Türkiye&role=buyer&state=abandoned", "ledger", "deals/"),
        ("?country=Türkiye&system=S-400", "ledger", "deals/"),
        ("?country=Türkiye&year=2019", "timeline", "timeline/"),
    ],
)
def test_filters_lead_to_the_lists(
    page: Page, address: str, query: str, words: str, address_of: str
) -> None:
    """What filters alone leave is offered in the ledger and the timeline, filtered alike."""
    goto(page, address, query)
    link = page.get_by_role("link", name=f"in the {words}")
    promised = (link.text_content() or "").split()[0]
    link.click()
    page.wait_for_url(re.compile(f"{address_of}\\?"))
    pattern = re.compile(r"^(\d+) of [\d,]+.(deals|events)\.$")
    status = page.get_by_role("status")
    expect(status).to_have_text(pattern)
    if words == "ledger":
        assert (status.text_content() or "").split()[0] == promised


def test_hits_as_a_table(page: Page, address: str) -> None:
    """The table has one row a result, with the columns of the JSON, and dates as ISO has them."""
    goto(page, address, "?q=Rostec")
    text = download(page, "CSV")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    told_so = json.loads(download(page, "JSON"))
    assert told_so["query"] == "Rostec"
    assert len(rows) == len(told_so["results"]) == number(page) > 10
    assert [row["url"] for row in rows] == [result["url"] for result in told_so["results"]]
    assert list(rows[0]) == list(told_so["results"][0])
    assert list(rows[0])[:6] == ["url", "title", "kind", "date", "state", "summary"]
    assert {"country", "role", "system", "year", "publisher", "confidence"} < set(rows[0])
    turkey = next(row for row in rows if row["title"] == "Turkey turns to Russia for the S-400")
    assert turkey["date"] == "2017-02-22"
    assert "Türkiye: buyer" in turkey["role"].split("; ")
    assert turkey["confidence"] == "high"


def test_targets_are_large_enough(page: Page, address: str) -> None:
    """On a phone whatever can be pressed on the search page is 24 pixels high and wide."""
    page.set_viewport_size({"width": 360, "height": 740})
    goto(page, address, "?country=Türkiye")
    small = page.evaluate(
        """
        () => [...document.querySelectorAll(".bd-search :is(select, input, button, summary, a)")]
          .filter((one) => one.checkVisibility()).map((one) => [one.textContent, one.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24).map(([words]) => words)
        """
    )
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_no_cell_is_a_formula(page: Page, address: str) -> None:
    """A cell that a program would take for a formula begins with a quote mark, and nothing of it
    is lost."""
    page.goto(f"{address}search/")
    values = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", 'a "b", c', "S-400", "a\n=1"]
    text = page.evaluate("(values) => values.map(briefdesk.cell).join(',')", values)
    (read,) = csv.reader(io.StringIO(text, newline=""))
    inert = [f"'{value}" if number < 6 else value for number, value in enumerate(values)]
    assert read == inert
