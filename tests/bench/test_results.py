"""Medians, ratios, table, picture and page, from fixed figures."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench import page, picture, table
from bench.__main__ import main
from bench.measuring import CAPPED, DONE, FAILED, measure
from bench.results import Record, Run, number, summarise

MIB = 2**20
NAMES = {"briefdesk": "briefdesk", "slow": "Slow & <steady>", "stuck": "Stuck", "broken": "Broken"}


@pytest.fixture
def record() -> Record:
    times = {"briefdesk": (2.0, 7.0, 3.0), "slow": (30.0, 90.0, 45.0)}
    runs = [
        Run(100, repeat, job, who, seconds, repeat * MIB)
        for job in ("cold", "body")
        for who, three in times.items()
        for repeat, seconds in enumerate(three)
    ]
    runs += [
        Run(100, 0, "cold", "stuck", 120.0, MIB, CAPPED),
        Run(100, 0, "cold", "broken", 0.5, MIB, FAILED),
        Run(50, 0, "cold", "briefdesk", 1.0, MIB),
    ]
    jobs = {"cold": "from nothing", "body": "one brief's text edited"}
    return Record("2 cores", {"mkdocs": "1.6.1"}, "2026-01-02", 120.0, NAMES, jobs, runs)


def test_medians_and_ratios(record: Record) -> None:
    """A summary has the median, the least, the most, and the ratio of the medians."""
    ours, slow, stuck, broken = (s for s in summarise(record) if (s.size, s.job) == (100, "cold"))
    assert (ours.median, ours.least, ours.most, ours.peak) == (3.0, 2.0, 7.0, 2 * MIB)
    assert (slow.median, slow.ratio, slow.against) == (45.0, 15.0, "15.0 ×")
    assert (stuck.time, stuck.against) == ("more than 120 s", "more than 40.0 ×")
    assert (broken.time, broken.against, ours.against) == ("failed", "", "")


def test_table(record: Record) -> None:
    """The table has a block for each size, from the least, and names a job in its first row."""
    assert table.text(record).splitlines() == [
        "50 briefs",
        "job           who        median  least–most  against briefdesk  largest process",
        "from nothing  briefdesk  1.00 s  1.00–1.00                      1 MiB",
        "",
        "100 briefs",
        "job                      who              median           least–most  against briefdesk  largest process",
        "from nothing             briefdesk        3.00 s           2.00–7.00                      2 MiB",
        "                         Slow & <steady>  45.0 s           30.0–90.0   15.0 ×             2 MiB",
        "                         Stuck            more than 120 s              more than 40.0 ×   1 MiB",
        "                         Broken           failed                                          1 MiB",
        "one brief's text edited  briefdesk        3.00 s           2.00–7.00                      2 MiB",
        "                         Slow & <steady>  45.0 s           30.0–90.0   15.0 ×             2 MiB",
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.054, "0.05"), (9.994, "9.99"), (9.996, "10.0"), (99.96, "100"), (1234.4, "1,234")],
)
def test_figures_are_rounded_alike(value: float, words: str) -> None:
    """A figure has as many digits as its size asks for, also where rounding makes it larger."""
    assert number(value) == words


def test_record_is_kept(record: Record, tmp_path: Path) -> None:
    """A record that was written is read again as it was."""
    record.write(tmp_path / "build" / "bench.json")
    assert Record.read(tmp_path / "build" / "bench.json") == record


def test_picture_escapes_labels(record: Record) -> None:
    """Names stand in the picture as they are, and it is sound XML with a text alternative."""
    drawn = picture.draw(record)
    root = ET.fromstring(drawn)
    svg = "{http://www.w3.org/2000/svg}"
    texts = [element.text for element in root.iter(f"{svg}text")]
    assert texts.count("Slow & <steady>") == 2
    assert "> 120 s · > 40.0 ×" in texts
    assert root.findtext(f"{svg}title") == "Building a site of 100 briefs"
    described = root.findtext(f"{svg}desc") or ""
    assert "Slow & <steady> 45.0 s, Stuck more than 120 s" in described
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


def test_bars_are_as_long_as_their_times(record: Record) -> None:
    """On the logarithmic scale ten times as long is one line further; a bar that failed has none."""
    root = ET.fromstring(picture.draw(record))
    boxes = root.iter("{http://www.w3.org/2000/svg}rect")
    ours, slow, stuck, broken, *_ = (
        float(box.attrib["width"]) for box in boxes if box.attrib["height"] == "16"
    )
    assert ours < slow < stuck
    assert slow - ours == pytest.approx((stuck - ours) * 1.1761 / 1.6021, rel=0.01)
    assert broken == 0


def test_page_has_all_figures(record: Record) -> None:
    """The page has the picture, a table for each size, the machine, and the command to repeat it."""
    text = page.write(record, "pictures/speed.svg")
    assert "](pictures/speed.svg)" in text
    assert "### 50 briefs" in text
    assert "|  | Stuck | more than 120 s |  | more than 40.0 × | 1 MiB |" in text
    assert "2 cores, with mkdocs 1.6.1" in text
    assert 'make bench SIZES="50 100" REPEATS=3 CAP=120' in text
    assert "| one brief's text edited | briefdesk |" in text


def test_page_says_that_a_run_is_small(record: Record) -> None:
    """A page of few briefs or of single runs says so; one of many does not."""
    assert "This is a small run" in page.write(record, "")
    assert "run once" not in page.write(record, "")
    large = [replace(run, size=run.size * 100) for run in record.runs if run.repeat == 0]
    text = page.write(replace(record, runs=large), "")
    assert "This is a small run" not in text
    assert "Each job was run once" in text


def test_page_escapes_names(record: Record) -> None:
    """A name or a note cannot bring markup into the page."""
    record.note = "Other work <ran> beside it."
    text = page.write(record, "pictures/speed.svg")
    assert "<steady>" not in text
    assert "Other work &lt;ran&gt; beside it." in text


def test_commands_write_picture_and_page(
    record: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`picture`, `page` and `table` read a file of results."""
    results = tmp_path / "bench.json"
    record.write(results)
    for command, name in (("picture", "speed.svg"), ("page", "speed.md")):
        assert main([command, str(results), str(tmp_path / name)]) == 0
    assert (tmp_path / "speed.svg").read_text() == picture.draw(record)
    assert (tmp_path / "speed.md").read_text() == page.write(record, "pictures/speed.svg")
    assert main(["table", str(results)]) == 0
    assert capsys.readouterr().out == table.text(record)


def test_measure_tells_how_it_ended(tmp_path: Path) -> None:
    """A command is done, fails with what it said, or is stopped at its cap with its children."""
    python = sys.executable
    done = measure([(python, "-c", "x = bytearray(90 * 2**20)")] * 2, tmp_path, 60)
    assert done.ended == DONE
    assert done.peak > 90 * MIB
    failed = measure([(python, "-c", "raise SystemExit('no such luck')")], tmp_path, 60)
    assert (failed.ended, failed.said) == (FAILED, "no such luck\n")
    child = "import time; time.sleep(600)"
    sleeps = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    assert measure([(python, "-c", sleeps)], tmp_path, 0.5).ended == CAPPED


def test_measure_sees_children(tmp_path: Path) -> None:
    """The memory is that of the largest process, also of one that nobody waited for."""
    big = "x = bytearray(200 * 2**20); import time; time.sleep(2)"
    parent = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {big!r}]); time.sleep(1.5)"
    assert measure([(sys.executable, "-c", parent)], tmp_path, 60).peak > 200 * MIB
