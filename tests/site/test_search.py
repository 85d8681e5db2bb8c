"""The search in a real browser, under a sub-path: filters, results, keys, and what it costs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect

from tests.site.conftest import BASE, PAGES

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

#: What a reader may have to load from the key `/` to the first result.
FIRST_HIT = 400_000

CHOICES = {"country": "Türkiye", "system": "S-400", "kind": "Brief", "year": "2017"}


@pytest.fixture
def page(address: str, browser: Browser) -> Iterator[Page]:
    """The guide, with nothing in any cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(address + PAGES["guide"])
    yield opened
    context.close()


def ask(page: Page, query: str) -> Locator:
    """The dialog with the answer to `query`, asked by keyboard alone, its filters counted."""
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog.get_by_role("status")).to_have_text(re.compile(r"^\d+ results?$"))
    expect(dialog.locator(".bd-result").first).to_be_visible()
    expect(dialog.locator("[aria-busy]")).to_have_count(0)
    return dialog


def choose(dialog: Locator, name: str, value: str, number: int) -> None:
    """Choose a value of a filter, which must promise `number` results, and wait for them."""
    select = dialog.get_by_label(name.capitalize(), exact=True)
    expect(select.locator(f'option[value="{value}"]')).to_have_text(f"{value} ({number})")
    select.select_option(value)
    words = f"{number} {'result' if number == 1 else 'results'}"
    expect(dialog.get_by_role("status")).to_have_text(words)
    expect(dialog.locator("[aria-busy]")).to_have_count(0)


def found(dialog: Locator) -> set[str]:
    """The paths of all results, which must be as many as the dialog says."""
    more = dialog.get_by_role("button", name="Show more")
    links = dialog.locator(".bd-result__title")
    while more.is_visible():
        shown = links.count()
        more.click()
        expect(links.nth(shown)).to_be_visible()
    paths = links.evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    assert f"{len(paths)} result" in (dialog.get_by_role("status").text_content() or "")
    assert len(set(paths)) == len(paths)
    assert all(path.startswith(f"/{BASE}/") for path in paths)
    return set(paths)


def told(served: Path, path: str) -> set[tuple[str, str]]:
    """The filters that a page of the site declares."""
    html = (served / unquote(path).lstrip("/") / "index.html").read_text(encoding="utf-8")
    return set(re.findall(r'<span data-pagefind-filter="(\w+)">([^<]*)</span>', html))


@pytest.mark.parametrize("name", CHOICES)
def test_a_filter_leaves_what_it_says(page: Page, served: Path, name: str) -> None:
    """Each filter leaves exactly the results that bear its value, as many as it promised."""
    dialog = ask(page, "Rostec")
    every = found(dialog)
    fitting = {path for path in every if (name, CHOICES[name]) in told(served, path)}
    choose(dialog, name, CHOICES[name], len(fitting))
    assert found(dialog) == fitting
    assert 0 < len(fitting) < len(every)


def test_filters_add_up(page: Page, served: Path) -> None:
    """All four filters together leave what bears all four values, and "Any" undoes each."""
    dialog = ask(page, "Rostec")
    fitting = every = found(dialog)
    for name, value in CHOICES.items():
        fitting = {path for path in fitting if (name, value) in told(served, path)}
        choose(dialog, name, value, len(fitting))
    assert found(dialog) == fitting
    assert fitting
    for name in CHOICES:
        dialog.get_by_label(name.capitalize(), exact=True).select_option("")
    expect(dialog.get_by_role("status")).to_have_text(f"{len(every)} results")


def test_a_result_tells_what_a_reader_needs(page: Page) -> None:
    """A result shows its title, its date, its bottom line, and its state as a sign and a word."""
    result = ask(page, "Turkey turns to Russia").locator(".bd-result").first
    expect(result.locator("a")).to_have_text("Turkey turns to Russia for the S-400")
    expect(result).to_contain_text("22 February 2017")
    expect(result).to_contain_text("financing is still being discussed")
    state = result.locator(".bd-result__state").first
    expect(state).to_contain_text("negotiation")
    expect(state.locator("svg")).to_be_visible()


def test_a_result_does_not_hide_doubt(page: Page) -> None:
    """What one side alone claims is called claimed among the results, and drawn so."""
    dialog = ask(page, "Belarus S-400")
    choose(dialog, "kind", "Deal", 1)
    state = dialog.locator(".bd-result__state").first
    expect(state).to_have_text("in service, claimed")
    expect(state.locator("svg [stroke-dasharray]")).to_have_count(1)


def test_escape_closes_and_focus_returns(page: Page) -> None:
    """One press of Escape closes the dialog, query and all, and focus is where it was."""
    opener = page.get_by_role("link", name="Search")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("Growler")
    expect(dialog.locator(".bd-result").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_keys_lead_to_a_result_and_enter_follows_it(page: Page, address: str) -> None:
    """Arrows walk the results and back, Tab reaches them too, and Enter follows one."""
    dialog = ask(page, "Growler")
    titles = dialog.locator(".bd-result__title")
    page.keyboard.press("ArrowDown")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        if titles.nth(0).evaluate("link => link === document.activeElement"):
            break
    expect(titles.nth(0)).to_be_focused()
    target = titles.nth(0).evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(target)
    assert target == address + PAGES["system"]


def test_the_search_page_keeps_what_was_asked(page: Page, address: str) -> None:
    """A query and a filter stand in the address, and what else stands there is no filter."""
    page.goto(f"{address}search/?q=Rostec&kind=Deal&utm_source=letter&country=Atlantis")
    status = page.locator(".bd-search__status")
    expect(status).to_have_text(re.compile(r"^\d+ results?$"))
    expect(page.get_by_label("Kind")).to_have_value("Deal")
    expect(page.get_by_label("Country")).to_have_value("")
    kinds = page.locator(".bd-result__kind")
    assert set(kinds.all_text_contents()) == {"Deal"}
    page.get_by_label("Kind").select_option("Person")
    expect(kinds.first).to_have_text("Person")
    assert urlsplit(page.url).query == "q=Rostec&kind=Person"


def bytes_to_first_hit(page: Page, query: str) -> dict[str, int]:
    """What is loaded from the key `/` to the first result of `query`: bytes by address."""
    page.wait_for_load_state("networkidle")
    requests: list[Request] = []
    # Playwright marks the functions it is given, and one that is built in takes no mark.
    page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.locator(".bd-result").first.wait_for()
    return {request.url: _length(request) for request in requests}


def _length(request: Request) -> int:
    # A worker's own script is reported without its length.
    sizes = request.sizes()
    response = request.response()
    assert response
    body = max(sizes["responseBodySize"], int(response.header_value("content-length") or 0))
    return body + sizes["responseHeadersSize"]


@pytest.mark.parametrize("query", ["S-400", "financing"])
def test_the_first_hit_is_cheap(
    page: Page, query: str, record_testsuite_property: Callable[[str, object], None]
) -> None:
    """From `/` to the first result a reader loads no more than 400 KB, without compression."""
    loaded = bytes_to_first_hit(page, query)
    assert any("pagefind-worker" in url and size > 10_000 for url, size in loaded.items())
    total = sum(loaded.values())
    record_testsuite_property(f"bytes to the first hit of {query}", total)
    assert total <= FIRST_HIT, loaded
