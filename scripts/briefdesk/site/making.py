"""A build under way: what it starts from, and the steps that all builds of ours share.

`whole.py` builds a site from nothing, `renewal.py` brings one up to date. Both give the bytes
that the host alone gives (`briefdesk build --plain`): it makes the frame, and we every page.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.digest import Digest
from briefdesk.catalogue.model import Catalogue
from briefdesk.exports import book as exports
from briefdesk.pages import addresses, book
from briefdesk.pages.modification import Modification
from briefdesk.pages.page import Task
from briefdesk.site import keys, publishing, search, shells, sitemap, state
from briefdesk.site.assembly import Draft, edit, frame_facts
from briefdesk.site.framing import Frame
from briefdesk.site.handwritten import linked
from briefdesk.site.judging import judge
from briefdesk.site.project import Project
from briefdesk.site.rendering import Workshop, render_all
from briefdesk.site.report import Report
from briefdesk.site.search import Found
from briefdesk.site.shelf import Shelved
from briefdesk.site.state import State, Written


@dataclass(frozen=True)
class Making:
    """A build under way. `cache` is the folder of what is remembered, `progress` is told of
    pages as they are done. `scheduler` is the address of a cluster that makes the pages, `as_of`
    a day to show the site as of."""

    project: Project
    shelved: Shelved
    today: date
    target: Path
    cache: Path
    jobs: int
    progress: Callable[[int], None]
    scheduler: str | None = None
    as_of: date | None = None

    @cached_property
    def draft(self) -> Draft:
        """What all pages are told of."""
        library, workspace = self.shelved.library, self.shelved.workspace
        edition = edit(self.project, workspace, library, self.today, self.as_of)

        def whole() -> Catalogue:
            return compile(library, self.today) if self.as_of else edition.catalogue

        return Draft(judge(self.project, self.shelved, self.cache, self.today, whole), edition)

    @cached_property
    def uris(self) -> dict[str, Task]:
        """Every task that makes pages, by the uri of its first page."""
        return book.uris(self.draft.edition)

    @cached_property
    def paths(self) -> dict[str, Task]:
        """Every task that makes files alone, by the path of its first file."""
        return exports.paths(self.draft.edition)

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """Every task."""
        return (*self.uris.values(), *self.paths.values())

    @cached_property
    def page_key(self) -> str:
        """What pages depend on besides the records."""
        edition = self.draft.edition
        return keys.of_pages(edition.site, edition.catalogue.kinds, self.shelved.workspace)

    @cached_property
    def host_key(self) -> str:
        """What the frame depends on besides the records."""
        return keys.of_host(self.project, self.shelved.workspace)

    @cached_property
    def reach(self) -> str:
        """What the frame knows of the records: which indexes there are, and which of the pages
        and files that are linked to by hand."""
        indexes = frame_facts(self.draft.edition)
        found = self.linked & (self.uris.keys() | self.paths.keys())
        return json.dumps([indexes, sorted(found)])

    @cached_property
    def linked(self) -> frozenset[str]:
        """Where pages written by hand link to."""
        return frozenset(linked(self.project, self.shelved.workspace.handwritten))

    def look(self) -> None:
        """Look at all the files that the frame depends on before any of it is made: the next
        build then sees what is edited meanwhile."""
        _ = self.host_key, self.linked

    @cached_property
    def digest(self) -> Digest:
        """What is kept of the catalogue for the next build."""
        return Digest.of(self.draft.edition.catalogue)

    @cached_property
    def standing(self) -> tuple[int, str]:
        """The site as it stands when it is first looked at."""
        return publishing.standing(self.target)

    @property
    def search_state(self) -> Path:
        """Where lies what is known of the search index."""
        return self.cache / "search.sqlite"

    def known(self) -> State | None:
        """The state of the last build, where this one can go on from it."""
        if self.shelved.fresh:
            return None
        found = state.load(self.cache)
        wanted = {
            "target": str(self.target),
            "mark": self.shelved.base,
            "pages": self.page_key,
            # The site may have been put back, or the last update may not have been written down.
            "update": self.standing[1],
        }
        same = found and all(found.facts.get(name) == value for name, value in wanted.items())
        return found if same else None

    def render(
        self,
        frame: Frame,
        tasks: tuple[Task, ...],
        folder: Path,
        add: Callable[[Mapping[Task, str], Sequence[Written]], None],
    ) -> Iterator[Found]:
        """Make the pages of `tasks` below `folder`, each as the search sees it; `add` is told of
        the grounds of each task and of its files."""
        workshop = Workshop(self.draft.edition, frame.shells, frame.listed, frame.site_url)
        for made in render_all(workshop, tasks, folder, self.jobs, self.progress, self.scheduler):
            add({made.task: made.grounds}, made.files)
            yield from made.found

    def sitemap(self, frame: Frame, files: Iterable[str]) -> dict[str, bytes]:
        """The files of the sitemap of the pages among `files`, and of those written by hand."""
        if not frame.site_url:
            return {}
        made = (path.removesuffix("index.html") for path in files if path.endswith(".html"))
        modification = Modification(self.draft.edition)
        dated = {address: modification.of(address) for address in made}
        by_hand = dict.fromkeys(map(addresses.of_file, self.shelved.workspace.handwritten))
        return sitemap.files(by_hand | dated, frame.site_url)

    def facts(
        self, frame: Frame, digest: Digest, reach: str, pages: int, index: int, update: str = ""
    ) -> dict[str, Any]:
        """What the next build must know of this one."""
        return {
            "reach": reach,
            "pages": self.page_key,
            "host": self.host_key,
            "target": str(self.target),
            "mark": self.shelved.mark,
            "digest": digest.to_data(),
            "shells": shells.to_data(frame.shells),
            "listed": sorted(frame.listed),
            "site_url": frame.site_url,
            "count": pages,
            "index": index,
            "update": update,
        }

    def report(self, pages: int, made: int, index: int) -> Report:
        """What there is to tell of a build that ended well."""
        catalogue = self.draft.edition.catalogue
        return Report(
            site=self.target,
            pages=pages,
            briefs=len(catalogue.briefs),
            deals=len(catalogue.ledger.reports),
            index=index,
            made=made,
            warnings=self.draft.warnings,
        )


def pages_among(files: Iterable[str]) -> int:
    """How many of `files` are pages."""
    return sum(1 for path in files if path.endswith(".html"))


def frame_of(known: State) -> Frame:
    """The frame of a site, as its state remembers it."""
    return Frame(
        shells.from_data(known.facts["shells"]),
        frozenset(known.facts["listed"]),
        known.facts["site_url"],
    )


def index_files(site: Path) -> Iterator[Written]:
    """The files at the top of the search index: those that change with it."""
    for entry in os.scandir(site / search.BUNDLE):
        if entry.is_file():
            yield Written.of(site, f"{search.BUNDLE}/{entry.name}")


def files_below(site: Path) -> Iterator[Written]:
    """The files of a site that no task made. Of the search index only those at its top: it has
    a state of its own, which tells whether the rest is there."""
    for folder, folders, names in os.walk(site):
        if os.path.relpath(folder, site) == search.BUNDLE:
            folders.clear()
        for name in names:
            yield Written.of(site, os.path.relpath(f"{folder}/{name}", site))
