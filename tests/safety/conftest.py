"""Desks at several moments, to try failures on."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefdesk.site.memory import VOUCHER
from tests.safety import failing
from tests.site.desks import TALKS, change, environment, lay

BUILD = ("build", "--jobs", "1")


@dataclass(frozen=True)
class Desks:
    """Desks at several moments, all made at `place`: `edited` has a site of an earlier text,
    `forgetful` is the same without a memory, `renewed` was brought up to date, and `replaced`
    built anew. `clean` is the site of the text that the first two have now, `back` of the others."""

    place: Path
    edited: Path
    forgetful: Path
    renewed: Path
    replaced: Path
    clean: str
    back: str


def briefdesk(desk: Path, *command: str) -> str:
    """Run a command that ends well."""
    done = subprocess.run(
        [sys.executable, "-m", "briefdesk", *command], cwd=desk, check=False, timeout=120,
        env=environment(**{VOUCHER: "tests"}), capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="package")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Desks:
    """The desks to try things on."""
    root = tmp_path_factory.mktemp("faults")
    place = lay(root / "tried")
    briefdesk(place, *BUILD)
    back = failing.digest(place / "site")
    change(place / TALKS, "Talks go on.", "Talks went on.")
    edited = failing.copied(place, root / "edited")
    forgetful = failing.copied(place, root / "forgetful")
    shutil.rmtree(forgetful / ".briefdesk")
    clean = failing.copied(forgetful, root / "clean")
    briefdesk(clean, *BUILD)
    briefdesk(place, *BUILD)
    change(place / TALKS, "Talks went on.", "Talks go on.")
    replaced = failing.copied(clean, root / "replaced")
    change(replaced / TALKS, "Talks went on.", "Talks go on.")
    assert "21 made anew" in briefdesk(place, *BUILD)
    return Desks(
        place, edited, forgetful, failing.copied(place, root / "renewed"), replaced,
        failing.digest(clean / "site"), back,
    )  # fmt: skip
