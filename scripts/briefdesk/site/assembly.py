"""From the files of a project to the documents of its site, without a host."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.model import Catalogue
from briefdesk.checks import check
from briefdesk.pages import addresses
from briefdesk.pages.book import pages
from briefdesk.pages.page import Page, SiteFacts
from briefdesk.reading.library import read
from briefdesk.records.brief import Brief
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import KINDS, Kind
from briefdesk.records.problems import Problem, Severity, in_order
from briefdesk.site import document
from briefdesk.site.clashes import clashes
from briefdesk.site.project import DOCS, Project
from briefdesk.site.workspace import Workspace


class AuthorErrors(Exception):
    """Briefs or profiles need their author; `problems` are all of them, in order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        files = len({problem.path for problem in problems})
        super().__init__(f"{_counted(len(problems), 'error')} in {_counted(files, 'file')}")


@dataclass(frozen=True)
class Assembly:
    """A site about to be handed to a host.

    `documents` maps the path of each generated page, relative to the docs, to its Markdown.
    It holds what is sound, even where `problems` has errors. `facts` are for the frame.
    """

    documents: Mapping[str, str]
    facts: Mapping[str, object]
    newest: date | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the site from being published."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that are said and no more."""
        return tuple(p for p in self.problems if p.severity is not Severity.ERROR)

    def sound(self) -> Assembly:
        """The same, free of errors; AuthorErrors where there are any."""
        if self.errors:
            raise AuthorErrors(self.errors)
        return self


def assemble(
    project: Project, workspace: Workspace, today: date, kinds: tuple[Kind, ...] = KINDS
) -> Assembly:
    """Read, compile, check and write every page. Raises for nothing that an author wrote."""
    further = [f"{DOCS}/{uri}" for uri in workspace.handwritten]
    library = read(workspace.files, kinds, further)
    catalogue = compile(library, today)
    newest = _newest(catalogue)
    site = SiteFacts(project.name, project.purpose, newest, project.repository)
    made = pages(catalogue, site, frozenset(workspace.handwritten))
    return Assembly(
        documents={page.uri: document.write(page) for page in made},
        facts=_facts(catalogue, made, newest),
        newest=newest,
        problems=in_order(
            [*workspace.problems, *check(library, catalogue), *clashes(workspace, kinds)]
        ),
    )


def _newest(catalogue: Catalogue) -> date | None:
    return max((day for brief in catalogue.briefs for day in _days(brief)), default=None)


def _days(brief: Brief) -> Iterable[date]:
    return (day.first for day in (brief.date, brief.published, brief.updated) if day)


def _facts(catalogue: Catalogue, made: Iterable[Page], newest: date | None) -> dict[str, object]:
    """What header, footer and search box say of the site: plain values, for any template."""
    uris = {page.uri for page in made}
    indexes: list[tuple[str, str, int]] = [
        (addresses.BRIEFS, "Briefs", len(catalogue.briefs)),
        (addresses.DEALS, "Deals", len(catalogue.deals)),
        *(
            (addresses.kind(kind.id), kind.title, len(catalogue.entries.get(kind.id, ())))
            for kind in catalogue.kinds
        ),
        (addresses.TIMELINE, "Timeline", 0),
        (addresses.SOURCES, "Sources", 0),
    ]
    return {
        "briefs": len(catalogue.briefs),
        "deals": len(catalogue.deals),
        "newest": newest.isoformat() if newest else "",
        "newest_words": EventDate.of(newest).words if newest else "",
        "indexes": [
            {"address": address, "title": title, "count": count}
            for address, title, count in indexes
            if addresses.uri(address) in uris
        ],
    }


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
