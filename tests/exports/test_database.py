"""The database holds what the catalogue does, the same bytes each time, and keeps up with edits."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefdesk.catalogue import grounds
from briefdesk.catalogue.changes import Change, texts, touched
from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.digest import Digest
from briefdesk.catalogue.model import Catalogue
from briefdesk.exports import book as exports
from briefdesk.exports import database
from briefdesk.exports.file import Database
from briefdesk.pages.edition import Edition
from briefdesk.reading.library import read
from briefdesk.records.problems import Severity
from briefdesk.site.database import make
from tests.exports.conftest import NOWHERE, SITE, desk
from tests.exports.tables import rows
from tests.pages.test_touching import Desk, _profiles

VIEWS = {
    "where_deals_stand",
    "timeline",
    "events_of_one_publisher",
    "open_judgements",
    "most_cited",
}


def made(catalogue: Catalogue) -> bytes:
    """The bytes of a database."""
    file, _ = database.make(Edition(catalogue, SITE))
    return file.content


def opened(content: bytes) -> sqlite3.Connection:
    """A database of these bytes; whoever writes to it must keep its rules."""
    base = sqlite3.connect(":memory:")
    base.deserialize(content)
    base.execute("PRAGMA foreign_keys = ON")
    return base


def sound(base: sqlite3.Connection) -> None:
    """The file is whole, every key leads somewhere, and the index of words is that of the texts."""
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    base.execute("INSERT INTO briefs_fts(briefs_fts, rank) VALUES ('integrity-check', 1)")


@pytest.fixture
def base(catalogue: Catalogue) -> Iterator[sqlite3.Connection]:
    """The database of the small library."""
    with closing(opened(made(catalogue))) as opened_base:
        yield opened_base


def test_it_is_the_same_bytes(catalogue: Catalogue) -> None:
    """Two databases of one catalogue are the same bytes, and do not tell which SQLite wrote
    them."""
    one = made(catalogue)
    assert one == made(Catalogue(*catalogue._made_of))
    assert one[96:100] == (3_009_000).to_bytes(4, "big")
    assert sqlite3.sqlite_version_info > (3, 9, 0)


def test_on_disk_it_is_the_same_bytes(catalogue: Catalogue, tmp_path: Path) -> None:
    """A database that is made where it lies is the same as one made in memory."""
    file = next(iter(database.make(Edition(catalogue, SITE))))
    assert isinstance(file, Database)
    make(file, str(tmp_path / "one.sqlite"))
    assert (tmp_path / "one.sqlite").read_bytes() == made(catalogue)


def test_it_holds_what_the_catalogue_does(catalogue: Catalogue, base: sqlite3.Connection) -> None:
    """Every brief, deal, step, source and statement is a row, and every key leads to another."""
    sound(base)
    deals, briefs = catalogue.deals, catalogue.briefs
    counted = {
        "briefs": len(briefs),
        "deals": len(deals),
        "events": sum(len(deal.history) for deal in deals),
        "reports": sum(len(step.reports) for deal in deals for step in deal.history),
        "sources": sum(len(brief.sources) for brief in briefs),
        "statements": sum(len(brief.statements) for brief in briefs),
        "judgements": sum(len(brief.judgements) for brief in briefs),
        "publishers": len(catalogue.publishers),
    }
    found = {t: base.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in counted}
    assert found == counted
    assert min(counted[name] for name in ("briefs", "events", "sources", "statements")) > 2
    withdrawn = [brief.title for brief in catalogue.withdrawn]
    assert withdrawn
    assert not any(title in str(rows(base)) for title in withdrawn)


def test_its_search_finds_words(base: sqlite3.Connection) -> None:
    """A word of a text, of a title, or a name without its accents finds its brief."""
    query = (
        "SELECT slug FROM briefs JOIN briefs_fts ON briefs.id = briefs_fts.rowid"
        " WHERE briefs_fts MATCH ? ORDER BY rank"
    )
    slug, title, text = base.execute("SELECT slug, title, text FROM briefs LIMIT 1").fetchone()
    for words in (title, text.split(" [@")[0].rpartition(". ")[2]):
        assert len(words) > 10
        phrase = '"' + words.replace('"', '""') + '"'
        assert (slug,) in base.execute(query, (phrase,)).fetchall()
    assert (
        base.execute(query, ("turkiye",)).fetchall() == base.execute(query, ("türkiye",)).fetchall()
    )
    assert not base.execute(query, ("zeppelin",)).fetchall()


def test_its_views_answer(catalogue: Catalogue, base: sqlite3.Connection) -> None:
    """Every view answers; where deals stand is what the catalogue says."""
    views = {name for (name,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")}
    assert views == VIEWS
    for view in views:
        assert base.execute(f"SELECT * FROM {view}").description
    told = dict(base.execute("SELECT deal, state FROM where_deals_stand").fetchall())
    assert told == {d.id: d.state.label if d.state else None for d in catalogue.deals}
    alone = {row[0] for row in base.execute("SELECT event FROM events_of_one_publisher")}
    assert alone == {
        event for event, number in base.execute(
            "SELECT e.id, count(DISTINCT s.publisher) FROM events e JOIN event_sources x ON x.event = e.id"
            " JOIN sources s ON s.id = x.source GROUP BY e.id")
        if number == 1
    }  # fmt: skip


def test_what_datasette_is_told_is_there(catalogue: Catalogue, base: sqlite3.Connection) -> None:
    """The tables and columns that Datasette is told of are those of the database."""
    _, file = database.make(Edition(catalogue, SITE))
    for table, told in json.loads(file.content)["databases"]["briefdesk"]["tables"].items():
        columns = {row[1] for row in base.execute(f"PRAGMA table_info({table})")}
        named = (value if isinstance(value, list) else [value] for value in told.values())
        assert {column for of in named for column in of} <= columns


def test_a_site_may_do_without() -> None:
    """A site that wants no database, or knows of no brief, has none."""
    one = desk([{"slug": "a", "date": "2017-01-01"}])
    wanted = [("briefdesk.sqlite",)]
    for catalogue, site, tasks in (
        (one, replace(SITE, database=True), wanted), (one, NOWHERE, []), (compile(read([])), replace(SITE, database=True), []),
    ):  # fmt: skip
        found = [
            task
            for task in exports.tasks(Edition(catalogue, site))
            if task[0] == "briefdesk.sqlite"
        ]
        assert found == tasks


@pytest.mark.parametrize("seed", range(3))
def test_it_keeps_up_with_edits(seed: int) -> None:
    """After each of many random edits a database brought up to date holds the rows of one made
    from nothing, finds the same words, and is sound."""
    author = Desk(random.Random(seed), profiles=_profiles())
    for _ in range(8):
        author.add_brief()
    library = read(author.files())
    edition = Edition(compile(library, author.today), SITE)
    base = opened(made(edition.catalogue))
    digest, done = Digest.of(edition.catalogue), 0
    for _ in range(60):
        kept = json.dumps([author.briefs, author.profiles, str(author.today)])
        author.edit()
        after = read(author.files())
        if any(problem.severity is Severity.ERROR for problem in after.problems):
            author.briefs, author.profiles, today = json.loads(kept)
            author.today = date.fromisoformat(today)
            continue
        was = {record.path: record for record in (*library.briefs, *library.profiles)}
        now = {record.path: record for record in (*after.briefs, *after.profiles)}
        paths = [path for path in {*was, *now} if was.get(path) != now.get(path)]
        change = Change({p: was.get(p) for p in paths}, {p: now.get(p) for p in paths})
        edition = Edition(compile(after, author.today), SITE)
        new = Digest.of(edition.catalogue)
        alone = change.is_of_texts_alone() and library.names == after.names
        if alone and digest.opens(edition.catalogue):
            found = texts(change)
        else:
            found = touched(change, after, edition.catalogue, digest, new)
        base.execute("PRAGMA foreign_keys = OFF")
        database.renew(
            base, edition, grounds.briefs_among(found), grounds.deals_among(found),
            names=grounds.names_among(found),
        )  # fmt: skip
        base.commit()
        clean = opened(made(edition.catalogue))
        assert rows(base) == rows(clean)
        for word in ("lantern", "news", "harbour"):
            query = "SELECT slug FROM briefs WHERE id IN (SELECT rowid FROM briefs_fts(?)) ORDER BY slug"
            assert (
                base.execute(query, (word,)).fetchall() == clean.execute(query, (word,)).fetchall()
            )
        sound(base)
        library, digest, done = after, new, done + 1
        clean.close()
    assert done > 30
    base.close()
