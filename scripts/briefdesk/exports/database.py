"""The whole catalogue as one SQLite database, with a search over the full text of the briefs.

The rows of a brief, of a deal and of all names are written by one function each, so that a
database can be brought up to date as well as made. A database made from nothing is the same bytes
whenever and wherever it is made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from importlib.resources import files
from itertools import islice
from sqlite3 import Connection
from typing import Any

from briefdesk.exports.database_rows import Row, of_brief, of_deal, of_names
from briefdesk.exports.file import Database, File, json
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition

PATH = f"{addresses.DATA}briefdesk.sqlite"

_PAGE = 4096

#: Octets that the index of words gathers before it writes, while everything is written and later.
_AT_ONCE, _LATER = 1 << 25, 1 << 20

#: Rows that are gathered before they are written.
_TOGETHER = 10_000

#: Tables that hold what everything is called.
_OF_NAMES = ("about", "states", "subjects", "names", "publishers")

_INDEX = "briefs_fts(rowid, title, summary, text)"


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """One for the whole desk, where the site has a database and anything to put in it."""
    if edition.site.database and edition.catalogue.briefs:
        yield ()


def path(edition: Edition) -> str:
    """Where the database is."""
    return PATH


def make(edition: Edition) -> Iterator[File | Database]:
    """The database. No ground is noted: `renew` brings it up to date after an edit."""
    yield Database(PATH, partial(fill, edition=edition))
    yield json(f"{addresses.DATA}metadata.json", _metadata(edition))


def _metadata(edition: Edition) -> dict[str, Any]:
    """What Datasette is told of the database: how to name, sort and part its rows."""
    return {
        "title": edition.site.name,
        "description": edition.site.purpose,
        "databases": {
            "briefdesk": {
                "tables": {
                    "briefs": {"label_column": "title", "sort_desc": "first_day"},
                    "deals": {
                        "label_column": "title",
                        "sort_desc": "since_first_day",
                        "facets": ["state"],
                    },
                    "events": {"sort_desc": "first_day", "facets": ["state", "standing"]},
                    "subjects": {"label_column": "name", "facets": ["kind"]},
                    "publishers": {"label_column": "name", "facets": ["reliability"]},
                    "states": {"label_column": "label"},
                }
            }
        },
    }


def _schema() -> str:
    return files("briefdesk.exports").joinpath("database.sql").read_text(encoding="utf-8")


def fill(base: Connection, edition: Edition) -> None:
    """Write everything into a database in which nothing is."""
    base.execute(f"PRAGMA page_size = {_PAGE}")
    base.executescript(_schema())
    briefs = dict(enumerate(reversed(edition.catalogue.briefs), 1))
    numbers = {brief.slug: number for number, brief in briefs.items()}
    with edition.catalogue.noting():
        base.execute("BEGIN")
        _put(base, of_names(edition))
        _put(base, (row for number, brief in briefs.items() for row in of_brief(number, brief)))
        _put(base, (row for d in edition.catalogue.deals for row in of_deal(edition, d, numbers)))
        # One run over all words, and next to nothing to be merged: half the time, and no page
        # left empty.
        _configure(base, _AT_ONCE)
        base.execute("INSERT INTO briefs_fts(briefs_fts) VALUES ('rebuild')")
        _configure(base, _LATER)
        base.execute("COMMIT")


def _configure(base: Connection, octets: int) -> None:
    base.execute("INSERT INTO briefs_fts(briefs_fts, rank) VALUES ('hashsize', ?)", (octets,))


def renew(
    base: Connection,
    edition: Edition,
    briefs: Collection[str],
    deals: Collection[str],
    *,
    names: bool,
) -> None:
    """Bring a database up to date: the rows of the briefs of these slugs and of the deals of
    these ids and, where `names` differ, of all names. What is no more is taken out.

    A deal is among `deals` if a brief that reports on it is among `briefs` for anything but its
    text.
    """
    catalogue = edition.catalogue
    numbers = dict(base.execute("SELECT slug, id FROM briefs").fetchall())
    for id in deals:
        _take_out_deal(base, id)
    changed = {slug: numbers.pop(slug, None) for slug in sorted(briefs)}
    for number in filter(None, changed.values()):
        _take_out_brief(base, number)
    if names:
        for table in _OF_NAMES:
            base.execute(f"DELETE FROM {table}")
        _put(base, of_names(edition))
    last = max((0, *numbers.values(), *filter(None, changed.values())))
    for slug, known in changed.items():
        if brief := catalogue.brief(slug):
            last, number = (last, known) if known else (last + 1, last + 1)
            numbers[slug] = number
            _put(base, of_brief(number, brief))
            row = (number, brief.title, brief.summary, brief.body.text)
            base.execute(f"INSERT INTO {_INDEX} VALUES (?, ?, ?, ?)", row)
    found = (deal for id in sorted(deals) if (deal := catalogue.deal(id)))
    _put(base, (row for deal in found for row in of_deal(edition, deal, numbers)))


def _take_out_deal(base: Connection, id: str) -> None:
    for table in ("reports", "event_sources", "event_parties"):
        base.execute(
            f"DELETE FROM {table} WHERE event IN (SELECT id FROM events WHERE deal = ?)", (id,)
        )
    for table in ("events", "deal_suppliers", "deal_programmes"):
        base.execute(f"DELETE FROM {table} WHERE deal = ?", (id,))
    base.execute("DELETE FROM deals WHERE id = ?", (id,))


def _take_out_brief(base: Connection, number: int) -> None:
    row = base.execute("SELECT id, title, summary, text FROM briefs WHERE id = ?", (number,))
    told = row.fetchone()
    # The index does not keep the words that it was made of, and must be told them again.
    base.execute(
        "INSERT INTO briefs_fts(briefs_fts, rowid, title, summary, text)"
        " VALUES ('delete', ?, ?, ?, ?)",
        told,
    )
    base.execute(
        "DELETE FROM statement_sources WHERE statement IN"
        " (SELECT id FROM statements WHERE brief = ?)",
        (number,),
    )
    for table in ("statements", "judgements", "sources", "brief_subjects"):
        base.execute(f"DELETE FROM {table} WHERE brief = ?", (number,))
    base.execute("DELETE FROM briefs WHERE id = ?", (number,))


def _put(base: Connection, rows: Iterable[Row]) -> None:
    """Insert rows, of some thousand those of one table after the other."""
    left = iter(rows)
    while some := tuple(islice(left, _TOGETHER)):
        of_tables: dict[str, list[tuple[object, ...]]] = {}
        for table, row in some:
            of_tables.setdefault(table, []).append(row)
        for table, found in of_tables.items():
            marks = ", ".join("?" * len(found[0]))
            base.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
