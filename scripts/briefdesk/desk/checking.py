"""What is wrong in a project, as `briefdesk check` and `briefdesk new` tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefdesk.records.problems import Problem, Severity
from briefdesk.site import workspace
from briefdesk.site.assembly import assemble
from briefdesk.site.project import Project


@dataclass(frozen=True, slots=True)
class Examination:
    """All problems of a project, and the texts of its files by path, for showing where they are."""

    problems: tuple[Problem, ...]
    texts: Mapping[str, bytes]

    @property
    def needs_author(self) -> bool:
        """True where a problem keeps something from the site."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def within(self, paths: Iterable[str]) -> Examination:
        """The same, restricted to files and folders at `paths` (relative to the project)."""
        wanted = tuple(paths)
        kept = {path: text for path, text in self.texts.items() if _lies_in(path, wanted)}
        found = tuple(problem for problem in self.problems if _lies_in(problem.path, wanted))
        return Examination(found, kept)


def examine(project: Project, today: date) -> Examination:
    """Read and check a whole project; nothing that lies in it raises."""
    found = workspace.load(project)
    problems = assemble(project, found, today).problems
    return Examination(problems, {file.path: file.content for file in found.files})


def inside(project: Project, path: Path) -> str:
    """`path` relative to the project with `/` between its parts; ValueError where it is outside."""
    root = project.root.resolve()
    # The last part may itself be a link, which is a finding and not to be followed.
    place = path.absolute().parent.resolve() / path.name if path.name != ".." else path.resolve()
    relative = place.relative_to(root).as_posix()
    return "" if relative == "." else relative


def _lies_in(path: str, wanted: tuple[str, ...]) -> bool:
    return any(not one or path == one or path.startswith(f"{one}/") for one in wanted)
