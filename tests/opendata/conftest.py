"""The files of the small fixed library, and what their description says of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.model import Catalogue
from briefdesk.exports import openapi
from briefdesk.pages import addresses
from briefdesk.reading.library import Library
from briefdesk.records.kinds import KINDS, Kind
from tests.pages.conftest import catalogue, files, library, made, others
from tests.pages.test_many import several_hundred

__all__ = ["catalogue", "files", "library", "made"]

Files = Mapping[str, bytes]


@pytest.fixture(scope="session")
def exported(catalogue: Catalogue) -> Files:
    """The files of the library by path."""
    return others(catalogue)


@pytest.fixture(scope="session")
def crowd() -> Library:
    """A library of several hundred briefs."""
    return several_hundred()


@pytest.fixture(scope="session")
def crowded(crowd: Library) -> Files:
    """The files of that library."""
    return exports_of(crowd)


def twins(exported: Files) -> dict[str, Any]:
    """The documents beside pages, by the address of the page."""
    found = {}
    for path, content in exported.items():
        if path.startswith(addresses.API) and path.endswith("/index.json"):
            found[path.removeprefix(addresses.API).removesuffix("index.json")] = json.loads(content)
    return found


def rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a table."""
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))


def strict(schema: Any) -> Any:
    """A schema that knows no fields besides those it names."""
    if isinstance(schema, dict):
        made = {name: strict(part) for name, part in schema.items()}
        if "properties" in schema:
            made.setdefault("additionalProperties", False)
        return made
    return [strict(part) for part in schema] if isinstance(schema, list) else schema


def validators(kinds: tuple[Kind, ...] = KINDS) -> Callable[[str], Draft202012Validator]:
    """What validates the documents of a kind, and takes no field that is not described."""
    schemas = strict(openapi.schemas(kinds))
    types = openapi.documents(kinds)

    def of(kind: str) -> Draft202012Validator:
        name = types[kind].__name__
        return Draft202012Validator(
            {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
        )

    return of


def of_each_kind(documents: Mapping[str, Any], most: int = 8) -> Iterator[tuple[str, Any]]:
    """Documents of every kind by address, at most so many of each, from all over the site:
    validation takes a hundred times as long as making them."""
    kinds: dict[str, list[str]] = {}
    for address, document in documents.items():
        kinds.setdefault(document["kind"], []).append(address)
    for found in kinds.values():
        for address in found[:: 1 + len(found) // most]:
            yield address, documents[address]


def texts(value: Any) -> Iterator[str]:
    """Every text and number in a document, as text."""
    if isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif value is not None:
        yield str(value)


def exports_of(library: Library) -> Files:
    """The files of a library."""
    return others(compile(library))
