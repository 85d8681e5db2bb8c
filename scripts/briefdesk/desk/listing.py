"""Problems as a person reads them: by file, each with the line it is about."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

import click
from rich.cells import cell_len

from briefdesk.desk.printable import printable
from briefdesk.records.problems import Problem, Severity

#: How much of a long line is shown before and after the place that a problem is about.
BEFORE, AFTER = 50, 40

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def listed(problems: tuple[Problem, ...], texts: Mapping[str, bytes], colour: bool) -> str:
    """All problems, grouped by file, and how many there are.

    `texts` gives the content of files by path, where it is at hand.
    """
    blocks = []
    for path, found in groupby(problems, key=lambda problem: problem.path):
        lines = texts.get(path, b"").decode("utf-8", "replace").splitlines()
        shown = [_entry(problem, lines, colour) for problem in found]
        blocks.append("\n".join([_style(printable(path), colour, bold=True), *shown]))
    return "\n\n".join([*blocks, _sum(problems)])


def _entry(problem: Problem, lines: list[str], colour: bool) -> str:
    place = f"{problem.line}:{problem.column}"
    kind = _style(problem.severity.value, colour, fg=_COLOURS[problem.severity])
    code = _style(problem.code, colour, dim=True)
    rows = [f"  {place}  {kind}  {printable(problem.message)}  {code}"]
    if 1 <= problem.line <= len(lines) and lines[problem.line - 1].strip():
        rows += _excerpt(lines[problem.line - 1], problem.line, problem.column)
    if problem.hint:
        rows.append(f"      {printable(problem.hint)}")
    return "\n".join(rows)


def _excerpt(line: str, number: int, column: int) -> list[str]:
    """The line and a caret below the character that `column` counts to."""
    at = min(max(column - 1, 0), len(line))
    start, end = max(at - BEFORE, 0), at + AFTER
    head = "…" if start else ""
    tail = "…" if end < len(line) else ""
    before = head + printable(line[start:at])
    gutter = f"      {number} | "
    margin = " " * (len(gutter) - 2) + "| "
    return [
        f"{gutter}{before}{printable(line[at:end])}{tail}",
        f"{margin}{' ' * cell_len(before)}^",
    ]


def _sum(problems: tuple[Problem, ...]) -> str:
    if not problems:
        return "No problems."
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    parts = [counted(number, noun) for number, noun in ((errors, "error"), (warnings, "warning"))
             if number]  # fmt: skip
    files = counted(len({problem.path for problem in problems}), "file")
    return f"{' and '.join(parts)} in {files}. `briefdesk explain CODE` says more about a code."


def counted(number: int, noun: str) -> str:
    """`1 brief` or `2 briefs`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _style(text: str, colour: bool, fg: str | None = None, bold: bool = False,
           dim: bool = False) -> str:  # fmt: skip
    if not colour:
        return text
    return click.style(text, fg=fg, bold=bold or None, dim=dim or None)
