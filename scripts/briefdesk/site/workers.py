"""Processes that take a share of the work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

#: Fewer files than these are read before the first process is up.
FEW = 500


def processors() -> int:
    """How many processes this one may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


@contextmanager
def pool(jobs: int, files: int) -> Iterator[Executor | None]:
    """An executor of `jobs` processes; None where one process is as good for so many files."""
    if jobs < 2 or files < FEW:
        yield None
        return
    # They take longer to load than most commands take in all.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A fork has everything loaded already. It would copy locks that other threads hold, which
    # is why it is asked for here, where there are none, and is nobody's default any more.
    way = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context(way)) as executor:
        yield executor
