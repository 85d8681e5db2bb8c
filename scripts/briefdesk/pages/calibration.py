"""How often what was judged so likely happened, drawn: nearer to the diagonal is better."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from markupsafe import Markup

from briefdesk.catalogue.scoring import Band
from briefdesk.pages.forms import Form

#: So many scored judgements make a picture; fewer would draw chance.
ENOUGH = 20

_LEFT, _TOP, _SIDE = 46, 12, 280
_TICKS = (0, 25, 50, 75, 100)

_FIGURE = Form(
    '<figure class="bd-calibration"><svg viewBox="0 0 340 344" role="img" aria-label="{}">{}</svg>'
    "<figcaption>{}</figcaption></figure>"
)
_GRID = Form(
    '<line class="bd-rule" x1="{}" x2="{}" y1="{}" y2="{}"/>'
    '<text class="bd-tick-label" x="{}" y="{}" text-anchor="end">{}</text>'
    '<text class="bd-tick-label" x="{}" y="{}" text-anchor="middle">{}</text>'
)
_DIAGONAL = Form('<line class="bd-diagonal" x1="{}" x2="{}" y1="{}" y2="{}"/>')
_BAND = Form(
    '<g class="bd-band"><title>{}</title><line x1="{}" x2="{}" y1="{}" y2="{}"/>'
    '<line class="bd-interval" x1="{}" x2="{}" y1="{}" y2="{}"/>'
    '<circle cx="{}" cy="{}" r="{}"/></g>'
)
_AXIS = Form(
    '<text class="bd-axis" x="{}" y="{}" text-anchor="middle">{}</text>'
    '<text class="bd-axis" transform="rotate(-90)" x="{}" y="{}" text-anchor="middle">{}</text>'
)


def plot(bands: Sequence[Band]) -> Markup:
    """The drawing; nothing where fewer than `ENOUGH` judgements were scored. The table of the
    same bands tells what it shows."""
    total = sum(band.total for band in bands)
    if total < ENOUGH:
        return Markup("")
    told = "; ".join(
        f"{band.step.value}: {band.happened} of {band.total} happened" for band in bands
    )
    grid = Markup("").join(
        _GRID(
            _LEFT, _LEFT + _SIDE, _y(tick / 100), _y(tick / 100),
            _LEFT - 6, f"{float(_y(tick / 100)) + 4:g}", tick,
            _x(tick / 100), _TOP + _SIDE + 16, tick,
        )
        for tick in _TICKS
    )  # fmt: skip
    middle = _TOP + _SIDE / 2
    return _FIGURE(
        f"Calibration. {told}.",
        grid
        + _DIAGONAL(_x(0), _x(1), _y(0), _y(1))
        + Markup("").join(map(_drawn, bands))
        + _AXIS(
            f"{_LEFT + _SIDE / 2:g}", _TOP + _SIDE + 36, "judged, %", f"{-middle:g}", 14, "happened, %"
        ),
        f"{total} judgements. A point is a term: across, its band; upwards, how often it happened, "
        "with the interval of 95 %. On the diagonal the desk is neither too bold nor too timid.",
    )  # fmt: skip


def _drawn(band: Band) -> Markup:
    low, high = band.interval
    x, y = _x(band.step.middle), _y(band.share)
    return _BAND(
        f"{band.step.value}: {band.happened} of {band.total} happened",
        _x(band.step.lower / 100), _x(band.step.upper / 100), y, y,
        x, x, _y(low), _y(high), x, y, f"{min(9, 2.5 + sqrt(band.total)):.1f}",
    )  # fmt: skip


def _x(share: float) -> str:
    return f"{_LEFT + share * _SIDE:.1f}"


def _y(share: float) -> str:
    return f"{_TOP + (1 - share) * _SIDE:.1f}"
