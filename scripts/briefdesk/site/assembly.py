"""From the files of a project to the documents of its site, without a host."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.retrospect import stood
from briefdesk.checks import check
from briefdesk.exports import book as exports
from briefdesk.exports import hosting, policy
from briefdesk.exports.file import Database, File
from briefdesk.pages import addresses, book
from briefdesk.pages.doors import doors
from briefdesk.pages.edition import Edition
from briefdesk.pages.modification import Modification
from briefdesk.pages.page import Hosting, Page, SiteFacts
from briefdesk.reading.library import Library, read
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import KINDS, Kind
from briefdesk.records.problems import Problem, Severity, in_order
from briefdesk.site import document
from briefdesk.site.cards import cards
from briefdesk.site.judging import surrounding
from briefdesk.site.project import DOCS, Project
from briefdesk.site.report import AuthorErrors
from briefdesk.site.workspace import Workspace


@dataclass(frozen=True)
class Judged:
    """Something made of what authors wrote, with all that there is to say of it, in order."""

    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the site from being published."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that are said and no more."""
        return tuple(p for p in self.problems if p.severity is not Severity.ERROR)

    def sound(self) -> Self:
        """The same, free of errors; AuthorErrors where there are any."""
        if self.errors:
            raise AuthorErrors(self.errors)
        return self


@dataclass(frozen=True)
class Assembly(Judged):
    """A site about to be handed to a host.

    `documents` maps the path of each generated page, relative to the docs, to its Markdown,
    `files` that of each other generated file, relative to the site, to its bytes. They hold what is
    sound, even where `problems` has errors. `modified` maps the address of each generated page
    to the day on which what it tells last changed. `facts` are for the frame.
    """

    documents: Mapping[str, str]
    files: Mapping[str, bytes]
    modified: Mapping[str, date | None]
    facts: Mapping[str, object]
    briefs: int
    deals: int


@dataclass(frozen=True)
class Draft(Judged):
    """A site about to be made: what all its pages are told of."""

    edition: Edition


def edit(
    project: Project,
    workspace: Workspace,
    library: Library,
    today: date,
    as_of: date | None = None,
) -> Edition:
    """What all pages are told of: the catalogue of what was read, or of what of it there was as
    of a day, and of the site itself."""
    library = stood(library, as_of) if as_of else library
    url = f"{project.url.rstrip('/')}/" if project.url else ""
    settings = project.settings
    own = frozenset(workspace.media).intersection((hosting.HEADERS, hosting.CRAWLERS))
    facts = SiteFacts(
        project.name,
        project.purpose,
        url,
        settings.identity or project.name,
        settings.database,
        cards=settings.social_cards and bool(url),
        hosting=Hosting(settings.policy, settings.security_contact, settings.security_expires, own),
    )
    return Edition(compile(library, today), facts, frozenset(workspace.handwritten))


def assemble(
    project: Project,
    workspace: Workspace,
    today: date,
    kinds: tuple[Kind, ...] = KINDS,
    as_of: date | None = None,
) -> Assembly:
    """Read, compile, check and write every page, as of a day where one is given. Raises for
    nothing that an author wrote."""
    further = [f"{DOCS}/{uri}" for uri in workspace.handwritten]
    library = read(workspace.files, kinds, further)
    edition = edit(project, workspace, library, today, as_of)
    whole = compile(library, today) if as_of else edition.catalogue
    made: list[Page] = []
    files: list[File | Database] = []
    for task in book.tasks(edition):  # beside each other, since they share work
        pages = book.make(edition, task)[0]
        made += pages
        files += exports.make(edition, task)[0]
        files += cards(pages, edition.site)
    for task in exports.tasks(edition):
        files += exports.make(edition, task)[0]
    modification = Modification(edition)
    generated = (addresses.of_file(page.uri) for page in made)
    return Assembly(
        documents={page.uri: document.write(page) for page in sorted(made, key=_by_uri)},
        files={file.path: file.content for file in files},
        modified={address: modification.of(address) for address in generated},
        facts=frame_facts(edition),
        briefs=len(edition.catalogue.briefs),
        deals=len(edition.catalogue.deals),
        problems=in_order(
            [
                *workspace.problems,
                *check(library, whole),
                *surrounding(project, workspace, kinds),
            ]
        ),
    )


def _by_uri(page: Page) -> str:
    return page.uri


def frame_facts(edition: Edition) -> dict[str, object]:
    """What the frame of every page says of the site: plain values, for any template. None of
    them counts anything, so that the frame is the same whatever is added."""
    day = edition.catalogue.as_of
    return {
        "indexes": [
            {"address": address, "title": title}
            for address, title, _ in doors(edition)
            if address != addresses.GUIDE
        ],
        "policy": policy.in_page(edition.site.hosting.policy),
        "referrer": policy.REFERRER,
        "as_of": {"date": day.isoformat(), "words": EventDate.of(day).words} if day else {},
    }
