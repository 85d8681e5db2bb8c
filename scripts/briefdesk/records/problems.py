"""A mistake of an author as a value: where it is, what is wrong and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Loc = tuple[str | int, ...]
"""The way to a value in front matter: `("deals", 0, "state")`; `()` is the whole."""


class Severity(StrEnum):
    """An error keeps a brief from the site; a warning is said and the build goes on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file; line and column count from 1, columns in characters."""

    line: int
    column: int


@dataclass(slots=True, eq=False)
class Places:
    """Where the values of one file's front matter stand.

    `find` gives every place, and is called when the first one is asked for: nearly all files
    are without a problem, and none of theirs is ever needed.
    """

    find: Callable[[], Mapping[Loc, Place]] = dict
    _known: Mapping[Loc, Place] | None = field(default=None, init=False, repr=False)

    def at(self, loc: Loc) -> Place:
        """The place of the value at `loc`, or of the nearest one that encloses it."""
        if self._known is None:
            self._known = self.find()
        while loc and loc not in self._known:
            loc = loc[:-1]
        return self._known.get(loc, Place(1, 1))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding. `path` is relative to the project with `/` between its parts."""

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        said = f"{self.path}:{self.line}:{self.column}: {self.code}: {self.message}"
        # A file's name may hold a line break; a finding is one line all the same.
        return _printable(f"{said}. {self.hint}" if self.hint else said)


def shortened(text: str, length: int = 60) -> str:
    """`text` as a message can quote it: on one line, no longer than `length`."""
    line = _printable(" ".join(text.split()))
    return line if len(line) <= length else f"{line[: length - 2].rstrip()} …"


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def in_order(
    problems: Mapping[Problem, None] | set[Problem] | list[Problem],
) -> tuple[Problem, ...]:
    """Each problem once, by path, line and column: the same on every machine."""
    return tuple(sorted(set(problems)))
