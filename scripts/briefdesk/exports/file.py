"""A file of the site that is no page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from sqlite3 import Connection, connect
from typing import Any

from pydantic_core import to_json


@dataclass(frozen=True, slots=True)
class File:
    """A finished file. `path` is where it lies in the site (`api/v1/deals/tur-rus-s-400/index.json`),
    with `/`."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Database:
    """A finished SQLite database. It may be more than is good to hold: `fill` puts all of it into
    an empty one, wherever that lies."""

    path: str
    fill: Callable[[Connection], None]

    @property
    def content(self) -> bytes:
        """Its bytes: those of one filled on disk, too, once `UNTOLD` is written over them."""
        with closing(connect(":memory:", isolation_level=None)) as base:
            self.fill(base)
            content = bytearray(base.serialize())
        for place, octets in UNTOLD.items():
            content[place : place + len(octets)] = octets
        return bytes(content)


#: Where the header of a database tells how often it was written and which release of SQLite wrote
#: it last, and what it tells here: never, and the first release that knows all that is in it.
#: Source: "Database File Format" of SQLite, 1.3.
UNTOLD = {24: bytes(4), 92: bytes(4) + (3_009_000).to_bytes(4, "big")}


def json(path: str, value: Any) -> File:
    """A file of JSON, in UTF-8, on one line."""
    return File(path, to_json(value) + b"\n")
