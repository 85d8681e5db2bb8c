"""The state of a site is written down whole, or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefdesk.site import state
from briefdesk.site.state import Writing, Written

HOME, PAGE = ("home",), ("deals", "a")
FILES = [Written("index.html", HOME, 5, 1), Written("deals/a/index.html", PAGE, 7, 2)]
FRAME = Written("assets/one.css", (), 3, 4)


def write(cache: Path) -> None:
    """Write a state of two pages and of one file of nobody's."""
    with closing(Writing(cache)) as written:
        written.add({HOME: '["briefs"]', PAGE: '["brief/a", "deal/a"]'}, FILES)
        assert state.load(cache) is None
        written.finish({"mark": "one"}, [FRAME])


def test_a_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Facts, tasks by what they rest on, and files by their path come back."""
    write(tmp_path)
    found = state.load(tmp_path)
    assert found
    assert found.facts["mark"] == "one"
    assert found.tasks == {HOME, PAGE}
    assert found.resting_on(["deal/a", "deal"]) == {PAGE}
    assert found.file("index.html") == FILES[0]
    assert found.file("assets/one.css") == FRAME
    assert found.paths() == {file.path for file in FILES}
    assert [path.name for path in tmp_path.iterdir()] == [state.NAME]


def test_what_is_not_finished_leaves_no_trace(tmp_path: Path) -> None:
    """A build that ends early leaves the state of the one before as it was, and nothing else."""
    write(tmp_path)
    with closing(Writing(tmp_path)) as written:
        written.add({HOME: "[]"}, [])
    found = state.load(tmp_path)
    assert found
    assert found.tasks == {HOME, PAGE}
    assert [path.name for path in tmp_path.iterdir()] == [state.NAME]


@pytest.mark.parametrize("when", ["at the start", "amid", "at the end"])
def test_what_cannot_be_written_is_no_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """Wherever writing it down fails, the build goes on, and there is none: the one before tells
    of another site."""
    write(tmp_path)
    aside = tmp_path / f"{state.NAME}.new"

    def refuse(*given: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    if when == "at the start":
        aside.mkdir()
    with closing(Writing(tmp_path)) as written:
        with monkeypatch.context() as patched:
            if when == "amid":
                patched.setattr(state, "_put", refuse)
            written.add({HOME: "[]"}, FILES)
        if when == "at the end":
            monkeypatch.setattr(state, "_put", refuse)
        written.finish({}, [])
    assert state.load(tmp_path) is None
    assert not aside.is_file()
