"""The description of the API: where its documents are, and what they hold (OpenAPI 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from briefdesk.exports import file
from briefdesk.exports.anniversaries import AnniversaryList
from briefdesk.exports.archives import BriefList
from briefdesk.exports.briefs import BriefDocument, WithdrawnDocument
from briefdesk.exports.changes import ChangeList
from briefdesk.exports.comparisons import ComparisonDocument, ComparisonList
from briefdesk.exports.deals import DealDocument
from briefdesk.exports.document import VERSION, Reference
from briefdesk.exports.file import File
from briefdesk.exports.guide import GuideDocument
from briefdesk.exports.home import HomeDocument
from briefdesk.exports.judgements import JudgementList
from briefdesk.exports.ledger import DealList
from briefdesk.exports.matrix import MatrixDocument
from briefdesk.exports.opendata import DataDocument
from briefdesk.exports.questions import QuestionList
from briefdesk.exports.sources import CitationList, PublisherDocument, PublisherList
from briefdesk.exports.subjects import SubjectDocument, SubjectList
from briefdesk.exports.timeline import EventList
from briefdesk.pages import addresses, offers
from briefdesk.pages.edition import Edition
from briefdesk.pages.offers import Route
from briefdesk.records.kinds import Kind

#: The documents by their `kind`, but for those of subjects.
_DOCUMENTS: dict[str, Any] = {
    "home": HomeDocument,
    "brief": BriefDocument,
    "withdrawn": WithdrawnDocument,
    "briefs": BriefList,
    "deal": DealDocument,
    "deals": DealList,
    "timeline": EventList,
    "matrix": MatrixDocument,
    "comparisons": ComparisonList,
    "comparison": ComparisonDocument,
    "changes": ChangeList,
    "on-this-date": AnniversaryList,
    "judgements": JudgementList,
    "questions": QuestionList,
    "sources": PublisherList,
    "publisher": PublisherDocument,
    "citations": CitationList,
    "guide": GuideDocument,
    "data": DataDocument,
}

_SCHEMA = "#/components/schemas/{model}"

#: What stands for the differing parts of an address.
_PARAMETERS = {
    "id": "Id of what the document is about",
    "year": "A year of four digits",
    "kind": "`systems` or `countries`",
    "one": "Id of one of the two, the first in order",
    "other": "Id of the other",
    "month": "A month of two digits",
    "day": "A day of two digits; 00 where none is known",
    "part": "Which part of a long list, from 2",
}

#: Kinds for which a brief has more than names.
_APART = ("countries", "people")


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """The one."""
    yield ()


def path(edition: Edition) -> str:
    """Where the description is."""
    return offers.DESCRIPTION


def make(edition: Edition) -> Iterator[File]:
    """The description."""
    kinds = edition.catalogue.kinds
    site, types = edition.site, documents(kinds)
    described: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": site.name,
            "version": VERSION,
            "description": "Every page has its data beside it: what the page at /deals/ says is "
            f"at /{addresses.twin('deals/')}. These are files, so there is nothing to search or "
            "to sort by, and no key to ask for. Fields may be added; none is taken away or "
            "changes its meaning, and no id or address changes.",
        },
        "servers": [{"url": site.url or "/"}],
        "paths": {f"/{addresses.twin(r.address)}": _path(r, types) for r in offers.routes(kinds)},
        "components": {"schemas": schemas(kinds)},
    }
    yield file.json(offers.DESCRIPTION, described)


def schemas(kinds: Iterable[Kind]) -> dict[str, Any]:
    """The JSON Schema of every document and of its parts, by name."""
    known = tuple(kinds)
    made = dict(_schemas(frozenset(documents(known).values())))
    items = {"$ref": _SCHEMA.format(model=Reference.__name__)}
    named = {
        kind.id: {"type": "array", "items": items, "description": f"{kind.title} that it is about."}
        for kind in known
        if kind.id not in _APART
    }
    brief = made[BriefDocument.__name__]
    made[BriefDocument.__name__] = brief | {
        "properties": brief["properties"] | named,
        "required": [*brief["required"], *named],
    }
    return made


@lru_cache(maxsize=4)
def _schemas(types: frozenset[Any]) -> dict[str, Any]:
    """The schemas of `types` and of their parts. They take a sixth of a second."""
    ordered = sorted(types, key=lambda each: str(each.__name__))
    _, found = TypeAdapter.json_schemas(
        [(each.__name__, "serialization", TypeAdapter(each)) for each in ordered],
        ref_template=_SCHEMA,
    )
    made: dict[str, Any] = found["$defs"]
    return made


def documents(kinds: Iterable[Kind]) -> dict[str, Any]:
    """The types of documents by what these say in their `kind`."""
    found = dict(_DOCUMENTS)
    for kind in kinds:
        found |= {kind.id: SubjectList, kind.singular: SubjectDocument}
    return found


def _path(route: Route, types: Mapping[str, Any]) -> dict[str, Any]:
    """One path of the description."""
    named = [{"$ref": _SCHEMA.format(model=types[kind].__name__)} for kind in route.kinds]
    parameters = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": _PARAMETERS[name],
            "schema": {"type": "string"},
        }
        for name in re.findall(r"{(\w+)}", route.address)
    ]
    schema = named[0] if len(named) == 1 else {"oneOf": named}
    content = {"application/json": {"schema": schema}}
    answer = {"description": route.words, "content": content}
    get = {"summary": route.words, "responses": {"200": answer}}
    return {"parameters": parameters, "get": get} if parameters else {"get": get}
