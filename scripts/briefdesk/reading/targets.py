"""Where the links in a Markdown text lead, as they stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator

_INLINE = re.compile(r"\]\(\s{0,99}(?:<([^<>\n]*)>|([^\s)]*))")
_REFERENCE = re.compile(
    r"^[ \t>*+\-\d.)]{0,99}\[(?!@)[^\[\]\n]*\]:[ \t]{0,99}\n?[ \t]{0,99}<?([^\s>]+)", re.MULTILINE
)
#: An address between angle brackets.
AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>")


def targets(text: str) -> Iterator[tuple[int, str]]:
    """What each link of `text` leads to, with the place where that stands in it: links in line
    first, then references and addresses."""
    for match in _INLINE.finditer(text) if "](" in text else ():
        if not _is_escaped(text, match.start()):
            group = 1 if match[1] is not None else 2
            yield match.start(group), match[group]
    for sign, pattern in (("]:", _REFERENCE), ("<", AUTOLINK)):
        for match in pattern.finditer(text) if sign in text else ():
            yield match.start(1), match[1]


def _is_escaped(text: str, place: int) -> bool:
    start = place
    while start and text[start - 1] == "\\":
        start -= 1
    return (place - start) % 2 == 1
