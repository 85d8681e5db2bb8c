"""What a host's configuration needs so that our pages stand in our theme: one definition for
the plugin, which sets it in memory, and for staging, which writes it down."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from briefdesk.pages import addresses

#: Templates and assets that lie over Material's.
THEME = Path(__file__).parent / "theme"

#: The parts of the style sheet, in order, and where they lie as one: a browser that has to fetch
#: each of them shows nothing for a second and a half on a slow line.
STYLES = (
    "assets/css/base.css",
    "assets/css/briefdesk.css",
    "assets/css/prose.css",
    "assets/css/brief.css",
    "assets/css/charts.css",
    "assets/css/trust.css",
    "assets/css/frame.css",
    "assets/css/opendata.css",
    "assets/css/search.css",
    "assets/css/facets.css",
    "assets/css/forms.css",
    "assets/css/touch.css",
    "assets/css/print.css",
)
SHEET = "assets/css/site.css"
SCRIPTS = (
    "assets/js/finding.js",
    "assets/js/facets.js",
    "assets/js/search.js",
    "assets/js/copying.js",
    "assets/js/ledger.js",
    "assets/js/timeline.js",
    "assets/js/today.js",
)

#: Material would fetch its fonts from elsewhere, and ours are bundled.
THEME_SETTINGS: Mapping[str, Any] = {"font": False}

#: Where our facts lie in the host's `extra`, and what else is said there.
EXTRA = "briefdesk"
EXTRA_SETTINGS: Mapping[str, Any] = {"generator": False}

#: Our facts that are other ones in a host's preview: its script that loads a page again stands in
#: the page, and the policy of contents would forbid it.
PREVIEWED: Mapping[str, Any] = {"policy": ""}

#: How hosts are to make HTML of what is written by hand: the columns of tables are aligned by an
#: attribute, since the policy of contents (`exports/policy.py`) allows no style in a page.
MARKDOWN_SETTINGS: Mapping[str, Mapping[str, Any]] = {"tables": {"use_align_attribute": True}}

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


_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def sheet() -> str:
    """The style sheet, of all its parts, without what no browser reads."""
    whole = "\n".join((THEME / part).read_text(encoding="utf-8") for part in STYLES)
    lines = map(str.strip, _COMMENT.sub("", whole).splitlines())
    return "\n".join(filter(None, lines)) + "\n"
