"""What a build tells of itself, or of what keeps it from being one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefdesk.records.problems import Problem


@dataclass(frozen=True, slots=True)
class Report:
    """What was built. `index` is the size of the search index in bytes; `made` is how many of
    the pages were made anew.

    `warnings` are what authors may want to know though the site was built.
    """

    site: Path
    pages: int
    briefs: int
    deals: int
    index: int
    made: int
    warnings: tuple[Problem, ...]


class AuthorErrors(Exception):
    """Briefs or profiles need their author; `problems` are all of them, in order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        files = len({problem.path for problem in problems})
        super().__init__(f"{_counted(len(problems), 'error')} in {_counted(files, 'file')}")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
