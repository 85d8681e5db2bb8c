"""The data of the matrix: which country stands where with which system."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from typing_extensions import TypedDict

from briefdesk.exports import lists
from briefdesk.exports.document import (
    DealReference,
    Reference,
    Rests,
    refer,
    refer_deal,
    rests,
    says,
    written,
)
from briefdesk.exports.file import File
from briefdesk.exports.lists import ListHead
from briefdesk.exports.rows import Standing, StateCode, code
from briefdesk.pages import addresses, matrix
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.runs import chunks


class DealSign(DealReference):
    """A deal as a sign."""

    state: StateCode
    standing: Standing | None


class MatrixCell(TypedDict):
    """Where a country and a system meet."""

    system: Annotated[str, says("Id of the system.")]
    deals: Annotated[list[DealSign], says("The deals, the latest change first.")]


class MatrixRow(TypedDict):
    """A country."""

    country: Reference
    cells: Annotated[list[MatrixCell], says("The systems with which it has a deal.")]
    elsewhere: Annotated[int, says("How many of its deals are for systems without a column.")]


class MatrixDocument(ListHead):
    """Countries and systems."""

    kind: Literal["matrix"]
    systems: Annotated[list[Reference], says("The columns.")]
    countries: Annotated[list[MatrixRow], says("The rows.")]
    rests_on: Rests


def make(edition: Edition, part: str = "1") -> Iterator[File]:
    """The data behind a part of the matrix."""
    number = int(part)
    every = matrix.buyers_of(edition)
    parts = chunks(every, matrix.ROWS)
    here = Here(edition, addresses.part(addresses.MATRIX, number))
    buyers, systems, deals = matrix.layout(edition, parts[number - 1])
    cells = matrix.cells_of(deals)
    of = "" if len(parts) == 1 else f", part {number} of {len(parts)}"
    title = f"Countries and systems{of}"
    rows: list[MatrixRow] = []
    for buyer in buyers:
        met: list[MatrixCell] = []
        for system in systems:
            if found := cells.get((buyer, system)):
                signs: list[DealSign] = []
                for deal in found:
                    step = deal.attested
                    signs.append(
                        {
                            **refer_deal(here, deal),
                            "state": code(deal.state),
                            "standing": step.standing.value if step else None,
                        }
                    )
                met.append({"system": system.id, "deals": signs})
        shown = sum(len(cell["deals"]) for cell in met)
        total = sum(deal.buyer == buyer for deal in deals)
        rows.append({"country": refer(here, buyer), "cells": met, "elsewhere": total - shown})
    document: MatrixDocument = {
        "kind": "matrix",
        **lists.of_part(here, title, addresses.MATRIX, number, len(parts), len(every)),
        "systems": [refer(here, system) for system in systems],
        "countries": rows,
        "rests_on": rests(here, (brief for deal in deals for brief in deal.briefs)),
    }
    yield written(here, document)
