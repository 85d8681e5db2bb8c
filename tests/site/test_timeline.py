"""The timeline and the ledger of a desk with more than a page can hold, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from briefdesk.pages import rows
from briefdesk.reading.countries import territories
from briefdesk.site.build import build
from briefdesk.site.project import find
from tests.site.conftest import PAGES, serving
from tests.site.desks import CONFIGURATION, write

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

BUYERS = sorted(set(territories()) - {"RUS", "FIN"})[:60]
STATES = ("talks", "offer", "signed", "delivery")


def brief(number: int) -> tuple[str, str]:
    """A brief of many: one deal of one country, a milestone or a state of it."""
    year, buyer = 2010 + number % 8, BUYERS[number % len(BUYERS)]
    slug = f"{year}-{1 + number % 12:02d}-{1 + number % 28:02d}-brief-{number}"
    what = "milestone: test" if number % 10 == 0 else f"state: {STATES[number % 4]}"
    return (
        f"briefs/{year}/{slug}.md",
        f"""\
---
title: Brief {number}
date: {slug[:10]}
summary: It goes on.
countries: {{{buyer}: buyer, FIN: supplier}}
systems: [L-20]
deals:
- {{buyer: {buyer}, supplier: FIN, system: L-20, {what}, sources: [wire], note: Note {number}.}}
tlp: CLEAR
sources:
- {{id: wire, publisher: Wire, title: Report {number}}}
---
""",
    )


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address and the folder of a desk with 480 events, its tables in pieces by year."""
    root = tmp_path_factory.mktemp("long")
    write(root / "mkdocs.yml", CONFIGURATION)
    write(root / "docs/about.md", "# About\n")
    write(root / "docs/systems/l-20.md", "---\nname: L-20\n---\n")
    for number in range(480):
        path, text = brief(number)
        write(root / path, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "PIECE", 40)
        build(find(root), root / "site", cache=root / "cache", jobs=1)
    with serving(root / "site") as address:
        yield address, root / "site"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in which no script has failed."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    mistakes: list[str] = []
    opened.on("pageerror", lambda error: mistakes.append(str(error)))
    yield opened
    context.close()
    assert not mistakes


def events(page: Page) -> list[str]:
    """The links of the rows that are shown, all of them asked for."""
    more = page.get_by_role("button", name=re.compile("^Show .* more"))
    found = page.locator(".bd-found")
    expect(found).to_be_visible()
    expect(page.locator("[aria-busy]")).to_have_count(0)
    while more.is_visible():
        shown = found.locator("li").count()
        more.click()
        expect(found.locator("li").nth(shown).locator("a").first).to_be_focused()
    links = found.locator(".bd-timeline li .bd-timeline__what p:last-child a")
    return list(links.evaluate_all("links => links.map((link) => link.href)"))


def told(page: Page) -> int:
    """How many rows the page says there are."""
    status = page.get_by_role("status")
    expect(status).to_have_text(re.compile(r"^[\d,]+ of [\d,]+.events\.$"))
    return int((status.text_content() or "").split()[0].replace(",", ""))


@pytest.mark.parametrize(
    ("country", "what"),
    [
        (BUYERS[0], ""),
        (BUYERS[0], "milestone"),
        (BUYERS[3], "state"),
        ("FIN", ""),
        ("FIN", "milestone"),
    ],
)
def test_events_come_from_every_page(
    page: Page, long: tuple[str, Path], country: str, what: str
) -> None:
    """What fits is shown whole and once, newest first, wherever it stands; links lead there."""
    address, site = long
    wanted = [
        path
        for number in range(480)
        for path, text in [brief(number)]
        if country in (BUYERS[number % len(BUYERS)], "FIN")
        and (not what or what == ("milestone" if number % 10 == 0 else "state"))
    ]
    asked = f"?country={country}" + (f"&what={what}" if what else "")
    page.goto(f"{address}timeline/{asked}")
    number = told(page)
    links = events(page)
    assert number == len(links) == len(set(links)) == len(wanted)
    slugs = [link.split("/")[-2] for link in links]
    assert sorted(slugs) == sorted(Path(path).stem for path in wanted)
    assert [slug[:10] for slug in slugs] == sorted((s[:10] for s in slugs), reverse=True)
    for link in links[:3]:
        assert (site / link.removeprefix(address) / "index.html").exists()
    years = page.locator(".bd-found h2").all_text_contents()
    assert years == sorted(set(years), reverse=True)
    assert all(
        page.locator(".bd-found ol").evaluate_all("all => all.map((one) => one.children.length)")
    )


def test_a_long_timeline_loads_nothing_unasked(page: Page, long: tuple[str, Path]) -> None:
    """The tables of a long list are fetched when a reader opens its filters, not before."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{long[0]}timeline/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if url.endswith("rows.json")]
    page.get_by_text("Filter the timeline").click()
    expect(page.get_by_label("Country").locator("option").nth(1)).to_be_attached()
    assert len([url for url in fetched if url.endswith("rows.json")]) == 8
    page.get_by_label("Country").select_option("fin")
    assert told(page) == 480


def test_a_long_ledger_is_filtered_whole(page: Page, long: tuple[str, Path]) -> None:
    """Filters of a ledger in pieces work over all deals, whichever year they stand in."""
    page.goto(f"{long[0]}deals/?supplier=fin&sort=deal")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^60.deals\.$"))
    assert page.locator(".bd-found tbody tr").count() == 60
    page.get_by_label("As of").fill("2012-12-31")
    expect(page.locator(".bd-lookback")).to_be_visible()
    assert "as-of=2012-12-31" in page.url


def test_pieces_hold_every_deal_once(long: tuple[str, Path]) -> None:
    """The tables of all years together have each deal once, with all its steps."""
    found = [
        row
        for path in sorted((long[1] / "deals").rglob("rows.json"))
        for row in json.loads(path.read_text(encoding="utf-8"))["rows"]
    ]
    assert len(found) == len({row[0] for row in found}) == 60
    assert sum(len(row[6]) for row in found) == 480


def test_dates_are_seen_once(page: Page, address: str) -> None:
    """Of rows of one date that are shown together the first alone shows it."""
    page.goto(f"{address}{PAGES['timeline']}?country=tur")
    told(page)
    seen = page.locator(".bd-found section").evaluate_all(
        """
        (all) => all.map((one) => [...one.querySelectorAll("li time:first-of-type")]
          .filter((time) => time.closest(".bd-timeline__date"))
          .map((time) => [time.dateTime, !time.closest(".bd-unseen")]))
        """
    )
    assert seen
    for section in seen:
        before = None
        for date, visible in section:
            assert visible == (date != before)
            before = date


def test_the_calendar_leads_to_the_day(page: Page, address: str) -> None:
    """The reader's own day is marked in the calendar, and a link leads to it, or to the last day
    before it on which something happened."""
    page.clock.set_fixed_time("2026-07-12T12:00:00")
    page.goto(f"{address}on-this-date/")
    link = page.locator("[data-bd-today] a")
    expect(link).to_have_text(re.compile("^12 July: "))
    expect(page.locator(".bd-calendar [aria-current=date]")).to_have_text("12")
    link.click()
    expect(page.locator("h3:target")).to_have_text("12 July")
    page.clock.set_fixed_time("2028-02-29T12:00:00")
    page.goto(f"{address}on-this-date/?leap")
    expect(page.locator("[data-bd-today]")).to_contain_text("Last before it")
    expect(link).to_have_text(re.compile("^27 February: "))
