"""From plain data to authored records: what a model objects to, said to an author."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from briefdesk.reading.yaml import KEY
from briefdesk.records.problems import Loc, Places, Problem

Model = TypeVar("Model", bound=BaseModel)

#: A vocabulary longer than this is not listed in a message.
LONG = 20

_CODES = {"state": "unknown-state", "milestone": "unknown-milestone"}

_FOUND = {str: "a text", list: "a list", dict: "a mapping", type(None): "nothing"}

_EXPECTED = {
    "string_type": "a text",
    "tuple_type": "a list, each item on a line of its own after `- `",
    "list_type": "a list, each item on a line of its own after `- `",
    "dict_type": "fields with values, or a list of names",
    "model_type": "fields with values, such as `{id: …, publisher: …}`",
    "model_attributes_type": "fields with values",
}


def validate(
    model: type[Model], data: dict[str, Any], path: str, places: Places
) -> Model | list[Problem]:
    """The record that `data` holds, or every objection of `model` with its place."""
    present = _without_empty(data)
    try:
        return model.model_validate(present)
    except ValidationError as error:
        details = error.errors(include_url=False)
        faulty = [detail["loc"] for detail in details]
        return [
            _problem(detail, model, path, places)
            for detail in details
            if not (detail["type"] == "too_short" and _has_faults_below(detail["loc"], faulty))
        ]


def _without_empty(value: Any) -> Any:
    """A field with nothing after its colon is a field left out."""
    if isinstance(value, dict):
        return {
            key: item if isinstance(item, str) else _without_empty(item)
            for key, item in value.items()
            if item is not None
        }
    if isinstance(value, list):
        return [item if isinstance(item, str) else _without_empty(item) for item in value]
    return value


def _has_faults_below(loc: Loc, others: Iterable[Loc]) -> bool:
    return any(len(other) > len(loc) and other[: len(loc)] == loc for other in others)


def _problem(detail: ErrorDetails, model: type[BaseModel], path: str, places: Places) -> Problem:
    loc: Loc = detail["loc"]
    code, message, hint = _said(detail, model, loc)
    at = places.at((*loc, KEY)) if code == "unknown-field" else places.at(loc)
    return Problem(path, at.line, at.column, code, message, hint)


def _said(detail: ErrorDetails, model: type[BaseModel], loc: Loc) -> tuple[str, str, str]:
    kind, name, value = detail["type"], _name(loc), detail.get("input")
    ctx = detail.get("ctx", {})
    if kind == "extra_forbidden":
        return (
            "unknown-field",
            f"there is no field '{loc[-1]}'{_inside(loc)}",
            _nearest_field(model, loc),
        )
    if kind == "missing":
        return "missing-field", f"'{loc[-1]}' is missing{_inside(loc)}", _purpose(model, loc)
    if kind == "unknown_value":
        code = (
            "unknown-role" if loc[0] == "countries" else _CODES.get(str(loc[-1]), "unknown-value")
        )
        hint = _one_of(str(value), ctx["values"]) or _purpose(model, loc)
        return code, f"'{value}' is no {name}", hint
    if kind == "enum":
        values = tuple(text.strip("' ") for text in ctx["expected"].replace(" or ", ",").split(","))
        return "unknown-value", f"'{value}' is no {name}", _one_of(str(value), values)
    if kind == "invalid_date":
        return "invalid-date", f"{name}: {ctx['error']}", "Write it as 2017-02-22, 2017-02 or 2017."
    if kind in {"string_too_long", "too_long"}:
        return "too-long", f"'{name}' is longer than {ctx['max_length']} characters", "Shorten it."
    if kind in {"string_too_short", "too_short"}:
        return "missing-field", f"'{name}' is empty", _purpose(model, loc)
    if kind in _EXPECTED:
        found = _FOUND.get(type(value), "something else")
        told = f"'{name}'" if isinstance(loc[-1], str) else name
        return "wrong-type", f"{told} is {found}", f"Write {_EXPECTED[kind]}."
    return "invalid-value", f"'{value}' is no {name}", _form(kind, model, loc)


def _form(kind: str, model: type[BaseModel], loc: Loc) -> str:
    if kind.startswith("int") or kind == "greater_than":
        field = _fields(model, loc).get(str(loc[-1]))
        such = f", such as {field.examples[0]}" if field and field.examples else ""
        return f"Write a whole number above zero in digits{such}."
    if kind.startswith("bool"):
        return "Write true or false."
    if loc[-1] in {"url", "archived"}:
        return "Write an address that begins with https:// or http://."
    if loc[-1] == "wikidata":
        return "Write a Wikidata item, such as Q463182."
    return "Write lower-case letters, digits and hyphens, such as janes-2017."


def _name(loc: Loc) -> str:
    words = [part for part in loc if isinstance(part, str)]
    if loc[0] == "countries" and len(loc) > 1:
        return "role"
    if isinstance(loc[-1], int) and words:
        return f"{words[-1]}, number {loc[-1] + 1},"
    return words[-1] if words else "front matter"


def _inside(loc: Loc) -> str:
    above = [str(part) if isinstance(part, str) else f"number {part + 1}" for part in loc[:-1]]
    return f" in {', '.join(above)}" if above else ""


def _fields(model: type[BaseModel], loc: Loc) -> dict[str, Any]:
    """The fields of the mapping that encloses `loc`."""
    for part in loc[:-1]:
        if isinstance(part, str):
            inner = (
                next(_models(model.model_fields[part].annotation), None)
                if part in model.model_fields
                else None
            )
            if inner is None:
                return {}
            model = inner
    return dict(model.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models(part)


def _nearest_field(model: type[BaseModel], loc: Loc) -> str:
    fields = sorted(_fields(model, loc))
    best = process.extractOne(str(loc[-1]).casefold(), fields, scorer=fuzz.ratio, score_cutoff=60)
    meant = f"Did you mean '{best[0]}'? " if best else ""
    return f"{meant}Known here: {', '.join(fields)}."


def _purpose(model: type[BaseModel], loc: Loc) -> str:
    field = _fields(model, loc).get(str(loc[-1]))
    if field is None or not field.description:
        return "Write it."
    example = f" For example `{loc[-1]}: {_in_yaml(field.examples[0])}`." if field.examples else ""
    return f"{field.description}{example}"


def _in_yaml(example: Any) -> str:
    return f"[{', '.join(map(str, example))}]" if isinstance(example, list) else str(example)


def _one_of(value: str, values: tuple[str, ...]) -> str:
    """The values of a vocabulary, the nearest first; nothing where it is too long to be read."""
    if len(values) > LONG:
        return ""
    folded = {known: known.casefold() for known in sorted(values)}
    best = process.extractOne(value.casefold(), folded, scorer=fuzz.ratio, score_cutoff=60)
    meant = f"Did you mean '{best[2]}'? " if best else ""
    return f"{meant}Known: {', '.join(values)}."
