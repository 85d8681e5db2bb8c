"""The scale of likelihood as a ruler from 0 to 100 percent, with the range of one term on it."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from briefdesk.pages.forms import Form
from briefdesk.records.gradings import LIKELIHOOD

_LIKELIHOOD = {step.value: step for step in LIKELIHOOD}

#: Units of the drawing for one percent, and the room at its ends.
_UNIT, _END = 2, 1

_RULER = Form(
    '<svg class="bd-ruler" viewBox="0 0 {} 14" aria-hidden="true" focusable="false">'
    '<path d="{}"/><rect x="{}" y="1" width="{}" height="7"/></svg>'
)
_TERM = Form(
    '{} <a href="{}"><b>{}</b></a>, <span class="bd-judged__range">{}\u2013{}\u00a0%</span>'
)


def _at(percent: int) -> int:
    return _END + percent * _UNIT


@cache
def ruler(likelihood: str) -> Markup:
    """The ruler for a term of ICD 203; it tells nothing that the words beside it do not."""
    step = _LIKELIHOOD[likelihood]
    inner = sorted({step.upper for step in LIKELIHOOD[:-1]})
    path = f"M{_at(0)} 13V8M{_at(100)} 13V8M{_at(0)} 10.5H{_at(100)}"
    path += "".join(f"M{_at(bound)} 12.5V8.5" for bound in inner)
    return _RULER(_at(100) + _END, path, _at(step.lower), (step.upper - step.lower) * _UNIT)


def term(likelihood: str, guide: str) -> Markup:
    """The ruler, the term as a link to its explanation at `guide`, and its bounds."""
    step = _LIKELIHOOD[likelihood]
    words = likelihood[:1].upper() + likelihood[1:]
    return _TERM(ruler(likelihood), guide, words, step.lower, step.upper)
