"""One document of each kind, and each table, as they were last reviewed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefdesk.pages import addresses, columns, offers
from briefdesk.records.kinds import KINDS
from tests.opendata.conftest import Files, twins

GOLDEN = Path(__file__).parent.parent / "golden" / "opendata"

DOCUMENTS = (
    "",
    "briefs/",
    "briefs/2017/",
    "briefs/2016/2016-11-turkey-asks-two-makers/",
    "briefs/2017/2017-02-22-turkey-turns-to-the-l-20/",
    "briefs/2024/2024-01-02-a-brief-that-proved-wrong/",
    "countries/",
    "countries/tur/",
    "systems/",
    "systems/l-20/",
    "organisations/",
    "organisations/lantern-works/",
    "people/",
    "people/ayla-isik/",
    "programmes/",
    "programmes/lighthouse/",
    "topics/",
    "topics/tenders/",
    "deals/",
    "deals/tur-fin-l-20/",
    "sources/",
    "sources/the-gazette/",
    "timeline/",
    "matrix/",
    "compare/",
    "compare/countries/fin/tur/",
    "changes/",
    "judgements/",
    "questions/",
    "on-this-date/",
    "guide/",
    "data/",
)

TABLES = (
    *(table.path for table in columns.tables(KINDS)),
    "api/v1/deals/index.csv",
    "api/v1/deals/tur-fin-l-20/index.csv",
    "api/v1/countries/tur/index.csv",
    "api/v1/systems/index.csv",
    "api/v1/briefs/2017/index.csv",
)


def spread(content: bytes) -> str:
    """A document as people review it, with one value on a line."""
    return json.dumps(json.loads(content), indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("address", DOCUMENTS)
def test_document_is_as_reviewed(
    address: str, exported: Files, golden: Callable[[Path, str], None]
) -> None:
    """The document beside the page is that of the golden file."""
    name = address.rstrip("/").replace("/", "--") or "home"
    golden(GOLDEN / f"{name}.json", spread(exported[addresses.twin(address)]))


@pytest.mark.parametrize("path", TABLES)
def test_table_is_as_reviewed(
    path: str, exported: Files, golden: Callable[[Path, str], None]
) -> None:
    """The table is that of the golden file, but for the ends of its lines."""
    name = path.replace("/", "--")
    golden(GOLDEN / name, exported[path].decode().replace("\r\n", "\n"))


def test_description_is_as_reviewed(exported: Files, golden: Callable[[Path, str], None]) -> None:
    """The description of the API is that of the golden file."""
    golden(GOLDEN / "openapi.json", spread(exported[offers.DESCRIPTION]))


def test_every_kind_of_document_has_a_golden_file(exported: Files) -> None:
    """No kind of document is left out of the list above."""
    every = twins(exported)
    assert {document["kind"] for document in every.values()} == {
        every[address]["kind"] for address in DOCUMENTS
    }
