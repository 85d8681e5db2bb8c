"""The command line of the benchmark: `PYTHONPATH=scripts python -m bench --help`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench import corpus, page, picture, table
from bench.contestants import OURS, contestants
from bench.jobs import JOBS
from bench.results import Record
from bench.running import OursFailed, run

#: Fewer briefs may have none with a deal to edit.
LEAST = 50


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    running = commands.add_parser("run", help="time everybody, and print a table")
    running.add_argument("--sizes", nargs="+", type=_size, default=[300], metavar="BRIEFS")
    running.add_argument("--repeats", type=int, default=3)
    running.add_argument("--cap", type=float, default=120, help="seconds that a job may take")
    running.add_argument(
        "--only", nargs="*", default=[], metavar="WHO", help="of all who take part"
    )
    running.add_argument("--jobs", nargs="*", default=[], metavar="JOB", choices=[job.id for job in JOBS],
                         help=f"of {', '.join(job.id for job in JOBS)}")  # fmt: skip
    running.add_argument("--build-option", action="append", default=[], metavar="=--OPTION",
                         help="given to `briefdesk build`")  # fmt: skip
    running.add_argument("--note", default="", help="what a reader of the figures must know")
    running.add_argument("--folder", type=Path, default=Path("build/bench"), help="emptied first")
    running.add_argument("--output", type=Path, default=Path("build/bench.json"))
    writing = commands.add_parser("corpus", help="write a corpus as a project of briefdesk")
    writing.add_argument("folder", type=Path)
    writing.add_argument("--briefs", type=int, default=1000)
    writing.add_argument("--seed", type=int, default=0)
    commands.add_parser("table", help="print results").add_argument("results", type=Path)
    for name, help in (("picture", "draw results"), ("page", "write the page of results")):
        command = commands.add_parser(name, help=help)
        command.add_argument("results", type=Path)
        command.add_argument("target", type=Path)
    return parser


def _size(words: str) -> int:
    """A number of briefs that has enough of them to edit."""
    if (size := int(words)) < LEAST:
        raise argparse.ArgumentTypeError(f"at least {LEAST} briefs are needed")
    return size


def main(arguments: list[str] | None = None) -> int:
    """Do what the arguments say; 0 when all is well."""
    given = _parser().parse_args(arguments)
    if given.command == "run":
        return _run(given)
    if given.command == "corpus":
        corpus.write(given.folder, given.briefs, given.seed)
        return 0
    record = Record.read(given.results)
    if given.command == "table":
        sys.stdout.write(table.text(record))
    elif given.command == "picture":
        corpus.put(given.target, picture.draw(record))
    else:
        corpus.put(given.target, page.write(record, "pictures/speed.svg"))
    return 0


def _run(given: argparse.Namespace) -> int:
    if "deleted" in given.jobs and "added" not in given.jobs:
        sys.stderr.write("bench: the job 'deleted' deletes what 'added' has added; name both\n")
        return 2
    everybody = contestants(given.build_option)
    taking_part = [c for c in everybody if not given.only or c.id in {OURS, *given.only}]
    jobs = [job for job in JOBS if not given.jobs or job.id in given.jobs]
    try:
        record = run(
            taking_part, jobs, given.sizes, given.repeats, given.cap, given.folder,
            lambda words: sys.stderr.write(f"{words}\n"),
        )  # fmt: skip
    except OursFailed as problem:
        sys.stderr.write(f"bench: briefdesk failed: {problem}\n")
        return 1
    record.note = given.note
    record.write(given.output)
    sys.stdout.write(table.text(record))
    sys.stdout.write(f"\n{given.output} has every run.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
