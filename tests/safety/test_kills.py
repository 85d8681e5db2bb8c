"""Killed at any moment, a command leaves the old site or the new one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefdesk.site.memory import VOUCHER
from briefdesk.site.publishing import beside
from tests.safety import failing
from tests.safety.conftest import BUILD, Desks, briefdesk
from tests.site.desks import environment

pytestmark = pytest.mark.slow

#: What is killed: the desk it runs in, and the command.
_KILLED = (
    ("forgetful", ("build", "--jobs", "2")), ("edited", ("build", "--jobs", "1")),
    ("renewed", ("rollback",)), ("edited", ("build", "--plain")),
)  # fmt: skip


def _start(desk: Path, *command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "briefdesk", *command], cwd=desk, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, env=environment(**{VOUCHER: "tests"}), start_new_session=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "kills", [3, pytest.param(100, marks=pytest.mark.exhaustive)], ids=["sample", "all"]
)
def test_killed_at_random_moments(desks: Desks, kills: int) -> None:
    """Of all kills, none leaves a site that is neither the old nor the new one, but where an
    update or its taking back was under way: that is known as such, and put right by the next."""
    chance = random.Random(kills)
    took: dict[int, float] = {}
    seen = {"old": 0, "new": 0, "begun": 0, "broken": 0}
    for number in range(kills):
        kind = number % len(_KILLED)
        name, command = _KILLED[kind]
        store: Path = getattr(desks, name)
        desk = failing.copied(store, desks.place)
        old, began = failing.digest(desk / "site"), time.monotonic()
        with _start(desk, *command) as process:
            try:
                process.wait(chance.uniform(0, 1.1 * took.get(kind, 4.0)))
                took[kind] = time.monotonic() - began
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        now = failing.digest(desk / "site")
        new = {"forgetful": desks.clean, "edited": desks.clean, "renewed": desks.clean}[name]
        begun = any(beside(desk / "site").glob("[ru]*do-*"))
        found = "old" if now == old else "new" if now == new else "begun" if begun else "broken"
        seen[found] += 1
        briefdesk(desk, *BUILD)
        assert failing.digest(desk / "site") == (
            desks.back if name == "renewed" else desks.clean
        ), (number, name)
    sys.stdout.write(f"{kills} kills: {seen}\n")
    assert seen["broken"] == 0
    assert seen["begun"] <= kills / 20
