"""Colours of the style sheet can be read, and the sheet asks nothing of other sites."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations

import pytest

from briefdesk.site.frame import STYLES

THEME = files("briefdesk") / "site" / "theme" / "assets"
SHEET = (THEME / "css" / "briefdesk.css").read_text("utf-8")
SCHEMES = {
    "default": ':root,\n[data-md-color-scheme="default"] {',
    "slate": '[data-md-color-scheme="slate"] {',
}
GROUPS = ("exploring", "choosing", "committed", "in-force", "off-the-path")
INKS = ("ink", "ink-2", "ink-3", "accent", *GROUPS)


def colours(scheme: str) -> dict[str, str]:
    """The named colours of a scheme."""
    _, _, rest = SHEET.partition(SCHEMES[scheme])
    block, _, _ = rest.partition("}")
    return dict(re.findall(r"--bd-([a-z0-9-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ink", INKS)
def test_text_can_be_read_on_its_ground(scheme: str, ink: str) -> None:
    """Every ink has at least 4.5 to 1 on the paper and on its second shade."""
    known = colours(scheme)
    for paper in ("paper", "paper-2"):
        assert contrast(known[ink], known[paper]) >= 4.5, (ink, paper)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_colour_is_judged(scheme: str) -> None:
    """A colour is one of text, which is judged above, or a ground or a rule, which hold none."""
    assert set(colours(scheme)) == {*INKS, "paper", "paper-2", "rule", "rule-2"}


@pytest.mark.parametrize("sheet", [sheet for sheet in STYLES if "print" not in sheet])
def test_text_has_no_colour_beside_those(sheet: str) -> None:
    """Text on the screen is written in those colours alone, or in that of what is around it."""
    text, _, _ = (THEME.parent / sheet).read_text("utf-8").partition("@media print {")
    text = re.sub(r'\{\s*content: "[/·]";[^{}]*\}', "", text)  # signs between words tell nothing
    told = re.findall(r"(?<![\w-])color: ([^;]+);", text)
    names = "|".join((*INKS, "paper", "state"))
    assert [c for c in told if not re.match(rf"var\(--bd-({names})[,)]|inherit$", c)] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_groups_of_states_have_colours_of_their_own(scheme: str) -> None:
    """No two groups share a colour, and none is that of links."""
    known = colours(scheme)
    found = [known[name] for name in (*GROUPS, "accent", "ink")]
    assert all(one != other for one, other in combinations(found, 2))


def test_sheet_asks_nothing_of_other_sites() -> None:
    """Every address in the sheet is a file beside it, and every font in it is used."""
    addresses = re.findall(r'url\("([^"]+)"\)', SHEET)
    names = {address.removeprefix("../fonts/") for address in addresses}
    fonts = {f.name for f in (THEME / "fonts").iterdir() if f.name.endswith(".woff2")}
    assert names == fonts
    assert "@import" not in SHEET
    assert "http" not in SHEET


def test_fonts_are_small_and_free() -> None:
    """All fonts together stay under 400 KB, and their licence is beside them."""
    found = [f.read_bytes() for f in (THEME / "fonts").iterdir() if f.name.endswith(".woff2")]
    assert all(data[:4] == b"wOF2" for data in found)
    assert sum(len(data) for data in found) < 400 * 1024
    assert "SIL OPEN FONT LICENSE" in (THEME / "fonts" / "OFL.txt").read_text("utf-8")
