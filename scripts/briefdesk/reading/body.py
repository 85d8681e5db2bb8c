"""Rules over the Markdown below the front matter, with the place of each finding."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from briefdesk.records.problems import Place, Problem

MAX_LINKS = 1_000
MAX_NESTING = 12

SCHEMES = frozenset({"http", "https", "mailto"})

CITATION = re.compile(r"\[(@[a-z0-9][a-z0-9-]*(?:\s*,\s*@[a-z0-9][a-z0-9-]*)*)\]")

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.M | re.S)
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(?:[^\n]|\n(?!\s*\n))+?(?<!`)\1(?!`)")
_HTML = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?://|mailto:)[^\s<>]*>)(?![^\s<>@:/]+@[^\s<>@:]+>)")
_ATTRIBUTES = re.compile(r"\{\s*[:#.][^}\n]*\}")
_INLINE = re.compile(r"(!?)\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]\(\s*(?:<([^>\n]*)>|([^\s)]*))")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s>]+)", re.M)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>")
_IMAGE = re.compile(r"!\[")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_MARKERS = re.compile(r"(?:[ \t]*(?:>|[-*+](?=\s)|\d+[.)](?=\s)))+")


@dataclass(frozen=True, slots=True)
class Body:
    """The Markdown of one file: `line` is the number of its first line in the file."""

    path: str
    text: str
    line: int

    def place(self, offset: int) -> Place:
        """The place in the file of a character of the text."""
        before = self.text[:offset]
        return Place(before.count("\n") + self.line, offset - (before.rfind("\n") + 1) + 1)

    def problem(self, offset: int, code: str, message: str, hint: str) -> Problem:
        """A problem at a character of the text."""
        place = self.place(offset)
        return Problem(self.path, place.line, place.column, code, message, hint)


def prose(text: str) -> str:
    """`text` with blanks in place of code, so that offsets stay what they are."""
    blanked = _FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return _SPAN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), blanked)


def cited(body: Body) -> list[tuple[str, Place]]:
    """Ids of sources that the text cites as `[@id]`, each with its place."""
    return [
        (part.strip().removeprefix("@"), body.place(match.start()))
        for match in CITATION.finditer(prose(body.text))
        for part in match[1].split(",")
    ]


def check_body(body: Body, pages: Collection[str]) -> Iterator[Problem]:
    """All rules over a text; `pages` are the paths of Markdown files that links may lead to."""
    text = prose(body.text)
    if text.count("](") > MAX_LINKS or text.count("[") > 2 * MAX_LINKS:
        yield body.problem(
            0, "too-complex", f"the text has more than {MAX_LINKS:,} links", "Split it."
        )
        return
    yield from _nesting(body, text)
    yield from _markup(body, text)
    for offset, target in _targets(text):
        yield from _link(body, offset, target, pages)


def _nesting(body: Body, text: str) -> Iterator[Problem]:
    offset = 0
    for line in text.split("\n"):
        markers = _MARKERS.match(line)
        depth = len(re.findall(r"[>*+-]|\d+[.)]", markers[0])) if markers else 0
        depth += (len(line) - len(line.lstrip(" \t"))) // 4
        if depth > MAX_NESTING:
            yield body.problem(
                offset, "too-complex",
                f"lists or quotations are nested deeper than {MAX_NESTING}", "Flatten them.",
            )  # fmt: skip
            return
        offset += len(line) + 1


def _markup(body: Body, text: str) -> Iterator[Problem]:
    """A text is Markdown alone: HTML and attribute lists are refused, not passed on."""
    tags = [m.start() for m in _HTML.finditer(text) if not _AUTOLINK.match(text, m.start())]
    opening = [offset for offset in tags if text[offset + 1] != "/"]
    for offset in opening or tags:
        yield body.problem(
            offset, "raw-html", "HTML stands in the text",
            "Write it in Markdown; to show it as it is, put it between backticks.",
        )  # fmt: skip
    for match in _ATTRIBUTES.finditer(text):
        yield body.problem(
            match.start(), "attribute-list", f"'{match[0][:40]}' sets attributes",
            "Delete it; to show it as it is, put it between backticks.",
        )  # fmt: skip
    for match in _IMAGE.finditer(text):
        yield body.problem(
            match.start(), "image", "a brief carries no images",
            "Link to the page that shows it, without the `!`.",
        )  # fmt: skip


def _targets(text: str) -> Iterator[tuple[int, str]]:
    for match in _INLINE.finditer(text):
        if not match[1]:
            group = 2 if match[2] is not None else 3
            yield match.start(group), match[group]
    for pattern in (_REFERENCE, _AUTOLINK):
        for match in pattern.finditer(text):
            yield match.start(1), match[1]


def _link(body: Body, offset: int, target: str, pages: Collection[str]) -> Iterator[Problem]:
    address = re.sub(r"[\x00-\x20\x7f-\xa0]", "", unescape(target))
    scheme = _SCHEME.match(address)
    if (scheme and scheme[1].lower() not in SCHEMES) or address.startswith(("//", "\\", "/\\")):
        yield body.problem(
            offset, "link-scheme", f"a link leads to '{target[:60]}'",
            "Link to an address that begins with https://, http:// or mailto:.",
        )  # fmt: skip
    elif not scheme and not address.startswith("#"):
        path = page_of(body.path, address)
        if path not in pages:
            yield body.problem(
                offset, "broken-link", f"a link leads to '{target[:80]}', which is no page here",
                "Write the path of a Markdown file from this one, such as "
                "../2017/2017-02-22-some-words.md.",
            )  # fmt: skip


def page_of(path: str, target: str) -> str:
    """The path in the project that a relative link in the file at `path` leads to."""
    bare = unquote(target.split("#")[0].split("?")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), bare))
