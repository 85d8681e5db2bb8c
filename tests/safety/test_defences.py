"""Every defence is missed: with it taken out, the tests that are said to show it fail."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.safety.defences import DEFENCES
from tests.safety.without import NAME
from tests.site.desks import ROOT, environment

#: The rows of the bar for what comes in.
ROWS = {f"S{number}" for number in range(1, 18)}

#: A test that failed by one of these failed of a slip in what stands in a defence's place.
SLIPS = re.compile(
    r"\b(?:NameError|ImportError|ModuleNotFoundError|SyntaxError|IndentationError)\b"
)

#: Tried always.
SAMPLE = ("raw HTML is text", "brackets are counted")


def without(name: str, *tests: str) -> subprocess.CompletedProcess[str]:
    """Run tests with a defence taken out; with an empty name, with all of them there."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.safety.without", "-p", "no:cacheprovider", "-q",
         "-rfE", "--tb=line", "--hypothesis-seed=1", *tests],
        cwd=ROOT, env=environment(**{NAME: name}), capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        *SAMPLE,
        *(pytest.param(n, marks=pytest.mark.exhaustive) for n in DEFENCES if n not in SAMPLE),
    ],
)
def test_a_defence_is_missed(name: str) -> None:
    """With a defence taken out each test that shows it fails, and fails of what it looks for."""
    tests = DEFENCES[name].tests
    done = without(name, *tests)
    assert done.returncode == 1, f"{done.returncode}: {done.stdout}{done.stderr}"
    failed = re.findall(r"^FAILED (\S.*?)(?: - .*)?$", done.stdout, re.MULTILINE)
    for test in tests:
        assert [one for one in failed if one == test or one.startswith(f"{test}[")], done.stdout
    assert not SLIPS.search(done.stdout), done.stdout
    assert "ERROR " not in done.stdout


def test_every_row_has_a_defence() -> None:
    """Each row of the bar has a defence that is taken out, and no defence is of another row."""
    assert {row for defence in DEFENCES.values() for row in defence.rows.split()} == ROWS


@pytest.mark.parametrize("name", DEFENCES)
def test_a_defence_is_where_it_is_said_to_be(name: str) -> None:
    """The words that are a defence stand once in their module, and without them it is a module."""
    compile(DEFENCES[name].removed(), str(DEFENCES[name].file), "exec")
    for test in DEFENCES[name].tests:
        path, _, called = test.partition("::")
        assert f"def {called.partition('[')[0]}(" in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.exhaustive
def test_with_all_defences_nothing_fails() -> None:
    """The same tests pass where nothing is taken out."""
    tests = dict.fromkeys(test for defence in DEFENCES.values() for test in defence.tests)
    done = without("", *tests)
    assert done.returncode == 0, done.stdout
