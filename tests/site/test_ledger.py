"""The ledger in a real browser: filters, orders, and where deals stood on a date."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.deals import Deal, Standing, Step, attested
from briefdesk.catalogue.model import Catalogue
from briefdesk.reading.library import File, read
from briefdesk.records.dates import EventDate
from briefdesk.records.states import STATE
from tests.site.conftest import PAGES, ROOT
from tests.site.test_accessibility import violations

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

#: The deals that are shown, each as its cells say it and where its links lead.
ROWS = """
() => [...document.querySelectorAll("table.bd-deals")].filter((table) => !table.hidden && table.checkVisibility())
  .flatMap((table) => [...table.querySelectorAll("tbody tr:not(.bd-divide)")])
  .map((row) => [...row.cells].map((cell) => [
    cell.className, cell.textContent.trim(), ...[...cell.querySelectorAll("a")].map((link) => link.href),
  ]))
"""


@pytest.fixture(scope="module")
def demo_deals() -> Catalogue:
    """The catalogue of the demo."""
    paths = sorted([*(ROOT / "briefs").rglob("*.md"), *(ROOT / "docs").rglob("*.md")])
    return compile(read(File(p.relative_to(ROOT).as_posix(), p.read_bytes()) for p in paths))


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


def goto(page: Page, address: str, query: str = "") -> None:
    """Open the ledger, and wait until its filters are counted."""
    page.goto(f"{address}{PAGES['ledger']}{query}")
    expect(page.get_by_label("Buyer", exact=True).locator("option").nth(1)).to_be_attached()


def shown(page: Page) -> list[Any]:
    """The rows of the table that is seen."""
    return list(page.evaluate(ROWS))


def test_a_row_of_the_script_is_the_row_of_the_page(page: Page, address: str) -> None:
    """Sorted or not, each deal is told in the same words with the same links."""
    goto(page, address)
    made = shown(page)
    page.get_by_label("Sort by").select_option("deal")
    expect(page.locator(".bd-found table")).to_be_visible()
    drawn = shown(page)
    assert len(made) == len(drawn) > 40
    assert sorted(map(str, made)) == sorted(map(str, drawn))
    names = [row[1][1] for row in drawn]
    assert (
        names
        == sorted(names, key=lambda name: name.replace("ü", "u").lower())
        != [row[1][1] for row in made]
    )


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Buyer or supplier", "country"), ("Buyer", "buyer"), ("Supplier", "supplier"),
        ("System", "system"), ("State", "state"), ("Programme", "programme"),
        ("Last changed in", "year"), ("Doubt", "doubt"),
    ],
)  # fmt: skip
def test_a_choice_leaves_what_it_says(page: Page, address: str, label: str, name: str) -> None:
    """Each choice leaves as many deals as stood beside it, and a copied address the same ones."""
    goto(page, address)
    options = page.get_by_label(label, exact=True).locator("option:not([disabled])")
    told = options.evaluate_all("all => all.map((one) => [one.value, one.textContent])")
    chances = [(value, int(text.rsplit("(", 1)[1].rstrip(")"))) for value, text in told[1:]]
    assert chances
    for value, number in chances[:6]:
        page.get_by_label(label, exact=True).select_option(value)
        rows = shown(page)
        assert len(rows) == number > 0
        assert f"{name}={value}" in page.url
    asked = page.url.partition("?")[2]
    goto(page, address, f"?{asked}")
    assert shown(page) == rows
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(".bd-found")).to_be_hidden()
    assert "?" not in page.url


def test_filters_add_up_and_say_so(page: Page, address: str) -> None:
    """Two filters leave what has both, the number is said politely, and a chip undoes one."""
    goto(page, address, "?buyer=tur&state=committed&sort=value")
    status = page.get_by_role("status")
    rows = shown(page)
    expect(status).to_have_text(re.compile(rf"^{len(rows)} of 49.deals\.$"))
    assert all(row[1][1].startswith("Türkiye") for row in rows)
    page.get_by_role("button", name="Remove State: All committed").click()
    assert len(shown(page)) > len(rows)
    expect(page).to_have_url(re.compile(r"\?buyer=tur&sort=value$|\?sort=value&buyer=tur$"))
    expect(page.get_by_role("button", name="Remove Buyer: Türkiye")).to_be_focused()


@pytest.mark.parametrize("name", ["Turkey", "türkiye", "TUR", "Republic of Turkey"])
def test_a_former_name_means_the_same(page: Page, address: str, name: str) -> None:
    """An address may name a buyer by any of its names, and is then put right."""
    goto(page, address, f"?buyer={name}")
    expect(page.get_by_label("Buyer", exact=True)).to_have_value("tur")


def test_what_is_not_known_is_said(page: Page, address: str) -> None:
    """A value that the ledger does not know, or a date that is none, is left out and named."""
    goto(page, address, "?buyer=Atlantis&as-of=2017-02-30&utm_source=letter&state=signed")
    expect(page.get_by_role("status")).to_contain_text("buyer “Atlantis”")
    expect(page.get_by_role("status")).to_contain_text("as of “2017-02-30”")
    assert shown(page)
    assert all(row[0][1].startswith("signed") for row in shown(page))


def test_where_nothing_fits_there_is_a_way_out(page: Page, address: str) -> None:
    """No deal fits: that is said, and each way out promises what it then gives."""
    goto(page, address, "?buyer=tur&state=donated")
    expect(page.get_by_role("status")).to_have_text("No deal fits.")
    assert shown(page) == []
    way = page.get_by_role("button", name=re.compile("^Without state"))
    promised = int(re.sub(r"\D", "", (way.text_content() or "").rsplit(":", 1)[1]))
    way.focus()
    page.keyboard.press("Enter")
    assert len(shown(page)) == promised > 0
    assert page.evaluate("document.activeElement !== document.body")


def test_the_key_chooses_a_group(page: Page, address: str) -> None:
    """A group of the key is a button that leaves its deals, and gives them up when pressed anew."""
    goto(page, address)
    button = page.locator(".bd-key").get_by_role("button", name=re.compile("choosing"))
    number = int((button.locator("b").text_content() or "").strip())
    button.focus()
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert len(shown(page)) == number
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "false")


def test_heads_sort(page: Page, address: str) -> None:
    """The head of a column sorts by it, says so, and keeps the focus."""
    goto(page, address)
    page.get_by_role("button", name="Value").focus()
    page.keyboard.press("Enter")
    head = page.locator(".bd-found th.bd-c-value")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(head.get_by_role("button")).to_be_focused()
    told = [row[5][1] for row in shown(page)]
    assert told[0].startswith("EUR")
    first_empty = told.index("")
    assert not any(told[first_empty:])
    assert all(told[:first_empty])


def answer(deal: Deal, date: EventDate) -> tuple[object, ...] | None:
    """Where a deal stood on the last day of a date, by the rule of the catalogue."""
    if deal.history[0].date.first > date.last:
        return None
    past = [step for step in deal.history if step.date.first <= date.last]
    stated = [step for step in past if step.state]
    if not stated:
        return None, None, None, len(past)
    speaks = attested(stated)
    since = next(
        (
            after.date
            for before, after in zip(stated[-2::-1], stated[::-1], strict=False)
            if before.state != after.state
        ),
        stated[0].date,
    )
    assert speaks.state
    return speaks.state.value, speaks.standing.value, str(since), len(past)


def test_a_look_back_agrees_with_the_catalogue(
    page: Page, address: str, demo_deals: Catalogue
) -> None:
    """On every date on which anything happened, on the months and years around it, and now, each
    deal stands where the catalogue says."""
    deals = demo_deals.deals
    told = {str(step.date) for deal in deals for step in deal.history}
    dates = sorted({part for d in told for part in (d, d[:7], d[:4])} | {"1990", "2017-12-31"})
    goto(page, address)
    found = page.evaluate(
        """
        async (dates) => {
          const { last, load, stand } = briefdesk.ledger;
          const deals = await load();
          return Object.fromEntries(dates.map((date) => [date, Object.fromEntries(deals.map((deal) => {
            const { past, attested, since } = stand(deal, last(date));
            const state = attested ? [attested.state, attested.standing || "reported", since] : [null, null, null];
            return [deal.id, past.length ? [...state, past.length] : null];
          }))]));
        }
        """,
        dates,
    )
    assert len(dates) > 100
    for date in dates:
        expected = {deal.id: answer(deal, EventDate.parse(date)) for deal in deals}
        assert {id: row and tuple(row) for id, row in found[date].items()} == expected, date
    today = {deal.id: answer(deal, EventDate.parse("9999")) for deal in deals}
    assert today == {
        deal.id: (
            deal.state.value if deal.state else None,
            deal.attested.standing.value if deal.attested else None,
            str(deal.since) if deal.since else None,
            len(deal.history),
        )
        for deal in deals
    }


def test_any_history_adds_up_to_the_same(page: Page, address: str) -> None:
    """Whatever states and standings follow each other, the script and the catalogue agree on the
    step that speaks, on every date."""
    dice = random.Random(7)
    histories = []
    for _ in range(400):
        dates = sorted(
            EventDate(2010 + dice.randrange(3), dice.choice((None, 5, 5, 6)), None)
            for _ in range(dice.randrange(1, 7))
        )
        histories.append(
            tuple(
                Step(
                    date,
                    STATE[state] if (state := dice.choice(("", "talks", "signed"))) else None,
                    None,
                    (),
                    dice.choice(tuple(Standing)),
                )
                for date in dates
            )
        )
    asked = ("2010", "2011-05", "2012-12-31")
    rows = [
        [
            str(number), "", "", [], [""], [],
            [[str(s.date), s.state.value if s.state else "",
              "" if s.standing is Standing.REPORTED else s.standing.value] for s in history],
            [],
        ]
        for number, history in enumerate(histories)
    ]  # fmt: skip
    goto(page, address)
    found = page.evaluate(
        """
        ([rows, dates]) => rows.map((row) => dates.map((date) => {
          const { dealOf, last, stand } = briefdesk.ledger;
          return stand(dealOf(row), last(date)).attested?.number ?? null;
        }))
        """,
        [rows, asked],
    )
    for history, numbers in zip(histories, found, strict=True):
        for date, number in zip(asked, numbers, strict=True):
            day = EventDate.parse(date).last
            stated = [step for step in history if step.state and step.date.first <= day]
            speaks = history[number - 1] if number else None
            assert speaks is (attested(stated) if stated else None)


def test_a_look_back_can_be_seen_and_left(page: Page, address: str, demo_deals: Catalogue) -> None:
    """A date in the address recomputes the ledger under a banner; what had not begun is counted,
    can be asked for, and a step leads to its row on the page of its deal."""
    date = EventDate.parse("2017-12")
    begun = {deal.id for deal in demo_deals.deals if answer(deal, date)}
    goto(page, address, "?as-of=2017-12")
    banner = page.locator(".bd-lookback")
    expect(banner).to_contain_text("31 December 2017")
    expect(banner).to_contain_text("look back")
    rows = shown(page)
    assert {row[1][2].split("/")[-2] for row in rows} == begun
    absent = len(demo_deals.deals) - len(begun)
    expect(page.get_by_role("status")).to_contain_text(f"{absent} not yet begun")
    page.get_by_label("State", exact=True).select_option("absent")
    assert len(shown(page)) == absent
    assert {row[0][1] for row in shown(page)} == {"not yet begun"}
    page.goto(next(row[-1][2] for row in rows))
    expect(page.locator("tr:target")).to_have_count(1)
    goto(page, address, "?as-of=2017-12&buyer=tur")
    page.get_by_role("button", name="Back to today").click()
    expect(banner).to_be_hidden()
    expect(page.get_by_label("As of")).to_be_focused()
    assert page.url.endswith("?buyer=tur")


def test_targets_are_large_enough(page: Page, address: str) -> None:
    """On a phone whatever can be pressed in the filters and the rows is 24 pixels high and wide."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}{PAGES['ledger']}?buyer=tur&as-of=2020")
    page.locator(".bd-facets summary").click()
    expect(page.locator(".bd-found table")).to_be_visible()
    small = page.evaluate(
        """
        () => [...document.querySelectorAll(".bd-facets :is(select, input, button, summary), .bd-key button, .bd-lookback button, .bd-found a")].filter((one) => one.checkVisibility())
          .map((one) => [one.textContent, one.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24).map(([words]) => words)
        """
    )
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_filtered_pages_break_no_rule(browser: Browser, address: str, scheme: str) -> None:
    """A look back, a list where nothing fits and a filtered timeline pass axe in both schemes."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    for path in (
        "deals/?country=tur&as-of=2018",
        "deals/?buyer=tur&state=donated",
        "timeline/?country=tur",
    ):
        page.goto(address + path)
        expect(page.get_by_role("status")).not_to_be_empty()
        expect(page.locator(".bd-found [aria-busy], .bd-found[aria-busy]")).to_have_count(0)
        assert violations(page) == [], path
    context.close()


def test_without_script_the_ledger_is_whole(browser: Browser, address: str) -> None:
    """Where no script runs, no filter is offered, and every deal is there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{PAGES['ledger']}?buyer=tur")
    expect(page.locator("[data-bd-filter]")).to_be_hidden()
    assert page.locator("table.bd-deals tbody tr:not(.bd-divide)").count() == 49
    context.close()


def test_a_table_that_cannot_be_loaded_is_said(page: Page, address: str) -> None:
    """Where the rows cannot be fetched, that is said, and the page stays as it was made."""
    page.route("**/rows.json", lambda route: route.abort())
    page.goto(f"{address}{PAGES['ledger']}?buyer=tur")
    expect(page.get_by_role("status")).to_contain_text("cannot be loaded")
    expect(page.locator("table.bd-deals").first).to_be_visible()
    assert len(shown(page)) == 49
