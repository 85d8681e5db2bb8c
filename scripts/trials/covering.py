"""Which tests run which lines: `pytest -p trials.covering`.

Coverage tells of a line the test that ran it. What a fixture runs, it runs for all tests that use
the fixture, whichever came first. TRIALS_COVERING names the file of JSON that is written: by the
path of a module, by line, the tests; and the seconds of each test.
"""

from __future__ import annotations

import json
import os
import time
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path
from typing import Any

import coverage
import pytest

#: The variable that names the file.
TARGET = "TRIALS_COVERING"

_FIXTURE = "fixture "


class Covering:
    """Watches what each test and each fixture runs."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._coverage = coverage.Coverage(data_file=None, config_file="pyproject.toml")
        # What no test of a few imports is no mistake, and a warning is an error here.
        silent = ["module-not-measured", "module-not-imported", "no-data-collected"]
        self._coverage.set_option("run:disable_warnings", silent)
        self._users: defaultdict[str, set[str]] = defaultdict(set)
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._contexts = [""]
        self._coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """What a test runs is its own."""
        test = item.nodeid.partition("[")[0]
        info = getattr(item, "_fixtureinfo", None)
        for fixtures in info.name2fixturedefs.values() if info else ():
            for fixture in fixtures:
                self._users[_named(fixture)].add(test)
        begun = time.perf_counter()
        try:
            return (yield from self._within(test))
        finally:
            self._seconds[test] += time.perf_counter() - begun

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Generator[None, Any, Any]:
        """What a fixture runs belongs to whoever uses it."""
        return (yield from self._within(_named(fixturedef)))

    def _within(self, context: str) -> Generator[None, Any, Any]:
        self._contexts.append(context)
        self._coverage.switch_context(context)
        try:
            return (yield)
        finally:
            self._contexts.pop()
            self._coverage.switch_context(self._contexts[-1])

    def pytest_sessionfinish(self) -> None:
        """Write what was seen."""
        self._coverage.stop()
        data = self._coverage.get_data()
        lines: dict[str, dict[int, list[str]]] = {}
        for path in data.measured_files():
            known = lines.setdefault(path, {})
            for line, contexts in data.contexts_by_lineno(path).items():
                tests = {test for name in contexts for test in self._tests(name)}
                if tests:
                    known[line] = sorted(tests)
        self._target.write_text(json.dumps({"lines": lines, "seconds": self._seconds}))

    def _tests(self, context: str) -> set[str]:
        if context.startswith(_FIXTURE):
            return self._users[context]
        return {context} if "::" in context else set()


def _named(fixture: Any) -> str:
    return f"{_FIXTURE}{fixture.baseid}::{fixture.argname}"


def pytest_configure(config: pytest.Config) -> None:
    """Begin to watch before any test is imported."""
    config.pluginmanager.register(Covering(Path(os.environ[TARGET])), "trials-covering")
