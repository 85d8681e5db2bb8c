"""From tasks to files of the site, in this process or in many.

A batch of tasks goes to a worker of a `concurrent.futures.Executor` together with the name of
its workshop; what comes back is small where workers share the disk with the build, and the
pages themselves where they do not.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, as_completed
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from briefdesk.exports import book as exports
from briefdesk.exports.file import Database
from briefdesk.pages import addresses, book
from briefdesk.pages.edition import Edition
from briefdesk.pages.page import Page, Task
from briefdesk.site import database, document, sweeping
from briefdesk.site.cards import cards
from briefdesk.site.search import Found, bare
from briefdesk.site.shells import Shell, ShellProblem, shell_of
from briefdesk.site.state import Written, listed
from briefdesk.site.workers import handling, processes

#: Tasks in a batch: enough that sending it costs little, few enough that all stay busy.
BATCH = 100

#: So many tasks are not worth a process of their own.
_FEW = 10


@dataclass(frozen=True)
class Workshop:
    """All that is needed to make any page or file of a site, and to write it. `listed` are the
    uris in the host's navigation."""

    edition: Edition
    shells: Mapping[str, Shell]
    listed: frozenset[str]
    site_url: str

    def whole(self, page: Page) -> str:
        """A page in its frame, as the host would write it; ShellProblem where it has none."""
        shell = self.shells.get(shell_of(page, self.listed))
        if shell is None:
            raise ShellProblem(f"there is no frame for {page.uri}")
        return shell.fill(page, document.rendered(page), self.site_url)


@dataclass(frozen=True, slots=True)
class Made:
    """What one task made: its files, the grounds they rest on as they are written down, and each
    page among them as the search sees it. `contents` are the files' bytes where the worker did
    not write them itself."""

    task: Task
    grounds: str
    files: tuple[Written, ...]
    found: tuple[Found, ...]
    contents: tuple[bytes, ...] = ()


def place(page: Page) -> str:
    """The file of a page in the site."""
    return f"{addresses.of_file(page.uri)}index.html"


def write(target: Path, name: str, content: bytes | Database, task: Task = ()) -> Written:
    """Write a file below `target`."""
    path = f"{target}/{name}"
    if isinstance(content, Database):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        database.make(content, path)
        return Written.of(target, name, task)
    try:
        file = open(path, "wb", 0)  # noqa: SIM115 - closed below, whichever way it was opened
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        file = open(path, "wb", 0)  # noqa: SIM115
    with file:
        left = memoryview(content)
        while left:
            left = left[file.write(left) :]
        found = os.fstat(file.fileno())
    return Written(name, task, found.st_size, found.st_mtime_ns)


def render(workshop: Workshop, tasks: Iterable[Task], target: str | None) -> list[Made]:
    """Make the pages of `tasks`, and write them below `target`; None: give their bytes back."""
    made = []
    for task in tasks:
        pages: tuple[Page, ...] = ()
        grounds: frozenset[str] = frozenset()
        if task[0] in book.MAKERS:
            pages, grounds = book.make(workshop.edition, task)
        others, further = exports.make(workshop.edition, task)
        grounds |= further
        others = (*others, *cards(pages, workshop.edition.site))
        whole = [(place(page), workshop.whole(page)) for page in pages]
        found = tuple(Found(name.removesuffix("index.html"), bare(text)) for name, text in whole)
        parts: list[tuple[str, bytes | Database]] = [
            *((name, text.encode("utf-8", "xmlcharrefreplace")) for name, text in whole),
            *((file.path, file if isinstance(file, Database) else file.content) for file in others),
        ]
        contents: tuple[bytes, ...] = ()
        if target is None:
            contents = tuple(one.content if isinstance(one, Database) else one for _, one in parts)
            files = tuple(
                Written(name, task, len(content), 0)
                for (name, _), content in zip(parts, contents, strict=True)
            )
        else:
            folder = Path(target)
            files = tuple(write(folder, name, content, task) for name, content in parts)
        made.append(Made(task, listed(grounds), files, found, contents))
    return made


def batches(tasks: Sequence[Task], size: int = BATCH) -> Iterator[Sequence[Task]]:
    """`tasks` in batches."""
    return (tasks[start : start + size] for start in range(0, len(tasks), size))


# What a worker was told at its start, and works with.
_workshop: Workshop | None = None


def _equip(workshop: Workshop) -> None:
    global _workshop  # noqa: PLW0603 - one workshop in one process, set at its start
    _workshop = workshop
    sweeping.go_on()


def _render(tasks: Sequence[Task], target: str | None) -> list[Made]:
    assert _workshop
    return render(_workshop, handling(tasks, " ".join), target)


def workers(workshop: Workshop, jobs: int) -> AbstractContextManager[Executor]:
    """Worker processes that have the workshop: without being sent it, where they are forked."""
    _ = workshop.edition.mentions  # made once, not once for each worker
    return processes(jobs, _equip, workshop)


def render_all(
    workshop: Workshop,
    tasks: Sequence[Task],
    target: Path,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda _: None,
    scheduler: str | None = None,
) -> Iterator[Made]:
    """Make the pages of all `tasks` below `target`; `progress` is told how many came of a batch.

    Many are made by `jobs` processes, or by the cluster of `scheduler`.
    """
    for batch in _made(workshop, tasks, target, jobs, scheduler):
        progress(sum(len(made.found) for made in batch))
        yield from batch


def _made(
    workshop: Workshop, tasks: Sequence[Task], target: Path, jobs: int, scheduler: str | None
) -> Iterator[list[Made]]:
    # Few tasks are shared out as evenly as many. Files of all there is take longest, so that
    # nobody waits for the one that came last.
    even = -(-len(tasks) // (4 * jobs)) if scheduler is None else BATCH
    ordered = sorted(tasks, key=lambda task: task[0] in book.MAKERS)
    parts = list(batches(ordered, min(BATCH, max(_FEW, even))))
    if len(parts) <= 1 or (jobs <= 1 and scheduler is None):
        yield from (render(workshop, part, str(target)) for part in parts)
    elif scheduler is None:
        with workers(workshop, jobs) as pool:
            # Nobody else holds on to what is done: it is all pages, as the search sees them.
            done = as_completed([pool.submit(_render, part, str(target)) for part in parts])
            yield from (future.result() for future in done)
    else:
        from briefdesk.site.cluster import render_on  # an optional extra stands behind it

        for part in render_on(scheduler, workshop, parts):
            yield [_put(target, made) for made in part]


def _put(target: Path, made: Made) -> Made:
    """Write the pages that came from another machine."""
    pairs = zip(made.files, made.contents, strict=True)
    files = tuple(write(target, file.path, content, made.task) for file, content in pairs)
    return replace(made, files=files, contents=())
