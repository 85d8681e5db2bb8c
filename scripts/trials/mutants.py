"""`make mutants`: slips in the package, one at a time, and whether a test fails of each.

    python -m trials.mutants [--sample N] [--seed N] [--least PERCENT] [--jobs N] [PACKAGE …]

First the quick tests run once, and are asked which lines each of them runs. Then each slip gets a
process of its own, forked from one in which the libraries are loaded and the package is not; it
runs the tests that run the line, its own package's first, until one fails. A slip that no test minds is
shown; one that runs without end counts as noticed. Before all of them the same tests run without a
slip, and have to pass. Of each package the same number of slips is tried, and each has a score.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import importlib.util
import json
import multiprocessing
import os
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import NormalDist

import pytest

from trials.altering import alter
from trials.covering import TARGET
from trials.mutations import Mutation, mutated, mutations

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "scripts"
BUILD = ROOT / "build" / "mutants"

#: The tests that may notice a slip, and the seconds that one of them may take to be asked.
TESTS = (
    "tests/reading", "tests/catalogue", "tests/checks", "tests/pages", "tests/exports",
    "tests/opendata", "tests/desk", "tests/safety", "tests/test_briefs.py", "tests/test_cli.py",
    "tests/test_kinds.py",
)  # fmt: skip
SLOWEST = 10.0

#: Seconds of tests, as long as they took when they were watched, that one slip is given: of those
#: of its package that run its line, of all that do (of all of its package, where the line is run at
#: import alone), and of those that run something else of it.
FIRST, NEAR, AROUND = 3.0, 12.0, 3.0

#: So many tests that noticed a slip in a file are asked first of its next one.
APT = 3

#: Where the tests of a package lie that has no folder of its own among them.
_AT_HOME = {"records": "reading"}

#: What every process needs, loaded once.
_LIBRARIES = (
    "ahocorasick", "click", "frontmatter", "hypothesis", "icalendar", "jinja2", "jsonschema", "lxml.etree",
    "markdown", "markdown.extensions.tables", "nh3", "pydantic", "rapidfuzz", "rich.console", "yaml",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slip:
    """A mutation of the module in a file."""

    file: Path
    mutation: Mutation

    @property
    def module(self) -> str:
        """The name by which the module is imported."""
        return ".".join(self.file.relative_to(SOURCES).with_suffix("").parts)

    def tree(self) -> ast.Module:
        """The module with the slip."""
        return mutated(self.file.read_text(encoding="utf-8"), self.mutation.number)

    def __str__(self) -> str:
        place = f"{self.file.relative_to(SOURCES)}:{self.mutation.line}"
        return f"{place}: `{self.mutation.before}` became `{self.mutation.after}`"


@dataclass(frozen=True)
class Known:
    """Which tests run which lines, and how long each takes."""

    lines: dict[str, dict[str, list[str]]]
    seconds: dict[str, float]

    def rounds(self, slip: Slip) -> list[list[str]]:
        """The tests of a slip, those of a round where those before noticed nothing: first the tests
        of its package that run its line, which most slips fail by, then all others that run it.
        What runs when a module is imported is the business of all tests that run anything of it,
        and a module of nothing but tables is that of all tests."""
        known = self.lines.get(str(slip.file), {})
        near = set(known.get(str(slip.mutation.line), ()))
        around = {test for tests in known.values() for test in tests} or set(self.seconds)
        package = _AT_HOME.get(slip.file.parent.name, slip.file.parent.name)
        home = {test for test in self.seconds if test.startswith(f"tests/{package}/")}
        if not near:
            # What a cache keeps was run by the first test alone that asked for it.
            around |= home
        first = list(self._cheapest(home & (near or around), FIRST if near else NEAR))
        rest = list(self._cheapest(near.difference(first), NEAR))
        rest += self._cheapest(around - near - {*first}, AROUND if near else NEAR)
        return [tests for tests in (first, rest) if tests]

    def _cheapest(self, tests: Iterable[str], patience: float) -> Iterator[str]:
        spent = 0.0
        for test in sorted(tests, key=lambda test: (self.seconds[test], test)):
            spent += self.seconds[test]
            if self.seconds[test] > SLOWEST or spent > patience:
                return
            yield test


def learn() -> Known:
    """Run the tests once, and see what they run; what is known already is not asked again."""
    BUILD.mkdir(parents=True, exist_ok=True)
    target = BUILD / "covering.json"
    written = [p.stat().st_mtime for top in (SOURCES, ROOT / "tests") for p in top.rglob("*.py")]
    if target.exists() and target.stat().st_mtime > max(written):
        return Known(**json.loads(target.read_text()))
    places = filter(None, (str(SOURCES), os.environ.get("PYTHONPATH")))
    environment = {**os.environ, TARGET: str(target), "PYTHONPATH": os.pathsep.join(places)}
    subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "trials.covering", "-q", "-m", "not slow",
         "-p", "no:cacheprovider", *TESTS],
        cwd=ROOT, env=environment, check=True,
    )  # fmt: skip
    return Known(**json.loads(target.read_text()))


#: Of a file, the tests that noticed a slip in it before: they most likely notice the next.
_apt: dict[Path, list[str]] = {}


def outcome_of(slip: Slip, known: Known) -> str:
    """What became of a slip: `killed`, `survived` or `timeout`."""
    rounds = known.rounds(slip)
    asked = {test for tests in rounds for test in tests}
    apt = _apt.setdefault(slip.file, [])
    first = [test for test in apt[:APT] if test in asked]
    for tests in filter(None, (first, *rounds)):
        outcome, noticed = attempt(slip, tests, known)
        if noticed:
            apt[:] = [noticed, *(test for test in apt if test != noticed)]
        if outcome != "survived":
            return outcome
    return "survived"


def attempt(slip: Slip | None, tests: list[str], known: Known) -> tuple[str, str]:
    """What tests say of the package with a slip, or as it is, and which of them failed."""
    limit = 20 + 10 * sum(known.seconds[test] for test in tests)
    told, tell = os.pipe()
    if not (child := os.fork()):
        _notice(slip, tests, int(limit), tell)
    os.close(tell)
    # The processor's time is limited inside; a test that sleeps is waited for no longer either.
    deadline = time.monotonic() + 4 * limit
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            break
        if time.monotonic() > deadline:
            os.kill(child, 9)
            _, status = os.waitpid(child, 0)
            break
        time.sleep(0.01)
    with open(told, encoding="utf-8") as file:
        noticed = file.read()
    if os.WIFSIGNALED(status):
        return "timeout", ""
    return ("survived", "") if os.WEXITSTATUS(status) == 0 else ("killed", noticed)


class _Telling:
    """Writes the name of the first test that fails."""

    def __init__(self, place: int) -> None:
        self._place = place

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test, or what it starts from, went one way or another."""
        if report.failed and self._place:
            os.write(self._place, report.nodeid.partition("[")[0].encode())
            self._place = 0


def _notice(slip: Slip | None, tests: list[str], limit: int, tell: int) -> None:
    """Run the tests with the slip, and end the process with what pytest says."""
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    said = (BUILD / "control.txt" if slip is None else Path(os.devnull)).open("w")
    os.dup2(said.fileno(), 1)
    os.dup2(said.fileno(), 2)
    from hypothesis import Phase, settings

    # That a test fails is enough; the smallest example by which it does is not wanted.
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutants", phases=phases, database=None, derandomize=True)
    settings.load_profile("mutants")
    if slip:
        alter(slip.module, slip.file, slip.tree)
    # Assertions are not rewritten, since libraries are loaded already; they fail as well.
    given = ("-x", "-q", "--assert=plain", "-p", "no:cacheprovider", "-m", "not slow")
    code = 1
    with contextlib.suppress(BaseException):
        code = int(pytest.main([*given, *tests], [_Telling(tell)]))
    os._exit(code)


def slips(package: str) -> list[Slip]:
    """Every slip there may be in a package, in order."""
    return [
        Slip(file, mutation)
        for file in sorted((SOURCES / package.replace(".", "/")).rglob("*.py"))
        for mutation in mutations(file.read_text(encoding="utf-8"))
    ]


def interval(noticed: int, tried: int) -> tuple[float, float]:
    """Where the share of slips that are noticed lies with 95 % confidence, if `noticed` of `tried`
    at random are (Wilson, 1927)."""
    share, z = noticed / tried, NormalDist().inv_cdf(0.975)
    middle = (share + z * z / (2 * tried)) / (1 + z * z / tried)
    half = z / (1 + z * z / tried) * (share * (1 - share) / tried + (z / tried) ** 2 / 4) ** 0.5
    return middle - half, middle + half


def main() -> int:
    """Try a sample of slips; 1 where the tests notice fewer of those of a package than they should."""
    options = _options()
    for library in _LIBRARIES:
        importlib.import_module(library)
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT), str(SOURCES)]
    known = learn()
    whole = {package: slips(package) for package in options.packages}
    chosen = {package: _sample(found, options) for package, found in whole.items()}
    every = [slip for found in chosen.values() for slip in found]
    asked = {test for slip in every for tests in known.rounds(slip) for test in tests}
    if attempt(None, sorted(asked), known)[0] != "survived":
        print(f"tests fail where there is no slip: see {BUILD.relative_to(ROOT)}/control.txt")
        return 2
    below = False
    with multiprocessing.get_context("fork").Pool(options.jobs) as pool:
        for package, found in chosen.items():
            counts: Counter[str] = Counter()
            outcomes = pool.imap(partial(outcome_of, known=known), found)
            for number, (slip, outcome) in enumerate(zip(found, outcomes, strict=True), 1):
                counts[outcome] += 1
                if outcome == "survived":
                    print(f"{number}/{len(found)} {outcome}: {slip}", flush=True)
            noticed = counts["killed"] + counts["timeout"]
            below |= 100 * noticed < options.least * counts.total()
            print(f"{package}: {_told(noticed, counts, len(whole[package]))}", flush=True)
    print(f"seed {options.seed}; each is to be {options.least:g} % at least")
    return int(below)


def _sample(found: list[Slip], options: argparse.Namespace) -> list[Slip]:
    if not 0 < options.sample < len(found):
        return found
    return sorted(
        random.Random(options.seed).sample(found, options.sample),  # noqa: S311
        key=lambda slip: (str(slip.file), slip.mutation.number),
    )


def _told(noticed: int, counts: Counter[str], whole: int) -> str:
    tried = counts.total()
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items()))
    share = f"{100 * noticed / max(1, tried):.1f} % of {tried} slips ({told})"
    if tried == whole:
        return f"{share}, which are all"
    least, most = interval(noticed, tried)
    return f"{share}; of all {whole}, {100 * least:.1f} to {100 * most:.1f} % in 19 cases of 20"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="trials.mutants")
    parser.add_argument(
        "--sample", type=int, default=200, help="so many slips of each package; 0 for all"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--least", type=float, default=80.0, help="percent that tests notice")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="so many at once")
    parser.add_argument(
        "packages", nargs="*",
        default=["briefdesk.records", "briefdesk.reading", "briefdesk.catalogue"],
    )  # fmt: skip
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
