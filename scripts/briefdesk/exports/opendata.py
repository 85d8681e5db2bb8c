"""The data of the page about the data: every table with its columns, and where documents are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from typing_extensions import TypedDict

from briefdesk.exports.document import Head, head, says, written
from briefdesk.exports.file import File
from briefdesk.pages import addresses, columns, offers, opendata
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here


class ColumnItem(TypedDict):
    """A column of a table."""

    name: str
    meaning: str


class TableItem(TypedDict):
    """A table."""

    id: str
    title: str
    row: Annotated[str, says("What a row is.")]
    csv: Annotated[str, says("Where it is, relative to the root of the site.")]
    columns: list[ColumnItem]


class DataDocument(Head):
    """Every table, and where the description of the API is."""

    kind: Literal["data"]
    description: Annotated[str, says("Where the description of the API is (OpenAPI 3.1).")]
    tables: list[TableItem]


def make(edition: Edition) -> Iterator[File]:
    """The data behind the page about the data."""
    here = Here(edition, addresses.DATA)
    document: DataDocument = {
        "kind": "data",
        **head(here, opendata.TITLE),
        "description": offers.DESCRIPTION,
        "tables": [
            {
                "id": table.id,
                "title": table.title,
                "row": table.row,
                "csv": table.path,
                "columns": [{"name": c.name, "meaning": c.meaning} for c in table.columns],
            }
            for table in columns.tables(edition.catalogue.kinds)
        ],
    }
    yield written(here, document)
