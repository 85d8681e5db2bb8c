"""What was read before, in one SQLite file: only ever a shortcut, and never believed.

The file's name is made of all that its content depends on besides the project's files: the
package, the kinds, and a witness beside it, known by the moment in which this machine made it.
No checkout, copy or archive brings that moment along, so a memory that came with a repository
is not even opened. Who knows where the folder comes from, as a CI does that put it there itself,
vouches for it by a word in the environment, and it is known by that. Each entry bears a digest,
and whatever is wrong with any is `Spoiled`.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from briefdesk import __version__
from briefdesk.records.kinds import Kind
from briefdesk.records.markdown import mark_of
from briefdesk.site import keys

#: Another number wherever an entry has another form.
FORMAT = 3

#: How long another process may keep the memory to itself before one goes on without it.
PATIENCE = 5.0

#: What the entries are made by. Where any of it changes, nothing is remembered.
_MAKERS = ("records", "reading", "catalogue", "checks", "site")

_WITNESS = "shelf.here"

#: The variable of the environment that vouches for the folder.
VOUCHER = "BRIEFDESK_MEMORY"

_TABLES = """
CREATE TABLE IF NOT EXISTS entries (
    path TEXT PRIMARY KEY, state TEXT, facts TEXT, record TEXT, seal BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS texts (path TEXT PRIMARY KEY, words TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS before (
    path TEXT PRIMARY KEY, facts TEXT, record TEXT, seal BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT, seal BLOB) WITHOUT ROWID;
"""


class Spoiled(Exception):
    """What is remembered is not what was written."""


class Unusable(Exception):
    """Nothing can be remembered here: another process is at it, or it cannot be written."""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of one file. `facts` is JSON, `record` too, or empty where there is none."""

    path: str
    facts: str
    record: str


def digest(*parts: str | bytes) -> str:
    """A short name for all of `parts`, in their order."""
    hasher = blake2b(digest_size=16)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hasher.update(b"%d:" % len(content))
        hasher.update(content)
    return hasher.hexdigest()


class Memory:
    """An open memory. Everything happens in one transaction, which `keep` ends."""

    def __init__(self, database: sqlite3.Connection, place: Path) -> None:
        self._database = database
        #: The file that it lies in.
        self.place = place

    def states(self) -> dict[str, str]:
        """Of each file the state in which it was last read."""
        return dict(self._database.execute("SELECT path, state FROM entries"))

    def rows(self, table: str = "entries") -> Iterator[Row]:
        """Every entry in order of path; Spoiled at the first that is not as it was written."""
        query = f"SELECT path, facts, record, seal FROM {table} ORDER BY path"  # noqa: S608, ours
        for path, facts, record, seal in self._database.execute(query):
            _check(seal, path, facts, record)
            yield Row(path, facts, record)

    def note(self, name: str) -> Any:
        """What was noted under a name, as plain data; None where nothing was."""
        query = "SELECT value, seal FROM notes WHERE name = ?"
        found = self._database.execute(query, (name,)).fetchone()
        if found is None:
            return None
        _check(found[1], name, found[0])
        return json.loads(found[0])

    def put_note(self, name: str, value: Any) -> None:
        """Note plain data under a name."""
        text = json.dumps(value, ensure_ascii=False)
        row = (name, text, digest(name, text))
        self._database.execute("REPLACE INTO notes VALUES (?, ?, ?)", row)

    def put(self, rows: Iterable[tuple[Row, str]]) -> None:
        """Write entries, each with the state of its file."""
        sealed = (
            (r.path, s, r.facts, r.record, digest(r.path, r.facts, r.record)) for r, s in rows
        )
        self._database.executemany("REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", sealed)

    def put_texts(self, texts: Iterable[tuple[str, str]]) -> None:
        """Write the words of files, each of which is known by a mark in its record."""
        self._database.executemany("REPLACE INTO texts VALUES (?, ?)", texts)

    def touch(self, states: Iterable[tuple[str, str]]) -> None:
        """Change the state of files whose content is as it was."""
        self._database.executemany(
            "UPDATE entries SET state = ? WHERE path = ?", ((s, path) for path, s in states)
        )

    def drop(self, paths: Iterable[str], table: str = "entries") -> None:
        """Delete entries."""
        query = f"DELETE FROM {table} WHERE path = ?"  # noqa: S608, ours
        self._database.executemany(query, ((path,) for path in paths))

    def keep_before(self, paths: Iterable[str]) -> None:
        """Keep what the entries of files are, or that there are none; what is kept stays."""
        for path in paths:
            self._database.execute(
                "INSERT OR IGNORE INTO before "
                "SELECT path, facts, record, seal FROM entries WHERE path = ?", (path,)
            )  # fmt: skip
            self._database.execute(
                "INSERT OR IGNORE INTO before VALUES (?, '', '', ?)", (path, digest(path, "", ""))
            )

    def put_before(self, rows: Iterable[Row]) -> None:
        """Keep these in place of what was kept of their files."""
        sealed = ((r.path, r.facts, r.record, digest(r.path, r.facts, r.record)) for r in rows)
        self._database.executemany("REPLACE INTO before VALUES (?, ?, ?, ?)", sealed)

    def entry(self, path: str) -> Row | None:
        """The entry of one file."""
        query = "SELECT path, facts, record, seal FROM entries WHERE path = ?"
        found = self._database.execute(query, (path,)).fetchone()
        if found is None:
            return None
        _check(found[3], *found[:3])
        return Row(*found[:3])

    def keep(self) -> None:
        """Make everything put so far last, and let others have the memory."""
        self._database.commit()


#: What was read ahead the last time: the words of files that follow each other.
_ahead: dict[tuple[Path, str], str] = {}

#: So many files' words are read at once: whoever makes pages asks for one after the other, and
#: opening the file takes ten times as long as a text.
_AT_ONCE = 32


def text(place: Path, path: str, mark: str) -> str | None:
    """The words of a file, by the mark of them, as the memory in `place` has them now, whoever
    wrote them; None where it has none. It need not be open: records are told of longer than it is
    held."""
    global _ahead  # noqa: PLW0603 - replaced as a whole, so that any thread may look into it
    known = _ahead.get((place, path))
    if known is None or mark_of(known) != mark:
        _ahead = {(place, other): words for other, words in _texts(place, path)}
        known = _ahead.get((place, path))
    return known if known is not None and mark_of(known) == mark else None


def _texts(place: Path, path: str) -> list[tuple[str, str]]:
    try:
        with contextlib.closing(
            sqlite3.connect(f"{place.as_uri()}?mode=ro", timeout=PATIENCE, uri=True)
        ) as database:
            query = "SELECT path, words FROM texts WHERE path >= ? ORDER BY path LIMIT ?"
            found = database.execute(query, (path, _AT_ONCE)).fetchall()
    except (sqlite3.Error, *_BROKEN):
        return []
    return [(other, words) for other, words in found if isinstance(words, str)]


def _check(seal: object, *parts: object) -> None:
    texts = [part for part in parts if isinstance(part, str)]
    if len(texts) != len(parts) or seal != digest(*texts):
        raise Spoiled(str(parts[0]))


@contextlib.contextmanager
def opened(folder: Path, kinds: Sequence[Kind]) -> Iterator[Memory]:
    """The memory in `folder`, held alone; Unusable where there can be none.

    Spoiled comes out of the block, and then nothing of it is left.
    """
    try:
        place = _place(folder, kinds)
        database = sqlite3.connect(place, timeout=PATIENCE, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise Unusable(str(error)) from error
    with contextlib.closing(database):
        try:
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("BEGIN IMMEDIATE")
            for statement in _TABLES.split(";"):
                database.execute(statement)
            yield Memory(database, place)
        except (Spoiled, sqlite3.Error, *_BROKEN) as error:
            _refuse(error, place)


#: What a broken file makes SQLite's module raise besides its own errors.
_BROKEN = (UnicodeError, OverflowError, MemoryError)

#: Errors of SQLite that say nothing of the file's content.
_OF_THE_MACHINE = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY,
}  # fmt: skip


def _refuse(error: Exception, place: Path) -> None:
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_MACHINE:
        raise Unusable(str(error)) from error
    with contextlib.suppress(OSError):
        place.unlink()
    raise Spoiled(str(error)) from error


def forget(folder: Path) -> None:
    """Delete every memory in `folder`; one that another process has open is its alone then."""
    if folder.is_dir() and not folder.is_symlink():
        for place in folder.glob("shelf-*"):
            with contextlib.suppress(OSError):
                place.unlink()


def _place(folder: Path, kinds: Sequence[Kind]) -> Path:
    """The database's place, its folder and its witness made where they are missing."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise OSError(f"{folder} is no folder")
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n")
    name = digest(*_known(folder), str(FORMAT), __version__, repr(tuple(kinds)))
    place = folder / f"shelf-{name}.db"
    try:
        if not stat.S_ISREG(os.lstat(place).st_mode):
            raise OSError(f"{place} is no file")
    except FileNotFoundError:
        forget(folder)
    return place


def _known(folder: Path) -> tuple[str, str]:
    """What the folder is known by, and what its entries are made by."""
    if word := os.environ.get(VOUCHER):
        return f"vouched for by {word}", keys.of_makers()
    witness = folder / _WITNESS
    with contextlib.suppress(FileExistsError), witness.open("x"):
        pass
    seen = os.lstat(witness)
    return f"{seen.st_dev} {seen.st_ino} {seen.st_ctime_ns}", _makers()


@cache
def _makers() -> str:
    root = Path(__file__).parent.parent
    modules = sorted(path for part in _MAKERS for path in (root / part).iterdir() if path.is_file())
    seen = ((path.name, os.stat(path)) for path in modules)
    return digest(*(f"{name} {s.st_size} {s.st_mtime_ns}" for name, s in seen))
