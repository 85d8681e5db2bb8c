"""Spellings that a reader types without the letters of other alphabets at hand."""

from __future__ import annotations

import re
from html import unescape
from unicodedata import normalize

from briefdesk.reading.paths import fold

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+")
_INDEXED = " data-pagefind-body"


def spelled(html: str) -> str:
    """A page with the plain spelling of its words added for the search: `Isik` for `Işık`.

    The search finds `Turkiye` for `Türkiye` by itself; it knows nothing of letters that
    Unicode does not take apart, such as the dotless i.
    """
    if _INDEXED not in html.partition(">")[0] or not html.rstrip().endswith("</div>"):
        return html
    words = {word for word in _WORD.findall(unescape(_TAG.sub(" ", html))) if not word.isascii()}
    plain = sorted({_plain(word) for word in words if not _apart(word).isascii()})
    plain = [word for word in plain if word.isascii()]
    if not plain:
        return html
    body = html.rstrip().removesuffix("</div>")
    return f'{body}<p hidden data-pagefind-weight="2">· {" · ".join(plain)} ·</p>\n</div>'


def _apart(word: str) -> str:
    return "".join(letter for letter in normalize("NFKD", word) if letter.isalpha())


def _plain(word: str) -> str:
    folded = fold(word)
    return folded.capitalize() if word[0].isupper() else folded
