"""The description of the API is true: of every document, on a small desk and on a large one."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.model import Catalogue
from briefdesk.exports import openapi
from briefdesk.pages import addresses, offers
from briefdesk.pages.laying import BARE
from briefdesk.reading.library import read
from briefdesk.records.kinds import KINDS
from tests.exports.conftest import NOWHERE
from tests.opendata.conftest import Files, exports_of, of_each_kind, rows, twins, validators
from tests.pages.conftest import SITE, Book, others
from tests.pages.test_fields import every_field
from tests.test_kinds import FILES as EXERCISE
from tests.test_kinds import WITH_EXERCISES


def described(exported: Files) -> Any:
    return json.loads(exported[offers.DESCRIPTION])


def matching(paths: dict[str, Any], path: str) -> list[str]:
    """The kinds of documents that the description has at a path; a path without a parameter
    comes before one that has some, as OpenAPI asks."""
    found = [name for name in paths if re.fullmatch(re.sub(r"{\w+}", "[^/]+", name), f"/{path}")]
    (best,) = [n for n in found if n.count("{") == min(other.count("{") for other in found)]
    schema = paths[best]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return [each["$ref"].rpartition("/")[2] for each in schema.get("oneOf", [schema])]


@pytest.mark.parametrize("desk", ["small", "fields", "crowd", "empty"])
def test_every_document_is_as_described(desk: str, exported: Files, crowded: Files) -> None:
    """A document has every field that is described, no other, at a path that is described."""
    known = {
        "small": lambda: exported,
        "fields": lambda: exports_of(every_field()),
        "crowd": lambda: crowded,
        "empty": lambda: exports_of(read([])),
    }
    files = known[desk]()
    paths = described(files)["paths"]
    validator = validators()
    for _, document in of_each_kind(twins(files)):
        validator(document["kind"]).validate(document)
    types = openapi.documents(KINDS)
    for address, document in twins(files).items():
        name = types[document["kind"]].__name__
        assert name in matching(paths, addresses.twin(address)), address
        assert document["url"] == address
        assert document["id"] == address.rstrip("/").rpartition("/")[2]


def test_every_path_that_is_described_is_met(exported: Files, crowded: Files) -> None:
    """No path is described that no kind has a document at; days and further parts of a year
    apart, for which no desk here is large enough."""
    documents = {**twins(crowded), **twins(exported)}
    met = {
        _of_any_kind(route.address)
        for route in offers.routes(KINDS)
        if any(re.fullmatch(re.sub(r"{\w+}", "[^/]+", route.address), a) for a in documents)
    }
    unmet = {_of_any_kind(route.address) for route in offers.routes(KINDS)} - met
    assert {a for a in unmet if not a.endswith("{year}/{part}/") and "{day}" not in a} == set()


def _of_any_kind(address: str) -> str:
    kind, _, rest = address.partition("/")
    return f"{{kind}}/{rest}" if kind in {kind.id for kind in KINDS} else address


def test_schemas_are_sound(exported: Files) -> None:
    """Every schema is one of JSON Schema 2020-12, as OpenAPI 3.1 has it, with words for people,
    and every reference leads to one."""
    found = described(exported)
    assert found["openapi"].startswith("3.1.")
    schemas = found["components"]["schemas"]
    for name, schema in schemas.items():
        Draft202012Validator.check_schema(schema)
        assert schema["description"], name
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(found)))
    assert named == set(schemas)


def test_every_page_has_a_document_with_its_title(made: Book, exported: Files) -> None:
    """Beside every page that says anything of its own stands its data, under the same title,
    and in the head of the page is the way to it."""
    found = twins(exported)
    told = {addresses.of_file(uri): page for uri, page in made.items() if page.kind not in BARE}
    assert set(found) == set(told)
    for address, page in told.items():
        assert found[address]["title"] == page.title
        steps = "../" * address.count("/")
        assert page.alternates[0].href == f"{steps}{addresses.twin(address)}"
        assert page.alternates[0].type == "application/json"


def test_tables_beside_pages_are_named_by_them(made: Book, exported: Files) -> None:
    """A page names the table beside it where there is one, and only there."""
    for uri, page in made.items():
        address = addresses.of_file(uri)
        named = any(alternate.type == "text/csv" for alternate in page.alternates)
        assert named == (addresses.table(address) in exported), uri


def test_a_new_kind_is_described_and_given() -> None:
    """A row in the table of kinds gives documents, a table, a column and their description."""
    files = others(compile(read(EXERCISE, WITH_EXERCISES)))
    brief = twins(files)["briefs/2013/2013-12-13-greece-fires/"]
    assert [each["name"] for each in brief["exercises"]] == ["White Eagle"]
    validator = validators(WITH_EXERCISES)
    for _, document in of_each_kind(twins(files)):
        validator(document["kind"]).validate(document)
    assert b"white-eagle" in files["data/exercises.csv"]
    assert b",exercises," in files["data/briefs.csv"]
    assert "/api/v1/exercises/{id}/index.json" in described(files)["paths"]


def test_public_address_is_told_where_there_is_one(catalogue: Catalogue) -> None:
    """Addresses are relative to the root, with the public one beside them where there is one;
    where the site has none, no document and no table invents one."""
    for site, public in ((SITE, SITE.url), (NOWHERE, None)):
        files = others(catalogue, site)
        for address, document in twins(files).items():
            assert document["url"] == address
            assert document["public_url"] == (public + address if public else None)
        (first, *_) = rows(files["data/systems.csv"])
        assert first["page"] == f"{public or ''}systems/{first['id']}/"
