"""Reading in several processes gives what reading in one gives."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from briefdesk.reading.briefs import Draft
from briefdesk.reading.drafting import draft
from briefdesk.reading.library import File, read
from briefdesk.records.kinds import KINDS, Kind, Naming
from briefdesk.site import clerks, entries, workers
from briefdesk.site.clerks import Done

ROOT = Path(__file__).parent.parent.parent


def everything() -> list[File]:
    """The demo, and every mistake that there is a case for."""
    demo = [*ROOT.glob("briefs/*/*.md"), *ROOT.glob("docs/*/*.md")]
    files = {path.relative_to(ROOT).as_posix(): path for path in demo}
    for case in sorted((ROOT / "tests/golden/problems").iterdir()):
        files |= {path.relative_to(case).as_posix(): path for path in sorted(case.rglob("*.md"))}
    return [File(path, place.read_bytes()) for path, place in sorted(files.items())]


def done(files: list[File], jobs: int) -> list[Done]:
    """All of them, read by so many processes."""
    library = read(files)
    sheaves = list(clerks.take(files, KINDS, jobs, len(files)))
    assert (jobs == 1) is isinstance(sheaves[0].waiting, list)
    pages = {file.path for file in files}
    given = list(clerks.finish_all(sheaves, KINDS, library.names, pages, jobs))
    assert [number for number, _ in given] == list(range(len(given)))
    assert not any(sheaf.entries for sheaf in sheaves)
    return [one for _, some in given for one in some]


def test_processes_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records, names, problems and texts are the same on whatever side they were read, and those
    of a library."""
    monkeypatch.setattr(clerks, "BATCH", 7)
    monkeypatch.setattr(workers, "FEW", 100)
    files = everything()
    here, there = done(files, 1), done(files, 2)
    assert there == here
    assert [one.path for one in here] == [file.path for file in files]
    library = read(files)
    faulty = {p.path for p in library.problems if p.code in {"duplicate-slug", "slug-case"}}
    records = {one.path: one.record for one in here if one.record and one.path not in faulty}
    wanted = (*library.briefs, *library.profiles)
    assert records == {record.path: entries.text_of(record) for record in wanted}
    words = {one.path: one.words for one in here}
    assert all(words[record.path] == record.body.text for record in wanted)
    problems = {problem for one in here for problem in one.entry.problems}
    assert len(problems) > 50
    assert problems <= set(library.problems)


def test_few_files_are_read_here() -> None:
    """Processes are not asked for a few files, nor where there is to be one alone."""
    with workers.pool(2, workers.FEW - 1) as none:
        assert none is None
    with workers.pool(1, workers.FEW) as none:
        assert none is None


def test_kinds_of_ones_own_cross_as_well() -> None:
    """A brief with a field for another kind comes back from another process as it was."""
    kinds = (*KINDS, Kind("exercises", "exercise", "Exercises", Naming.USE, "What is trained."))
    text = (ROOT / "briefs/2017/2017-02-22-turkey-turns-to-russia-for-the-s-400.md").read_text()
    content = text.replace("tlp:", "exercises: [Eagle]\ntlp:").encode()
    there = draft(File("briefs/2017/2017-02-22-a.md", content), kinds)
    assert isinstance(there, Draft)
    again = pickle.loads(pickle.dumps(there))
    assert again.fields == there.fields
    assert list(again.names(kinds))[-1] == ("exercises", "Eagle")
