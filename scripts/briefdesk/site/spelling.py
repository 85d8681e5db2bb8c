"""Spellings that a reader types without the letters of other alphabets at hand."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from unicodedata import normalize

from briefdesk.reading.paths import fold

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+")
_INDEXED = " data-pagefind-body"

#: How much a word counts in the search where it spells one of the title, and elsewhere.
_WEIGHTS = (7, 2)


def spelled(html: str, title: str) -> str:
    """A page with the plain spelling of its words added for the search: `Isik` for `Işık`.

    The search finds `Turkiye` for `Türkiye` by itself; it knows nothing of letters that
    Unicode does not take apart, such as the dotless i.
    """
    if _INDEXED not in html.partition(">")[0] or not html.endswith("</div>"):
        return html
    of_title = _plain_words(title)
    text = _TAG.sub(" ", html)
    of_text = _plain_words(unescape(text) if "&" in text else text) - of_title
    added = "".join(
        f'<p hidden data-pagefind-weight="{weight}">· {" · ".join(sorted(words))} ·</p>\n'
        for weight, words in zip(_WEIGHTS, (of_title, of_text), strict=True)
        if words
    )
    return f"{html.removesuffix('</div>')}{added}</div>"


def _plain_words(text: str) -> set[str]:
    # Nearly all of a text is ASCII and needs no closer look.
    others = " ".join(part for part in set(text.split()) if not part.isascii())
    return {plain for word in _WORD.findall(others) if (plain := _plain(word)) is not None}


@lru_cache(maxsize=8192)
def _plain(word: str) -> str | None:
    """The plain spelling of a word; None where the search needs or can have none."""
    if word.isascii() or _apart(word).isascii():
        return None
    folded = fold(word)
    plain = folded.capitalize() if word[0].isupper() else folded
    return plain if plain.isascii() else None


def _apart(word: str) -> str:
    return "".join(letter for letter in normalize("NFKD", word) if letter.isalpha())
