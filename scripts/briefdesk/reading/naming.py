"""Names in one file become subjects, or problems at their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from briefdesk.reading.names import AmbiguousName, BlocName, NameProblem, Names
from briefdesk.reading.yaml import KEY
from briefdesk.records.kinds import Naming, Subject
from briefdesk.records.problems import Loc, Places, Problem

#: What a resolver returns for a name that is none, so that reading can go on to the next.
NOBODY = Subject("", "")


@dataclass(slots=True)
class Resolver:
    """Resolves the names of one file and keeps what it could not resolve as problems."""

    path: str
    places: Places
    names: Names
    problems: list[Problem] = field(default_factory=list)

    def one(self, kind: str, text: str, loc: Loc, *, is_key: bool = False) -> Subject:
        """The subject of a kind, or NOBODY with a problem."""
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
        try:
            return self.names.party(text)
        except NameProblem as error:
            self._add(error, "party", loc)
            return NOBODY

    def _add(self, error: NameProblem, kind: str, loc: Loc) -> None:
        singular = {k.id: k.singular for k in self.names.kinds}.get(
            kind, "person, organisation or country"
        )
        near = " or ".join(f"'{name}'" for name in error.others)
        if isinstance(error, BlocName):
            code, message = (
                "bloc-not-country",
                f"'{error.text}' is a union of countries, not a country",
            )
            hint = "Write it under `organisations`, and the countries concerned here."
        elif isinstance(error, AmbiguousName):
            code, message = "ambiguous-name", f"'{error.text}' may mean more than one {singular}"
            hint = f"Write the one you mean: {near}." if near else "Write the country you mean."
        else:
            code, message = (
                f"unknown-{'party' if kind == 'party' else singular}",
                f"there is no {singular} '{error.text}'",
            )
            hint = " ".join(
                part for part in (f"Did you mean {near}?" if near else "", self._way(kind)) if part
            )
        place = self.places.at(loc)
        self.problems.append(Problem(self.path, place.line, place.column, code, message, hint))

    def _way(self, kind: str) -> str:
        if kind == "party":
            return "List a person under `people`; for an unnamed official write `anonymous: true`."
        if kind == "countries":
            return "Write a name or an ISO 3166 code of three letters, such as TUR."
        row = {k.id: k for k in self.names.kinds}[kind]
        if row.naming is Naming.PROFILE:
            return f"To make it known, write a profile under docs/{kind}/ (`briefdesk new` helps)."
        return ""
