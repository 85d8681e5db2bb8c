"""Files read in two steps, in this process or in many: each by itself, and then with all names.

What lies between the steps is in few bytes and goes to whatever process takes the second one,
so that a hundred thousand drafts are never objects at the same time.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import islice
from mmap import mmap
from typing import TypeVar, cast

from briefdesk.reading.drafting import Drafted, draft
from briefdesk.reading.file import File
from briefdesk.reading.library import finish
from briefdesk.reading.names import Names
from briefdesk.reading.profiles import ProfileDraft
from briefdesk.records.brief import Profile
from briefdesk.records.kinds import Kind
from briefdesk.site import entries, workers
from briefdesk.site.entries import Entry
from briefdesk.site.memory import digest

#: So many files go to another process at once: few enough to share them out evenly, and so
#: many that what it costs to send them is lost among them.
BATCH = 100

#: So many batches for each process wait to be worked on or taken up, and no more.
_AHEAD = 4

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Some files, each read by itself: what it is known by until its names are resolved, and the
    profiles among them. The drafts wait, as they came where that was from another process."""

    entries: dict[str, Entry]
    profiles: tuple[Profile, ...]
    waiting: list[Drafted] | bytes | mmap

    @property
    def drafts(self) -> list[Drafted]:
        """The draft of each file."""
        if isinstance(self.waiting, list):
            return self.waiting
        return cast("list[Drafted]", pickle.loads(self.waiting))  # noqa: S301, our own

    def aside(self) -> Sheaf:
        """The same, with what came from another process in memory of its own. The heap would keep
        its place when it is gone: 600 MB of a hundred thousand briefs."""
        if not isinstance(self.waiting, bytes):
            return self
        memory = mmap(-1, len(self.waiting))
        memory[:] = self.waiting
        return replace(self, waiting=memory)


@dataclass(frozen=True, slots=True)
class Done:
    """A file as it is to be remembered: its entry, its record as JSON, and the words of its text.
    The last two are empty where there is no record."""

    path: str
    entry: Entry
    record: str
    words: str


def take(files: Iterable[File], kinds: tuple[Kind, ...], jobs: int, number: int) -> Iterator[Sheaf]:
    """Read files, of which there are up to `number`, as far as each can be by itself; `jobs`
    processes do where there are many."""
    left = iter(files)
    batches = iter(lambda: list(islice(left, BATCH)), [])
    with workers.pool(jobs, number) as executor:
        if executor is None:
            yield from (_sheaf(batch, kinds) for batch in batches)
        else:
            packed = _in_order((executor.submit(_packed, b, kinds) for b in batches), jobs)
            yield from (sheaf.aside() for sheaf in packed)


def _sheaf(files: Sequence[File], kinds: tuple[Kind, ...]) -> Sheaf:
    drafts = [draft(file, kinds) for file in workers.handling(files, lambda file: file.path)]
    return Sheaf(
        {
            f.path: entries.taken(digest(f.content), d, kinds)
            for f, d in zip(files, drafts, strict=True)
        },
        tuple(d.profile for d in drafts if isinstance(d, ProfileDraft) and d.profile),
        drafts,
    )


def _packed(files: Sequence[File], kinds: tuple[Kind, ...]) -> Sheaf:
    sheaf = _sheaf(files, kinds)
    return Sheaf(
        sheaf.entries, sheaf.profiles, pickle.dumps(sheaf.waiting, pickle.HIGHEST_PROTOCOL)
    )


def _in_order(submitted: Iterable[Future[T]], jobs: int) -> Iterator[T]:
    """What comes of each, while a few more are under way."""
    waiting: deque[Future[T]] = deque()
    for future in submitted:
        waiting.append(future)
        if len(waiting) > _AHEAD * jobs:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@dataclass(frozen=True, slots=True)
class _Room:
    """What the second step needs: what was read, the kinds, all names, and every page that a link
    may lead to."""

    sheaves: list[Sheaf]
    kinds: tuple[Kind, ...]
    names: Names
    pages: Collection[str]

    def finish(self, number: int) -> list[Done]:
        """The files of a sheaf, with their names resolved."""
        sheaf = self.sheaves[number]
        pairs = zip(sheaf.entries.items(), sheaf.drafts, strict=True)
        return [
            self._done(path, entry.content, draft)
            for (path, entry), draft in workers.handling(pairs, lambda pair: pair[0][0])
        ]

    def _done(self, path: str, content: str, draft: Drafted) -> Done:
        finished = finish(draft, self.names, self.pages)
        entry, record = entries.made(content, draft, finished, self.kinds)
        return Done(path, entry, record, finished.record.body.text if finished.record else "")


# The room that a worker was born into.
_room: _Room | None = None


def _enter(room: _Room) -> None:
    global _room  # noqa: PLW0603 - one room in one process, set at its start
    _room = room


def _finish(number: int) -> list[Done]:
    assert _room
    return _room.finish(number)


def finish_all(
    sheaves: list[Sheaf], kinds: tuple[Kind, ...], names: Names, pages: Collection[str], jobs: int
) -> Iterator[tuple[int, list[Done]]]:
    """The files of each sheaf with its number, in their order; each sheaf is let go of as its
    turn has come."""
    room = _Room(sheaves, kinds, names, pages)
    with workers.pool(jobs, sum(len(s.entries) for s in sheaves), _enter, room) as executor:
        numbers = range(len(sheaves))
        done = (
            map(room.finish, numbers)
            if executor is None
            else _in_order((executor.submit(_finish, number) for number in numbers), jobs)
        )
        for number, made in enumerate(done):
            sheaves[number] = _EMPTY
            yield number, made


_EMPTY = Sheaf({}, (), [])
