"""What is kept beside a search index, so that an edit need not index everything again: which
page lies in which part, under which number. It counts for the very index that it was made with.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from briefdesk.site.search_shard import Shard

# A part is "resting" (made with all pages, in the order of their keys), "added" (made of later
# pages, full) or "moving" (made again with each change, from the pages in `moving`).
_TABLES = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE page (url TEXT PRIMARY KEY, folder TEXT, number INTEGER, words INTEGER) WITHOUT ROWID;
CREATE TABLE slot (key TEXT PRIMARY KEY, place INTEGER) WITHOUT ROWID;
CREATE TABLE moving (url TEXT PRIMARY KEY, html TEXT) WITHOUT ROWID;
"""
_FORM = "1"


class Unknown(Exception):
    """Nothing is known of this index."""


@dataclass(slots=True)
class Part:
    """A part of the index as the script must know it.

    `hidden` are the numbers of pages that lie elsewhere by now, or nowhere. `places` tells of
    the pages of a later part where each belongs among those of the resting parts.
    """

    folder: str
    pages: int
    words: int
    starts: list[str]
    fields: list[str]
    filters: list[str]
    size: int
    hidden: list[int] = field(default_factory=list)
    places: list[tuple[int, str]] | None = None

    @classmethod
    def of(cls, shard: Shard, places: list[tuple[int, str]] | None = None) -> Part:
        """A new part, with nothing hidden."""
        return cls(
            shard.folder, len(shard.urls), sum(shard.words), list(shard.starts),
            list(shard.fields), list(shard.filters), shard.size, places=places,
        )  # fmt: skip


def key(url: str) -> str:
    """The order of pages in the index: alike in every part of it, whatever they are about."""
    return hashlib.sha256(url.encode()).hexdigest()[:20]


class State:
    """The state in an open file; what is changed holds from `commit` on."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def fact(self, name: str) -> str:
        """A fact by its name; Unknown where it is not kept."""
        row = self._one("SELECT value FROM fact WHERE name = ?", name)
        if not row:
            raise Unknown(name)
        return str(row[0])

    def keep(self, **facts: str) -> None:
        """Keep facts by their names."""
        self._connection.executemany("REPLACE INTO fact VALUES (?, ?)", facts.items())

    def find(self, url: str) -> tuple[str, int, int] | None:
        """Folder, number and words of the page at `url`."""
        row = self._one("SELECT folder, number, words FROM page WHERE url = ?", url)
        return (str(row[0]), int(row[1]), int(row[2])) if row else None

    def forget(self, url: str) -> None:
        """The page at `url` is no longer where it was."""
        self._connection.execute("DELETE FROM page WHERE url = ?", (url,))

    def add(self, shard: Shard) -> None:
        """The pages of `shard` lie there."""
        rows = zip(shard.urls, range(len(shard.urls)), shard.words, strict=True)
        self._connection.executemany(
            "REPLACE INTO page VALUES (?, ?, ?, ?)", ((u, shard.folder, n, w) for u, n, w in rows)
        )

    def lay(self, urls: Iterable[str]) -> None:
        """The pages of the resting parts, in the order of all."""
        rows = ((key(url), place) for place, url in enumerate(urls))
        self._connection.executemany("INSERT INTO slot VALUES (?, ?)", rows)

    def place(self, of: str, end: int) -> int:
        """Before which page of the resting parts one of key `of` belongs; `end` after all."""
        row = self._one("SELECT place FROM slot WHERE key >= ? ORDER BY key LIMIT 1", of)
        return int(row[0]) if row else end

    @property
    def moving(self) -> dict[str, str]:
        """The pages of the moving part."""
        return dict(self._connection.execute("SELECT url, html FROM moving").fetchall())

    def move(self, pages: dict[str, str]) -> None:
        """Keep `pages` as those of the moving part."""
        self._connection.execute("DELETE FROM moving")
        self._connection.executemany("INSERT INTO moving VALUES (?, ?)", pages.items())

    @property
    def parts(self) -> list[Part]:
        """The parts of the index, the moving one last where there is one."""
        return [Part(**part) for part in json.loads(self.fact("parts"))]

    def commit(self) -> None:
        """Make what was changed hold."""
        self._connection.commit()

    def _one(self, question: str, *values: str) -> tuple[str | int, ...] | None:
        row: tuple[str | int, ...] | None = self._connection.execute(question, values).fetchone()
        return row


@contextmanager
def opened(path: Path, entry: bytes | None) -> Iterator[State]:
    """The state at `path` of the index whose entry is `entry`.

    Unknown where there is none, or it is of another index or of another version of this module.
    """
    if entry is None or not path.is_file():
        raise Unknown(path.name)
    try:
        with closing(sqlite3.connect(path)) as connection:
            state = State(connection)
            if (state.fact("form"), state.fact("entry")) != (_FORM, digest(entry)):
                raise Unknown(path.name)
            yield state
    except sqlite3.DatabaseError as error:
        raise Unknown(path.name) from error


@contextmanager
def made(path: Path) -> Iterator[State]:
    """A new state in place of the one at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        # A power cut costs no more than indexing again.
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(_TABLES)
        state = State(connection)
        state.keep(form=_FORM)
        yield state


def digest(entry: bytes) -> str:
    """What tells one index from another: its entry names every part by its content."""
    return hashlib.sha256(entry).hexdigest()
