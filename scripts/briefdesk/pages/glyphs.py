"""State glyphs: a circle that fills along the path of a deal, drawn as inline SVG.

The shape tells the state, its outline tells how firmly it stands: whole where reported,
dashed where one side alone claims it, split in two halves where accounts differ, dotted and
hollow where its sources were withdrawn.
"""

from __future__ import annotations

from functools import cache
from math import cos, radians, sin

from markupsafe import Markup

from briefdesk.catalogue.deals import Standing, Step
from briefdesk.records.states import Group, State

SIZE = 16
_CENTRE = SIZE / 2
_RADIUS = 6.25
#: The filling of a claim keeps clear of its dashes.
_INNER = 4.1
#: Half the gap between the halves of a split glyph.
_GAP = 1.4
#: Width of a half, so that a split glyph is no wider than a whole one.
_HALF = 5.1

#: The outline of what lost its sources.
_DOTS = Markup(' stroke-dasharray="0.1 2.6" stroke-linecap="round"')

_FULL = Markup('fill="currentColor"')
_HOLLOW = Markup('fill="none" stroke="currentColor"')

#: Filled part of the circle in quarters, clockwise from the top.
_QUARTERS = {"empty": 0, "quarter": 1, "half": 2, "three-quarters": 3, "full": 4}


@cache
def css_class(group: Group) -> str:
    """The class that gives a group of states its colour: `bd-in-force`."""
    return "bd-" + group.value.replace(" ", "-")


@cache
def shape(glyph: str, standing: Standing = Standing.REPORTED) -> Markup:
    """The elements of a glyph in a box of 16 by 16, drawn in the current colour."""
    outline = _outline(glyph, standing)
    return outline + _inside(glyph, standing)


@cache
def glyph(state: State, standing: Standing = Standing.REPORTED) -> Markup:
    """The glyph of a state on its own; its label must stand beside it."""
    return Markup(
        '<svg class="bd-glyph {}" viewBox="0 0 16 16" width="16" height="16" '
        'aria-hidden="true" focusable="false">{}</svg>'
    ).format(css_class(state.group), shape(state.glyph, standing))


@cache
def labelled(state: State, standing: Standing = Standing.REPORTED) -> Markup:
    """Glyph and label, and the standing in words where it is not simply reported."""
    doubt = Markup("")
    if standing is not Standing.REPORTED:
        doubt = Markup(' <span class="bd-doubt">{}</span>').format(standing.value)
    return Markup(
        '<span class="bd-state {}">{}<span class="bd-state__label">{}</span>{}</span>'
    ).format(css_class(state.group), glyph(state, standing), state.label, doubt)


def of_step(step: Step | None) -> Markup:
    """Glyph and label of a step that has a state; nothing for one that has none."""
    return labelled(step.state, step.standing) if step and step.state else Markup("")


def in_words(step: Step | None) -> str:
    """`signed`, or `signed, claimed`, for places that hold plain text alone."""
    if step is None or step.state is None:
        return ""
    return told(step.state, step.standing)


def told(state: State, standing: Standing) -> str:
    """The words for a state that stands so firmly."""
    firm = standing is Standing.REPORTED
    return state.label if firm else f"{state.label}, {standing.value}"


def _outline(glyph: str, standing: Standing) -> Markup:
    if glyph == "given":
        return Markup("")
    if glyph == "paused":
        return _frame(standing)
    if standing is Standing.DISPUTED:
        halves = Markup("").join(_half(side) for side in (1, -1))
        return Markup('<g fill="none" stroke="currentColor" stroke-width="1.5">{}</g>').format(
            halves
        )
    dashes = Markup("")
    if standing is Standing.CLAIMED:
        dashes = Markup(' stroke-dasharray="2.7 2.4"')
    elif standing is Standing.UNSUPPORTED:
        dashes = _DOTS
    return Markup(
        '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"{}/>'
    ).format(dashes)


def _frame(standing: Standing) -> Markup:
    """A square with a bar down the middle; the bar opens into a gap where disputed."""
    if standing is Standing.DISPUTED:
        path = "M6.8 2.5H2.5v11h4.3zM9.2 2.5h4.3v11H9.2z"
    else:
        path = "M2.5 2.5h11v11h-11zM8 2.5v11"
    dashes = Markup(' stroke-dasharray="2.6 2.2"') if standing is Standing.CLAIMED else Markup("")
    dashes = _DOTS if standing is Standing.UNSUPPORTED else dashes
    return Markup('<path d="{}" fill="none" stroke="currentColor" stroke-width="1.5"{}/>').format(
        path, dashes
    )


def _half(side: int) -> Markup:
    """The outline of the right (1) or left (-1) half of a split circle."""
    x = _CENTRE + side * _GAP
    return Markup('<path d="M{} 1.75A{} 6.25 0 0 {} {} 14.25z"/>').format(
        f"{x:g}", _HALF, 1 if side > 0 else 0, f"{x:g}"
    )


def _inside(glyph: str, standing: Standing) -> Markup:
    if glyph == "crossed":
        return Markup('<path d="M3.6 12.4 12.4 3.6" stroke="currentColor" stroke-width="1.5"/>')
    if glyph == "given":
        dashes = (
            Markup(' stroke-dasharray="2.4 1.6"') if standing is Standing.CLAIMED else Markup("")
        )
        dashes = _DOTS if standing is Standing.UNSUPPORTED else dashes
        path = "M1.5 5.2h12M10.4 2l3.4 3.2-3.4 3.2M14.5 10.8h-12M5.6 7.6 2.2 10.8l3.4 3.2"
        if standing is Standing.DISPUTED:
            path = "M1.5 5.2h4.7M9.6 5.2h4M10.4 2l3.4 3.2-3.4 3.2M14.5 10.8H9.8M6.4 10.8h-4M5.6 7.6 2.2 10.8l3.4 3.2"
        return Markup(
            '<path d="{}" fill="none" stroke="currentColor" stroke-width="1.5"{}/>'
        ).format(path, dashes)
    quarters = _QUARTERS.get(glyph, 0)
    if standing is Standing.DISPUTED:
        return _split_fill(quarters)
    radius = _RADIUS if standing is Standing.REPORTED else _INNER
    return _fill(quarters, radius, _HOLLOW if standing is Standing.UNSUPPORTED else _FULL)


def _fill(quarters: int, radius: float, paint: Markup) -> Markup:
    """The filled quarters of a circle, clockwise from the top."""
    if quarters == 0:
        return Markup("")
    if quarters == 4:
        return Markup('<circle cx="8" cy="8" r="{:g}" {}/>').format(radius, paint)
    angle = radians(90 * quarters - 90)
    x, y = _CENTRE + radius * cos(angle), _CENTRE + radius * sin(angle)
    return Markup('<path d="M8 8V{:g}A{:g} {:g} 0 {} 1 {:g} {:g}z" {}/>').format(
        _CENTRE - radius, radius, radius, int(quarters > 2), x, y, paint
    )


def _split_fill(quarters: int) -> Markup:
    """The filled quarters of a split circle: right side first, then the left."""
    right, left = f"{_CENTRE + _GAP:g}", f"{_CENTRE - _GAP:g}"
    far_right, far_left = f"{_CENTRE + _GAP + _HALF:g}", f"{_CENTRE - _GAP - _HALF:g}"
    arc = f"A{_HALF} {_RADIUS} 0 0"
    paths = {
        1: f"M{right} 1.75{arc} 1 {far_right} 8H{right}z",
        2: f"M{right} 1.75{arc} 1 {right} 14.25z",
        3: f"M{left} 14.25{arc} 1 {far_left} 8H{left}z",
        4: f"M{left} 1.75{arc} 0 {left} 14.25z",
    }
    chosen = {0: (), 1: (1,), 2: (2,), 3: (2, 3), 4: (2, 4)}[quarters]
    if not chosen:
        return Markup("")
    return Markup('<path d="{}" fill="currentColor"/>').format(
        "".join(paths[quarter] for quarter in chosen)
    )
