"""The results as a table, for a terminal and for a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from bench.results import Record, Summary, summarise

_HEAD = ("job", "who", "median", "least–most", "against briefdesk", "largest process")


def rows(record: Record, size: int) -> list[tuple[str, ...]]:
    """A row for each job of each contestant at one size; a job is named in its first row."""
    found: list[tuple[str, ...]] = []
    last = ""
    for summary in summarise(record):
        if summary.size == size:
            job = record.jobs[summary.job]
            found.append((job if job != last else "", *_cells(record, summary)))
            last = job
    return found


def _cells(record: Record, summary: Summary) -> tuple[str, ...]:
    memory = f"{summary.peak / 2**20:,.0f} MiB"
    name = record.names[summary.contestant]
    return name, summary.time, summary.spread, summary.against, memory


def text(record: Record) -> str:
    """All sizes, for a terminal."""
    blocks = []
    for size in record.sizes:
        lines = [_HEAD, *rows(record, size)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        blocks.append(f"{size:,} briefs\n" + "\n".join(_padded(line, widths) for line in lines))
    return "\n\n".join(blocks) + "\n"


def _padded(cells: Iterable[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def markdown(record: Record, size: int) -> str:
    """One size, for a page."""
    lines = [_HEAD, ("---", "---", "---:", "---:", "---:", "---:"), *rows(record, size)]
    escaped = ([escape(cell, quote=False) for cell in cells] for cells in lines)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in escaped) + "\n"
