"""The path of a deal as a chart: time from left to right, its states from below upwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.pages import glyphs, wording
from briefdesk.pages.axis import Axis
from briefdesk.pages.forms import Form
from briefdesk.records.states import MILESTONES, Group, State

#: The lanes from the top downwards.
LANES = (
    Group.IN_FORCE,
    Group.COMMITTED,
    Group.CHOOSING,
    Group.EXPLORING,
    Group.OFF_THE_PATH,
)

_LANE = 38
_TOP = 22
_MARK = 18
_LETTER = 5.6

_LANE_NAME = Form(
    '<text class="bd-lane {}" x="0" y="{}">{}</text>'
    '<line class="bd-rule" x1="{}" x2="{}" y1="{}" y2="{}"/>'
)
_STONES = Form('<text class="bd-lane" x="0" y="{}">milestones</text>')
_TICK = Form('<line class="bd-tick" x1="{}" x2="{}" y1="{}" y2="{}"/>')
_YEAR = Form('<text class="bd-year" x="{}" y="{}">{}</text>')
_SPREAD = Form('<line class="bd-spread" x1="{}" x2="{}" y1="{}" y2="{}"/>')
_TURN = Form(
    '<circle class="bd-ground" cx="{}" cy="{}" r="8.5"/>'
    '<g class="{}" transform="translate({} {})">{}</g>'
)
_DOT = Form('<circle class="bd-dot {}" cx="{}" cy="{}" r="3.2"/>')
_MILESTONE = Form('<path class="bd-milestone" d="M{} {}l4.5 4.5-4.5 4.5-4.5-4.5z"/>')
_LINKED = Form('<a href="#step-{}"><title>{}</title>{}</a>')
_LABEL = Form('<text class="bd-turn" x="{}" y="{}">{}</text>')


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a chart; `labels` is the room for the names of the lanes."""

    css: str
    width: int
    labels: int


#: One drawing for wide screens and print, one for phones; the style sheet shows one of them.
FRAMES = (Frame("bd-wide", 960, 104), Frame("bd-narrow", 344, 74))


@dataclass(frozen=True, slots=True)
class _Mark:
    """A step in its place. `turns` where the state differs from the one before."""

    step: Step
    number: int
    x: float
    lane: int
    turns: bool


def path(deal: Deal, title: str, skip: int = 0) -> Markup:
    """The path of `deal`, each mark a link to its row `#step-N` of the history; the first
    `skip` steps are left out.

    Nothing where fewer than two steps have a state: a single point is no path.
    """
    history = deal.history[skip:]
    if sum(step.state is not None for step in history) < 2:
        return Markup("")
    drawings = Markup("").join(_drawing(history, skip, frame, title) for frame in FRAMES)
    return Markup('<figure class="bd-path">{}</figure>').format(drawings)


def _drawing(history: Sequence[Step], skip: int, frame: Frame, title: str) -> Markup:
    used = {step.state.group for step in history if step.state}
    lanes = [lane for lane in LANES if lane is not Group.OFF_THE_PATH or lane in used]
    stones = any(step.state is None for step in history)
    height = _TOP + (len(lanes) + stones) * _LANE + 20
    axis = Axis.over((step.date for step in history), frame.labels + 12, frame.width - 14)
    marks = _marks(history, skip, lanes, axis)
    return Markup(
        '<svg class="{}" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}{}{}{}</svg>'
    ).format(
        frame.css, frame.width, height, f"Path of the deal {title}; the history below tells the same",
        _grid(lanes, axis, frame, height), _spreads(marks, axis), _line(marks),
        Markup("").join(_drawn(mark) for mark in marks), _labels(marks, frame.labels, frame.width),
    )  # fmt: skip


def _y(lane: int) -> float:
    return _TOP + lane * _LANE + _LANE / 2


def _marks(history: Sequence[Step], skip: int, lanes: list[Group], axis: Axis) -> list[_Mark]:
    """Steps in their lanes, milestones below them all. Glyphs that would cover each other
    make room, at the price of a few days."""
    marks: list[_Mark] = []
    state: State | None = None
    edge: dict[int, float] = {}
    for number, step in enumerate(history, skip + 1):
        lane = lanes.index(step.state.group) if step.state else len(lanes)
        turns = step.state is not None and step.state != state
        state = step.state or state
        x = axis.of(step.date)
        if turns:
            x = max(x, edge.get(lane, x))
            edge[lane] = x + _MARK
        marks.append(_Mark(step, number, x, lane, turns))
    limit: dict[int, float] = {}
    for place in range(len(marks) - 1, -1, -1):
        mark = marks[place]
        if mark.turns:
            x = min(mark.x, limit.get(mark.lane, axis.right))
            limit[mark.lane] = x - _MARK
            marks[place] = replace(mark, x=x)
    return marks


def _grid(lanes: list[Group], axis: Axis, frame: Frame, height: int) -> Markup:
    parts = [
        _LANE_NAME(
            glyphs.css_class(group), f"{_y(lane) + 4:g}", group.value,
            frame.labels, frame.width, f"{_y(lane):g}", f"{_y(lane):g}",
        )
        for lane, group in enumerate(lanes)
    ]  # fmt: skip
    foot = height - 22
    if _y(len(lanes)) < foot:
        parts.append(_STONES(f"{_y(len(lanes)) + 4:g}"))
    for tick in axis.ticks():
        parts.append(_TICK(tick.x, tick.x, _TOP, foot))
        if tick.words:
            parts.append(_YEAR(tick.x, height - 6, tick.words))
    return Markup("").join(parts)


def _spreads(marks: Sequence[_Mark], axis: Axis) -> Markup:
    """A faint bar under a mark whose date is no day: when it may have been."""
    return Markup("").join(
        _SPREAD(*axis.spread(mark.step.date), f"{_y(mark.lane):g}", f"{_y(mark.lane):g}")
        for mark in marks
        if mark.step.date.day is None
    )


def _line(marks: Sequence[_Mark]) -> Markup:
    turning = [mark for mark in marks if mark.step.state]
    way = f"M{turning[0].x:g} {_y(turning[0].lane):g}"
    for mark in turning[1:]:
        way += f"H{mark.x:g}V{_y(mark.lane):g}"
    return Markup('<path class="bd-way" d="{}"/>').format(way)


def _drawn(mark: _Mark) -> Markup:
    step, x, y = mark.step, mark.x, _y(mark.lane)
    if mark.turns and step.state:
        css = glyphs.css_class(step.state.group)
        inner = _TURN(
            f"{x:g}", f"{y:g}", css, f"{x - 8:g}", f"{y - 8:g}",
            glyphs.shape(step.state.glyph, step.standing),
        )  # fmt: skip
    elif step.state:
        inner = _DOT(glyphs.css_class(step.state.group), f"{x:g}", f"{y:g}")
    else:
        inner = _MILESTONE(f"{x:g}", f"{y - 4.5:g}")
    return _LINKED(mark.number, _told(step), inner)


def _told(step: Step) -> str:
    what = [step.state.label] if step.state else []
    if step.milestone:
        what.append(MILESTONES[step.milestone])
    doubt = "" if step.standing.value == "reported" else f" ({step.standing.value})"
    return f"{wording.capital(step.date.words)}: {', '.join(what)}{doubt}"


def _labels(marks: Sequence[_Mark], left: int, width: int) -> Markup:
    """The state above each turn, where it does not run into the one before it."""
    taken: dict[int, float] = {}
    parts = []
    for mark in marks:
        if not mark.turns or mark.step.state is None:
            continue
        words = mark.step.state.label
        half = len(words) * _LETTER / 2
        x = max(min(mark.x, width - half), left + half)
        if x - half > taken.get(mark.lane, 0):
            taken[mark.lane] = x + half + 4
            parts.append(_LABEL(f"{x:g}", f"{_y(mark.lane) - 12:g}", words))
    return Markup("").join(parts)
