"""What sources weigh together, as a sign and in words: one witness looks other than several."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from briefdesk.catalogue.witnesses import Weight
from briefdesk.pages import wording
from briefdesk.pages.forms import Form

#: Dots that a sign may hold.
_MOST = 5

_SPAN = Form('<span class="bd-weight{}" data-pagefind-ignore>{}{}</span>')
_SIGN = Form(
    '<svg class="bd-weight__sign" viewBox="0 0 {} 8" width="{}" height="8" aria-hidden="true" '
    'focusable="false">{}</svg>'
)
_DOT = Form('<circle cx="{}" cy="4" r="2.9" fill="currentColor"/>')
_RING = Form('<circle cx="{}" cy="4" r="2.4" fill="none" stroke="currentColor"/>')
_DASHED = Markup(
    '<circle cx="4" cy="4" r="2.9" fill="none" stroke="currentColor" stroke-width="1.3" '
    'stroke-dasharray="1.9 1.75"/>'
)
_STRUCK = Markup('<path d="M1.2 6.8 6.8 1.2M1.2 1.2l5.6 5.6" stroke="currentColor" fill="none"/>')


@lru_cache(maxsize=1024)
def shown(weight: Weight) -> Markup:
    """A dot for each witness, a ring for each source that repeats one, and the words for it."""
    if weight.sources == 0:
        return Markup("")
    return _SPAN(_css(weight), _sign(weight), in_words(weight))


def in_words(weight: Weight) -> str:
    """`2 independent sources of 5`, `single source`, `its source was withdrawn`."""
    if weight.fell:
        many = "rests only on withdrawn sources"
        return "rests only on a withdrawn source" if weight.sources == 1 else many
    fallen = f", {weight.withdrawn} withdrawn" if weight.withdrawn else ""
    if weight.sources == 1:
        return "single source"
    of = "" if weight.independent == weight.sources else f" of {wording.number(weight.sources)}"
    return f"{wording.count(weight.independent, 'independent source')}{of}{fallen}"


def _css(weight: Weight) -> str:
    if weight.fell:
        return " bd-weight--fell"
    return " bd-weight--single" if weight.independent == 1 else ""


def _sign(weight: Weight) -> Markup:
    if weight.fell:
        return _SIGN(8, 8, _STRUCK)
    if weight.sources == 1:
        return _SIGN(8, 8, _DASHED)
    shown = min(weight.sources - weight.withdrawn, _MOST)
    marks = [
        (_DOT if place < weight.independent else _RING)(4 + 8 * place) for place in range(shown)
    ]
    return _SIGN(8 * shown, 8 * shown, Markup("").join(marks))
