"""The desk's own copies of pages that its briefs cite, where somebody allows that they are kept."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from briefdesk.catalogue.withdrawals import page_of
from briefdesk.desk.editing import NotEditable, set_in_source
from briefdesk.desk.fetching import Refused
from briefdesk.desk.visiting import Visit, Visitor
from briefdesk.reading.library import Library
from briefdesk.reading.paths import slugify
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.values import Source

#: Where copies lie, below the project; git ignores it.
ARCHIVE = ".archive"


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a source. `kept` is True where there is a copy of it now that was not there
    before, False where there should be one and is none, None where none may be taken or one is
    there already."""

    brief: str
    source: str
    words: str
    kept: bool | None


class NoArchive(Exception):
    """There is no place for copies; the message says why."""


def briefs_named(library: Library, names: Collection[str]) -> tuple[Brief, ...]:
    """The briefs of `names`, by slug or path, in order of path; all, where there are none.
    LookupError with the first name that is no sound brief's."""
    slugs = {name.rstrip("/").rpartition("/")[2].removesuffix(".md"): name for name in names}
    found = tuple(brief for brief in library.briefs if brief.slug in slugs or not names)
    for slug in slugs.keys() - {brief.slug for brief in found}:
        raise LookupError(slugs[slug])
    return found


def archive(
    root: Path,
    library: Library,
    briefs: Iterable[Brief],
    today: date,
    visitor: Visitor,
    again: bool = False,
) -> Iterator[Told]:
    """Take a copy of each page that `briefs` of the project at `root` cite and that may be
    copied, and write its day and its SHA-256 into them. A page that has a copy is left, unless
    it is to be taken `again`. NoArchive where there is no place for any."""
    folder = _folder(root)
    visits: dict[str, Visit | str] = {}
    for brief in briefs:
        for source in brief.sources:
            if source.url:
                words, kept = _one(root, folder, library, brief, source, today, visitor, again,
                                   visits)  # fmt: skip
                yield Told(brief.path, source.id, words, kept)


def _one(
    root: Path,
    folder: Path,
    library: Library,
    brief: Brief,
    source: Source,
    today: date,
    visitor: Visitor,
    again: bool,
    visits: dict[str, Visit | str],
) -> tuple[str, bool | None]:
    if not allowed_by(source, library.profiles):
        return "nothing says that a copy may be kept", None
    if source.sha256 and not again:
        return "there is a copy", None
    page = page_of(source)
    if page not in visits:
        visits[page] = _visit(visitor, source.url or "")
    visit = visits[page]
    if isinstance(visit, str):
        return visit, False
    seal = sha256(visit.answer.content).hexdigest()
    _keep(folder, seal, source.url or "", visit, today)
    try:
        _write(root / brief.path, brief.path, source.id, seal, today)
    except NotEditable as error:
        return f"{error}: captured: {today}, sha256: {seal}", False
    size = len(visit.answer.content)
    return f"kept {size:,} bytes of {_media_type(visit)}, SHA-256 {seal}", True


def allowed_by(source: Source, profiles: Iterable[Profile]) -> str | None:
    """What allows a copy of a source: its own word, else that of its publisher's profile."""
    if source.archivable:
        return source.archivable
    wanted = slugify(source.publisher)
    for profile in profiles:
        if profile.archivable and profile.subject.kind == "organisations":
            names = (profile.name, *(name for group in profile.names.values() for name in group))
            if wanted in map(slugify, names):
                return profile.archivable
    return None


def _visit(visitor: Visitor, url: str) -> Visit | str:
    try:
        visit = visitor.visit("GET", url)
    except Refused as error:
        return str(error)
    if visit.answer.status != 200:
        return f"its host answers with {visit.answer.status}"
    return visit


def _folder(root: Path) -> Path:
    folder = root / ARCHIVE
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NoArchive(f"{folder} is no folder; nothing was kept")
    try:
        folder.mkdir(exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n")
    except OSError as error:
        raise NoArchive(f"{folder} cannot be written: {error.strerror}") from error
    return folder


def _keep(folder: Path, seal: str, url: str, visit: Visit, today: date) -> None:
    """Keep a copy under its SHA-256, and beside it where and when it was taken."""
    facts = {
        "url": url,
        "taken_from": visit.url,
        "taken_on": today.isoformat(),
        "type": visit.answer.type,
        "bytes": len(visit.answer.content),
        "sha256": seal,
    }
    text = json.dumps(facts, ensure_ascii=False, indent=2) + "\n"
    _put(folder / seal, visit.answer.content)
    _put(folder / f"{seal}.json", text.encode("utf-8", "backslashreplace"))


def _write(place: Path, path: str, id: str, seal: str, today: date) -> None:
    fields = {"captured": today.isoformat(), "sha256": seal}
    _put(place, set_in_source(path, place.read_bytes(), id, fields))


def _put(place: Path, content: bytes) -> None:
    """Write a file in one step: it is as it was, or as it should be."""
    aside = place.with_name(f".{place.name}.new")
    aside.write_bytes(content)
    if place.exists():
        os.chmod(aside, place.stat().st_mode & 0o777)
    os.replace(aside, place)


def _media_type(visit: Visit) -> str:
    return visit.answer.type.partition(";")[0].strip().lower()
