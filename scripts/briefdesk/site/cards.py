"""Social cards: what a page says first, as the picture that others show beside a link to it.

Pillow draws them with the site's own letters, so no program and no network is needed. It is an
optional extra (`briefdesk[cards]`), since a card takes as long as the page that it is of.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefdesk.exports.file import File
from briefdesk.pages import addresses
from briefdesk.pages.page import Page, SiteFacts
from briefdesk.site.frame import THEME

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw as Drawing
    from PIL.ImageFont import FreeTypeFont

#: Pixels; the size that the Open Graph protocol's readers show whole.
SIZE = (1200, 630)
_MARGIN = 84

#: Shades from ink to paper, as numbers of the palette, and the number of the accent after them.
_SHADES = 15
_INK, _PAPER, _ACCENT = (28, 29, 32), (252, 251, 248), (150, 32, 58)

#: What a card shows from top to bottom: the letters, their size and weight, the most lines, and
#: the pixels from one line to the next. Titles are set smaller where they are long.
_SITE = ("source-sans-3", 30, 600, 1, 40)
_TITLES = (("source-serif-4", 72, 600, 3, 84), ("source-serif-4", 54, 600, 4, 64))
_SUMMARY = ("source-serif-4", 34, 400, 4, 46)
_Style = tuple[str, int, int, int, int]


def cards(pages: Iterable[Page], site: SiteFacts) -> Iterator[File]:
    """The cards of those of `pages` that have one."""
    for page in pages:
        if page.card:
            path = f"{addresses.of_file(page.uri)}{addresses.CARD}"
            yield File(path, _drawn(site.name, page.title, page.description))


def _drawn(site: str, title: str, summary: str) -> bytes:
    """A card as a PNG of sixteen colours. A text with a letter that the site's own faces lack is
    left out: a row of boxes says nothing."""
    from PIL import Image, ImageDraw

    image = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(image)
    top = _MARGIN
    for style, text, gap in ((_SITE, site, 34), (_style_of(title), title, 30)):
        for line in _lines(style, text):
            _write(draw, style, line, top)
            top += style[4]
        top += gap
    bar = top
    room = (SIZE[1] - _MARGIN - top) // _SUMMARY[4]
    told = _lines(_SUMMARY, summary if summary != title else "", room)
    for line in told:
        _write(draw, _SUMMARY, line, top, 34)
        top += _SUMMARY[4]
    coloured = Image.frombytes("P", SIZE, image.point(_shade()).tobytes())
    coloured.putpalette(_palette())
    marks = ImageDraw.Draw(coloured)
    marks.rectangle((0, 0, SIZE[0], 11), fill=_SHADES)
    if told:
        marks.rectangle((_MARGIN, bar + 4, _MARGIN + 7, top - 4), fill=_SHADES)
    file = io.BytesIO()
    coloured.save(file, "PNG", bits=4)
    return file.getvalue()


def _style_of(title: str) -> _Style:
    large, small = _TITLES
    return large if len(_wrapped(large, title)) <= large[3] else small


def _lines(style: _Style, text: str, most: int | None = None) -> list[str]:
    """`text` in lines; where there are more than may be, the last ends in an ellipsis."""
    most = style[3] if most is None else min(style[3], most)
    found = _wrapped(style, text) if _is_covered(style[0], text) else []
    if len(found) <= most:
        return found
    kept = found[:most]
    if kept:
        words = kept[-1].split(" ")
        kept[-1] = f"{' '.join(words[:-1]) if len(words) > 1 else words[0][:-1]} …"
    return kept


def _wrapped(style: _Style, text: str) -> list[str]:
    room = SIZE[0] - 2 * _MARGIN - 34
    lines: list[str] = []
    line = ""
    for word in text.split():
        rest = word
        whole = f"{line} {rest}" if line else rest
        if _length(style, whole) <= room:
            line = whole
            continue
        if line:
            lines.append(line)
        while _length(style, rest) > room:
            fits = next(n for n in range(len(rest) - 1, 0, -1) if _length(style, rest[:n]) <= room)
            lines.append(rest[:fits])
            rest = rest[fits:]
        line = rest
    return [*lines, line] if line else lines


def _write(draw: Drawing, style: _Style, line: str, top: int, indent: int = 0) -> None:
    at = float(_MARGIN + indent)
    for font, piece in _pieces(style, line):
        draw.text((at, top), piece, font=font, fill=0)
        at += font.getlength(piece)


def _length(style: _Style, text: str) -> float:
    return sum(font.getlength(piece) for font, piece in _pieces(style, text))


def _pieces(style: _Style, text: str) -> list[tuple[FreeTypeFont, str]]:
    """A line in runs of one font each."""
    face, size, weight = style[:3]
    runs: list[tuple[str, str]] = []
    for letter in text:
        part = _part(face, letter) or ""
        if runs and runs[-1][0] == part:
            runs[-1] = part, runs[-1][1] + letter
        else:
            runs.append((part, letter))
    return [(_font(face, part, size, weight), run) for part, run in runs if part]


#: A face lies in three files: the letters of most texts, of the languages of Europe, and the rest.
_PARTS = ("latin", "latin-ext-a", "latin-ext")


def _is_covered(face: str, text: str) -> bool:
    return all(letter.isspace() or _part(face, letter) for letter in text)


@lru_cache(maxsize=4096)
def _part(face: str, letter: str) -> str | None:
    """The part of a face that has a letter; None where none has."""
    for part in _PARTS:
        font = _font(face, part, 40, 400)
        if letter == " " or _picture(font, letter) != _picture(font, "\U0010fffe"):
            return part
    return None


def _picture(font: FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)


@lru_cache(maxsize=64)
def _font(face: str, part: str, size: int, weight: int) -> FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.truetype(str(THEME / f"assets/fonts/{face}-{part}.woff2"), size)
    font.set_variation_by_axes([weight])
    return font


@cache
def _shade() -> list[int]:
    """For each depth of grey the number of its colour."""
    return [round(depth * (_SHADES - 1) / 255) for depth in range(256)]


@cache
def _palette() -> bytes:
    steps = [step / (_SHADES - 1) for step in range(_SHADES)]
    ramp = [round(i + (p - i) * step) for step in steps for i, p in zip(_INK, _PAPER, strict=True)]
    return bytes((*ramp, *_ACCENT))
