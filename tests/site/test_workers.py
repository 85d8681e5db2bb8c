"""Processes that take a share of the work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefdesk.reading.drafting import Drafted, draft
from briefdesk.reading.file import File
from briefdesk.records.kinds import KINDS, Kind
from briefdesk.site import clerks
from briefdesk.site.workers import FEW, Lost, handling, processes

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


def _struck(name: str) -> None:
    for held in handling([name], "the {}".format):
        if held == "fatal file":
            os.kill(os.getpid(), signal.SIGKILL)
        while held == "long file":
            time.sleep(0.01)


def _lose_one_of_two() -> None:
    with processes(2) as executor:
        executor.submit(_struck, "short file").result()
        last = [executor.submit(_struck, name) for name in ("long file", "fatal file")]
        last[1].result()


def _lose_one_that_rests() -> None:
    with processes(1) as executor:
        executor.submit(_struck, "short file").result()
        executor.submit(os.kill, executor.submit(os.getpid).result(), signal.SIGKILL).result()


def test_what_a_lost_process_had_in_hand_is_named() -> None:
    """A process that is killed leaves the name of what it was at work on; what is done, and what
    others had in hand, is not named."""
    with pytest.raises(Lost) as caught:
        _lose_one_of_two()
    assert caught.value.held == ["the fatal file"]
    assert "ended from outside while it was at work on the fatal file, " in str(caught.value)


def test_a_process_that_held_nothing_is_not_blamed_for_anything() -> None:
    """One that is killed between two pieces of work is told of without a name."""
    with pytest.raises(Lost) as caught:
        _lose_one_that_rests()
    assert caught.value.held == []
    assert "was ended from outside, perhaps" in str(caught.value)


def test_a_file_that_ends_its_reader_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who reads briefs and is killed over one of them leaves its path."""

    def deadly(file: File, kinds: tuple[Kind, ...]) -> Drafted:
        if file.path == "briefs/2017/b.md":
            os.kill(os.getpid(), signal.SIGKILL)
        return draft(file, kinds)

    monkeypatch.setattr(clerks, "draft", deadly)
    files = [File(f"briefs/2017/{name}.md", b"") for name in "abc"]
    with pytest.raises(Lost) as caught:
        list(clerks.take(files, KINDS, 2, FEW))
    assert caught.value.held == ["briefs/2017/b.md"]


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
