"""All problems of a project, or those of a part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache as once
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefdesk.reading.decoding import decode
from briefdesk.records.problems import Problem, in_order
from briefdesk.site import notes, sweeping
from briefdesk.site.project import Project
from briefdesk.site.seen import Seen

if TYPE_CHECKING:
    from briefdesk.reading.library import Library


class OutsideProject(Exception):
    """A path that is asked about lies elsewhere."""


def problems(
    project: Project,
    today: date,
    paths: Sequence[Path] = (),
    cache: Path | None = None,
    jobs: int = 1,
) -> tuple[Problem, ...]:
    """Problems of the whole project, narrowed down to files at or below `paths`.

    What `cache` remembers is not found out again; `jobs` processes may take part. Neither
    makes a difference to the answer. OutsideProject where a path is no part of the project.
    """
    wanted = [_inside(project, path) for path in paths]
    every = _remembered(notes.recall(cache, "project", Seen.of(project).digest), today)
    if every is None:
        with sweeping.resting():
            every = _found(project, today, cache, jobs)
    return tuple(p for p in every if not wanted or any(_below(p.path, path) for path in wanted))


def _found(project: Project, today: date, cache: Path | None, jobs: int) -> tuple[Problem, ...]:
    # All of the package comes with these: it waits until something has changed.
    from briefdesk.site import shelf
    from briefdesk.site.clashes import clashes

    now = shelf.load(project, cache, jobs)
    across = _remembered(notes.recall(cache, "catalogue", now.basis), today)
    if across is None:
        across = _across(now.library, today)
        notes.remember(cache, "catalogue", now.basis, _note(across, now.library, today))
    every = in_order(
        [
            *now.workspace.problems,
            *now.library.problems,
            *across,
            *clashes(now.workspace, now.library.kinds),
        ]
    )
    notes.remember(cache, "project", now.seen, _note(every, now.library, today))
    return every


def _across(library: Library, today: date) -> tuple[Problem, ...]:
    from briefdesk.catalogue.compile import compile
    from briefdesk.checks import across

    return across(library, compile(library, today))


def _note(found: Iterable[Problem], library: Library, today: date) -> dict[str, Any]:
    """Problems, and the days on which no other brief is under embargo than on this one."""
    days = [brief.published.first for brief in library.briefs if brief.published]
    return {
        "problems": notes.plainly(found),
        "first": max((day for day in days if day <= today), default=date.min).isoformat(),
        "last": min((day for day in days if day > today), default=date.max).isoformat(),
    }


def _remembered(note: Any, today: date) -> tuple[Problem, ...] | None:
    if note is None or not note["first"] <= today.isoformat() < note["last"]:
        return None
    return notes.problems_of(note["problems"])


def _inside(project: Project, path: Path) -> str:
    try:
        return path.absolute().resolve().relative_to(project.root.resolve()).as_posix()
    except ValueError:
        raise OutsideProject(f"{path} is not in the project {project.root}") from None


def _below(path: str, folder: str) -> bool:
    return folder in {".", path} or path.startswith(f"{folder}/")


def lines(project: Project) -> Callable[[str], Sequence[str]]:
    """Reads the lines of a project's files, as far as they can be shown."""

    @once
    def of(path: str) -> Sequence[str]:
        place = project.root / path
        if place.is_symlink() or not place.is_file():
            return ()
        with place.open("rb") as file:
            decoded = decode(path, file.read(1_000_001))
        return decoded.split("\n") if isinstance(decoded, str) else ()

    return of
