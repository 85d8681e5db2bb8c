"""The results as a picture: bars on a logarithmic scale, with their figures beside them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import floor, log10

from bench.contestants import OURS
from bench.jobs import BODY, COLD
from bench.measuring import FAILED
from bench.results import Record, Summary, summarise

#: What the picture shows of the largest size.
SHOWN = (COLD, BODY)

WIDTH = 760
_LABELS, _FIGURES, _ROW, _BAR = 290, 150, 28, 16
_LEFT, _RIGHT = _LABELS, WIDTH - _FIGURES

# A white card, so that it reads the same on a light and on a dark page; each colour has at
# least 4.5 to 1 on it.
_CARD, _INK, _QUIET, _OURS, _THEIRS = "#ffffff", "#1f2328", "#59636e", "#0a5c8f", "#6b7280"


def draw(record: Record) -> str:
    """The picture, as an SVG with a text alternative."""
    size = record.sizes[-1]
    groups = [[s for s in summarise(record) if (s.size, s.job) == (size, job)] for job in SHOWN]
    groups = [group for group in groups if group]
    lowest, highest = _decades([summary for group in groups for summary in group])
    parts: list[str] = []
    y = 76
    for group in groups:
        parts.append(_text(16, y, record.jobs[group[0].job].capitalize(), weight=600))
        y += 12
        parts += _grid(y, y + _ROW * len(group), lowest, highest)
        for summary in group:
            parts += _bar(y, summary, record.names[summary.contestant], lowest, highest)
            y += _ROW
        y += 40
    parts += _scale(y - 22, lowest, highest)
    title = f"Building a site of {size:,} briefs"
    heading = (
        _text(16, 30, title, size=17, weight=600),
        _text(16, 50, "Median time; each line to the right is ten times as long.", colour=_QUIET),
    )
    return _svg(y + 4, title, _told(record, groups), [*heading, *parts])


def _svg(height: int, title: str, description: str, parts: Sequence[str]) -> str:
    inner = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" aria-labelledby="title desc" '
        'font-family="system-ui, sans-serif">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="desc">{escape(description)}</desc>\n'
        f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1}" rx="8" fill="{_CARD}" '
        f'stroke="{_QUIET}"/>\n{inner}\n</svg>\n'
    )


def _told(record: Record, groups: Sequence[Sequence[Summary]]) -> str:
    return " ".join(
        f"{record.jobs[group[0].job].capitalize()}: "
        + ", ".join(f"{record.names[s.contestant]} {s.time}" for s in group)
        + "."
        for group in groups
    )


def _decades(summaries: Sequence[Summary]) -> tuple[int, int]:
    """The powers of ten that the scale begins and ends with."""
    times = [summary.median for summary in summaries if summary.ended != FAILED]
    lowest = floor(log10(min(times)))
    return lowest, max(floor(log10(max(times))) + 1, lowest + 1)


def _x(seconds: float, lowest: int, highest: int) -> float:
    share = (log10(seconds) - lowest) / (highest - lowest)
    return round(_LEFT + share * (_RIGHT - _LEFT), 1)


def _bar(y: int, summary: Summary, name: str, lowest: int, highest: int) -> list[str]:
    end = _LEFT if summary.ended == FAILED else _x(summary.median, lowest, highest)
    ours = summary.contestant == OURS
    colour = _OURS if ours else _THEIRS
    # A sign where the text alternative has words, since the longest bar leaves little room.
    figure = " · ".join(words for words in (summary.time, summary.against) if words)
    figure = figure.replace("more than", ">")
    weight = 600 if ours else 400
    return [
        _text(_LEFT - 10, y + 18, name, anchor="end", weight=weight),
        _box(_LEFT, y + 6, end - _LEFT, _BAR, colour),
        # Over the lines of the scale, which would run through the figures.
        _box(end + 3, y + 4, 7 * len(figure) + 6, _BAR + 4, _CARD),
        _text(end + 7, y + 18, figure, weight=weight),
    ]


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{colour}"/>'


def _grid(top: int, bottom: int, lowest: int, highest: int) -> list[str]:
    return [
        f'<line x1="{_x(10.0**power, lowest, highest)}" y1="{top}" '
        f'x2="{_x(10.0**power, lowest, highest)}" y2="{bottom}" stroke="#d0d7de"/>'
        for power in range(lowest, highest + 1)
    ]


def _scale(y: int, lowest: int, highest: int) -> list[str]:
    return [
        _text(_x(10.0**power, lowest, highest), y, f"{10.0**power:,g} s", anchor="middle", colour=_QUIET)
        for power in range(lowest, highest + 1)
    ]  # fmt: skip


def _text(
    x: float,
    y: float,
    words: str,
    *,
    size: int = 13,
    weight: int = 400,
    anchor: str = "start",
    colour: str = _INK,
) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'
    )
