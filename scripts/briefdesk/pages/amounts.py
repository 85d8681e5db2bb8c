"""Quantity and value of a deal over time: figures that can be compared, as bars.

Amounts in one currency compare, whatever they rest on, and so do plain counts of one unit. The rest
is told in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefdesk.pages import wording
from briefdesk.pages.tables import StepLine
from briefdesk.records.states import VALUE_BASES

#: Bars in one chart: the latest ones.
_MOST = 40

#: `4 fire units`, `up to 1,000 GEM-T missiles`: a number and what is counted, nothing else.
_COUNT = re.compile(
    r"(?P<about>up to |at least |about )?(?P<number>\d{1,3}(?:,\d{3}){1,3}|\d{1,12}) "
    r"(?P<unit>[^\d\s,;:()][^\d,;:()]{0,40})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount as a step of a deal tells it; `share` is its part of the largest, in hundredths.
    `firm` is true for the value of a contract and for a count without `about` or `up to`."""

    line: StepLine
    words: str
    basis: str
    amount: int
    firm: bool
    share: float = 0


@dataclass(frozen=True, slots=True)
class Scale:
    """Figures of one unit, earliest first."""

    title: str
    figures: tuple[Figure, ...]


def scales(lines: Iterable[StepLine]) -> tuple[Scale, ...]:
    """The charts of a deal: one for each unit of which steps tell different figures."""
    by_unit: dict[str, list[Figure]] = {}
    for line in lines:
        told = {(u, f.words, f.basis): f for u, f in (*_values(line), *_counts(line))}
        for (unit, _, _), figure in told.items():
            by_unit.setdefault(unit, []).append(figure)
    latest = {unit: figures[-_MOST:] for unit, figures in sorted(by_unit.items())}
    return tuple(
        _scale(unit, figures)
        for unit, figures in latest.items()
        if len({f.line.number for f in figures}) > 1 and len({f.amount for f in figures}) > 1
    )


def untold(lines: Sequence[StepLine], drawn: Sequence[Scale]) -> list[StepLine]:
    """The lines without the terms that the charts tell."""
    told = {
        (figure.line.number, term) for s in drawn for figure in s.figures for term in _terms(figure)
    }
    return [
        replace(line, terms=tuple(t for t in line.terms if (line.number, t) not in told))
        for line in lines
    ]


def _terms(figure: Figure) -> tuple[str, ...]:
    """A figure as the row of a history words it."""
    if figure.basis in VALUE_BASES:
        return (f"{figure.words} ({figure.basis})",)
    return (figure.words,)


def _scale(unit: str, figures: Sequence[Figure]) -> Scale:
    most = max(figure.amount for figure in figures)
    shares = (replace(f, share=round(max(1, 100 * f.amount / most), 1)) for f in figures)
    return Scale(unit, tuple(shares))


def _values(line: StepLine) -> Iterator[tuple[str, Figure]]:
    for report in line.step.reports:
        if value := report.event.value:
            firm = value.basis == "contract"
            words = wording.money(value)
            yield f"Value, {value.currency}", Figure(line, words, value.basis, value.amount, firm)


def _counts(line: StepLine) -> Iterator[tuple[str, Figure]]:
    for report in line.step.reports:
        match = _COUNT.fullmatch(report.event.quantity or "")
        if match and (amount := int(match["number"].replace(",", ""))):
            unit = match["unit"].strip().removesuffix("s")
            figure = Figure(line, match[0], "", amount, firm=not match["about"])
            yield f"Quantity, {unit}s", figure
