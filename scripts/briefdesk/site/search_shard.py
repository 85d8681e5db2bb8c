"""A part of the search index: what Pagefind made of some pages, in a folder of its own.

Three things of Pagefind's are not kept. Its files are named by their content, and its table lists
every name, ten bytes a page: here files are numbered, and the folder is named by the content of
all. It writes the values of a filter in the order of a hash map, which differs from run to run:
here they are sorted. And it writes chunks of words for one index, too big where each part has one
to fetch: here they are smaller. The script of the search lays all parts before Pagefind as one index.
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

from briefdesk.site import search_cbor, search_engine, search_words
from briefdesk.site.search_cbor import UnknownForm
from briefdesk.site.search_engine import Document, SearchProblem

#: What a browser needs of Pagefind, beside the index itself.
PROGRAM = "pagefind-worker.js"


@dataclass(frozen=True, slots=True)
class Shard:
    """A part as written: its folder, the pages in it, and what the script must know of it.

    `urls` and `words` tell the address and the number of words of each page, in the order of
    their numbers; `starts`, where among all words each of its chunks of words begins.
    """

    folder: str
    urls: tuple[str, ...]
    words: tuple[int, ...]
    starts: tuple[str, ...]
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
    _, pages, chunks, filters, _, fields = search_cbor.decoded(
        files[f"pagefind.{said['hash']}.pf_meta"]
    )
    if len(pages) != len(urls):
        raise UnknownForm(f"{len(pages)} pages of {len(urls)}")
    words = search_words.dealt(files[f"index/{key}.pf_index"] for _, _, key in chunks)
    parts = {f"index/{n}.pf_index": chunk.data for n, chunk in enumerate(words)}
    for number, (key, _) in enumerate(pages):
        parts[f"fragment/{number}.pf_fragment"] = files[f"fragment/{key}.pf_fragment"]
    for name, key in filters:
        _, values = search_cbor.decoded(files[f"filter/{key}.pf_filter"])
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
        words=tuple(length for _, length in pages),
        starts=tuple(chunk.start for chunk in words),
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
