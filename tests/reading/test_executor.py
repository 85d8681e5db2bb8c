"""Reading in several processes gives what reading in one gives."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from briefdesk.reading import drafting
from briefdesk.reading.library import File, read
from briefdesk.records.kinds import KINDS, Kind, Naming
from briefdesk.site import workers

ROOT = Path(__file__).parent.parent.parent


class Border(Executor):
    """Does the work here, on what would come through the border between two processes."""

    def __init__(self) -> None:
        self.crossed = 0

    def submit(self, fn: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        self.crossed += 1
        future: Future[Any] = Future()
        work, arguments = pickle.loads(pickle.dumps((fn, given)))
        future.set_result(pickle.loads(pickle.dumps(work(*arguments, **named))))
        return future


def everything() -> list[File]:
    """The demo, and every mistake that there is a case for, each with its places."""
    demo = [*ROOT.glob("briefs/*/*.md"), *ROOT.glob("docs/*/*.md")]
    files = {path.relative_to(ROOT).as_posix(): path for path in demo}
    for case in sorted((ROOT / "tests/golden/problems").iterdir()):
        files |= {path.relative_to(case).as_posix(): path for path in sorted(case.rglob("*.md"))}
    return [File(path, place.read_bytes()) for path, place in sorted(files.items())]


def test_executor_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records, names, problems and places are the same on whatever side they were read."""
    files, border = everything(), Border()
    monkeypatch.setattr(drafting, "BATCH", 7)
    there, here = read(files, executor=border), read(files)
    assert border.crossed > 10
    assert there == here
    assert here.problems
    assert here.briefs
    for mine, theirs in zip(there.briefs, here.briefs, strict=True):
        for loc in (("title",), ("sources", 0, "id"), ("deals", 0, "state")):
            assert mine.places.at(loc) == theirs.places.at(loc)


def test_kinds_of_ones_own_cross_as_well() -> None:
    """A brief with a field for another kind comes back as it was."""
    kinds = (*KINDS, Kind("exercises", "exercise", "Exercises", Naming.USE, "What is trained."))
    text = (ROOT / "briefs/2017/2017-02-22-turkey-turns-to-russia-for-the-s-400.md").read_text()
    draft = drafting._draft(
        File(
            "briefs/2017/2017-02-22-a.md", text.replace("tlp:", "exercises: [Eagle]\ntlp:").encode()
        ),
        kinds,
    )
    assert isinstance(draft, drafting.Draft)
    again = pickle.loads(pickle.dumps(draft))
    assert again.fields == draft.fields
    assert list(again.names(kinds))[-1] == ("exercises", "Eagle")


def test_processes_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real processes give the same, and are not asked for a few files."""
    monkeypatch.setattr(drafting, "BATCH", 50)
    monkeypatch.setattr(workers, "FEW", 100)
    files = everything()
    with workers.pool(2, 99) as none:
        assert none is None
    with workers.pool(1, 1_000) as none:
        assert none is None
    with workers.pool(2, 100) as executor:
        assert executor is not None
        assert read(files, executor=executor) == read(files)
