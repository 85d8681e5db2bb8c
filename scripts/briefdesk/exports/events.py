"""Every event of every deal as CSV, one row an event."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from briefdesk.exports.file import File
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition

_PATH = f"{addresses.DATA}events.csv"

_HEAD = ("deal", "date", "buyer", "suppliers", "system", "state", "milestone", "standing")


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """One for the whole desk."""
    yield ()


def path(edition: Edition) -> str:
    """Where the table is."""
    return _PATH


def make(edition: Edition) -> Iterator[File]:
    """The table."""
    text = StringIO(newline="")
    table = csv.writer(text)
    table.writerow(_HEAD)
    for deal in edition.catalogue.deals:
        for step in deal.history:
            table.writerow(
                (
                    deal.id,
                    str(step.date),
                    deal.buyer.id,
                    " ".join(supplier.id for supplier in deal.suppliers),
                    deal.system.id,
                    step.state.value if step.state else "",
                    step.milestone or "",
                    step.standing.value,
                )
            )
    yield File(_PATH, text.getvalue().encode())
