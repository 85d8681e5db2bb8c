"""The tables by which a browser filters: what they hold, and what they weigh."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.model import Catalogue
from briefdesk.exports import book, deal_rows, event_rows
from briefdesk.pages import rows
from briefdesk.pages.edition import Edition, changed
from briefdesk.reading.library import File, read
from tests.pages.conftest import SITE
from tests.pages.test_many import COUNT, brief


@pytest.fixture(scope="module")
def edition() -> Edition:
    """Several hundred briefs."""
    return Edition(compile(read([File("docs/systems/beacon.md", b"---\nname: Beacon\n---\n"),
        File("docs/organisations/lamp-works.md", b"---\nname: Lamp Works\ncountry: RUS\n---\n"),
        *map(brief, range(COUNT))])), SITE)  # fmt: skip


def table(edition: Edition, name: str) -> dict[str, Any]:
    """The tables of a name, by path."""
    tasks = [task for task in book.tasks(edition) if task[0] == name]
    files = [file for task in tasks for file in book.make(edition, task)[0]]
    assert len({file.path for file in files}) == len(files)
    return {file.path: json.loads(file.content) for file in files}


def test_a_row_tells_a_deal(catalogue: Catalogue) -> None:
    """A row has ids for what can be chosen, and each step with its date, state and standing."""
    edition = Edition(catalogue, SITE)
    (found,) = table(edition, "deal rows").values()
    deals = {row[0]: row for row in found["rows"]}
    assert list(deals) == [deal.id for deal in edition.deals_by_change()]
    row = deals["tur-fin-l-20"]
    assert row[1:6] == ["Türkiye – Finland", "tur", ["fin"], ["l-20"], ["lighthouse"]]
    deal = catalogue.deal("tur-fin-l-20")
    assert deal
    assert [step[0] for step in row[6]] == [str(step.date) for step in deal.history]
    assert row[6][0] == ["2016-11", "tender", "claimed"]
    assert found["names"]["countries"]["tur"] == "Türkiye"


@pytest.mark.parametrize("piece", [rows.PIECE, 50])
def test_pieces_are_the_whole(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    """However the tables are cut, they have every deal once, and every event on its page; and
    the files are those that the pages name."""
    monkeypatch.setattr(rows, "PIECE", piece)
    deals = edition.deals_by_change()
    tables = table(edition, "deal rows")
    assert [row[0] for of in tables.values() for row in of["rows"]] == [deal.id for deal in deals]
    assert list(tables) == [rows.address("deals/", *one) for one in rows.deal_pieces(deals)]
    assert max(len(of["rows"]) for of in tables.values()) <= piece
    events = edition.events()
    tables = table(edition, "event rows")
    assert list(tables) == [rows.address("timeline/", *one) for one in rows.event_pieces(events)]
    told = [
        (year, happened, of["parties"][party])
        for of in tables.values()
        for _, year, numbers in of["pages"]
        for happened, party in zip(numbers[::2], numbers[1::2], strict=True)
    ]
    assert told == [
        (
            event.date.year,
            rows.happened(event),
            [[s.id for s in subjects] for subjects in rows.concerned(event)],
        )
        for event in events
    ]


def test_tables_are_light(edition: Edition) -> None:
    """As it is sent, a deal weighs less than 50 bytes, and an event less than 10."""
    for maker, total, most in (
        (deal_rows, len(edition.deals_by_change()), 50),
        (event_rows, len(edition.events()), 10),
    ):
        size = sum(len(gzip.compress(file.content)) for file in maker.make(edition))
        assert size / total < most


def test_a_table_of_a_year_rests_on_that_year(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In pieces, the table of a year does not rest on all deals there are."""
    monkeypatch.setattr(rows, "PIECE", 50)
    year = f"{changed(edition.deals_by_change()[0]).year:04d}"
    for name in ("deal rows", "event rows"):
        _, grounds = book.make(edition, (name, year))
        assert grounds.isdisjoint({"deals", "briefs"})
        assert f"deals {year.lstrip('0')}" in grounds
