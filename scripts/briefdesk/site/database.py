"""The database of a site on disk: made there, or brought up to date, the rows that an edit touches
alone.

All of it takes seconds on a big desk. So an edit works on a copy, which takes the place of the
database in one step like any other file. A database that has a history holds the same rows as one
made from nothing, in other bytes.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from briefdesk.catalogue import grounds
from briefdesk.exports import database
from briefdesk.exports.file import UNTOLD, Database
from briefdesk.pages.edition import Edition
from briefdesk.site.state import Written

#: KiB of a database that are in memory while it is made: its keys come in no order.
_CACHE = 65_536


def make(file: Database, place: str) -> None:
    """Write a database to `place`, where nothing is: the bytes of its `content`, of which never all
    are in memory."""
    with closing(sqlite3.connect(place, isolation_level=None)) as base:
        _hurry(base)
        base.execute(f"PRAGMA cache_size = -{_CACHE}")
        file.fill(base)
    with open(place, "r+b") as written:
        for start, octets in UNTOLD.items():
            written.seek(start)
            written.write(octets)


def _hurry(base: sqlite3.Connection) -> None:
    # Nobody else sees the file, and where this fails it is thrown away.
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")


def renew(
    edition: Edition, known: Written, touched: Collection[str], site: Path, aside: Path
) -> Written:
    """Write the database anew below `aside`: what is in `site`, with all that rests on the
    `touched` grounds as it is now. `known` is the file in `site`."""
    place = aside / known.path
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(site / known.path, place)
    with closing(sqlite3.connect(place)) as base, edition.catalogue.noting():
        _hurry(base)
        with base:
            database.renew(
                base,
                edition,
                briefs=grounds.briefs_among(touched),
                deals=grounds.deals_among(touched),
                names=grounds.names_among(touched),
            )
    return Written.of(aside, known.path, known.task)
