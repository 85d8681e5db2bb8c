"""The activity strip: how much happened in each year, as small bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

from briefdesk.pages.forms import Form
from briefdesk.pages.wording import count
from briefdesk.records.dates import EventDate

_STEP = 14
_BAR = 9
_HEIGHT = 44

_NONE = Form('<rect class="bd-strip__none" x="{}" y="{}" width="{}" height="1"/>')
_SOME = Form('<rect x="{}" y="{}" width="{}" height="{}"/>')


def activity(dates: Iterable[EventDate], span: tuple[int, int]) -> Markup:
    """A bar for each year of `span`; nothing where fewer than two years have a date."""
    counted = Counter(date.year for date in dates)
    if len(counted) < 2:
        return Markup("")
    first, last = min(span[0], *counted), max(span[1], *counted)
    highest = max(counted.values())
    bars = Markup("").join(
        _bar(place, counted[year], highest) for place, year in enumerate(range(first, last + 1))
    )
    spoken = ", ".join(f"{year}: {counted[year]}" for year in sorted(counted))
    peak = max(counted, key=lambda year: (counted[year], year))
    return Markup(
        '<figure class="bd-strip"><svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
        '<figcaption><span>{}</span><span>most in {}: {}</span><span>{}</span></figcaption>'
        "</figure>"
    ).format(
        (last - first + 1) * _STEP, _HEIGHT, f"Briefs by year: {spoken}", bars,
        first, peak, count(highest, "brief"), last,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _bar(place: int, value: int, highest: int) -> Markup:
    x = place * _STEP + (_STEP - _BAR) / 2
    if not value:
        return _NONE(f"{x:g}", _HEIGHT - 1, _BAR)
    height = round(max(4, value / highest * _HEIGHT), 1)
    return _SOME(f"{x:g}", f"{_HEIGHT - height:g}", _BAR, f"{height:g}")
