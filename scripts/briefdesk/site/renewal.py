"""A site in place brought up to date: what an edit touches is made anew, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefdesk.catalogue import changes
from briefdesk.catalogue.changes import Change
from briefdesk.catalogue.digest import Digest
from briefdesk.exports import database
from briefdesk.pages.page import Task
from briefdesk.site import framing, publishing, search, state
from briefdesk.site.database import renew as renew_database
from briefdesk.site.framing import Frame
from briefdesk.site.making import Making, files_below, frame_of, index_files, pages_among
from briefdesk.site.publishing import Update, updating
from briefdesk.site.rendering import write
from briefdesk.site.report import Report
from briefdesk.site.search import Found
from briefdesk.site.state import State, Written


@dataclass(frozen=True, slots=True)
class _Result:
    """What rendering has made so far: the grounds of each task, and the files by their path."""

    grounds: dict[Task, str] = field(default_factory=dict)
    files: dict[str, Written] = field(default_factory=dict)

    def add(self, grounds: Mapping[Task, str], files: Iterable[Written]) -> None:
        """More of both."""
        self.grounds.update(grounds)
        self.files.update((file.path, file) for file in files)


class _NewShells(Exception):
    """The frame of every page is another."""


class _Overtaken(Exception):
    """Another build was here since this one looked at the site."""


def renew(making: Making, known: State) -> Report | None:
    """Bring the site up to date from `known`; None where all of it has to be made anew.

    Problems of the host, of the search and of publishing leave the site in place as it was.
    """
    plan = _plan(making, known)
    if plan is None:
        return None
    try:
        return _carry_out(making, known, plan)
    except (_NewShells, _Overtaken):
        return None


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to do about a site in place: tasks to carry out, tasks that are no more, and the
    grounds that differ."""

    tasks: tuple[Task, ...]
    gone: frozenset[Task]
    touched: frozenset[str]
    digest: Digest
    reach: str
    reframe: bool


def _plan(making: Making, known: State) -> _Plan | None:
    """What has to be made anew; None where that is the whole site."""
    broken = known.broken(making.target)
    if () in broken:
        return None
    before = Digest.from_data(known.facts["digest"])
    change = Change(making.shelved.before, making.shelved.after)
    catalogue = making.draft.edition.catalogue
    if change.is_of_texts_alone() and not making.shelved.names_changed and before.opens(catalogue):
        texts = frozenset(changes.texts(change))
        todo = known.resting_on(texts) | broken
        reframe = known.facts["host"] != making.host_key
        return _Plan(tuple(sorted(todo)), frozenset(), texts, before, known.facts["reach"], reframe)
    touched = changes.touched(change, making.shelved.library, catalogue, before, making.digest)
    every = frozenset(making.tasks)
    todo = known.resting_on(touched) | broken | (every - known.tasks)
    gone = known.tasks - every
    reframe = known.facts["host"] != making.host_key or known.facts["reach"] != making.reach
    todo &= every
    seen = frozenset(touched)
    return _Plan(tuple(sorted(todo)), gone, seen, making.digest, making.reach, reframe)


def _carry_out(making: Making, known: State, plan: _Plan) -> Report:
    redone = plan.gone.union(plan.tasks)
    result = _Result()
    with updating(making.target) as update:
        if publishing.standing(making.target) != making.standing:
            raise _Overtaken
        frame = _reframed(making, known, update.aside) if plan.reframe else frame_of(known)
        by_hand = list(files_below(update.aside)) if plan.reframe else []
        pages = list(search.found(update.aside)) if plan.reframe else []
        pages += making.render(frame, plan.tasks, update.aside, result.add)
        of_tasks = known.paths()
        gone = known.paths_of(redone)
        if plan.reframe:
            gone |= {path for path in known.rows.keys() - of_tasks if _is_of_host(path)}
        gone -= result.files.keys() | {file.path for file in by_hand}
        kept = of_tasks - gone
        count = pages_among(kept | result.files.keys())
        extras = making.sitemap(frame, kept | result.files.keys())
        sitemap = [write(update.aside, name, content) for name, content in extras.items()]
        fresh = _fresh(making, known, update, [*result.files.values(), *by_hand, *sitemap])
        fresh += _database(making, known, plan, update)
        update.removed.extend(sorted(gone))
        index = known.facts["index"]
        if making.project.settings.search:
            index = _search(making, pages, update)
    if making.project.settings.search:
        fresh += index_files(making.target)
    facts = making.facts(frame, plan.digest, plan.reach, count, index, update.token)
    state.update(making.cache, facts, result.grounds, fresh, (plan.gone, gone))
    return making.report(count, pages_among(result.files), index)


def _database(making: Making, known: State, plan: _Plan, update: Update) -> list[Written]:
    """The database as it is now, put in place; nothing where it stays as it is, or was made
    from nothing among the tasks of the plan."""
    file = known.file(database.PATH)
    if file is None or not plan.touched or file.task in {*plan.tasks, *plan.gone}:
        return []
    edition = making.draft.edition
    update.moved.append(file.path)
    return [renew_database(edition, file, plan.touched, making.target, update.aside)]


def _reframed(making: Making, known: State, aside: Path) -> Frame:
    """The frame as the host makes it now, with its files below `aside`; _NewShells where that
    changes every page."""
    workspace, edition = making.shelved.workspace, making.draft.edition
    frame = framing.make(making.project, workspace, edition, making.uris, making.paths, aside)
    if making.project.settings.search:
        search.supersede(aside)
    if frame != frame_of(known):
        raise _NewShells
    return frame


def _is_of_host(path: str) -> bool:
    return not path.startswith((f"{search.BUNDLE}/", "sitemap"))


def _fresh(making: Making, known: State, update: Update, files: Iterable[Written]) -> list[Written]:
    """Of the files made, those to write down: what differs is put in place, and what does not
    is left as it is."""
    fresh = []
    for file in sorted(files, key=lambda file: file.path):
        if not _same(update.aside / file.path, making.target / file.path):
            update.moved.append(file.path)
            fresh.append(file)
        elif known.file(file.path) != (there := Written.of(making.target, file.path, file.task)):
            fresh.append(there)
    return fresh


def _same(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
    except OSError:
        return False


def _search(making: Making, pages: Iterable[Found], update: Update) -> int:
    """Add to the update what brings the search index up to date; returns its size."""
    moved, gone = set(update.moved), set(update.removed)

    def everything() -> Iterator[Found]:
        yield from (p for p in search.found(update.aside) if _file_of(p) in moved)
        yield from (p for p in search.found(making.target) if _file_of(p) not in moved | gone)

    bundle, into = making.target / search.BUNDLE, update.aside / search.BUNDLE
    size = search.update(
        bundle,
        [page for page in pages if _file_of(page) in moved],
        [path.removesuffix("index.html") for path in gone if path.endswith(".html")],
        everything,
        making.search_state,
        making.jobs,
        into,
    ).size
    update.moved += sorted(
        path.relative_to(update.aside).as_posix() for path in into.rglob("*") if path.is_file()
    )
    update.removed += (f"{search.BUNDLE}/{name}" for name in sorted(search.outdated(bundle, into)))
    return size


def _file_of(page: Found) -> str:
    return page.url if page.url.endswith(".html") else f"{page.url}index.html"
