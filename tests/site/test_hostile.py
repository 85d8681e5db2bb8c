"""A desk whose every text is a payload, in a real browser: pages, lists, filters, search."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from briefdesk.site.build import build
from briefdesk.site.project import find
from tests.safety.payloads import MARKUP
from tests.site.conftest import serving
from tests.site.desks import lay, write

pytestmark = [pytest.mark.slow, pytest.mark.exhaustive]

#: What would run if it were more than text.
ACTIVE = [
    text
    for text in MARKUP
    if re.search(r"<\w|javascript:|on\w+=", text) and text.isprintable() and "`" not in text
]

#: What nothing on a page of ours is.
INJECTED = """() => [...document.querySelectorAll(
  "iframe, object, embed, base, math, [srcdoc], a[href^='javascript:' i], link[href^='//'], form[action^='javascript']"
)].map((e) => e.outerHTML).concat([...document.querySelectorAll("*")].filter(
  (e) => [...e.attributes].some((a) => a.name.startsWith("on"))).map((e) => e.outerHTML)).slice(0, 3)"""


def brief(number: int, text: str) -> str:
    """A brief of nothing but a payload, which a search for `payload` finds."""
    said = f"payload {text}"[:150]
    fields = {
        "title": said, "date": f"2019-01-{number % 28 + 1:02}", "summary": said, "countries": {"TUR": "buyer", "FIN": "supplier"},
        "systems": ["L-20"], "topics": [said], "tlp": "CLEAR", "authors": [said], "questions": [f"{said} {number}"],
        "people": [{"name": said, "office": said}], "statements": [{"speaker": said, "says": said, "source": "a", "to": said}],
        "deals": [{"buyer": "TUR", "supplier": "FIN", "system": "L-20", "state": "talks", "sources": ["a"], "note": said,
                   "quantity": said, "lot": f"{said} {number}"[:60], "programme": said}],
        "judgements": [{"id": "a", "text": said, "likelihood": "likely", "resolves_by": "2199"}],
        "sources": [{"id": "a", "publisher": said, "title": said, "author": said, "origin": said}],
    }  # fmt: skip
    return f"---\n{json.dumps(fields)}\n---\nA payload [@a].\n\n```\n{text}\n```\n\n`` {text} ``\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the desk."""
    desk = lay(tmp_path_factory.mktemp("hostile"))
    for number, text in enumerate(ACTIVE):
        date = f"2019-01-{number % 28 + 1:02}"
        write(desk / f"briefs/2019/{date}-payload-{number}.md", brief(number, text))
    build(find(desk), desk / "site")
    return desk / "site"


@pytest.fixture(scope="module")
def place(site: Path) -> Iterator[str]:
    """Its address."""
    with serving(site) as address:
        yield address


def test_nothing_of_it_is_more_than_text(site: Path, place: str, browser: Browser) -> None:
    """No page opens a dialog or holds a node that a text brought; nor do the search, its results
    and its filters, or the table of deals when it is filtered."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda r: None if r.url.startswith(place) else complaints.append(r.url))
    addresses = sorted(p.relative_to(site).parent.as_posix() for p in site.rglob("index.html"))
    assert len(addresses) > len(ACTIVE) > 30
    for address in addresses:
        page.goto(f"{place}{address}/")
        complaints += page.evaluate(INJECTED)
        assert not complaints, address
    for query in ("?q=payload", "?q=script", "?q=onerror", "?kind=Brief"):
        page.goto(f"{place}search/{query}")
        expect(page.locator(".bd-result").first).to_be_visible()
        while (more := page.get_by_role("button", name="Show more")).is_visible():
            shown = page.locator(".bd-result").count()
            more.click()
            expect(page.locator(".bd-result").nth(shown)).to_be_visible()
        complaints += page.evaluate(INJECTED)
    assert "<script>alert(1)</script>" in page.locator("body").inner_text()
    page.goto(f"{place}deals/?state=talks")
    page.wait_for_load_state("networkidle")
    complaints += page.evaluate(INJECTED)
    context.close()
    assert not complaints
