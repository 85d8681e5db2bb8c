"""The pictures that others show beside a link to a page."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from briefdesk.pages.page import Page, SiteFacts
from briefdesk.site import build as building
from briefdesk.site import project
from briefdesk.site.cards import SIZE, cards
from briefdesk.site.configuration import ConfigurationProblem
from briefdesk.site.project import find
from tests.site.desks import TALKS, change, differing

URL = "https://example.org/desk/"
SITE = SiteFacts("Desk", url=URL, cards=True)
_MAP = 'property="og:image" content="([^"]*)"'


def drawn(title: str, summary: str) -> bytes:
    """The card of a page."""
    (file,) = cards([Page("a/b.md", title, summary, "", "brief", card=True)], SITE)
    assert file.path == "a/b/card.png"
    return file.content


def shades(card: bytes) -> int:
    """How many pixels of a card are neither paper nor accent."""
    image = Image.open(io.BytesIO(card))
    assert image.size == SIZE
    counts = {colour: count for count, colour in image.getcolors() or ()}
    return sum(count for colour, count in counts.items() if colour not in (14, 15))


def test_a_card_tells_what_the_page_says_first() -> None:
    """Title and summary are on it; what is too long is cut, and what nobody can read left out."""
    bare, titled, whole = drawn("中国", ""), drawn("Łódź", ""), drawn("Łódź", "It is signed.")
    assert 0 < shades(bare) < shades(titled) < shades(whole)
    assert shades(drawn("W" * 900, "W " * 900)) < SIZE[0] * SIZE[1] / 3
    assert drawn("Łódź", "中国") == titled


@given(title=st.text(), summary=st.text())
def test_any_text_gives_a_card(title: str, summary: str) -> None:
    """Whatever a page says, its card is a picture of the one size."""
    assert shades(drawn(title, summary)) > 0


def test_pages_without_a_card_have_none() -> None:
    """Only pages that name a card have one."""
    assert not list(cards([Page("a.md", "A", "", "", "search")], SITE))


def test_cards_need_pillow(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Pillow is not installed, who asks for cards is told what to install."""
    change(
        desk / "mkdocs.yml", "plugins: [briefdesk]", "plugins: [{briefdesk: {social_cards: true}}]"
    )
    assert find(desk).settings.social_cards
    monkeypatch.setattr(project, "find_spec", lambda _: None)
    with pytest.raises(ConfigurationProblem, match=r"install briefdesk\[cards\]"):
        find(desk)


@pytest.mark.slow
def test_heads_name_the_cards_there_are(desk: Path) -> None:
    """With a public address, each page that names a card has it beside it, the same from the host
    alone and from the fast build, and anew when its title changes; without one there is none."""
    options = "plugins: [{briefdesk: {social_cards: true}}]"
    change(desk / "mkdocs.yml", "plugins: [briefdesk]", options)
    building.build(find(desk), desk / "site")
    assert not list((desk / "site").rglob("card.png"))
    change(desk / "mkdocs.yml", options, f"{options}\nsite_url: {URL}")
    building.build(find(desk), desk / "site")
    building.build(find(desk), desk / "plain", plain=True)
    assert differing(desk / "site", desk / "plain") == []
    named = set()
    for page in (desk / "site").rglob("index.html"):
        named.update(re.findall(_MAP, page.read_text(encoding="utf-8")))
    there = {f"{URL}{p.relative_to(desk / 'site')}" for p in (desk / "site").rglob("card.png")}
    assert named == there
    assert {f"{URL}card.png", f"{URL}deals/tur-fin-l-20/card.png"} < named
    card = desk / "site/briefs/2017/2017-02-22-talks/card.png"
    before = card.read_bytes()
    change(desk / TALKS, "title: ", "title: Once more, ")
    report = building.build(find(desk), desk / "site")
    assert card.read_bytes() != before
    assert report.made < report.pages
