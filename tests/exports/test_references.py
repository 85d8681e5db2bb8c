"""Sources are items of CSL-JSON, beside each brief and for each year."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from briefdesk.catalogue.model import Catalogue
from tests.exports.conftest import Made, desk, made_of
from tests.pages.conftest import SITE

TEXT = {"type": "string", "minLength": 1}
PARTS = {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}}
DATE = {
    "type": "object",
    "required": ["date-parts"],
    "properties": {"date-parts": {"type": "array", "minItems": 1, "maxItems": 1, "items": PARTS}},
}
ITEMS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["id", "type", "title"],
        "properties": {
            "id": TEXT,
            "type": {"enum": ["webpage", "document"]},
            "title": TEXT,
            "issued": DATE,
            "accessed": DATE,
            "author": {"type": "array", "items": {"type": "object", "required": ["literal"]}},
        },
    },
}


def test_every_source_is_an_item(catalogue: Catalogue, made: Made) -> None:
    """Beside each brief lies a list of its sources in their order, valid as CSL-JSON; that of a
    year holds those of its briefs, and beside a withdrawn brief there is none."""
    ids = set()
    for brief in catalogue.briefs:
        items = json.loads(made[f"briefs/{brief.date.year}/{brief.slug}/sources.csl.json"])
        Draft202012Validator(ITEMS).validate(items)
        assert [item["id"] for item in items] == [f"{brief.slug}-{s.id}" for s in brief.sources]
        ids |= {item["id"] for item in items}
    years = [path for path in made if path.startswith("data/sources/")]
    assert sorted(years) == sorted(
        {f"data/sources/{brief.date.year}.csl.json" for brief in catalogue.briefs}
    )
    assert {item["id"] for path in years for item in json.loads(made[path])} == ids
    assert not any(
        brief.slug in path for brief in catalogue.withdrawn for path in made if "csl" in path
    )


def test_a_page_cited_twice_is_one_item() -> None:
    """In the list of a year a page that two briefs cite stands once, by the earlier of them."""
    source = {
        "id": "wire",
        "publisher": "Wire",
        "title": "A report",
        "url": "https://wire.example/1",
    }
    briefs = [{"slug": f"n{day}", "date": f"2017-01-0{day}", "sources": [source]} for day in (2, 1)]
    made = made_of(desk(briefs), SITE)
    (item,) = json.loads(made["data/sources/2017.csl.json"])
    assert item["id"] == "2017-01-01-n1-wire"
