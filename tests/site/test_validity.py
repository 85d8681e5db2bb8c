"""Every page is valid HTML, as the checker of the W3C judges it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.site.desks import BASE

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

#: What the theme writes into pages written by hand, which is not ours to mend.
OF_THE_THEME = ("Attribute “autocomplete” is only allowed when the input type is",)


def checker() -> list[str] | None:
    """The command of the checker: a jar that `VNU` names, or a program `vnu`; None without one."""
    if (jar := os.environ.get("VNU")) and (java := shutil.which("java")):
        return [java, "-jar", jar]
    program = shutil.which("vnu")
    return [program] if program else None


def test_every_page_is_valid(served: Path) -> None:
    """The checker finds no error on any page of the demo."""
    command = checker()
    if command is None:
        pytest.skip("needs the Nu HTML checker: a program vnu, or VNU=/path/to/vnu.jar with java")
    found = subprocess.run(
        [*command, "--errors-only", "--skip-non-html", "--format", "gnu", str(served / BASE)],
        capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    said = [line for line in found.stderr.splitlines() if line.startswith('"file:')]
    assert said or found.returncode == 0, found.stderr
    assert [line for line in said if not any(known in line for known in OF_THE_THEME)] == []
