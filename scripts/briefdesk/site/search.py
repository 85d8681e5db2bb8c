"""The search index of a built site, by Pagefind: in parts that a browser reads as one.

Pages are dealt out to the parts by a hash of their address, so that parts are alike in size and
a page is in the same part on every machine. A later change goes into a small part that is made
anew each time, and the pages it supersedes are hidden where they lay.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from briefdesk.site import search_shard, search_state
from briefdesk.site.search_engine import Document, SearchProblem
from briefdesk.site.search_spool import Spool, bare, document
from briefdesk.site.search_state import Part, State

__all__ = [
    "BUNDLE", "Found", "Index", "SearchProblem", "bare", "found", "index", "index_site",
    "outdated", "supersede", "update",
]  # fmt: skip

#: Folder of the index in a built site; the script of the theme knows it too.
BUNDLE = "pagefind"

_ENTRY = "parts.json"

# How many pages a part holds at most, and how many make no more than one part. Pagefind takes
# 0.15 MB of memory for each page, and each part costs a reader one more request for each word.
_PART, _ALONE = 5000, 1500

# When the moving part has so many pages, it rests, and another begins; when so many rest that
# way, all is indexed anew.
_MOVING, _ADDED = 150, 8

# All is indexed anew where one page in so many moved or is hidden.
_UNREST = 4

_INDEX = re.compile(r"(^|/)index\.html$")

# What Material and MkDocs write for a search of their own.
_SUPERSEDED = (
    "search/search_index.json", "search/main.js", "search/worker.js", "search/lunr.js", "search.json",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One page as the index sees it: its address in the site (`briefs/2017/…/`) and its document.

    Of the document, the `<article>` alone counts, and the language that its `<html>` names, if
    it has one. A page without `data-pagefind-body` is not indexed.
    """

    url: str
    html: str


@dataclass(frozen=True, slots=True)
class Index:
    """What was indexed: how many pages can be found, and how many bytes that takes."""

    pages: int
    size: int


def index(bundle: Path, pages: Iterable[Found], jobs: int = 1, state: Path | None = None) -> Index:
    """Write the index of `pages` into `bundle`, the same bytes for the same pages, and what is
    to be known for an update into `state`. `jobs` processes work at a time.

    SearchProblem where Pagefind is not installed or fails.
    """
    shutil.rmtree(bundle, ignore_errors=True)
    bundle.mkdir(parents=True)
    with Spool(bundle) as spool, ThreadPoolExecutor(max(1, jobs)) as workers:
        for page in pages:
            spool.add(page.url, page.html)
        language, dealt = spool.language, spool.dealt(_number(len(spool)))
        made = list(workers.map(lambda part: search_shard.write(bundle, part, language), dealt))
    parts = [Part.of(shard) for shard, _ in made]
    program = made[0][1] if made else search_shard.program(language)
    for name, content in program.files.items():
        (bundle / name).write_bytes(content)
    entry = _enter(bundle, parts, program.facts)
    if state:
        # Where nothing can be kept, the next update indexes everything.
        with suppress(OSError, sqlite3.Error), search_state.made(state) as kept:
            for shard, _ in made:
                kept.add(shard)
            kept.lay(url for shard, _ in made for url in shard.urls)
            _keep(kept, entry, parts, language=language, moving="")
    return _told(bundle, parts)


def update(
    bundle: Path,
    changed: Iterable[Found],
    removed: Iterable[str],
    everything: Callable[[], Iterable[Found]],
    state: Path,
    jobs: int = 1,
    into: Path | None = None,
) -> Index:
    """Bring the index in `bundle` to where `changed` pages are as they are now and `removed`
    addresses are gone. What is found then is what an index of everything would find.

    With `into`, nothing in `bundle` is touched: what differs is written into that folder, and
    `outdated` tells what is to go.

    Where that would not pay, or nothing is known of the index in `bundle`, index `everything()`.
    """
    later = {page.url: page for page in changed}
    gone = {*removed, *later}
    entry = bundle / _ENTRY
    into = into or bundle
    try:
        with search_state.opened(state, entry.read_bytes() if entry.is_file() else None) as kept:
            parts = kept.parts
            if all((bundle / part.folder).is_dir() for part in parts) and (
                not gone or _moved(bundle, into, kept, parts, gone, later.values())
            ):
                return _told(bundle, parts, into)
    except search_state.Unknown:
        pass
    return index(into, everything(), jobs, state)


def outdated(bundle: Path, into: Path) -> list[str]:
    """The files of `bundle`, relative to it, that are none of the index any more once those of
    `into` are put over them."""
    try:
        said = json.loads((into / _ENTRY).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    folders = {part["folder"] for part in said["parts"]}
    whole = (into / search_shard.PROGRAM).exists()
    return [
        path.relative_to(bundle).as_posix()
        for place in bundle.iterdir()
        if (place.name not in folders if place.is_dir() else whole)
        for path in (place.rglob("*") if place.is_dir() else [place])
        if path.is_file() and not (into / path.relative_to(bundle)).exists()
    ]


def _number(pages: int) -> int:
    """How many parts that many pages make: as many for the one of two cores as for the other."""
    return min(pages, 1) if pages <= _ALONE else 2 * -(-pages // (2 * _PART))


def index_site(site: Path, jobs: int = 1) -> Index:
    """Write the search index of the site built in `site`, from its HTML files."""
    supersede(site)
    return index(site / BUNDLE, found(site), jobs)


def supersede(site: Path) -> None:
    """Take away what the host wrote for a search of its own."""
    for name in _SUPERSEDED:
        (site / name).unlink(missing_ok=True)


def found(site: Path) -> Iterable[Found]:
    """Every page of the site built in `site`."""
    for path in site.rglob("*.html"):
        address = path.relative_to(site).as_posix()
        yield Found(_INDEX.sub(r"\1", address), path.read_text(encoding="utf-8"))


def _moved(
    bundle: Path,
    into: Path,
    kept: State,
    parts: list[Part],
    gone: set[str],
    later: Iterable[Found],
) -> bool:
    """Hide what is `gone` where it lay, and make the moving part anew with what came `later`;
    False where it is better to index everything."""
    _supersede(kept, parts, gone)
    language, old = kept.fact("language"), kept.fact("moving")
    parts[:] = [part for part in parts if part.folder != old]
    pages = {url: html for url, html in kept.moving.items() if url.removeprefix("/") not in gone}
    found = (spooled for page in later if (spooled := document(page.url, page.html)))
    pages |= {page.url: page.html for page in found}
    shown = sum(part.pages - len(part.hidden) for part in parts)
    hidden = sum(len(part.hidden) for part in parts)
    added = [part for part in parts if part.places is not None]
    if max(len(pages), hidden) > shown / _UNREST or len(added) >= _ADDED:
        return False
    moving = ""
    if pages:
        ordered = sorted(pages, key=search_state.key)
        shard, _ = search_shard.write(into, [Document(u, pages[u]) for u in ordered], language)
        if shard.folder in {part.folder for part in parts}:
            return False
        end = sum(part.pages for part in parts if part.places is None)
        keys = [search_state.key(url) for url in shard.urls]
        parts.append(Part.of(shard, [(kept.place(key, end), key) for key in keys]))
        kept.add(shard)
        moving = shard.folder
    if len(pages) >= _MOVING:
        pages, moving = {}, ""
    kept.move(pages)
    said = json.loads((bundle / _ENTRY).read_text(encoding="utf-8"))
    _keep(kept, _enter(into, parts, said), parts, language=language, moving=moving)
    if old and into == bundle and old not in {part.folder for part in parts}:
        shutil.rmtree(bundle / old, ignore_errors=True)
    return True


def _supersede(kept: State, parts: Sequence[Part], urls: Iterable[str]) -> None:
    """Hide the pages at `urls` in the part where each lies."""
    by_folder = {part.folder: part for part in parts}
    for url in urls:
        if lies := kept.find(f"/{url}"):
            folder, number, words = lies
            by_folder[folder].hidden = sorted({*by_folder[folder].hidden, number})
            by_folder[folder].words -= words
            kept.forget(f"/{url}")


def _enter(bundle: Path, parts: Sequence[Part], facts: Mapping[str, object]) -> bytes:
    """Write what the script reads first, in one step: the facts of the program, and the parts."""
    rows = [{k: v for k, v in asdict(part).items() if k != "size" and v} for part in parts]
    text = json.dumps({**facts, "parts": rows}, ensure_ascii=False, separators=(",", ":"))
    bundle.mkdir(parents=True, exist_ok=True)
    aside = bundle / f"{_ENTRY}.new"
    aside.write_bytes(text.encode())
    aside.replace(bundle / _ENTRY)
    return text.encode()


def _keep(kept: State, entry: bytes, parts: Sequence[Part], **facts: str) -> None:
    said = json.dumps([asdict(part) for part in parts])
    kept.keep(entry=search_state.digest(entry), parts=said, **facts)
    kept.commit()


def _told(bundle: Path, parts: Sequence[Part], into: Path | None = None) -> Index:
    folders = [folder for folder in (bundle, into or bundle) if folder.is_dir()]
    frame = {path.name: path for folder in folders for path in folder.iterdir() if path.is_file()}
    return Index(
        pages=sum(part.pages - len(part.hidden) for part in parts),
        size=sum(path.stat().st_size for path in frame.values()) + sum(part.size for part in parts),
    )
