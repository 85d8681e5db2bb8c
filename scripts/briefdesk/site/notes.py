"""Plain data about a whole project, remembered together with what it rests on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefdesk.records.kinds import KINDS, Kind
from briefdesk.records.problems import Problem, Severity
from briefdesk.site import memory
from briefdesk.site.memory import Spoiled, Unusable

if TYPE_CHECKING:
    from briefdesk.reading.library import Library


def recall(cache: Path | None, name: str, rests_on: str, kinds: tuple[Kind, ...] = KINDS) -> Any:
    """What was noted under `name`; None where that rested on anything else."""
    if cache and rests_on:
        with contextlib.suppress(Spoiled, Unusable), memory.opened(cache, kinds) as kept:
            note = kept.note(f"of {name}")
            return note[1] if note and note[0] == rests_on else None
    return None


def remember(
    cache: Path | None, name: str, rests_on: str, value: Any, kinds: tuple[Kind, ...] = KINDS
) -> None:
    """Note plain data; where nothing can be remembered, nothing is."""
    if cache and rests_on:
        with contextlib.suppress(Spoiled, Unusable), memory.opened(cache, kinds) as kept:
            kept.put_note(f"of {name}", [rests_on, value])
            kept.keep()


def lasting(library: Library, today: date) -> dict[str, str]:
    """The days from the first to before the last on which no other brief is under embargo than
    on this one, as plain data to note."""
    days = [brief.published.first for brief in library.briefs if brief.published]
    return {
        "first": max((day for day in days if day <= today), default=date.min).isoformat(),
        "last": min((day for day in days if day > today), default=date.max).isoformat(),
    }


def holds(note: Mapping[str, Any], today: date) -> bool:
    """True where what was noted together with `lasting` is so today."""
    return bool(note["first"] <= today.isoformat() < note["last"])


def plainly(problems: Iterable[Problem]) -> list[list[Any]]:
    """Problems as plain data."""
    return [
        [p.path, p.line, p.column, p.code, p.message, p.hint, p.severity.value] for p in problems
    ]


def problems_of(listed: Iterable[list[Any]]) -> tuple[Problem, ...]:
    """The problems that `plainly` made plain data of."""
    return tuple(
        Problem(path, line, column, code, message, hint, Severity(severity))
        for path, line, column, code, message, hint, severity in listed
    )
