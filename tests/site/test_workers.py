"""Processes that take a share of the work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from briefdesk.site.workers import processes

_PARENT = """
import os, time
from briefdesk.site.workers import processes

def work(_):
    os.write(1, f"{os.getpid():>9}\\n".encode())  # in one piece, as the other writes as well
    time.sleep(600)

if __name__ == "__main__":
    with processes(2) as executor:
        list(executor.map(work, range(2)))
"""

_given: list[object] = []


def _told(_: int) -> list[object]:
    return _given


def test_each_process_begins_with_its_gear() -> None:
    """What every process is to begin with has been called before its first piece of work."""
    with processes(2, _given.extend, (3, 4)) as executor:
        assert list(executor.map(_told, range(4))) == [[3, 4]] * 4
    assert not _given


def test_processes_end_with_the_one_that_is_killed(tmp_path: Path) -> None:
    """Killed in the midst of work, a process takes its workers with it."""
    script = tmp_path / "parent.py"
    script.write_text(_PARENT)
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as parent:
        try:
            assert parent.stdout
            workers = [int(parent.stdout.readline()) for _ in range(2)]
            assert all(map(_lives, workers))
        finally:
            parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 60
    while any(map(_lives, workers)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # One that has ended and that nobody has asked after lives on as a name alone.
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] != "Z"
