"""A page as the Markdown file that every host takes: front matter in JSON, one block of HTML."""

from __future__ import annotations

import json
import re
from typing import Any

from briefdesk.pages import addresses
from briefdesk.pages.page import Page
from briefdesk.site.spelling import spelled

# YAML ends a line at these too, and folds it into a space; JSON lets them stand.
_LINE_ENDS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def write(page: Page) -> str:
    """The Markdown text of a page.

    JSON is YAML whose every scalar is quoted, so that hosts of YAML 1.1 and 1.2 agree on it.
    """
    return (
        f"---\n{front_matter(title=page.title, description=page.description, **_frame(page))}"
        f"\n---\n\n{_block(page)}\n"
    )


def _block(page: Page) -> str:
    return spelled(page.html.strip(), page.title)


#: What Python-Markdown takes out of a text, or writes otherwise.
_TOUCHED = "\x02\x03\t\r"


def rendered(page: Page) -> str:
    """The block of a page as a host's Markdown hands it on: HTML stays as it is, but for tabs
    and marks that mean something to Markdown."""
    text = _block(page)
    # A pattern of these four looks at each letter: 8 % of the time that a page takes.
    if not any(mark in text for mark in _TOUCHED):
        return text
    text = text.replace("\x02", "").replace("\x03", "")
    return text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)


def front_matter(**fields: Any) -> str:
    """`fields` as one line of JSON that is YAML as well."""
    text = json.dumps(fields, ensure_ascii=False)
    return _LINE_ENDS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _frame(page: Page) -> dict[str, Any]:
    """What the theme is told: no side columns, nothing for the host's own search, and the
    section that the page belongs to."""
    card = {"card": addresses.CARD} if page.card else {}
    return card | {
        "alternates": [alternate._asdict() for alternate in page.alternates],
        "hide": ["navigation", "toc"],
        "search": {"exclude": True},
        "section": page.uri.rpartition("/")[0].split("/")[0],
    }
