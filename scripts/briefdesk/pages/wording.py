"""Dates, numbers, money and lists in words, the same on every machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from briefdesk.pages.forms import Form
from briefdesk.records.dates import MONTHS, EventDate
from briefdesk.records.values import Value

NBSP = "\u00a0"

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))

# `S-400`, `PAC-3`, `Cheongung-II`: a line must not end at their hyphen.
#: What is longer may be parted after all: it would not fit on a phone.
_TIGHT = 24
_PART = r"(?:[\w/]|\.(?=\w))*"
_DESIGNATION = re.compile(rf"(?<![\w/.])[^\W_]{_PART}(?:-(?:\d{_PART}|[A-Z]{{1,12}}\b))+")


#: What ends a line for anybody who takes a text apart by lines.
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")

_TIME = Form('<time datetime="{}">{}</time>')


def short(date: EventDate) -> str:
    """The date for a table: `22 Feb 2017`, `Nov 2015` or `2015`, not to be broken."""
    if date.month is None:
        return f"{date.year:04d}"
    month = f"{MONTHS[date.month - 1][:3]}{NBSP}{date.year:04d}"
    return month if date.day is None else f"{date.day}{NBSP}{month}"


def day(date: EventDate) -> str:
    """The date within its year, for a row under that year: `22 Feb`, `Feb` or nothing."""
    if date.month is None:
        return ""
    month = MONTHS[date.month - 1][:3]
    return month if date.day is None else f"{date.day}{NBSP}{month}"


@lru_cache(maxsize=4096)
def time(date: EventDate, brief: bool = False) -> Markup:
    """A `<time>` element: the date in full, or short for tables."""
    words = short(date) if brief else date.words
    return _TIME(date, words)


def preposition(date: EventDate) -> str:
    """`on` before a day, `in` before a month or a year."""
    return "in" if date.day is None else "on"


def number(value: int) -> str:
    """A whole number with its thousands parted: `1,250`."""
    return f"{value:,}"


def count(value: int, one: str, many: str | None = None) -> str:
    """`1 brief`, `57 briefs`, `2 countries`."""
    return f"{number(value)}{NBSP}{one if value == 1 else many or one + 's'}"


#: Names that a line of text may hold.
_FEW = 12


#: Units of time by their days, and from how many days on a time is told in them.
_LASTING = ((365.25, 730, "year"), (30.44, 61, "month"), (1, 0, "day"))


def lasting(days: int) -> str:
    """`12 days`, `5 months` or `3 years`: whole units, none of them begun."""
    size, _, unit = next(row for row in _LASTING if days >= row[1])
    return count(int(days / size), unit)


def few(items: Sequence[Markup]) -> list[str | Markup]:
    """As many of `items` as a line of text may hold, and how many others there are."""
    return [*items[:_FEW], count(rest, "other")] if (rest := len(items) - _FEW) > 0 else [*items]


def money(value: Value) -> str:
    """`USD 2.5 billion`, `EUR 300 million`, `PLN 750,000`."""
    for size, word in _SCALES:
        if value.amount >= size:
            whole, rest = divmod((value.amount * 1000 + size // 2) // size, 1000)
            decimals = f".{rest:03d}".rstrip("0").rstrip(".")
            return f"{value.currency}{NBSP}{whole:,}{decimals}{NBSP}{word}"
    return f"{value.currency}{NBSP}{value.amount:,}"


def years(dates: Iterable[EventDate]) -> str:
    """`1998-2025` with an en dash, or the one year that all dates lie in."""
    return span({date.year for date in dates})


def span(years: Iterable[int]) -> str:
    """From the first year to the last, or the one that there is."""
    found = sorted(years)
    if not found:
        return ""
    return f"{found[0]}" if len(found) == 1 else f"{found[0]}\u2013{found[-1]}"


def series(items: Sequence[str | Markup], last: str = "and") -> Markup:
    """`a`, `a and b`, `a, b and c`; what is no Markup is escaped."""
    if len(items) < 2:
        return escape("".join(items)) if not items else escape(items[0])
    head = Markup(", ").join(items[:-1])
    return Markup("{} {} {}").format(head, last, items[-1])


#: Languages of sources, by ISO 639-1; others are shown by their tag.
LANGUAGES = dict(
    pair.split(":")
    for pair in (
        "ar:Arabic az:Azerbaijani be:Belarusian bg:Bulgarian cs:Czech da:Danish de:German "
        "el:Greek en:English es:Spanish et:Estonian fa:Persian fi:Finnish fr:French he:Hebrew "
        "hi:Hindi hr:Croatian hu:Hungarian hy:Armenian id:Indonesian it:Italian ja:Japanese "
        "ka:Georgian ko:Korean ku:Kurdish lt:Lithuanian lv:Latvian nl:Dutch no:Norwegian "
        "pl:Polish pt:Portuguese ro:Romanian ru:Russian sk:Slovak sl:Slovene sr:Serbian "
        "sv:Swedish th:Thai tr:Turkish uk:Ukrainian ur:Urdu vi:Vietnamese zh:Chinese"
    ).split()
)


def language(tag: str) -> str:
    """`Turkish` for `tr` and `tr-TR`; the tag itself where it is not in the table."""
    return LANGUAGES.get(tag.partition("-")[0].lower(), tag)


# Typed, since Markup equals the str of the same letters, and is not escaped.
@lru_cache(maxsize=4096, typed=True)
def tight(text: str | Markup) -> Markup:
    """The text with its designations kept on one line; what is no Markup is escaped."""
    safe = escape(text)
    if (
        "<" in safe or "-" not in safe
    ):  # markup with elements was worded before; else nothing to keep
        return safe
    return Markup(_DESIGNATION.sub(_kept, str(safe)))  # noqa: S704 - escaped, see above


def _kept(match: re.Match[str]) -> str:
    long = len(match[0]) > _TIGHT
    return match[0] if long else f'<span class="bd-tight">{match[0]}</span>'


def verbatim(text: str) -> Markup:
    """The text with its lines and blanks as they are, for an element that shows them."""
    return Markup(_BREAK.sub("&#10;", str(escape(text))))  # noqa: S704 - escaped


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def clipped(text: str, length: int = 155) -> str:
    """The text cut at a word, with an ellipsis, where it is longer than `length`."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "\u2026"
