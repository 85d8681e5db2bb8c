"""A cluster makes the pages that one machine makes, whatever becomes of its workers."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.site.desks import differing, environment, run

pytestmark = pytest.mark.slow

PATIENCE = 120

#: Loaded into a worker, ends it in the midst of its first batch.
_FATE = """
import os, signal
from briefdesk.site import cluster

def render(*_):
    os.kill(os.getpid(), signal.SIGKILL)

cluster.render = render
"""


@pytest.fixture
def started(tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Processes that end with the test."""
    with ExitStack() as stack:
        processes: list[subprocess.Popen[bytes]] = []
        yield processes
        for process in processes:
            process.kill()
            stack.enter_context(process)


def _start(folder: Path, started: list[subprocess.Popen[bytes]], part: str, *options: str) -> None:
    command = [sys.executable, "-m", f"distributed.cli.dask_{part}", "--no-dashboard"]
    with (folder / f"log{len(started)}").open("wb") as log:
        started.append(
            subprocess.Popen(
                [*command, *options], cwd=folder, env=environment(), stdout=log, stderr=log
            )
        )


def _scheduler(folder: Path, started: list[subprocess.Popen[bytes]]) -> str:
    """Start a scheduler; its address."""
    file = folder / "scheduler.json"
    _start(
        folder,
        started,
        "scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--scheduler-file",
        str(file),
    )
    deadline = time.monotonic() + PATIENCE
    while not file.exists() or not file.read_text().strip():
        assert time.monotonic() < deadline, (folder / "log0").read_text()
        time.sleep(0.1)
    return str(json.loads(file.read_text())["address"])


def test_a_worker_lost_costs_no_page(
    tmp_path: Path, demo: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    """Of three workers one is killed in the midst of its first batch; the site is that of one
    machine, byte by byte."""
    address = _scheduler(tmp_path, started)
    (tmp_path / "fate.py").write_text(_FATE)
    worker = (address, "--nthreads", "1", "--no-nanny")
    _start(tmp_path, started, "worker", *worker, "--preload", str(tmp_path / "fate.py"))
    for _ in range(2):
        _start(tmp_path, started, "worker", *worker)
    deadline = time.monotonic() + PATIENCE
    while sum("Registered to" in (tmp_path / f"log{n}").read_text() for n in (1, 2, 3)) < 3:
        assert time.monotonic() < deadline, (tmp_path / "log1").read_text()
        time.sleep(0.1)
    done = run(demo, "briefdesk", "build", "--scheduler", address)
    assert done.returncode == 0, done.stderr
    assert started[1].wait(PATIENCE) == -9
    again = run(demo, "briefdesk", "build", "--site-dir", "alone")
    assert again.returncode == 0, again.stderr
    assert differing(demo / "site", demo / "alone") == []


def test_a_cluster_that_is_not_there_is_said(demo: Path) -> None:
    """An address without a scheduler is named, in a sentence, and no site is put in place."""
    done = run(demo, "briefdesk", "build", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "there is no scheduler at tcp://127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (demo / "site").exists()
