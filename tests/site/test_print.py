"""On paper a page stands by itself: no frame, addresses and grades in words, pages counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.desks import PAGES

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

Printed = Callable[[str], Page]


@pytest.fixture
def printed(address: str, browser: Browser) -> Iterator[Printed]:
    """Opens a page of the demo as it is printed, for a reader who chose the dark colours."""
    context = browser.new_context(color_scheme="dark", viewport={"width": 1000, "height": 900})
    page = context.new_page()

    def opened(path: str) -> Page:
        page.goto(address + path)
        page.emulate_media(media="print")
        return page

    yield opened
    context.close()


def sheets(page: Page) -> int:
    """How many sheets of A4 a page takes; a browser writes each as an object of its own."""
    return len(
        re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4", prefer_css_page_size=True))
    )


def test_a_brief_takes_two_sheets(printed: Printed) -> None:
    """A brief of usual length is a document of two sheets."""
    assert sheets(printed(PAGES["brief"])) == 2


def test_a_brief_says_on_paper_what_a_link_says_on_the_screen(printed: Printed) -> None:
    """Addresses of sources, words of grades, and whose page of when it is, are written out."""
    page = printed(PAGES["brief"])
    text = page.locator("main").inner_text()
    addresses = page.locator(".bd-sources .bd-out").evaluate_all("all => all.map(a => a.href)")
    assert len(addresses) > 3
    for target in addresses:
        assert re.sub(r"\W", "", target) in re.sub(r"\W", "", text)
    assert "F2" in text
    assert "reliability cannot be judged; probably true" in text
    assert "Likely" in text
    assert "Briefing Desk, as of 22 February 2017" in text


@pytest.mark.parametrize("name", ["home", "brief", "deal", "country", "system", "ledger"])
def test_nothing_of_the_frame_is_printed(printed: Printed, name: str) -> None:
    """Header, sections, footer, ways about the site and buttons stay on the screen; what is
    printed is black on white whatever the scheme."""
    page = printed(PAGES[name])
    for part in ("header.bd-header", ".bd-sections", "footer.bd-footer", ".bd-crumbs", "button"):
        for found in page.locator(part).all():
            expect(found).to_be_hidden()
    colours = page.locator(".bd").evaluate(
        "place => [getComputedStyle(place).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]
    assert 1 <= sheets(page) <= 12
