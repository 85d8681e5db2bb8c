"""The order of the runs, and who takes no further part; with contestants that do next to nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.briefs import Corpus
from bench.contestants import OURS, Contestant, Seen, contestants
from bench.corpus import put
from bench.jobs import JOBS
from bench.measuring import CAPPED, DONE, FAILED
from bench.results import Record
from bench.running import OursFailed, run

BUILD = "from pathlib import Path; Path('made').mkdir(exist_ok=True); print(len(list(Path().glob('*.md'))))"
SLOW = "import time; time.sleep(60)"
BROKEN = "raise SystemExit('no such luck')"


def contestant(id: str, code: str = BUILD) -> Contestant:
    """One that writes sixty briefs into its folder and runs `code` for a build."""

    def write(folder: Path, briefs: int, seen: Seen) -> None:
        for brief in Corpus(briefs):
            put(folder / f"{brief.key[5:]}.md", brief.title)
            seen(brief)

    return Contestant(
        id, id.title(), write, lambda brief: f"{brief.key[5:]}.md", lambda brief: brief.text,
        build=((sys.executable, "-c", code),), made=("made",),
        check=((sys.executable, "-c", code),) if id == OURS else (),
    )  # fmt: skip


def timed(folder: Path, *taking_part: Contestant, repeats: int = 1, cap: float = 30) -> Record:
    return run(taking_part, JOBS, [60], repeats, cap, folder / "bench", lambda words: None)


def test_all_take_turns(tmp_path: Path) -> None:
    """Each job is run by everybody before the next; who comes first changes with the repeat."""
    record = timed(tmp_path, contestant(OURS), contestant("other"), repeats=2)
    builds = [job.id for job in JOBS if not job.check]
    checks = [job.id for job in JOBS if job.check]
    ran = [(r.repeat, r.job, r.contestant) for r in record.runs]
    assert ran == [
        (repeat, job, who)
        for repeat, order in enumerate(((OURS, "other"), ("other", OURS)))
        for jobs, taking_part in ((builds, order), (checks, (OURS,)))
        for job in jobs
        for who in taking_part
    ]
    assert {r.ended for r in record.runs} == {DONE}
    assert not (tmp_path / "bench").exists()


def test_who_is_too_slow_is_out(tmp_path: Path) -> None:
    """A rival over the cap is recorded with the cap, once, and takes no further part."""
    record = timed(tmp_path, contestant(OURS), contestant("slow", SLOW), cap=5)
    slow = [r for r in record.runs if r.contestant == "slow"]
    assert [(r.job, r.seconds, r.ended) for r in slow] == [("cold", 5, CAPPED)]


def test_who_fails_is_out(tmp_path: Path) -> None:
    """A rival that fails is recorded so, once; where briefdesk fails, all is off."""
    record = timed(tmp_path, contestant(OURS), contestant("broken", BROKEN))
    broken = [r for r in record.runs if r.contestant == "broken"]
    assert [(r.job, r.ended) for r in broken] == [("cold", FAILED)]
    with pytest.raises(OursFailed, match="no such luck"):
        timed(tmp_path, contestant(OURS, BROKEN))


def test_jobs_leave_what_they_say(tmp_path: Path) -> None:
    """From nothing deletes what was made; a brief is added, and the same one deleted."""
    ours = contestant(OURS)
    ours.write(tmp_path, 60, lambda brief: None)
    before = set(tmp_path.iterdir())
    brief = next(brief for brief in Corpus(60) if brief.deals)
    changes = {job.id: job.change for job in JOBS}
    (tmp_path / "made").mkdir()
    changes["cold"](ours, tmp_path, [brief, brief])
    assert set(tmp_path.iterdir()) == before
    changes["added"](ours, tmp_path, [brief, brief])
    assert len(set(tmp_path.iterdir()) - before) == 1
    changes["deleted"](ours, tmp_path, [brief, brief])
    assert set(tmp_path.iterdir()) == before


def test_what_cannot_be_run_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """Few briefs, and a deletion of what was not added, are refused before anything is run."""
    with pytest.raises(SystemExit):
        main(["run", "--sizes", "3"])
    assert "at least 50 briefs" in capsys.readouterr().err
    assert main(["run", "--jobs", "deleted"]) == 2


def test_rivals_are_programs_that_are_there() -> None:
    """Every program that is started by its path is installed."""
    for one in contestants():
        for command in one.build:
            assert Path(command[0]).is_file(), command
