"""The marks of a path: where each step of a deal stands in the drawing, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from briefdesk.catalogue.deals import Step
from briefdesk.pages import glyphs, wording
from briefdesk.pages.axis import Axis
from briefdesk.records.states import MILESTONES, Group, State

LANE = 38
TOP = 22
_MARK = 18
#: How far a glyph may stand from its date to make room.
_FAR = 3 * _MARK
#: A line of what is told below the drawing.
_LINE = 16

#: Who asserts a step, in plain words.
SaidBy = Callable[[Step], str]


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a chart; `labels` is the room for the names of the lanes, `letter` what a
    letter takes where the chart is shown at its smallest."""

    css: str
    width: int
    labels: int
    letter: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A step in its place. `turns` where the state differs from the one before."""

    step: Step
    number: int
    x: float
    lane: int
    turns: bool


def y_of(lane: int) -> float:
    """The middle of a lane, counted from the top."""
    return TOP + lane * LANE + LANE / 2


def place(history: Sequence[Step], lanes: list[Group], axis: Axis, skipped: int = 0) -> list[Mark]:
    """Steps in their lanes, milestones below them all. Glyphs that would cover each other
    make room; one that would go too far for that is a dot, and keeps to its date. `skipped` steps
    come before the first."""
    marks: list[Mark] = []
    state: State | None = None
    edge: dict[int, float] = {}
    for number, step in enumerate(history, skipped + 1):
        lane = lanes.index(step.state.group) if step.state else len(lanes)
        turns = step.state is not None and step.state != state
        state = step.state or state
        x = axis.of(step.date)
        if turns and (room := max(x, edge.get(lane, x))) - x <= _FAR:
            x = room
            edge[lane] = x + _MARK
        else:
            turns = False
        marks.append(Mark(step, number, x, lane, turns))
    limit: dict[int, float] = {}
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        if mark.turns:
            x = min(mark.x, limit.get(mark.lane, axis.right))
            limit[mark.lane] = x - _MARK
            marks[number] = replace(mark, x=x)
    return marks


def _drawn(mark: Mark) -> Markup:
    step, x, y = mark.step, mark.x, y_of(mark.lane)
    if mark.turns and step.state:
        css = glyphs.css_class(step.state.group)
        inner = Markup(
            '<circle class="bd-ground" cx="{0}" cy="{1}" r="8.5"/>'
            '<g class="{2}" transform="translate({3} {4})">{5}</g>'
        ).format(
            f"{x:g}", f"{y:g}", css, f"{x - 8:g}", f"{y - 8:g}",
            glyphs.shape(step.state.glyph, step.standing),
        )  # fmt: skip
    elif step.state:
        inner = Markup('<circle class="bd-dot {}" cx="{:g}" cy="{:g}" r="3.2"/>').format(
            glyphs.css_class(step.state.group), x, y
        )
    else:
        inner = Markup(
            '<path class="bd-milestone" d="M{:g} {:g}l4.5 4.5-4.5 4.5-4.5-4.5z"/>'
        ).format(x, y - 4.5)
    return Markup('<g class="bd-mark">{}</g>').format(inner)


def linked(mark: Mark, said_by: str, frame: Frame, height: int) -> Markup:
    """A mark that leads to its row, and two lines below a drawing of `height`: what, and who."""
    told = _told(mark.step)
    who = f"according to {said_by}"
    lines = [wording.clipped(line, int(frame.width / frame.letter)) for line in (told, who)]
    below = Markup(" ").join(
        Markup('<tspan x="0" y="{}">{}</tspan>').format(height + number * _LINE, line)
        for number, line in enumerate(lines, 1)
    )
    return Markup(
        '<a href="#step-{}" aria-label="{}">{}<text class="bd-told" aria-hidden="true">{}</text></a>'
    ).format(mark.number, f"{told}, {who}", _drawn(mark), below)


def _told(step: Step) -> str:
    what = [step.state.label] if step.state else []
    if step.milestone:
        what.append(MILESTONES[step.milestone])
    doubt = "" if step.standing.value == "reported" else f" ({step.standing.value})"
    return f"{wording.capital(step.date.words)}: {', '.join(what)}{doubt}"
