"""Makes Pagefind's index the same bytes on every run.

Pagefind 1.5 writes the values of a filter in the order of a hash map, which differs from run
to run, and names files by their content. This module sorts them and names them anew.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

_MAGIC = b"pagefind_dcd"
_META_VERSION, _META_FILTERS = 0, 3


class UnknownForm(Exception):
    """The index is not in the form of Pagefind 1.5."""


def settle(bundle: Path) -> None:
    """Rewrite the filters of the index in `bundle` in one order.

    UnknownForm where the index is not as Pagefind 1.5 writes it; nothing is changed then.
    """
    entry_path = bundle / "pagefind-entry.json"
    entry = json.loads(entry_path.read_text(encoding="utf-8"))
    written: dict[Path, bytes] = {}
    removed: set[Path] = set()
    for language in entry["languages"].values():
        meta_path = bundle / f"pagefind.{language['hash']}.pf_meta"
        meta = _decoded(meta_path)
        filters = []
        for name, key in meta[_META_FILTERS]:
            path = bundle / "filter" / f"{key}.pf_filter"
            title, values = _decoded(path)
            content = _encoded([title, sorted(values)])
            new = _key(key, content, 7)
            filters.append([name, new])
            removed.add(path)
            written[bundle / "filter" / f"{new}.pf_filter"] = content
        meta[_META_FILTERS] = sorted(filters)
        content = _encoded(meta)
        language["hash"] = _key(language["hash"], content, 10)
        removed.add(meta_path)
        written[bundle / f"pagefind.{language['hash']}.pf_meta"] = content
    languages = dict(sorted(entry["languages"].items()))
    entry_text = json.dumps(entry | {"languages": languages}, ensure_ascii=False)
    written[entry_path] = entry_text.encode()
    for path in removed:
        path.unlink()
    for path, content in written.items():
        path.write_bytes(content)


def _key(old: str, content: bytes, length: int) -> str:
    language = old.rsplit("_", 1)[0]
    return f"{language}_{hashlib.sha256(content).hexdigest()[:length]}"


def _decoded(path: Path) -> Any:
    content = gzip.decompress(path.read_bytes())
    if not content.startswith(_MAGIC):
        raise UnknownForm(path.name)
    value, end = _read(content, len(_MAGIC))
    if end != len(content):
        raise UnknownForm(path.name)
    return value


def _encoded(value: Any) -> bytes:
    return gzip.compress(_MAGIC + _written(value), mtime=0)


# The index holds three of CBOR's types (RFC 8949): unsigned numbers, texts and lists.
_NUMBER, _TEXT, _LIST = 0, 3, 4


def _read(data: bytes, at: int) -> tuple[Any, int]:
    kind, size = data[at] >> 5, data[at] & 31
    at += 1
    if size >= 24:
        if size > 27:
            raise UnknownForm(f"CBOR head {size}")
        width = 1 << (size - 24)
        size = int.from_bytes(data[at : at + width], "big")
        at += width
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


def _written(value: Any) -> bytes:
    if isinstance(value, int):
        return _head(_NUMBER, value)
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    return _head(_LIST, len(value)) + b"".join(_written(item) for item in value)


def _head(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind << 5 | size])
    for code, width in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if size < 1 << (8 * width):
            return bytes([kind << 5 | code]) + size.to_bytes(width, "big")
    raise UnknownForm("a number past 64 bits")
