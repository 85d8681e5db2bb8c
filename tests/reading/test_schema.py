"""The schema that editors complete front matter by says what reading takes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from briefdesk.reading.frontmatter import Document, split
from briefdesk.records.authored import AuthoredProfile, authored_brief
from briefdesk.records.kinds import KINDS
from tests.conftest import Golden
from tests.reading.test_problems import CASES
from tests.site.desks import ROOT

MODELS: dict[str, type[BaseModel]] = {"brief": authored_brief(KINDS), "profile": AuthoredProfile}


@pytest.mark.parametrize("name", MODELS)
def test_schema_is_the_one_reviewed(name: str, golden: Golden) -> None:
    """Every field with its type, its meaning and its values; who changes one reviews it here."""
    schema = MODELS[name].model_json_schema()
    Draft202012Validator.check_schema(schema)
    golden(
        CASES.parent / f"schema-{name}.json",
        json.dumps(schema, indent=1, ensure_ascii=False) + "\n",
    )


def written(pattern: str) -> list[dict[str, Any]]:
    """The front matter of files, as a program reads it that takes numbers for numbers."""
    found = []
    for path in sorted(ROOT.glob(pattern)):
        document = split(path.name, path.read_text(encoding="utf-8"))
        assert isinstance(document, Document)
        found.append(document.data)
    return found


@pytest.mark.parametrize(
    ("name", "pattern"), [("brief", "briefs/*/*.md"), ("profile", "docs/systems/*.md"), ("profile", "docs/organisations/*.md")]
)  # fmt: skip
def test_what_is_read_is_valid_by_it(name: str, pattern: str) -> None:
    """The project's own files are valid by the schema, but that every scalar is a text to us."""
    validator = Draft202012Validator(MODELS[name].model_json_schema())
    files = written(pattern)
    assert len(files) > 3
    for data in files:
        errors = [e for e in validator.iter_errors(data) if e.validator != "type"]
        left = [
            e for e in errors if not (e.context and any(c.validator == "type" for c in e.context))
        ]
        assert left == []


@pytest.mark.parametrize(
    ("fields", "valid"),
    [
        ({"countries": ["TUR"]}, True), ({"countries": {"TUR": "buyer"}}, True), ({"countries": {"TUR": ["buyer", "operator"]}}, True),
        ({"countries": "TUR"}, False), ({"countries": {"TUR": "purchaser"}}, False), ({"questions": ["Who pays?"]}, True),
        ({"questions": [{"text": "Who pays?", "answered": "a"}]}, True), ({"questions": [""]}, False), ({"questions": [{}]}, False),
        ({"date": "2017-02"}, True), ({"date": "22.02.2017"}, False), ({"sumary": "a"}, False), ({"title": "T" * 161}, False),
        ({"tlp": "CLEAR"}, True), ({"tlp": "clearly"}, False),
    ],
)  # fmt: skip
def test_what_is_refused_is_invalid_by_it(fields: dict[str, Any], valid: bool) -> None:
    """An editor marks what reading would refuse, and nothing that it takes."""
    whole = {
        "title": "Talks", "date": "2017-02-22", "summary": "Talks go on.", "countries": ["TUR"], "tlp": "CLEAR",
        "sources": [{"id": "wire", "publisher": "Wire", "title": "A report"}],
    }  # fmt: skip
    validator = Draft202012Validator(MODELS["brief"].model_json_schema())
    assert validator.is_valid(whole)
    assert validator.is_valid(whole | fields) is valid
