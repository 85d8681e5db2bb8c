"""The files of Pagefind 1.5, which hold numbers, texts and lists in CBOR (RFC 8949)."""

from __future__ import annotations

import gzip
from typing import Any

MAGIC = b"pagefind_dcd"

_NUMBER, _TEXT, _LIST = 0, 3, 4


class UnknownForm(Exception):
    """A file is not in the form of Pagefind 1.5."""


def unpacked(data: bytes) -> bytes:
    """A file of the index without its wrapping, but for the mark at its front."""
    content = gzip.decompress(data)
    if not content.startswith(MAGIC):
        raise UnknownForm("no mark")
    return content


def packed(content: bytes) -> bytes:
    """A file of the index, from what `unpacked` gave."""
    return gzip.compress(content, compresslevel=4, mtime=0)


def decoded(data: bytes) -> Any:
    """The value in a file of the index."""
    content = unpacked(data)
    value, end = _read(content, len(MAGIC))
    if end != len(content):
        raise UnknownForm("bytes past the end")
    return value


def head(data: bytes, at: int) -> tuple[int, int, int]:
    """Kind and size of what begins at a place, and where it goes on."""
    kind, size = data[at] >> 5, data[at] & 31
    at += 1
    if size >= 24:
        if size > 27:
            raise UnknownForm(f"CBOR head {size}")
        width = 1 << (size - 24)
        size = int.from_bytes(data[at : at + width], "big")
        at += width
    return kind, size, at


def list_of(size: int) -> bytes:
    """What a list of `size` items begins with."""
    if size < 24:
        return bytes([_LIST << 5 | size])
    return bytes([_LIST << 5 | 26]) + size.to_bytes(4, "big")


def _read(data: bytes, at: int) -> tuple[Any, int]:
    kind, size, at = head(data, at)
    if kind == _NUMBER:
        return size, at
    if kind == _TEXT:
        return data[at : at + size].decode(), at + size
    if kind == _LIST:
        items = []
        for _ in range(size):
            item, at = _read(data, at)
            items.append(item)
        return items, at
    raise UnknownForm(f"CBOR type {kind}")
