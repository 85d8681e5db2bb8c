"""What the last build left behind: which page rests on what, and which file is whose.

It lies in `.briefdesk/build.sqlite`, which git ignores and anybody may delete. It is plain data
and never trusted: a file of the site counts only as long as its size and its time of
modification are those that were written down, and whatever cannot be read means building anew.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import ahocorasick

from briefdesk.pages.page import Task

#: The file, in the folder of what is remembered.
NAME = "build.sqlite"

#: Changes with the form of the tables.
FORM = 1

_TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE tasks (task TEXT PRIMARY KEY, grounds TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, task TEXT NOT NULL, size INTEGER NOT NULL, time INTEGER NOT NULL
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the site, relative to it, as it was written: size, and time in nanoseconds.
    `task` made it; it is empty for what the frame and the search brought."""

    path: str
    task: Task
    size: int
    time: int

    @classmethod
    def of(cls, site: Path, path: str, task: Task = ()) -> Written:
        """A file as it is in the site."""
        found = os.stat(f"{site}/{path}")
        return cls(path, task, found.st_size, found.st_mtime_ns)


#: A file as it is written down: its path, its task as JSON, size and time.
_Row = tuple[str, str, int, int]


@dataclass
class State:
    """The state after a build. `facts` are plain data under names of the builder's choice.

    Tasks and files stay rows as they were written down, `grounds` by task and `rows` by path: an
    edit asks for some hundred of them, and there are ten for each brief.
    """

    facts: dict[str, Any]
    grounds: dict[str, str]
    rows: dict[str, _Row]

    @cached_property
    def tasks(self) -> frozenset[Task]:
        """Every task."""
        return frozenset(map(_task, self.grounds))

    def resting_on(self, grounds: Collection[str]) -> set[Task]:
        """The tasks that rest on any of `grounds`."""
        # What is written down is a list in JSON, so that a ground in it stands between quotes.
        marks = ahocorasick.Automaton()
        for ground in grounds:
            marks.add_word(json.dumps(ground), ground)
        if not marks:
            return set()
        marks.make_automaton()
        return {
            _task(text) for text, known in self.grounds.items() if next(marks.iter(known), None)
        }

    def broken(self, site: Path) -> set[Task]:
        """The tasks with a file in the site that is not as it was written."""
        return {_task(row[1]) for row in self.rows.values() if not _is_there(row, site)}

    def file(self, path: str) -> Written | None:
        """The file at `path`."""
        row = self.rows.get(path)
        return Written(row[0], _task(row[1]), row[2], row[3]) if row else None

    def paths(self) -> set[str]:
        """The files that tasks made."""
        return {path for path, row in self.rows.items() if row[1] != _NOBODY}

    def paths_of(self, tasks: Collection[Task]) -> set[str]:
        """The files that any of `tasks` made."""
        texts = frozenset(map(_text, tasks))
        return {path for path, row in self.rows.items() if row[1] in texts}


def listed(grounds: Collection[str]) -> str:
    """The grounds of a task as they are written down, which takes a tenth of their memory."""
    return json.dumps(sorted(grounds))


def load(cache: Path) -> State | None:
    """The state in the folder `cache`; None where there is none that can be used."""
    try:
        with closing(_reading(cache)) as base:
            if _form(base) != FORM:
                return None
            facts = {name: json.loads(value) for name, value in base.execute("SELECT * FROM facts")}
            grounds = dict(_rows(base, "tasks"))
            rows = {row[0]: row for row in _rows(base, "files")}
            return State(facts, grounds, rows)
    except (sqlite3.Error, ValueError, TypeError):
        return None


def stands(cache: Path, site: Path) -> bool:
    """True where every file of the site is as the state in `cache` says that it was written."""
    try:
        with closing(_reading(cache)) as base:
            return _form(base) == FORM and all(_is_there(row, site) for row in _rows(base, "files"))
    except (sqlite3.Error, ValueError, TypeError):
        return False


def _is_there(row: _Row, site: Path) -> bool:
    try:
        found = os.stat(f"{site}/{row[0]}")
    except OSError:
        return False
    return found.st_size == row[2] and found.st_mtime_ns == row[3]


def _reading(cache: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{(cache / NAME).absolute().as_uri()}?mode=ro", uri=True)


def _form(base: sqlite3.Connection) -> Any:
    found = base.execute("SELECT value FROM facts WHERE name = 'form'").fetchone()
    return json.loads(found[0]) if found else None


def _rows(base: sqlite3.Connection, table: str) -> Iterator[Any]:
    return base.execute(f"SELECT * FROM {table}")  # noqa: S608, a name of ours


class Writing:
    """A whole state, written down as it comes beside the one there is, whose place `finish` gives
    it. Where it cannot be written, there is none in the end: the site does not need it."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._aside = cache / f"{NAME}.new"
        self._base: sqlite3.Connection | None = None
        with self._or_not_at_all():
            cache.mkdir(parents=True, exist_ok=True)
            self._aside.unlink(missing_ok=True)
            self._base = base = sqlite3.connect(self._aside)
            base.execute("PRAGMA journal_mode = OFF")
            base.executescript(_TABLES)

    def add(self, tasks: Mapping[Task, str], files: Iterable[Written]) -> None:
        """Write down the grounds of tasks, and files."""
        if base := self._base:
            with self._or_not_at_all():
                _put(base, {}, tasks, files)

    def finish(self, facts: Mapping[str, Any], files: Iterable[Written]) -> None:
        """Write down the facts and the files that are left, and replace what there was."""
        with _forgetting(self._cache):
            if base := self._base:
                _put(base, {"form": FORM, **facts}, {}, files)
                base.commit()
                base.close()
                os.replace(self._aside, self._cache / NAME)
            else:
                forget(self._cache)

    def close(self) -> None:
        """Let go of what was not finished."""
        if base := self._base:
            self._base = None
            base.close()
            with suppress(OSError):
                self._aside.unlink(missing_ok=True)

    @contextmanager
    def _or_not_at_all(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error):
            self.close()


@contextmanager
def _forgetting(cache: Path) -> Iterator[None]:
    """Forget the state where it cannot be written. Should even that be refused, what is there
    tells of another site than the one in place, and is found out by it."""
    try:
        yield
    except (OSError, sqlite3.Error):
        with suppress(OSError):
            forget(cache)


def forget(cache: Path) -> None:
    """Have the next build find no state."""
    (cache / NAME).unlink(missing_ok=True)


def update(
    cache: Path,
    facts: Mapping[str, Any],
    tasks: Mapping[Task, str],
    files: Iterable[Written],
    gone: tuple[Collection[Task], Collection[str]],
) -> None:
    """Write what differs: new rows, and tasks and files that are `gone`. Where that cannot be,
    there is no state any more."""
    with _forgetting(cache), closing(sqlite3.connect(cache / NAME)) as base, base:
        base.executemany("DELETE FROM tasks WHERE task = ?", ((_text(t),) for t in gone[0]))
        base.executemany("DELETE FROM files WHERE path = ?", ((name,) for name in gone[1]))
        _put(base, facts, tasks, files)


def _put(
    base: sqlite3.Connection,
    facts: Mapping[str, Any],
    tasks: Mapping[Task, str],
    files: Iterable[Written],
) -> None:
    base.executemany(
        "INSERT OR REPLACE INTO facts VALUES (?, ?)",
        ((name, json.dumps(value, sort_keys=True)) for name, value in facts.items()),
    )
    base.executemany(
        "INSERT OR REPLACE INTO tasks VALUES (?, ?)",
        ((_text(task), grounds) for task, grounds in tasks.items()),
    )
    base.executemany(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)",
        ((file.path, _text(file.task), file.size, file.time) for file in files),
    )


def _text(task: Task) -> str:
    return json.dumps(task)


#: What a file of nobody's has for its task.
_NOBODY = "[]"


def _task(text: str) -> Task:
    # Twenty thousand of these are read for some edits; hardly any has a letter that JSON escapes.
    return (
        tuple(json.loads(text))
        if "\\" in text or text == _NOBODY
        else tuple(text[2:-2].split('", "'))
    )
