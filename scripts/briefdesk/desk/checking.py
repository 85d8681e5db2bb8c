"""All problems of a project, or those of a part of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from briefdesk.catalogue.compile import compile
from briefdesk.checks import check
from briefdesk.reading.decoding import decode
from briefdesk.reading.library import File, read
from briefdesk.records.problems import Problem, in_order
from briefdesk.site import workspace
from briefdesk.site.assembly import clashes
from briefdesk.site.project import DOCS, Project


class OutsideProject(Exception):
    """A path that is asked about lies elsewhere."""


def problems(project: Project, today: date, paths: Sequence[Path] = ()) -> tuple[Problem, ...]:
    """Problems of the whole project, narrowed down to files at or below `paths`.

    OutsideProject where one of them is no part of the project.
    """
    wanted = [_inside(project, path) for path in paths]
    found = workspace.load(project)
    library = read(found.files, pages=[f"{DOCS}/{uri}" for uri in found.handwritten])
    every = in_order(
        [*found.problems, *check(library, compile(library, today)), *clashes(found, library.kinds)]
    )
    return tuple(p for p in every if not wanted or any(_below(p.path, path) for path in wanted))


def _inside(project: Project, path: Path) -> str:
    try:
        return path.absolute().resolve().relative_to(project.root.resolve()).as_posix()
    except ValueError:
        raise OutsideProject(f"{path} is not in the project {project.root}") from None


def _below(path: str, folder: str) -> bool:
    return folder in {".", path} or path.startswith(f"{folder}/")


def lines(project: Project) -> Callable[[str], Sequence[str]]:
    """Reads the lines of a project's files, as far as they can be shown."""

    @cache
    def of(path: str) -> Sequence[str]:
        got = workspace.read(project, path)
        decoded = decode(path, got.content) if isinstance(got, File) else got
        return decoded.split("\n") if isinstance(decoded, str) else ()

    return of
