"""The path of a deal as a chart: time from left to right, its states from below upwards."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.pages import glyphs
from briefdesk.pages.axis import Axis
from briefdesk.pages.forms import Form
from briefdesk.pages.marks import LANE, TOP, Frame, Mark, SaidBy, linked, place, y_of
from briefdesk.records.states import Group

#: The lanes from the top downwards.
LANES = (
    Group.IN_FORCE,
    Group.COMMITTED,
    Group.CHOOSING,
    Group.EXPLORING,
    Group.OFF_THE_PATH,
)

#: Room for the years under the lanes.
_FOOT = 20

_YEAR = Form('<text class="bd-year" x="{}" y="{}">{}</text>')

#: One drawing for wide screens and print, one for phones; the style sheet shows one of them.
FRAMES = (Frame("bd-wide", 960, 104, 6.5), Frame("bd-narrow", 344, 74, 5.6))


def path(deal: Deal, title: str, said_by: SaidBy, skip: int = 0) -> Markup:
    """The path of `deal`, each mark a link to its row `#step-N` of the history; who says so
    stands below the drawing for whoever points at a mark or tabs to it. The first `skip` steps
    are left out.

    Nothing where fewer than two steps have a state: a single point is no path.
    """
    history = deal.history[skip:]
    if sum(step.state is not None for step in history) < 2:
        return Markup("")
    drawings = [_drawing(history, skip, frame, title, said_by) for frame in FRAMES]
    return Markup('<figure class="bd-path">{}</figure>').format(Markup("").join(drawings))


def _drawing(
    history: Sequence[Step], skip: int, frame: Frame, title: str, said_by: SaidBy
) -> Markup:
    used = {step.state.group for step in history if step.state}
    lanes = [lane for lane in LANES if lane is not Group.OFF_THE_PATH or lane in used]
    stones = any(step.state is None for step in history)
    height = TOP + (len(lanes) + stones) * LANE + _FOOT
    axis = Axis.over((step.date for step in history), frame.labels + 12, frame.width - 14)
    marks = place(history, lanes, axis, skip)
    return Markup(
        '<svg class="{}" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}{}{}{}</svg>'
    ).format(
        frame.css, frame.width, height, f"Path of the deal {title}; the history below tells the same",
        _grid(lanes, axis, frame, height), _spreads(marks, axis), _line(marks),
        Markup("").join(linked(mark, said_by(mark.step), frame, height) for mark in marks),
        _labels(marks, frame),
    )  # fmt: skip


def _grid(lanes: list[Group], axis: Axis, frame: Frame, height: int) -> Markup:
    parts = [
        Markup(
            '<text class="bd-lane {}" x="0" y="{}">{}</text>'
            '<line class="bd-rule" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        ).format(
            glyphs.css_class(group), f"{y_of(lane) + 4:g}", group.value,
            frame.labels, frame.width, f"{y_of(lane):g}", f"{y_of(lane):g}",
        )
        for lane, group in enumerate(lanes)
    ]  # fmt: skip
    foot = height - 22
    if y_of(len(lanes)) < foot:
        parts.append(
            Markup('<text class="bd-lane" x="0" y="{:g}">milestones</text>').format(
                y_of(len(lanes)) + 4
            )
        )
    for tick in axis.ticks():
        parts.append(
            Markup('<line class="bd-tick" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>').format(
                tick.x, TOP, foot
            )
        )
        if tick.words:
            parts.append(_YEAR(tick.x, height - 6, tick.words))
    return Markup("").join(parts)


def _spreads(marks: Sequence[Mark], axis: Axis) -> Markup:
    """A faint bar under a mark whose date is no day: when it may have been."""
    return Markup("").join(
        Markup('<line class="bd-spread" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
            *axis.spread(mark.step.date), f"{y_of(mark.lane):g}", f"{y_of(mark.lane):g}"
        )
        for mark in marks
        if mark.step.date.day is None
    )


def _line(marks: Sequence[Mark]) -> Markup:
    turning = [mark for mark in marks if mark.step.state]
    way = f"M{turning[0].x:g} {y_of(turning[0].lane):g}"
    for mark in turning[1:]:
        way += f"H{mark.x:g}V{y_of(mark.lane):g}"
    return Markup('<path class="bd-way" d="{}"/>').format(way)


def _labels(marks: Sequence[Mark], frame: Frame) -> Markup:
    """The state above each turn, where it does not run into the one before it."""
    taken: dict[int, float] = {}
    parts = []
    for mark in marks:
        if not mark.turns or mark.step.state is None:
            continue
        words = mark.step.state.label
        half = len(words) * frame.letter / 2
        x = max(min(mark.x, frame.width - half), frame.labels + half)
        if x - half > taken.get(mark.lane, 0):
            taken[mark.lane] = x + half + 4
            parts.append(
                Markup('<text class="bd-turn" x="{:g}" y="{:g}">{}</text>').format(
                    x, y_of(mark.lane) - 12, words
                )
            )
    return Markup("").join(parts)
