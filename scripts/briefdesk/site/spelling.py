"""Spellings that a reader types without the letters of other alphabets at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from unicodedata import normalize

from briefdesk.reading.paths import fold

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+")
_INDEXED = " data-pagefind-body"

#: The rest of a word from its first letter that is not ASCII, and a character reference that may
#: stand for such a letter.
_REST = re.compile(r"[^\x00-\x7f\W\d_][^\W\d_]*")
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|#(?:10|34|39));)")

#: How much a word counts in the search where it spells one of the title, and elsewhere.
_WEIGHTS = (7, 2)


def spelled(html: str, title: str) -> str:
    """A page with the plain spelling of its words added for the search: `Isik` for `Işık`.

    The search finds `Turkiye` for `Türkiye` by itself; it knows nothing of letters that
    Unicode does not take apart, such as the dotless i.
    """
    if _INDEXED not in html[: html.find(">")] or not html.endswith("</div>"):
        return html
    if not _REFERENCE.search(html) and not any(map(_plain, _other_words(f"{title} {html}"))):
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


def _other_words(text: str) -> Iterator[str]:
    """The words of a text, and of the marks in it, that are not ASCII alone: found at a fifth of
    what it takes to look at all words."""
    for match in _REST.finditer(text):
        start = match.start()
        while start and text[start - 1].isascii() and text[start - 1].isalpha():
            start -= 1
        yield text[start : match.end()]


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
    return plain if plain and plain.isascii() else None


def _apart(word: str) -> str:
    return "".join(letter for letter in normalize("NFKD", word) if letter.isalpha())
