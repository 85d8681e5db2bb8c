"""Processes that take a share of the work."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial

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


def processes(jobs: int, equip: Callable[..., None] | None = None, *gear: object) -> Executor:
    """An executor of `jobs` processes, each of which begins with `equip(*gear)`.

    They end when the process that started them ends, even where it is killed: what they were
    writing, and the locks they have from it, would else outlive it.
    """
    # They take longer to load than most commands take in all.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A fork has everything loaded already. It would copy locks that other threads hold, which
    # is why it is asked for here, where there are none, and is nobody's default any more.
    way = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    begin = partial(_begin, equip, *gear)
    return ProcessPoolExecutor(jobs, multiprocessing.get_context(way), begin)


def _begin(equip: Callable[..., None] | None, *gear: object) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if equip:
        equip(*gear)


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)
