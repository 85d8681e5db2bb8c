"""The fast build: the frame by the host, every page by us, and only what changed.

It gives the same bytes as the host alone (`briefdesk build --plain`). A site that is in place
is brought up to date where the state of the last build tells what changed since; else it is
built aside and put in place whole.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from briefdesk.catalogue import changes
from briefdesk.catalogue.changes import Change, Digest
from briefdesk.pages import addresses, book
from briefdesk.pages.page import Task
from briefdesk.site import framing, keys, search, shells, sitemap, state
from briefdesk.site.assembly import Draft, edit, frame_facts, newest
from briefdesk.site.framing import Frame
from briefdesk.site.judging import judge
from briefdesk.site.project import Project
from briefdesk.site.publishing import replacing, updating
from briefdesk.site.rendering import Workshop, render_all, write
from briefdesk.site.report import Report
from briefdesk.site.search import Found
from briefdesk.site.shelf import Shelved
from briefdesk.site.state import State, Written

#: What is known of the search index, in the folder of what is remembered.
SEARCH = "search.sqlite"


@dataclass(frozen=True)
class Making:
    """A build under way. `cache` is the folder of what is remembered, `progress` is told of
    pages as they are done."""

    project: Project
    shelved: Shelved
    today: date
    target: Path
    cache: Path
    jobs: int
    progress: Callable[[int], None]

    @cached_property
    def draft(self) -> Draft:
        """What all pages are told of."""
        library, workspace = self.shelved.library, self.shelved.workspace
        edition = edit(self.project, workspace, library, self.today)
        return Draft(
            judge(self.shelved, self.cache, self.today, lambda: edition.catalogue),
            edition,
            newest(edition.catalogue),
        )

    @cached_property
    def uris(self) -> dict[str, Task]:
        """Every task by the uri of its first page."""
        return book.uris(self.draft.edition)

    @cached_property
    def keys(self) -> dict[str, str]:
        """What pages and frame depend on besides the records."""
        edition, workspace = self.draft.edition, self.shelved.workspace
        indexes = [frame_facts(edition)]
        return {
            "pages": keys.of_pages(edition.site, edition.catalogue.kinds, workspace),
            "frame": keys.of_frame(self.project, workspace, self.uris, indexes),
        }

    @cached_property
    def digest(self) -> Digest:
        """What is kept of the catalogue for the next build."""
        return Digest.of(self.draft.edition.catalogue)

    def known(self) -> State | None:
        """The state of the last build, where this one can go on from it."""
        if self.shelved.fresh:
            return None
        found = state.load(self.cache)
        if found is None or found.facts.get("target") != str(self.target):
            return None
        if found.facts.get("mark") != self.shelved.base:
            return None
        same = all(found.facts.get(name) == key for name, key in self.keys.items())
        return found if same else None


def make(making: Making) -> Report:
    """Build the site, or bring it up to date. AuthorErrors, HostProblem, ShellProblem,
    SearchProblem or PublishingProblem leave the site in place as it was."""
    making.draft.sound()
    known = making.known()
    plan = _plan(making, known) if known else None
    return _bring_up_to_date(making, known, plan) if known and plan else _make_whole(making)


def _make_whole(making: Making) -> Report:
    edition = making.draft.edition
    with replacing(making.target) as aside:
        frame = framing.make(making.project, making.shelved.workspace, edition, making.uris, aside)
        every = tuple(making.uris.values())
        result = _Result({}, {})
        by_hand = search.found(aside)
        pages = chain(list(by_hand), _render(making, frame, every, aside, result))
        index = 0
        if making.project.settings.search:
            search.supersede(aside)
            bundle = aside / search.BUNDLE
            index = search.index(bundle, pages, making.jobs, making.cache / SEARCH).size
        else:
            deque(pages, maxlen=0)
        sitemap.write(aside, _sitemap(making, frame, result.files))
        rest = [file for file in _rest(aside) if file.path not in result.files]
    count = len(result.files)
    facts = _facts(making, frame, making.digest, count, index)
    state.save(making.cache, facts, result.grounds, [*result.files.values(), *rest])
    return _report(making, count, count, index)


@dataclass(frozen=True, slots=True)
class _Result:
    """What rendering has made so far: the grounds of each task, and the files by their path."""

    grounds: dict[Task, frozenset[str]]
    files: dict[str, Written]


def _render(
    making: Making, frame: Frame, tasks: tuple[Task, ...], folder: Path, result: _Result
) -> Iterator[Found]:
    """Make the pages of `tasks` below `folder`, each as the search sees it."""
    workshop = Workshop(making.draft.edition, frame.shells, frame.listed, frame.site_url)
    for made in render_all(workshop, tasks, folder, making.jobs, making.progress):
        result.grounds[made.task] = made.grounds
        result.files.update((file.path, file) for file in made.files)
        yield from made.found


def _sitemap(making: Making, frame: Frame, pages: Iterable[str]) -> dict[str, bytes]:
    found = {path.removesuffix("index.html") for path in pages}
    found |= {addresses.of_file(uri) for uri in making.shelved.workspace.handwritten}
    return sitemap.files(found, frame.site_url, making.draft.newest)


def _rest(site: Path) -> Iterator[Written]:
    """The files of a site. Of the search index only those at its top: it has a state of its own,
    which tells whether the rest is there."""
    for folder, folders, names in os.walk(site):
        if os.path.relpath(folder, site) == search.BUNDLE:
            folders.clear()
        for name in names:
            found = os.stat(f"{folder}/{name}")
            path = os.path.relpath(f"{folder}/{name}", site)
            yield Written(path, (), found.st_size, found.st_mtime_ns)


def _tops(site: Path, folder: Path) -> Iterator[Written]:
    for entry in os.scandir(folder):
        if entry.is_file():
            found = entry.stat()
            path = os.path.relpath(entry.path, site)
            yield Written(path, (), found.st_size, found.st_mtime_ns)


def _facts(making: Making, frame: Frame, digest: Digest, pages: int, index: int) -> dict[str, Any]:
    return {
        **making.keys,
        "target": str(making.target),
        "mark": making.shelved.mark,
        "digest": digest.to_data(),
        "shells": shells.to_data(frame.shells),
        "listed": sorted(frame.listed),
        "site_url": frame.site_url,
        "count": pages,
        "index": index,
    }


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to do about a site in place: tasks to carry out, and tasks that are no more."""

    tasks: tuple[Task, ...]
    gone: frozenset[Task]
    digest: Digest


def _plan(making: Making, known: State) -> _Plan | None:
    """What has to be made anew; None where that is the whole site."""
    broken = {file.task for file in known.files.values() if not file.is_there(making.target)}
    if () in broken:
        return None
    before = Digest.from_data(known.facts["digest"])
    change = Change(making.shelved.before, making.shelved.after)
    catalogue = making.draft.edition.catalogue
    if change.is_of_texts_alone() and not making.shelved.names_changed and before.opens(catalogue):
        todo = known.resting_on(changes.texts(change)) | broken
        return _Plan(tuple(sorted(todo)), frozenset(), before)
    touched = changes.touched(change, making.shelved.library, catalogue, before, making.digest)
    every = frozenset(making.uris.values())
    todo = known.resting_on(touched) | broken | (every - known.tasks.keys())
    return _Plan(tuple(sorted(todo & every)), frozenset(known.tasks.keys() - every), making.digest)


def frame_of(known: State) -> Frame:
    """The frame of a site, as its state remembers it."""
    return Frame(
        shells.from_data(known.facts["shells"]),
        frozenset(known.facts["listed"]),
        known.facts["site_url"],
    )


def _bring_up_to_date(making: Making, known: State, plan: _Plan) -> Report:
    frame = frame_of(known)
    redone = plan.gone.union(plan.tasks)
    result = _Result({}, {})
    with updating(making.target) as update:
        found = list(_render(making, frame, plan.tasks, update.aside, result))
        fresh = {
            path: file
            for path, file in result.files.items()
            if path not in known.files or not _same(update.aside / path, making.target / path)
        }
        gone = {
            path
            for path, file in known.files.items()
            if file.task in redone and path not in result.files
        }
        update.moved.extend(sorted(fresh))
        update.removed.extend(sorted(gone))
        pages = {path for path, file in known.files.items() if file.task}
        pages = (pages | result.files.keys()) - gone
        for name, content in _sitemap(making, frame, pages).items():
            fresh[name] = write(update.aside, name, content)
            update.moved.append(name)
    index = known.facts["index"]
    if making.project.settings.search:
        index = search.update(
            making.target / search.BUNDLE,
            [page for page in found if f"{page.url}index.html" in fresh],
            [path.removesuffix("index.html") for path in gone],
            lambda: search.found(making.target),
            making.cache / SEARCH,
            making.jobs,
        ).size
        top = making.target / search.BUNDLE
        fresh |= {file.path: file for file in _tops(making.target, top)}
    made = result.files
    tasks = result.grounds
    facts = _facts(making, frame, plan.digest, len(pages), index)
    state.update(making.cache, facts, tasks, fresh.values(), (plan.gone, gone))
    return _report(making, len(pages), len(made), index)


def _report(making: Making, pages: int, made: int, index: int) -> Report:
    catalogue = making.draft.edition.catalogue
    return Report(
        site=making.target,
        pages=pages,
        briefs=len(catalogue.briefs),
        deals=len(catalogue.ledger.reports),
        index=index,
        made=made,
        warnings=making.draft.warnings,
    )


def _same(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
    except OSError:
        return False
