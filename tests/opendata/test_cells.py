"""Tables say what they were given, and no spreadsheet computes a cell of them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefdesk.catalogue.compile import compile
from briefdesk.exports import cells
from briefdesk.exports.cells import FORMULA
from briefdesk.pages.columns import Column, Table
from briefdesk.reading.library import Library
from tests.opendata.conftest import rows
from tests.pages.conftest import others
from tests.pages.test_escaping import hostile, library_of

TABLE = Table("t", "T", "", (Column("one", ""), Column("two", "")))

given_cells = st.one_of(st.none(), st.integers(), st.text(st.characters(codec="utf-8")), hostile)


@given(st.lists(st.tuples(given_cells, given_cells), max_size=5))
def test_a_table_reads_as_it_was_written(given: list[tuple[cells.Cell, cells.Cell]]) -> None:
    """Every cell is read as it was given, with an apostrophe before what is taken for a
    formula; lines end as RFC 4180 wants, and every row has all columns."""
    content = cells.written(TABLE, [{"one": one, "two": two} for one, two in given])
    assert content.startswith(b"one,two\r\n")
    assert content.endswith(b"\r\n")
    read = [(row["one"], row["two"]) for row in rows(content)]
    assert read == [(_read(one), _read(two)) for one, two in given]


def _read(cell: cells.Cell) -> str:
    if isinstance(cell, str) and cell.startswith(tuple(FORMULA)):
        return f"'{cell}"
    return "" if cell is None else str(cell)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_formulas_are_made_inert(text: str) -> None:
    """What a spreadsheet may take for a formula begins with an apostrophe."""
    assert cells.inert(text) == f"'{text}"


def test_numbers_are_left_as_they_are() -> None:
    """A number below zero is no formula."""
    assert cells.inert(-5) == -5


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(hostile)
def test_no_cell_of_any_table_is_a_formula(library: Library, text: str) -> None:
    """With any text in every field, no cell of any table begins as a formula does, every row
    has as many cells as there are columns, and documents and tables can be read."""
    for path, content in others(compile(library_of(library, f"={text}"))).items():
        if path.endswith(".csv"):
            for row in rows(content):
                assert None not in row
                for cell in row.values():
                    assert cell is not None
                    assert not cell.startswith(tuple(FORMULA)), path
