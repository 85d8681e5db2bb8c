"""What is wrong with a whole project, as far as it is not remembered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from briefdesk.catalogue.model import Catalogue
from briefdesk.checks import across
from briefdesk.records.problems import Problem, in_order
from briefdesk.site import notes
from briefdesk.site.clashes import clashes
from briefdesk.site.shelf import Shelved


def judge(
    shelved: Shelved, cache: Path | None, today: date, catalogue: Callable[[], Catalogue]
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
            *clashes(shelved.workspace, shelved.library.kinds),
        ]
    )
