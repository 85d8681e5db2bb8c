"""Bytes become text, or a problem that names the place."""

from __future__ import annotations

import codecs
import re
from unicodedata import name as unicode_name

from briefdesk.reading.secrets import secret
from briefdesk.records.problems import Problem

#: A brief of a million bytes is no brief.
MAX_BYTES = 1024 * 1024

MAX_LINE = 20_000

_PLANES = range(0x10000, 0x110000, 0x10000)

# C0 without tab and line feed, so a lone carriage return too; DEL and C1; non-characters; line
# separators that no editor counts; and what shows as nothing or turns the direction of text:
# bidirectional controls, soft hyphens, zero-width and tag characters. The joiners U+200C and
# U+200D stay, since scripts need them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in _PLANES)
    + "]"
)

# Control characters have no names in Unicode; these are the ones that people meet.
_NAMES = {"\x00": "NUL", "\r": "carriage return alone", "\x1b": "escape", "\x85": "next line"}

_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(path: str, content: bytes) -> str | Problem:
    r"""The text of a file with `\n` at the end of lines; a Problem where it cannot be read."""
    if len(content) > MAX_BYTES:
        return Problem(
            path, 1, 1, "too-large",
            f"the file has more than {MAX_BYTES:,} bytes",
            "Split it, or leave what it quotes to its sources.",
        )  # fmt: skip
    for bom in _BOMS:
        if content.startswith(bom):
            return Problem(
                path, 1, 1, "byte-order-mark",
                "the file begins with a byte-order mark",
                "Save it as UTF-8 without a byte-order mark.",
            )  # fmt: skip
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line, column = _place(content[: error.start].decode())
        return Problem(
            path, line, column, "not-utf-8",
            f"the byte 0x{content[error.start]:02X} is not UTF-8",
            "Save the file as UTF-8.",
        )  # fmt: skip
    text = text.replace("\r\n", "\n")
    if not text.strip():
        return Problem(
            path, 1, 1, "empty-file", "the file is empty",
            "Write front matter and a text, or run `briefdesk new brief`.",
        )  # fmt: skip
    return _controlled(path, text) or _disclosing(path, text) or text


def _controlled(path: str, text: str) -> Problem | None:
    # What is looked for is never printable, and looking letter by letter takes ten times as long.
    seen = text.replace("\n", "").replace("\t", "").isprintable()
    if not seen and (match := _HIDDEN.search(text)):
        line, column = _place(text[: match.start()])
        called = _NAMES.get(match[0]) or unicode_name(match[0], "control character").lower()
        return Problem(
            path, line, column, "control-character",
            f"the character U+{ord(match[0]):04X} ({called}) shows as nothing and may hide something",
            "Delete it; if it came with pasted text, type the word anew.",
        )  # fmt: skip
    if len(text) <= MAX_LINE:
        return None
    for number, line_text in enumerate(text.split("\n"), 1):
        if len(line_text) > MAX_LINE:
            return Problem(
                path, number, MAX_LINE + 1, "too-complex",
                f"the line has {len(line_text):,} characters; the limit is {MAX_LINE:,}",
                "Break it.",
            )  # fmt: skip
    return None


def _disclosing(path: str, text: str) -> Problem | None:
    if not (found := secret(text)):
        return None
    line, column = _place(text[: found[0]])
    return Problem(
        path, line, column, "secret", f"this looks like {found[1]}",
        "Have it revoked where it was issued, since the history of the repository keeps it; "
        "then delete it here.",
    )  # fmt: skip


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
