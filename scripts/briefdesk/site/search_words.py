"""The words of a part of the search index, dealt out anew to chunks of a size.

A reader fetches one chunk of each part for each word, and Pagefind's are made for one index. The
bytes of a word are passed on as they are, and found by a pattern: to decode them in Python would
take as long as to index the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefdesk.site.search_cbor import MAGIC, UnknownForm, head, list_of, packed, unpacked

# Bytes before packing, which leaves some two fifths; twice as many where words begin alike.
_SIZE = 20_000

#: Words that have so many letters in common at the front stay together where they can: a reader
#: who has typed so many sees them all. The script of the search knows this number too.
_ALIKE = 3

_NUMBER = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)"
_LIST = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)"

# The pages that use a word: the step to its number, the places in it, the places in its fields.
_USES = re.compile(
    rb"(?s:\x83" + _NUMBER + _LIST + _NUMBER + rb"*+" + _LIST + _NUMBER + rb"*+)*+", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words from `start` on, as a file of the index."""

    start: str
    data: bytes


def dealt(files: Iterable[bytes]) -> list[Chunk]:
    """The words of `files`, which are in order, in chunks of about one size."""
    chunks: list[Chunk] = []
    held: list[bytes] = []
    start, before, size = "", "", 0
    for word, data in (word for file in files for word in _words(unpacked(file))):
        alike = word[:_ALIKE] == before[:_ALIKE]
        if size >= (2 * _SIZE if alike else _SIZE):
            chunks.append(_chunk(start, held))
            start, held, size = _between(before, word), [], 0
        held.append(data)
        size += len(data)
        before = word
    if held:
        chunks.append(_chunk(start, held))
    return chunks


def _chunk(start: str, words: list[bytes]) -> Chunk:
    return Chunk(start, packed(MAGIC + list_of(1) + list_of(len(words)) + b"".join(words)))


def _between(before: str, word: str) -> str:
    """The shortest beginning of `word` that comes after `before`."""
    return next(word[:size] for size in range(1, len(word) + 1) if word[:size] > before)


def _words(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Each word with its bytes: its text, the pages that use it, and its forms with theirs."""
    _, _, at = head(data, len(MAGIC))
    _, number, at = head(data, at)
    for _ in range(number):
        start = at
        text, at = _use(data, at)
        _, forms, at = head(data, at)
        for _ in range(forms):
            _, at = _use(data, at)
        yield text, data[start:at]
    if at != len(data):
        raise UnknownForm("words past the end")


def _use(data: bytes, at: int) -> tuple[str, int]:
    """A text and the pages that use it, and where they end."""
    _, size, at = head(data, at + 1)
    text = data[at : at + size].decode()
    _, _, at = head(data, at + size)
    found = _USES.match(data, at)
    assert found
    return text, found.end()
