"""Runs every job of every contestant, side by side, so that what slows the machine slows all."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.contestants import OURS, Contestant
from bench.jobs import Choice, Job
from bench.measuring import CAPPED, DONE, FAILED, measure
from bench.results import Record, Run

_PACKAGES = ("mkdocs", "mkdocs-material", "zensical", "hugo", "pagefind", "briefdesk")

Say = Callable[[str], object]


class OursFailed(Exception):
    """briefdesk itself could not do a job, so there is nothing to compare with."""


def run(
    contestants: Sequence[Contestant],
    jobs: Sequence[Job],
    sizes: Sequence[int],
    repeats: int,
    cap: float,
    folder: Path,
    say: Say,
) -> Record:
    """Time `jobs` at each of `sizes`, in `folder`, which is emptied before and after.

    A rival that takes longer than `cap` seconds for a job, or fails, takes no further part.
    """
    record = Record(
        machine=machine(),
        versions={package: version(package) for package in _PACKAGES},
        day=datetime.now(UTC).date().isoformat(),
        cap=cap,
        names={contestant.id: contestant.name for contestant in contestants},
        jobs={job.id: job.title for job in jobs},
    )
    out: set[str] = set()
    for size in sorted(sizes):
        shutil.rmtree(folder, ignore_errors=True)
        taking_part = [c for c in contestants if c.id not in out]
        choices = {c.id: _written(c, folder / c.id, size, repeats, say) for c in taking_part}
        for repeat in range(repeats):
            for job in jobs:
                # Whoever comes first may find a quieter machine; each does so in turn.
                turn = repeat % len(taking_part)
                for contestant in (*taking_part[turn:], *taking_part[:turn]):
                    if contestant.id in out or (job.check and not contestant.check):
                        continue
                    one = _one(
                        contestant, job, folder / contestant.id, choices, repeat, size, cap, say
                    )
                    record.runs.append(one)
                    if one.ended != DONE:
                        out.add(contestant.id)
    shutil.rmtree(folder, ignore_errors=True)
    return record


def _written(contestant: Contestant, folder: Path, size: int, repeats: int, say: Say) -> Choice:
    say(f"{size:,} briefs for {contestant.name}")
    choice = Choice(size, repeats)
    contestant.write(folder, size, choice)
    return choice


def _one(
    contestant: Contestant,
    job: Job,
    folder: Path,
    choices: dict[str, Choice],
    repeat: int,
    size: int,
    cap: float,
    say: Say,
) -> Run:
    job.change(contestant, folder, choices[contestant.id].of(repeat))
    # What others wrote is on the disk before the clock starts.
    os.sync()
    measured = measure(contestant.check if job.check else contestant.build, folder, cap)
    say(f"{size:,}, {job.title}, {contestant.name}: {measured.seconds:.2f} s, {measured.ended}")
    if measured.ended == FAILED:
        say(measured.said)
    if contestant.id == OURS and measured.ended != DONE:
        raise OursFailed(f"{job.title} at {size:,} briefs: {measured.ended}\n{measured.said}")
    seconds = cap if measured.ended == CAPPED else measured.seconds
    return Run(size, repeat, job.id, contestant.id, seconds, measured.peak, measured.ended)


def machine() -> str:
    """What it runs on, in words."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{cores} cores ({platform.machine()}), {memory:.0f} GiB of memory, "
        f"{platform.system()}, Python {platform.python_version()}"
    )
