"""No page breaks a rule of WCAG 2.2, A or AA, that a program can judge."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.site.conftest import PAGES

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # too new to be on by itself
    "resultTypes": ["violations"],  # of what passes, one node is told of instead of all
}

#: What the theme gets wrong and we cannot mend from outside, by rule, each with a reason.
#: Nothing at present: whatever axe found was ours.
OF_THE_THEME: dict[str, str] = {}

#: Pages of further kinds; `PAGES` has one of each of those that readers begin with.
FURTHER = [
    "briefs/", "briefs/2017/", "countries/", "systems/", "organisations/", "organisations/rostec/",
    "people/", "people/fikri-isik/", "programmes/", "programmes/t-loramids/", "topics/",
    "topics/financing/", "sources/", "sources/janes/", "changes/", "data/", "compare/",
]  # fmt: skip
WRITTEN_BY_HAND = ["authors/", "authors/fields/", "architecture/"]


def violations(page: Page) -> list[str]:
    """What axe objects to on a page: rule, place and reason."""
    page.evaluate(AXE)
    answer: dict[str, Any] = page.evaluate("options => axe.run(options)", OPTIONS)
    assert len(answer["passes"]) > 10, "axe judged next to nothing"
    return [
        f"{found['id']} at {node['target']}: {node['failureSummary']}"
        for found in answer["violations"]
        if found["id"] not in OF_THE_THEME
        for node in found["nodes"]
    ]


_ALL = pytest.mark.exhaustive


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (360, "light"), (1440, "dark"), pytest.param(360, "dark", marks=_ALL),
        pytest.param(768, "light", marks=_ALL), pytest.param(1440, "light", marks=_ALL),
    ],
)  # fmt: skip
def test_no_kind_of_page_breaks_a_rule(
    address: str, browser: Browser, width: int, scheme: str
) -> None:
    """Every kind of page and pages written by hand pass axe, wide in one scheme and narrow in the
    other: a width changes no colour, nor a scheme a measure."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    found: dict[str, list[str]] = {}
    # The kinds that readers begin with are looked at each time, the others once.
    rest = [*FURTHER, *WRITTEN_BY_HAND] if (width, scheme) != (1440, "dark") else []
    for path in [*PAGES.values(), *rest]:
        answer = page.goto(address + path)
        assert answer
        assert answer.ok, path
        if objections := violations(page):
            found[path] = objections
    context.close()
    assert not found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_search_with_its_answer_breaks_no_rule(address: str, browser: Browser, scheme: str) -> None:
    """The open dialog with filters and results passes axe as well."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(address + PAGES["guide"])
    page.keyboard.press("/")
    page.keyboard.insert_text("S-400")
    page.locator(".bd-result").first.wait_for()
    assert violations(page) == []
    context.close()


#: The longest that anything on a page takes to move or to change, in seconds.
SLOWEST = """
() => Math.max(...[...document.querySelectorAll("*")].flatMap((element) =>
  ["", "::before", "::after"].flatMap((part) => {
    const style = getComputedStyle(element, part || null);
    return `${style.transitionDuration}, ${style.animationDuration}`.split(", ").map(parseFloat);
  })))
"""


def test_nothing_moves_for_who_wants_it_still(address: str, browser: Browser) -> None:
    """Where a reader asked for less motion nothing moves, not even what the theme moves for
    others."""
    slowest: dict[str, list[float]] = {}
    motions: tuple[Literal["reduce", "no-preference"], ...] = ("reduce", "no-preference")
    for motion in motions:
        context = browser.new_context(reduced_motion=motion)
        page = context.new_page()
        for path in (PAGES["deal"], WRITTEN_BY_HAND[0]):
            page.goto(address + path)
            slowest.setdefault(motion, []).append(page.evaluate(SLOWEST))
        context.close()
    assert max(slowest["reduce"]) < 0.001
    assert max(slowest["no-preference"]) > 0.1
