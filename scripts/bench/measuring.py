"""How long a command takes, and how much memory the largest of its processes has."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

#: Seconds between two looks at the processes; more often would take time from what is measured.
INTERVAL = 0.25

#: Of what a failed command said, so much is kept.
TAIL = 2_000

DONE, CAPPED, FAILED = "done", "capped", "failed"


@dataclass(frozen=True, slots=True)
class Measurement:
    """`peak` is in bytes; `said` is what a command that failed had to say."""

    seconds: float
    peak: int
    ended: str
    said: str = ""


def measure(commands: Iterable[Sequence[str]], folder: Path, cap: float) -> Measurement:
    """Run `commands` in `folder`, one after the other, for `cap` seconds at most."""
    seconds, peak = 0.0, 0
    for command in commands:
        one = _measure(command, folder, cap - seconds)
        seconds, peak = seconds + one.seconds, max(peak, one.peak)
        if one.ended != DONE:
            return Measurement(seconds, peak, one.ended, one.said)
    return Measurement(seconds, peak, DONE)


def _measure(command: Sequence[str], folder: Path, cap: float) -> Measurement:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with tempfile.TemporaryFile() as said:
        start = perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=said,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        watch = _Watch(process.pid, cap)
        watch.start()
        try:
            # Not `process.wait`: only this tells the memory of all that the command waited for.
            _, status, usage = os.wait4(process.pid, 0)
        except KeyboardInterrupt:
            # A session of its own hears nothing of an interrupt.
            _end(process.pid)
            process.wait()
            raise
        seconds = perf_counter() - start
        watch.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = max(watch.peak, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
        if watch.capped:
            return Measurement(seconds, peak, CAPPED)
        if process.returncode == 0:
            return Measurement(seconds, peak, DONE)
        said.seek(max(said.seek(0, os.SEEK_END) - TAIL, 0))
        return Measurement(seconds, peak, FAILED, said.read().decode(errors="replace"))


class _Watch(threading.Thread):
    """Looks at the processes of a session, and ends them when their time is up.

    A process that nobody waits for is seen here alone.
    """

    def __init__(self, session: int, cap: float) -> None:
        super().__init__(daemon=True)
        self.peak, self.capped = 0, False
        self._session = session
        self._until = perf_counter() + cap
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(INTERVAL):
            self.peak = max(self.peak, *map(_peak, _members(self._session)), 0)
            if perf_counter() > self._until:
                self.capped = True
                _end(self._session)
                return

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self.join()


def _end(session: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(session, signal.SIGKILL)


def _members(session: int) -> list[Path]:
    """The processes of a session, where the system shows them under /proc."""
    return [path for path in Path("/proc").glob("[0-9]*") if _session(path) == session]


def _session(process: Path) -> int:
    try:
        # The name stands in brackets and may hold anything; the session is the fourth after it.
        after = (process / "stat").read_text(errors="replace").rpartition(")")[2]
        return int(after.split()[3])
    except (OSError, IndexError, ValueError):
        return 0


def _peak(process: Path) -> int:
    try:
        status = (process / "status").read_text(errors="replace")
    except OSError:
        return 0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(found[0]) * 1024 if found else 0
