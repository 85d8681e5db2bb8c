"""A part of the search index: what Pagefind made of some pages, in a folder of its own.

Two things of Pagefind's are not kept. Its files are named by their content, and its table lists
every name, ten bytes a page: here files are numbered, and the folder is named by the content of
all. It writes the values of a filter in the order of a hash map, which differs from run to run:
here they are sorted. The script of the search lays all parts before Pagefind as one index.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefdesk.site import search_engine
from briefdesk.site.search_engine import Document, SearchProblem

#: What a browser needs of Pagefind, beside the index itself.
PROGRAM = "pagefind-worker.js"

_MAGIC = b"pagefind_dcd"


class UnknownForm(Exception):
    """A file is not in the form of Pagefind 1.5."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A part as written: its folder, the pages in it, and what the script must know of it.

    `urls` and `words` tell the address and the number of words of each page, in the order of
    their numbers. `ranges` are the first and the last word of each of its chunks.
    """

    folder: str
    urls: tuple[str, ...]
    words: tuple[int, ...]
    ranges: tuple[str, ...]
    fields: tuple[str, ...]
    filters: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Program:
    """Pagefind's own files, and what the script must say of them in Pagefind's words."""

    facts: dict[str, object]
    files: dict[str, bytes]


def write(bundle: Path, documents: Sequence[Document], language: str) -> tuple[Shard, Program]:
    """Index `documents` into a new folder of `bundle`."""
    files, urls = search_engine.run(documents, language)
    try:
        return _written(bundle, files, urls)
    except (UnknownForm, KeyError, ValueError, IndexError) as error:
        raise SearchProblem(
            f"the index is not as Pagefind 1.5 writes it ({error}). "
            "Install the version in requirements.lock."
        ) from error


def program(language: str) -> Program:
    """Pagefind's own files where there is no page to index."""
    page = Document("/", "<article data-pagefind-body>nothing</article>")
    with TemporaryDirectory() as aside:
        return write(Path(aside), [page], language)[1]


def _written(bundle: Path, files: dict[str, bytes], urls: list[str]) -> tuple[Shard, Program]:
    entry = json.loads(files["pagefind-entry.json"])
    ((language, said),) = entry["languages"].items()
    _, pages, chunks, filters, _, fields = _decoded(files[f"pagefind.{said['hash']}.pf_meta"])
    if len(pages) != len(urls):
        raise UnknownForm(f"{len(pages)} pages of {len(urls)}")
    parts = {f"index/{n}.pf_index": files[f"index/{c[2]}.pf_index"] for n, c in enumerate(chunks)}
    for number, (key, _) in enumerate(pages):
        parts[f"fragment/{number}.pf_fragment"] = files[f"fragment/{key}.pf_fragment"]
    for name, key in filters:
        _, values = _decoded(files[f"filter/{key}.pf_filter"])
        parts[f"filter/{name}.pf_filter"] = _filter(values)
    digest = hashlib.sha256()
    for name in sorted(parts):
        digest.update(f"{name}\n{len(parts[name])}\n".encode())
        digest.update(parts[name])
    folder = digest.hexdigest()[:12]
    for kind in ("index", "fragment", "filter"):
        (bundle / folder / kind).mkdir(parents=True, exist_ok=True)
    for name, content in parts.items():
        (bundle / folder / name).write_bytes(content)
    wasm = f"wasm.{said['wasm'] or 'unknown'}.pagefind"
    shard = Shard(
        folder=folder,
        urls=tuple(urls),
        words=tuple(words for _, words in pages),
        ranges=tuple(word for chunk in chunks for word in chunk[:2]),
        fields=tuple(fields),
        filters=tuple(sorted(name for name, _ in filters)),
        size=sum(map(len, parts.values())),
    )
    return shard, Program(
        facts={
            "version": entry["version"],
            "language": language,
            "wasm": said["wasm"] or "unknown",
            "characters": entry["include_characters"],
        },
        files={name: files[name] for name in (PROGRAM, wasm)},
    )


def _filter(values: list[list[Any]]) -> bytes:
    """The values of a filter in order, each with the steps from one of its pages to the next."""
    steps = {
        value: [page - before for before, page in zip([0, *pages], pages, strict=False)]
        for value, pages in sorted(values)
    }
    text = json.dumps(steps, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


# The table and the filters hold three of CBOR's types (RFC 8949): numbers, texts and lists.
_NUMBER, _TEXT, _LIST = 0, 3, 4


def _decoded(data: bytes) -> Any:
    content = gzip.decompress(data)
    if not content.startswith(_MAGIC):
        raise UnknownForm("no mark")
    value, end = _read(content, len(_MAGIC))
    if end != len(content):
        raise UnknownForm("bytes past the end")
    return value


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
