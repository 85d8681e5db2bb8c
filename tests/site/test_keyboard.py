"""The site by keyboard alone: everything can be reached, and one always sees where one is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import PAGES

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

Open = Callable[[str, int, str], Page]

#: What surrounds the focused element, or a part of it: outlines and shadows that can be seen.
RING = """
() => {
  const focused = document.activeElement;
  const parts = [focused, ...focused.querySelectorAll(".bd-mark")];
  // The line under the search field belongs to its bar, which says that the field has focus.
  if (focused.matches("input[type=search]")) parts.push(focused.parentElement);
  const shown = parts.some((part) => {
    const style = getComputedStyle(part);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    return outlined || style.boxShadow !== "none";
  });
  const label = document.querySelector(`label[for="${focused.id}"]`);
  const box = focused.getBoundingClientRect();
  const name = focused.getAttribute("aria-label") || focused.textContent.trim();
  return {
    where: focused.tagName + " " + (name || focused.name || focused.id).slice(0, 60),
    shown, left: box.left, right: box.right, bottom: box.bottom, top: box.top,
    end: focused === document.body,
  };
}
"""


@pytest.fixture
def open_page(address: str, browser: Browser) -> Iterator[Open]:
    """Opens a page of the demo in a width and a colour scheme."""
    contexts = []

    def opened(path: str, width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()


def test_first_key_offers_to_skip_the_frame(open_page: Open) -> None:
    """The first Tab shows a link to the text, and following it leads there."""
    page = open_page(PAGES["deal"], 1280, "light")
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    expect(link).to_have_text(re.compile("Skip to content"))
    expect(link).to_be_in_viewport()
    expect(link).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('article'))")


def test_frame_is_walked_in_order(open_page: Open) -> None:
    """Tab leads through name, search, scheme and sections before it leads into the text."""
    page = open_page(PAGES["country"], 1280, "light")
    walked = []
    while len(walked) < 30 and not page.evaluate(
        "Boolean(document.activeElement.closest('article'))"
    ):
        page.keyboard.press("Tab")
        walked.append(page.evaluate(RING)["where"])
    text = " / ".join(walked)
    order = ["Skip", "Briefing Desk", "Search", "Briefs", "Deals", "Countries", "Systems", "Guide"]
    places = [text.find(word) for word in order]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("width", [360, 1280])
def test_path_of_a_deal_is_told_mark_by_mark(open_page: Open, width: int) -> None:
    """Each mark of the drawing is reached by Tab, shows what happened and who says so, and leads
    to its row."""
    page = open_page(PAGES["deal"], width, "light")
    marks = page.locator(".bd-path a:visible")
    rows = page.locator(".bd-history tbody tr")
    assert marks.count() == rows.count() > 10
    marks.first.focus()
    for number in range(marks.count()):
        mark = marks.nth(number)
        expect(mark).to_be_focused()
        told = mark.locator(".bd-told")
        expect(told).to_be_visible()
        expect(told).to_contain_text("according to")
        first = rows.nth(number).locator(".bd-c-who a").first.text_content() or "?"
        assert first.split(" (")[0] in (told.text_content() or "")
        box = told.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        if number == 1:
            page.keyboard.press("Enter")
            expect(page).to_have_url(re.compile(r"#step-2$"))
            mark.focus()
        page.keyboard.press("Tab")
    expect(page.locator(".bd-told:visible")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "scheme"),
    [("home", "dark"), ("brief", "light"), ("deal", "dark"), ("search", "light")],
)
def test_focus_can_be_seen_everywhere(open_page: Open, name: str, scheme: str) -> None:
    """Whatever Tab reaches lies on the screen and has an outline or a shadow of its own."""
    page = open_page(PAGES[name], 1280, scheme)
    unseen = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(RING)
        if stop["end"]:
            break
        on_screen = stop["bottom"] > 0 and stop["top"] < 900 and stop["right"] > 0
        if not (stop["shown"] and on_screen):
            unseen.append(stop)
    else:
        pytest.fail("Tab never left the page")
    assert not unseen
