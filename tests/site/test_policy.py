"""The site works under a policy that lets no script and no style stand in a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from briefdesk.exports import policy
from tests.site.conftest import Quiet, serving
from tests.site.desks import BASE, PAGES

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

BY_HAND = ["authors/", "architecture/"]


class _Strict(Quiet):
    def end_headers(self) -> None:
        for name, value in policy.headers(policy.CONTENT).items():
            self.send_header(name, value)
        super().end_headers()


@pytest.fixture(scope="module")
def address(served: Path) -> Iterator[str]:
    """The address of the demo, every file of which comes with the headers of the site."""
    with serving(served, _Strict) as root:
        yield f"{root}{BASE}/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which the policy must not be broken, nor anything else go wrong."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda m: refused.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    yield page
    context.close()
    assert not refused


def test_no_page_breaks_the_policy(address: str, page: Page) -> None:
    """Every kind of page, written by hand or not, is shown whole."""
    for path in [*PAGES.values(), *BY_HAND]:
        page.goto(address + path)
        expect(page.locator("h1").first).to_be_attached()
        assert page.evaluate(
            "getComputedStyle(document.querySelector('h1')).fontFamily"
        ).startswith('"Source Serif 4"'), path
        assert page.locator("[style]").count() == 0 or path in BY_HAND, path
        assert page.locator("script:not([src]):not([type$=json])").count() == 0, path


def test_search_works_under_the_policy(address: str, page: Page) -> None:
    """The search finds under the policy what it finds without."""
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.insert_text("S-400")
    expect(page.locator(".bd-result").first).to_be_visible(timeout=15_000)


@pytest.mark.parametrize("path", [PAGES["brief"], "authors/"])
def test_a_scheme_is_chosen_once_for_all_pages(address: str, page: Page, path: str) -> None:
    """The button changes the colours, keeps the focus, and holds on other pages and later."""
    body = page.locator("body")
    page.goto(address + path)
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_role("button", name="Switch to dark").press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("button", name="Switch to light")).to_be_focused()
    for other in (PAGES["home"], "authors/", path):
        page.goto(address + other)
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        expect(page.get_by_role("button", name="Switch to light")).to_be_visible()
        expect(page.get_by_role("button", name="Switch to dark")).to_be_hidden()
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="Switch to light").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_a_scheme_follows_the_system_until_one_is_chosen(address: str, page: Page) -> None:
    """Colours are those of the system, also where it changes while a page is open."""
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_a_citation_is_copied_and_told(address: str, page: Page) -> None:
    """Each button copies the text that it stands by, as it is, and says so aloud."""
    page.goto(address + PAGES["brief"])
    for summary in page.locator(".bd-citing summary").all():
        summary.press("Enter")
    buttons = page.locator("[data-bd-copy]")
    assert buttons.count() == 4
    for button in buttons.all():
        button.press("Enter")
        expect(page.locator(".bd-citing [role=status]")).to_have_text("Copied")
        expect(button).to_contain_text("Copied")
        text = page.locator(f"#{button.get_attribute('data-bd-copy')}").text_content()
        assert page.evaluate("navigator.clipboard.readText()") == text
    assert "@misc{" in (page.locator("#cite-bibtex").text_content() or "")


def test_the_page_of_nowhere_keeps_the_policy(address: str, page: Page) -> None:
    """The page for an address that leads nowhere has its style under the policy."""
    page.goto(f"{address}404.html")
    assert page.evaluate("getComputedStyle(document.body).maxWidth") == "544px"


@pytest.mark.parametrize("path", [PAGES["brief"], "authors/"])
def test_a_page_keeps_the_policy_without_a_host(served: Path, browser: Browser, path: str) -> None:
    """Opened from disk, where nobody sends a header, a page runs its own scripts and none that
    somebody has put into it."""
    text = (served / BASE / path / "index.html").read_text()
    body = "<script>document.title = 'taken'</script></body>"
    style = "<style>h1 { color: rgb(1, 2, 3) !important }</style>"
    own = text.replace("</body>", body).replace("</head>", f"{style}</head>")
    meddled = served / BASE / path / "meddled.html"
    meddled.write_text(own)
    try:
        context = browser.new_context()
        shown = context.new_page()
        refused: list[str] = []
        shown.on("console", lambda m: refused.append(m.text) if m.type == "error" else None)
        shown.goto(meddled.as_uri())
        assert shown.title() != "taken"
        colour = shown.evaluate("getComputedStyle(document.querySelector('h1')).color")
        assert colour != "rgb(1, 2, 3)"
        assert shown.locator("html.js").count() == 1
        assert len([said for said in refused if "Content Security Policy" in said]) == 2
        context.close()
    finally:
        meddled.unlink()
