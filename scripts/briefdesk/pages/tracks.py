"""Several deals on one axis of time: a row each, a glyph at each change of state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.pages import glyphs
from briefdesk.pages.axis import Axis
from briefdesk.pages.forms import Form
from briefdesk.records.states import Group

_ROW = 34
_MARK = 18
_FOOT = 24


@dataclass(frozen=True, slots=True)
class Track:
    """A deal, what its row is called and where that name leads."""

    deal: Deal
    name: str
    link: str


_TICK = Form('<line class="bd-tick" x1="{}" x2="{}" y1="0" y2="{}"/>')
_YEAR = Form('<text class="bd-year" x="{}" y="{}">{}</text>')
_NAME = Form('<a href="{}"><text class="bd-track" x="0" y="{}">{}</text></a>')
_RULE = Form('<line class="bd-rule" x1="{}" x2="{}" y1="{}" y2="{}"/>')
_WAY = Form('<line class="bd-way" x1="{}" x2="{}" y1="{}" y2="{}"{}/>')
_SIGN = Form(
    '<g class="{}" transform="translate({} {})"><title>{}</title>'
    '<circle class="bd-ground" cx="8" cy="8" r="8.5"/>{}</g>'
)


def tracks(rows: Sequence[Track], what: str) -> Markup:
    """A chart of `rows`, which is nothing where fewer than two have a state.

    `what` says for those who do not see it what the chart is about.
    """
    drawn = [row for row in rows if any(step.state for step in row.deal.history)]
    if len(drawn) < 2:
        return Markup("")
    wide = _drawing(drawn, "bd-wide", 960, 190, what)
    narrow = _drawing(drawn, "bd-narrow", 344, 0, what)
    return Markup('<figure class="bd-tracks">{}{}</figure>').format(wide, narrow)


def _drawing(rows: Sequence[Track], css: str, width: int, labels: int, what: str) -> Markup:
    row_height = _ROW if labels else _ROW + 16
    height = len(rows) * row_height + _FOOT
    dates = [step.date for row in rows for step in row.deal.history if step.state]
    axis = Axis.over(dates, labels + 12, width - 12)
    parts = []
    for tick in axis.ticks():
        parts.append(_TICK(tick.x, tick.x, height - _FOOT))
        if tick.words:
            parts.append(_YEAR(tick.x, height - 8, tick.words))
    for place, row in enumerate(rows):
        y = place * row_height + row_height - _ROW / 2
        parts.append(_row(row, axis, y, labels))
    return Markup(
        '<svg class="{}" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>'
    ).format(css, width, height, what, Markup("").join(parts))


def _row(row: Track, axis: Axis, y: float, labels: int) -> Markup:
    name = _NAME(row.link, f"{y + 5 if labels else y - 14:g}", row.name)
    rule = _RULE(labels, axis.right + 12, f"{y:g}", f"{y:g}")
    turns = _turns(row.deal.history, axis)
    way = Markup("")
    if len(turns) > 1 and row.deal.state:
        ended = row.deal.state.group is Group.OFF_THE_PATH
        way = _WAY(
            f"{turns[0][0]:g}", f"{turns[-1][0]:g}", f"{y:g}", f"{y:g}",
            Markup(' data-ended="yes"') if ended else "",
        )  # fmt: skip
    return name + rule + way + Markup("").join(_mark(x, step, y) for x, step in turns)


def _turns(history: Sequence[Step], axis: Axis) -> list[tuple[float, Step]]:
    """The steps that change the state, each with room for its glyph."""
    found: list[tuple[float, Step]] = []
    for step in history:
        if step.state is None or (found and found[-1][1].state == step.state):
            continue
        x = axis.of(step.date)
        if found:
            x = max(x, found[-1][0] + _MARK)
        found.append((x, step))
    for place in range(len(found) - 1, -1, -1):  # the last ones move back inside the frame
        limit = axis.right - (len(found) - 1 - place) * _MARK
        found[place] = (min(found[place][0], limit), found[place][1])
    return found


def _mark(x: float, step: Step, y: float) -> Markup:
    assert step.state
    return _SIGN(
        glyphs.css_class(step.state.group), f"{x - 8:g}", f"{y - 8:g}",
        f"{step.date.words}: {step.state.label}", glyphs.shape(step.state.glyph, step.standing),
    )  # fmt: skip
