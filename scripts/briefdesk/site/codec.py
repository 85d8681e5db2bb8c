"""Records as JSON and back, by their types alone: a new field of a record needs nothing here.

Nothing is validated on the way back: what is decoded was encoded here, and whoever keeps the
text in between has to see that it is still the same.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, lru_cache, partial
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from briefdesk.records.brief import Brief, Profile
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject
from briefdesk.records.markdown import Markdown
from briefdesk.records.problems import Places

Way = Callable[[Any], Any]


def encode(record: Brief | Profile) -> str:
    """The JSON of a record, without its places and the words of its text."""
    own = _ways(cast("Any", type(record)))[0](record)
    return json.dumps([type(record) is Profile, own], ensure_ascii=False, separators=(",", ":"))


def decode(text: str, places: Places, find: Callable[[str], str]) -> Brief | Profile:
    """The record that `encode` made `text` of; `find` gives the words of a mark when they are
    asked for."""
    is_profile, own = json.loads(text)
    own.append(places)
    record = cast("Brief | Profile", _ways(Profile if is_profile else Brief)[1](own))
    record.body.wait(partial(find, record.body.mark))
    return record


@cache
def _ways(hint: Any) -> tuple[Way, Way]:
    """How a value of a type becomes plain data, and how that becomes the value again."""
    if hint in _FIXED:
        return _FIXED[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        (inner,) = (part for part in arguments if part is not NoneType)
        return _ways(inner)
    if origin is tuple:
        there, back = _ways(arguments[0])
        return lambda items: [*map(there, items)], _many(back)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(*map(_ways, arguments))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return lambda value: value.value, hint
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return _model(hint)
    if is_dataclass(hint):
        return _record(cast("type", hint))
    return _as_it_is, _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _many(back: Way) -> Way:
    # Most lists are empty, and what is asked most often is the least work.
    return lambda items: tuple(map(back, items)) if items else ()


@lru_cache(maxsize=65_536)
def _subject(text: str) -> Subject:
    return Subject(*text.split("/", 1))


#: Values that are one plain text each.
_FIXED: dict[Any, tuple[Way, Way]] = {
    str: (_as_it_is, sys.intern),
    Subject: (lambda subject: f"{subject.kind}/{subject.id}", _subject),
    EventDate: (str, EventDate.parse),
    Markdown: (attrgetter("mark"), Markdown),
}


def _mapping(key: tuple[Way, Way], value: tuple[Way, Way]) -> tuple[Way, Way]:
    def there(mapping: Mapping[Any, Any]) -> list[Any]:
        return [[key[0](name), value[0](item)] for name, item in mapping.items()]

    def back(pairs: list[Any]) -> dict[Any, Any]:
        return {key[1](name): value[1](item) for name, item in pairs}

    return there, back


def _record(kind: type) -> tuple[Way, Way]:
    """A dataclass is a list of its fields, but for those that are no part of its value."""
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind) if field.compare]
    values = attrgetter(*names)
    changed = _changed({n: hints[name] for n, name in enumerate(names)})

    def there(record: Any) -> list[Any]:
        plain = list(values(record))
        for n, (way, _) in changed:
            if plain[n] is not None:
                plain[n] = way(plain[n])
        return plain

    def back(plain: list[Any]) -> Any:
        for n, (_, way) in changed:
            if plain[n] is not None:
                plain[n] = way(plain[n])
        return kind(*plain)

    return there, back


def _model(kind: type[BaseModel]) -> tuple[Way, Way]:
    """A model is a mapping of the fields that were given."""
    hints = get_type_hints(kind)
    defaults = {name: field.default for name, field in kind.model_fields.items()}
    ways = dict(_changed({name: hints[name] for name in defaults}))

    def there(model: BaseModel) -> dict[str, Any]:
        given = {name: getattr(model, name) for name in sorted(model.model_fields_set)}
        return {
            name: ways[name][0](value) if name in ways and value is not None else value
            for name, value in given.items()
        }

    def back(given: dict[str, Any]) -> BaseModel:
        for name, value in given.items():
            if name in ways and value is not None:
                given[name] = ways[name][1](value)
        model = kind.__new__(kind)
        model.__setstate__(
            {
                "__dict__": {**defaults, **given},
                "__pydantic_fields_set__": _given(tuple(given)),
                "__pydantic_extra__": None,
                "__pydantic_private__": None,
            }
        )
        return model

    return there, back


def _changed(hints: dict[Any, Any]) -> list[tuple[Any, tuple[Way, Way]]]:
    """The ways of those values that are not plain data as they are."""
    ways = [(name, _ways(hint)) for name, hint in hints.items()]
    return [(name, way) for name, way in ways if way != (_as_it_is, _as_it_is)]


@lru_cache(maxsize=4_096)
def _given(names: tuple[str, ...]) -> set[str]:
    return set(names)
