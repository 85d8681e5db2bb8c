"""What a host's configuration needs so that our pages stand in our theme: one definition for
the plugin, which sets it in memory, and for staging, which writes it down."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from briefdesk.pages import addresses

#: Templates and assets that lie over Material's.
THEME = Path(__file__).parent / "theme"

STYLES = (
    "assets/css/briefdesk.css",
    "assets/css/charts.css",
    "assets/css/forms.css",
    "assets/css/frame.css",
    "assets/css/opendata.css",
    "assets/css/search.css",
)
SCRIPTS = ("assets/js/finding.js", "assets/js/search.js")

#: Material would fetch its fonts from elsewhere, and ours are bundled.
THEME_SETTINGS: Mapping[str, Any] = {"font": False}

#: Where our facts lie in the host's `extra`, and what else is said there.
EXTRA = "briefdesk"
EXTRA_SETTINGS: Mapping[str, Any] = {"generator": False}

_SECTIONS = (
    ("Briefs", addresses.BRIEFS),
    ("Deals", addresses.DEALS),
    ("Countries", addresses.kind("countries")),
    ("Systems", addresses.kind("systems")),
    ("Timeline", addresses.TIMELINE),
    ("Guide", addresses.GUIDE),
)


def navigation(documents: Collection[str], handwritten: Sequence[str]) -> list[dict[str, Any]]:
    """A host's `nav` where the project gives none: the sections of the site that have something
    in them, then the pages written by hand."""
    sections: list[dict[str, Any]] = [
        {title: addresses.uri(address)}
        for title, address in _SECTIONS
        if addresses.uri(address) in documents
    ]
    return [*sections, {"More": list(handwritten)}] if handwritten else sections


def added(given: Collection[Any], ours: tuple[str, ...]) -> list[Any]:
    """A list of styles or scripts with ours before those of the project, each once."""
    return [*(path for path in ours if path not in given), *given]
