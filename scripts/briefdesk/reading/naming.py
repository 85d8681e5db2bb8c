"""Names in one file become subjects, or problems at their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from briefdesk.reading.names import AmbiguousName, BlocName, NameProblem, Names
from briefdesk.reading.yaml import KEY
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.kinds import Naming, Subject
from briefdesk.records.problems import Loc, Places, Problem

#: What a resolver returns for a name that is none, so that reading can go on to the next.
NOBODY = Subject("", "")

#: Kinds of which `briefdesk new` begins a profile.
BEGUN = ("systems", "organisations")

#: Stands for a kind where any subject that can speak is asked for.
PARTY = "party"

_PARTY = "person, organisation or country"

_UNKNOWN = {
    "countries": "unknown-country",
    "systems": "unknown-system",
    "organisations": "unknown-organisation",
    PARTY: "unknown-party",
}


@dataclass(frozen=True, slots=True)
class Finished:
    """One file with its names resolved: its record, None where anything is wrong with it.

    `asked` are the (kind, name) that it rests on, kind being PARTY for whoever can speak.
    """

    record: Brief | Profile | None
    problems: tuple[Problem, ...]
    asked: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Resolver:
    """Resolves the names of one file and keeps what it could not resolve as problems.

    `asked` are the (kind, name) that it was asked for.
    """

    path: str
    places: Places
    names: Names
    problems: list[Problem] = field(default_factory=list)
    asked: dict[tuple[str, str], None] = field(default_factory=dict)

    def one(self, kind: str, text: str, loc: Loc, *, is_key: bool = False) -> Subject:
        """The subject of a kind, or NOBODY with a problem."""
        self.asked[kind, text] = None
        try:
            return self.names.resolve(kind, text)
        except NameProblem as error:
            self._add(error, kind, (*loc, KEY) if is_key else loc)
            return NOBODY

    def many(self, kind: str, texts: Iterable[str], loc: Loc) -> tuple[Subject, ...]:
        """The subjects of a list of names, each once, in order."""
        found = (self.one(kind, text, (*loc, number)) for number, text in enumerate(texts))
        return tuple(dict.fromkeys(found))

    def maybe(self, kind: str, text: str | None, loc: Loc) -> Subject | None:
        """The subject of an optional name."""
        return self.one(kind, text, loc) if text is not None else None

    def party(self, text: str, loc: Loc) -> Subject:
        """The person, organisation or country that says something."""
        self.asked[PARTY, text] = None
        try:
            return self.names.party(text)
        except NameProblem as error:
            self._add(error, PARTY, loc)
            return NOBODY

    def _add(self, error: NameProblem, kind: str, loc: Loc) -> None:
        code, message, hint = self._said(error, kind)
        place = self.places.at(loc)
        self.problems.append(Problem(self.path, place.line, place.column, code, message, hint))

    def _said(self, error: NameProblem, kind: str) -> tuple[str, str, str]:
        text, near = error.text, " or ".join(f"'{name}'" for name in error.others)
        if isinstance(error, BlocName):
            message = f"'{text}' is a union of countries, not a country"
            hint = "Write it under `organisations`, and the countries concerned here."
            return "bloc-not-country", message, hint
        what = {row.id: row.singular for row in self.names.kinds}.get(kind, _PARTY)
        if isinstance(error, AmbiguousName):
            hint = f"Write the one you mean: {near}." if near else f"Write the {what} you mean."
            return "ambiguous-name", f"'{text}' may mean more than one {what}", hint
        meant = [f"Did you mean {near}?"] if near else []
        code = _UNKNOWN.get(kind, "unknown-subject")
        return code, f"there is no {what} '{text}'", " ".join([*meant, self._way(kind)]).strip()

    def _way(self, kind: str) -> str:
        if kind == PARTY:
            return "List a person under `people`; for an unnamed official write `anonymous: true`."
        if kind == "countries":
            return "Write a name or an ISO 3166 code of three letters, such as TUR."
        row = {k.id: k for k in self.names.kinds}[kind]
        if row.naming is Naming.PROFILE:
            begin = f"; `briefdesk new {row.singular}` begins one" if kind in BEGUN else ""
            return f"To make it known, write a profile under docs/{kind}/{begin}."
        return ""


def check_names(data: dict[str, Any], resolver: Resolver) -> None:
    """Resolve what names a brief's plain data holds, whatever else is wrong with it."""
    countries = data.get("countries")
    for number, name in enumerate(countries if isinstance(countries, list | dict) else ()):
        is_key = isinstance(countries, dict)
        _try("countries", name, ("countries", name if is_key else number), resolver, is_key=is_key)
    for kind in resolver.names.kinds:
        if kind.listed:
            _try(kind.id, data.get(kind.id), (kind.id,), resolver)
    for part, fields in _NAMED.items():
        items = data.get(part)
        for number, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict) and "anonymous" not in item:
                for field, kind_id in fields.items():
                    _try(kind_id, item.get(field), (part, number, field), resolver)


_NAMED = {
    "people": {"country": "countries", "organisation": "organisations"},
    "deals": {"buyer": "countries", "supplier": "countries", "system": "systems", "by": PARTY},
    "statements": {"speaker": PARTY},
}


def check_references(data: dict[str, Any], resolver: Resolver) -> None:
    """Resolve what names a profile's plain data holds, whatever else is wrong with it."""
    for name, kind in REFERENCES.items():
        _try(kind, data.get(name), (name,), resolver)


#: The fields of a profile that name other subjects, and of what kind.
REFERENCES = {
    "origin": "countries", "makers": "organisations", "variant_of": "systems",
    "related": "systems", "country": "countries", "parent": "organisations",
}  # fmt: skip


def _try(kind: str, value: object, loc: Loc, resolver: Resolver, *, is_key: bool = False) -> None:
    if isinstance(value, list):
        for number, item in enumerate(value):
            _try(kind, item, (*loc, number), resolver)
    elif isinstance(value, str) and value:
        if kind == PARTY:
            resolver.party(value, loc)
        else:
            resolver.one(kind, value, loc, is_key=is_key)
