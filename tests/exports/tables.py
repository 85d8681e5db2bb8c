"""What a database holds, whatever its history."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

Contents = dict[str, list[tuple[Any, ...]]]


def contents(path: Path) -> Contents:
    """Every table of a database file by its rows, as `rows` gives them."""
    with closing(sqlite3.connect(path)) as base:
        return rows(base)


def rows(base: sqlite3.Connection) -> Contents:
    """Every table by its rows in order. A brief is named by its slug, since its number is a
    matter of history."""
    slugs = dict(base.execute("SELECT id, slug FROM briefs").fetchall())
    found: Contents = {}
    tables = base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for (table,) in tables:
        if table.startswith(("briefs_fts", "sqlite_")):
            continue
        told = base.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in told.description]
        own = "id" if table == "briefs" else "brief"
        found[table] = sorted(
            (
                tuple(slugs[v] if n == own else v for n, v in zip(names, row, strict=True))
                for row in told
            ),
            key=repr,
        )
    return found
