"""Processes that take a share of the work."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from mmap import mmap
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.synchronize import Lock

T = TypeVar("T")

#: Fewer files than these are read before the first process is up.
FEW = 500


def processors() -> int:
    """How many processes this one may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


@contextmanager
def pool(
    jobs: int, files: int, equip: Callable[..., None] | None = None, *gear: object
) -> Iterator[Executor | None]:
    """An executor of `jobs` processes, as `processes` makes it; None where one process is as good
    for so many files."""
    if jobs < 2 or files < FEW:
        yield None
        return
    with processes(jobs, equip, *gear) as executor:
        yield executor


@contextmanager
def processes(
    jobs: int, equip: Callable[..., None] | None = None, *gear: object
) -> Iterator[Executor]:
    """An executor of `jobs` processes, each of which begins with `equip(*gear)`; Lost where one of
    them is ended from outside.

    They end when the process that started them ends, even where it is killed: what they were
    writing, and the locks they have from it, would else outlive it.
    """
    # They take longer to load than most commands take in all.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A fork has everything loaded already. It would copy locks that other threads hold, which
    # is why it is asked for here, where there are none, and is nobody's default any more.
    way = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(way)
    # What is not forked has no part in this memory.
    board = Board(mmap(-1, jobs * _ROOM), context.Lock()) if way == "fork" else None
    begin = partial(_begin, board, equip, *gear)
    try:
        with ProcessPoolExecutor(jobs, context, begin) as executor:
            yield executor
    except BrokenExecutor as error:
        raise Lost(board.names() if board else []) from error


class Lost(BrokenExecutor):
    """A process was ended from outside; `held` is what such had in hand, as far as is known."""

    def __init__(self, held: list[str]) -> None:
        self.held = held
        told = f" while it was at work on {', '.join(held)}" if held else ""
        super().__init__(
            f"a process that took a share of the work was ended from outside{told}, perhaps for "
            "want of memory"
        )


#: Bytes for what one process has in hand; longer names are cut.
_ROOM = 256


@dataclass(frozen=True)
class Board:
    """Memory that processes share: what each of them has in hand, for those that outlive it."""

    memory: mmap
    lock: Lock

    def place(self) -> memoryview:
        """A part that nobody else writes on."""
        with self.lock:
            taken = next(n for n in range(0, len(self.memory), _ROOM) if not self.memory[n])
            mine = memoryview(self.memory)[taken : taken + _ROOM]
            _write(mine, "")
        return mine

    def names(self) -> list[str]:
        """What is in hand."""
        parts = (self.memory[n : n + _ROOM] for n in range(0, len(self.memory), _ROOM))
        named = (part.strip(b"\0 ").decode("utf-8", "replace") for part in parts)
        return sorted({name for name in named if name})


# The part of a board that this process writes on, if it is one of many.
_place: memoryview | None = None


def handling(things: Iterable[T], name: Callable[[T], str]) -> Iterator[T]:
    """Each of `things`, known by its name as what this process has in hand until the next is
    asked for."""
    for thing in things:
        if _place:
            _write(_place, name(thing))
        yield thing
    if _place:
        _write(_place, "")


def _write(place: memoryview, name: str) -> None:
    # A part that is somebody's is never all zeros.
    place[:] = name.encode("utf-8", "replace")[:_ROOM].ljust(_ROOM)


def _begin(board: Board | None, equip: Callable[..., None] | None, *gear: object) -> None:
    global _place  # noqa: PLW0603 - one place for one process, set at its start
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if board:
        _place = board.place()
        # Where one is lost, the others are told to end: they are not to blame.
        signal.signal(signal.SIGTERM, _give_up)
    if equip:
        equip(*gear)


def _give_up(*_: object) -> None:
    if _place:
        _write(_place, "")
    os._exit(1)


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)
