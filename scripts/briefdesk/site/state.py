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

    def is_there(self, site: Path) -> bool:
        """True where the file is as it was written."""
        try:
            found = os.stat(f"{site}/{self.path}")
        except OSError:
            return False
        return found.st_size == self.size and found.st_mtime_ns == self.time


@dataclass
class State:
    """The state after a build. `facts` are plain data under names of the builder's choice,
    `tasks` the grounds of each task as they were written down."""

    facts: dict[str, Any]
    tasks: dict[Task, str]
    files: dict[str, Written]

    def resting_on(self, grounds: Collection[str]) -> set[Task]:
        """The tasks that rest on any of `grounds`."""
        # What is written down is a list in JSON, so that a ground in it stands between quotes.
        marks = ahocorasick.Automaton()
        for ground in grounds:
            marks.add_word(json.dumps(ground), ground)
        if not marks:
            return set()
        marks.make_automaton()
        return {task for task, known in self.tasks.items() if next(marks.iter(known), None)}


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
            known = {text: (_task(text), grounds) for text, grounds in _rows(base, "tasks")}
            tasks = {text: task for text, (task, _) in known.items()}
            files = {file.path: file for file in _files(base, tasks)}
            return State(facts, dict(known.values()), files)
    except (sqlite3.Error, ValueError, TypeError):
        return None


def files(cache: Path) -> Iterator[Written]:
    """The files of the site as the state in `cache` knows them, but for their tasks; one that is
    nowhere, where there is no such state."""
    try:
        with closing(_reading(cache)) as base:
            if _form(base) == FORM:
                for path, _, size, time in _rows(base, "files"):
                    yield Written(path, (), size, time)
                return
    except (sqlite3.Error, ValueError, TypeError):
        pass
    yield Written("", (), -1, -1)


def _reading(cache: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{(cache / NAME).absolute().as_uri()}?mode=ro", uri=True)


def _form(base: sqlite3.Connection) -> Any:
    found = base.execute("SELECT value FROM facts WHERE name = 'form'").fetchone()
    return json.loads(found[0]) if found else None


def _files(base: sqlite3.Connection, known: Mapping[str, Task]) -> Iterator[Written]:
    for path, text, size, time in _rows(base, "files"):
        yield Written(path, known.get(text) or _task(text), size, time)


def _rows(base: sqlite3.Connection, table: str) -> Iterator[Any]:
    return base.execute(f"SELECT * FROM {table}")  # noqa: S608, a name of ours


def save(
    cache: Path,
    facts: Mapping[str, Any],
    tasks: Mapping[Task, str],
    files: Iterable[Written],
) -> None:
    """Write a whole state, in place of whatever there was. Where that cannot be, there is none:
    the site does not need it."""
    path = cache / NAME
    aside = path.with_name(f"{path.name}.new")
    with _forgetting(cache):
        cache.mkdir(parents=True, exist_ok=True)
        aside.unlink(missing_ok=True)
        with closing(sqlite3.connect(aside)) as base, base:
            base.executescript(_TABLES)
            _put(base, {"form": FORM, **facts}, tasks, files)
        os.replace(aside, path)


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


def _task(text: str) -> Task:
    # Twenty thousand of these are read for one edit; hardly any has a letter that JSON escapes.
    return (
        tuple(json.loads(text)) if "\\" in text or text == "[]" else tuple(text[2:-2].split('", "'))
    )
