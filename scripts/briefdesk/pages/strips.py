"""The activity strip: how much happened in each year, as small bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

from briefdesk.pages import wording
from briefdesk.pages.forms import Form
from briefdesk.records.dates import EventDate

#: Bars that a strip has room for. A longer span has a bar for so many years each.
_BARS = 80
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200)

_STEP = 14
_BAR = 9
_HEIGHT = 44

_NONE = Form('<rect class="bd-strip__none" x="{}" y="{}" width="{}" height="1"/>')
_SOME = Form('<rect x="{}" y="{}" width="{}" height="{}"/>')


def activity(dates: Iterable[EventDate], span: tuple[int, int]) -> Markup:
    """A bar for each year of `span`, or for as many years as make it short enough; nothing where
    fewer than two years have a date."""
    by_year = Counter(date.year for date in dates)
    if len(by_year) < 2:
        return Markup("")
    first, last = min(span[0], *by_year), max(span[1], *by_year)
    years = next(n for n in _YEARS if last - first < _BARS * n)
    counted: Counter[int] = Counter()
    for year, number in by_year.items():
        counted[first + (year - first) // years * years] += number
    highest = max(counted.values())
    starts = range(first, last + 1, years)
    bars = Markup("").join(_bar(place, counted[year], highest) for place, year in enumerate(starts))

    def words(start: int) -> str:
        return wording.span({start, min(last, start + years - 1)})

    spoken = ", ".join(f"{words(start)}: {counted[start]}" for start in sorted(counted))
    peak = max(counted, key=lambda start: (counted[start], start))
    return Markup(
        '<figure class="bd-strip"><svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
        '<figcaption><span>{}</span><span>most in {}: {}</span><span>{}</span></figcaption>'
        "</figure>"
    ).format(
        len(starts) * _STEP, _HEIGHT, f"Briefs by year: {spoken}", bars,
        first, words(peak), wording.count(highest, "brief"), last,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _bar(place: int, value: int, highest: int) -> Markup:
    x = place * _STEP + (_STEP - _BAR) / 2
    if not value:
        return _NONE(f"{x:g}", _HEIGHT - 1, _BAR)
    height = round(max(4, value / highest * _HEIGHT), 1)
    return _SOME(f"{x:g}", f"{_HEIGHT - height:g}", _BAR, f"{height:g}")
