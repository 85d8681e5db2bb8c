"""What a look at the names, sizes and times of all files tells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from briefdesk.records.kinds import KINDS, Kind
from briefdesk.site import clock, workspace
from briefdesk.site.memory import digest
from briefdesk.site.project import Project
from briefdesk.site.workspace import Found, Survey

#: A file may change twice within a tick of its clock. Only one that has rested for so long,
#: in nanoseconds, is known by its times.
REST = 2_000_000_000


@dataclass(frozen=True)
class Seen:
    """A survey, and the moment at which it began."""

    survey: Survey
    started: int

    @classmethod
    def of(cls, project: Project, kinds: tuple[Kind, ...] = KINDS) -> Seen:
        """What there is to see of a project now."""
        started = clock.nanoseconds()
        return cls(workspace.survey(project, kinds), started)

    def state(self, found: Found) -> str:
        """The state by which to know a file again; empty where it may change unseen."""
        return found.state if found.time < self.started - REST else ""

    @cached_property
    def is_fleeting(self) -> bool:
        """True where any file may change unseen."""
        every = (*self.survey.files, *self.survey.others)
        return not all(map(self.state, every))

    @cached_property
    def digest(self) -> str:
        """Differs wherever a file is another, or there are others."""
        every = (*self.survey.files, *self.survey.others)
        files = (f"{found.path}\0{found.state}\n" for found in every)
        return digest("".join(files), *map(str, self.survey.problems))
