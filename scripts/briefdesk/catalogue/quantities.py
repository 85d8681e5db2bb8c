"""Quantities in words, as far as they are plain numbers of plain things."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_WORDS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
}

_PARTS = re.compile(r",\s+|;\s+|\s+(?:and|with|plus)\s+")

#: A number and what is counted, in one to four words. `first of 2 batteries`, `up to 40` and
#: `5 systems (later count)` have another form: they are no plain number of anything.
_PLAIN = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+|[a-z]+)\s+([^\W\d][\w./-]*(?:\s[\w./-]+){0,3})")

#: Words after which a number is one of a part, or of several things that are not told apart.
_RESERVED = re.compile(
    r"\b(?:of|or|to|more|further|additional|another|other|extra|out|not|undisclosed|each|per)\b"
)


@lru_cache(maxsize=4096)
def counted(quantity: str) -> Mapping[str, int]:
    """`4 batteries and 96 missiles` as numbers of things; empty where any part of it has a
    reservation, or counts one thing twice."""
    found: dict[str, int] = {}
    for part in _PARTS.split(quantity.strip().casefold()):
        match = _PLAIN.fullmatch(part)
        if match is None or _RESERVED.search(part):
            return {}
        digits = match[1].replace(",", "")
        number = int(digits) if digits.isdecimal() else _WORDS.get(digits)
        thing = " ".join(map(_singular, match[2].split()))
        if number is None or thing in found:
            return {}
        found[thing] = number
    return found


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
