"""All problems of a project, or those of a part of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache as once
from pathlib import Path

from briefdesk.reading.decoding import decode
from briefdesk.records.problems import Problem
from briefdesk.site import notes, sweeping, workspace
from briefdesk.site.project import Project
from briefdesk.site.seen import Seen


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
    note = notes.recall(cache, "project", Seen.of(project).digest)
    if note is not None and notes.holds(note, today):
        every = notes.problems_of(note["problems"])
    else:
        with sweeping.resting():
            every = _found(project, today, cache, jobs)
    return tuple(p for p in every if not wanted or any(_below(p.path, path) for path in wanted))


def _found(project: Project, today: date, cache: Path | None, jobs: int) -> tuple[Problem, ...]:
    # All of the package comes with these: it waits until something has changed.
    from briefdesk.catalogue.compile import compile
    from briefdesk.site import shelf
    from briefdesk.site.judging import judge

    now = shelf.load(project, cache, jobs)
    every = judge(project, now, cache, today, lambda: compile(now.library, today))
    value = {"problems": notes.plainly(every), **notes.lasting(now.library, today)}
    notes.remember(cache, "project", now.seen, value)
    return every


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
        got = workspace.read(f"{project.root}/{path}", path)
        decoded = got if isinstance(got, Problem) else decode(path, got.content)
        return decoded.split("\n") if isinstance(decoded, str) else ()

    return of
