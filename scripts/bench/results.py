"""What was measured, and what it comes to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from bench.contestants import OURS
from bench.measuring import CAPPED, DONE, FAILED


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement of one job. `peak` is in bytes."""

    size: int
    repeat: int
    job: str
    contestant: str
    seconds: float
    peak: int
    ended: str = DONE


@dataclass
class Record:
    """All runs of a benchmark, with where and of what. `names` and `jobs` are id to words."""

    machine: str
    versions: dict[str, str]
    day: str
    cap: float
    names: dict[str, str]
    jobs: dict[str, str]
    runs: list[Run] = field(default_factory=list)
    #: What a reader must know of this run, by whoever started it.
    note: str = ""

    @classmethod
    def read(cls, path: Path) -> Record:
        """The record in a file."""
        fields = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{**fields, "runs": [Run(**run) for run in fields["runs"]]})

    def write(self, path: Path) -> None:
        """Write the record into a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @property
    def sizes(self) -> list[int]:
        """The numbers of briefs, from the least."""
        return sorted({run.size for run in self.runs})


@dataclass(frozen=True, slots=True)
class Summary:
    """All repeats of one job of one contestant. `ratio` is its median by that of briefdesk."""

    size: int
    job: str
    contestant: str
    median: float
    least: float
    most: float
    peak: int
    ended: str
    ratio: float | None

    @property
    def time(self) -> str:
        """The median in words."""
        if self.ended == FAILED:
            return "failed"
        return f"more than {seconds(self.least)}" if self.ended == CAPPED else seconds(self.median)

    @property
    def spread(self) -> str:
        """The least and the most in words."""
        if self.ended != DONE:
            return ""
        return f"{number(self.least)}–{number(self.most)}"

    @property
    def against(self) -> str:
        """The ratio in words."""
        if self.ratio is None or self.ended == FAILED or self.contestant == OURS:
            return ""
        return f"{'more than ' if self.ended == CAPPED else ''}{number(self.ratio)} ×"


def summarise(record: Record) -> Iterator[Summary]:
    """A summary of every job of every contestant that was run, by size, job and contestant."""
    for size in record.sizes:
        for job in record.jobs:
            ours = _runs(record, size, job, OURS)
            base = median(run.seconds for run in ours) if _ended(ours) == DONE else None
            for contestant in record.names:
                if runs := _runs(record, size, job, contestant):
                    yield _summary(runs, base)


def _summary(runs: list[Run], base: float | None) -> Summary:
    times = [run.seconds for run in runs]
    middle = median(times)
    return Summary(
        size=runs[0].size,
        job=runs[0].job,
        contestant=runs[0].contestant,
        median=middle,
        least=min(times),
        most=max(times),
        peak=max(run.peak for run in runs),
        ended=_ended(runs),
        ratio=middle / base if base else None,
    )


def _runs(record: Record, size: int, job: str, contestant: str) -> list[Run]:
    wanted = size, job, contestant
    return [run for run in record.runs if (run.size, run.job, run.contestant) == wanted]


def _ended(runs: Iterable[Run]) -> str:
    """The worst end that any had."""
    ends = {run.ended for run in runs}
    return next((end for end in (FAILED, CAPPED) if end in ends), DONE if ends else FAILED)


def number(value: float) -> str:
    """A figure with three digits that count, at most two of them behind the point."""
    # Where the digits change is where rounding would add one.
    if value >= 99.95:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 9.995 else f"{value:.2f}"


def seconds(value: float) -> str:
    """A time in words."""
    return f"{number(value)} s"
