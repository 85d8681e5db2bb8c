"""The data of the demo as it is served: all of it there, true to the pages, and no burden."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from briefdesk.pages import addresses, columns, offers
from briefdesk.records.kinds import KINDS
from tests.opendata.conftest import of_each_kind, rows, validators
from tests.opendata.test_rows import same
from tests.site.desks import BASE

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]


def documents(site: Path) -> dict[str, Any]:
    """Every document of the site, by the address of its page."""
    below = site / addresses.API
    return {
        path.relative_to(below).as_posix().removesuffix("index.json"): json.loads(path.read_bytes())
        for path in sorted(below.rglob("index.json"))
    }


def test_every_list_of_the_demo_has_the_rows_of_its_page(served: Path) -> None:
    """Page by page, rows of deals, briefs, events, subjects and sources are those of the data,
    documents are as they are described, and every one has its page."""
    site = served / BASE
    every = documents(site)
    compared = 0
    for address, document in every.items():
        page = (site / address / "index.html").read_text(encoding="utf-8")
        compared += same(page, document)
    assert compared > 400
    validator = validators()
    for _, document in of_each_kind(every):
        validator(document["kind"]).validate(document)


def test_tables_of_the_demo_are_whole(served: Path) -> None:
    """Every table is there with the columns it should have, and each brief and each deal that
    has a page is a row of its table."""
    site = served / BASE
    for table in columns.tables(KINDS):
        head = (site / table.path).read_bytes().partition(b"\r\n")[0].decode()
        assert head == ",".join(column.name for column in table.columns)
    told = documents(site)
    for id, kind in (("briefs", "brief"), ("deals", "deal"), ("countries", "country")):
        known = {row["id"] for row in rows((site / addresses.DATA / f"{id}.csv").read_bytes())}
        assert known == {d["id"] for d in told.values() if d["kind"] == kind}
    assert json.loads((site / offers.DESCRIPTION).read_bytes())["openapi"] == "3.1.0"


def test_data_is_light(served: Path) -> None:
    """No document and no table takes more than 100 KB on its way."""
    site = served / BASE
    for folder in (addresses.API, addresses.DATA):
        for path in (site / folder).rglob("*"):
            if path.suffix in (".json", ".csv"):
                assert len(gzip.compress(path.read_bytes(), 6)) < 100_000, path
