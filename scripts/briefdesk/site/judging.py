"""What is wrong with a whole project, as far as it is not remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from briefdesk.catalogue.model import Catalogue
from briefdesk.checks import across
from briefdesk.records.kinds import Kind
from briefdesk.records.problems import Problem, in_order
from briefdesk.site import handwritten, media, notes
from briefdesk.site.clashes import clashes
from briefdesk.site.project import Project
from briefdesk.site.shelf import Shelved
from briefdesk.site.workspace import Workspace


def judge(
    project: Project,
    shelved: Shelved,
    cache: Path | None,
    today: date,
    catalogue: Callable[[], Catalogue],
) -> tuple[Problem, ...]:
    """Every problem of a project, in order; `catalogue` compiles it where that is needed."""
    note = notes.recall(cache, "catalogue", shelved.basis)
    if note is not None and notes.holds(note, today):
        found = notes.problems_of(note["problems"])
    else:
        found = across(shelved.library, catalogue())
        value = {"problems": notes.plainly(found), **notes.lasting(shelved.library, today)}
        notes.remember(cache, "catalogue", shelved.basis, value)
    return in_order(
        [
            *shelved.workspace.problems,
            *shelved.library.problems,
            *found,
            *surrounding(project, shelved.workspace, shelved.library.kinds),
        ]
    )


def surrounding(
    project: Project, workspace: Workspace, kinds: tuple[Kind, ...]
) -> Iterator[Problem]:
    """Every problem of what lies beside briefs and profiles: pages written by hand, pictures."""
    yield from clashes(workspace, kinds)
    yield from handwritten.examine(project, workspace.handwritten)
    yield from media.examine(project, workspace.media)
