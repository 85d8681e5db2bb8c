"""Whether anything has changed at all since the last build, found out by a look at the files.

It loads neither the host nor the catalogue, so that a build with nothing to do takes no time.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from briefdesk.site import keys, notes, state
from briefdesk.site.project import Project
from briefdesk.site.report import Report
from briefdesk.site.seen import Seen

if TYPE_CHECKING:
    from briefdesk.site.shelf import Shelved

_NOTE = "build"


def still(project: Project, seen: Seen, target: Path, cache: Path, today: date) -> Report | None:
    """The report on the site in place, where a build of what was `seen` would change nothing;
    else None."""
    note = notes.recall(cache, _NOTE, seen.digest)
    if note is None or not notes.holds(note, today):
        return None
    if note["key"] != keys.of_surroundings(project, seen.survey, target):
        return None
    if not state.stands(cache, target):
        return None
    return Report(
        site=target, made=0, warnings=notes.problems_of(note["warnings"]), **note["report"]
    )


def keep(
    project: Project, shelved: Shelved, target: Path, cache: Path, today: date, report: Report
) -> None:
    """Remember a build that ended well."""
    note = {
        "key": keys.of_surroundings(project, shelved.workspace, target),
        "warnings": notes.plainly(report.warnings),
        "report": {name: getattr(report, name) for name in ("pages", "briefs", "deals", "index")},
        **notes.lasting(shelved.library, today),
    }
    notes.remember(cache, _NOTE, shelved.seen, note)
