"""Rules over the Markdown below the front matter, with the place of each finding."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from itertools import islice
from urllib.parse import unquote

from rapidfuzz import fuzz, process

from briefdesk.reading.locators import tracked
from briefdesk.reading.targets import AUTOLINK, targets
from briefdesk.reading.verbatim import prose
from briefdesk.records.problems import Place, Problem, Severity, shortened

MAX_LINKS = 1_000
MAX_NESTING = 12

#: Beyond these a renderer of Markdown takes minutes, and a reader gives up sooner.
MAX_LINES = 20_000
MAX_HEADINGS = 1_000
MAX_MARKS = 10_000

#: How near a file's name must come, of 100, to be offered in place of a link to nowhere.
NEAR_NAME = 85

#: So many findings of one rule are listed for a text; the next says how many there are.
MAX_FINDINGS = 50

SCHEMES = frozenset({"http", "https", "mailto"})

CITATION = re.compile(r"\[(@[a-z0-9][a-z0-9-]*(?:\s*,\s*@[a-z0-9][a-z0-9-]*)*)\]")

_CITING = re.compile(r"\[\s*@[^\[\]\n]{0,200}\]")
_HTML = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?://|mailto:)[^\s<>]*>)(?![^\s<>@:/]+@[^\s<>@:]+>)")
_ATTRIBUTES = re.compile(r"\{[ \t]{0,99}[:#.][^{}\n]*\}")
_IMAGE = re.compile(r"!\[(?!@)")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_MARKERS = re.compile(r"(?:[ \t]*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s)))+")
#: What a line deeper than the limit begins with, at the least.
_DEEP = re.compile(rf"\n[ \t>*+\-\d.)]{{{MAX_NESTING + 1}}}")
_HEADING = re.compile(r"^(?:#|=+[ ]*$|-+[ ]*$)", re.MULTILINE)


@dataclass(frozen=True)
class Body:
    """The Markdown of one file: `line` is the number of its first line in the file."""

    path: str
    text: str
    line: int

    @cached_property
    def prose(self) -> str:
        """The text with blanks in place of code."""
        return prose(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, offset: int) -> Place:
        """The place in the file of a character of the text."""
        number = bisect_right(self._starts, offset) - 1
        return Place(number + self.line, offset - self._starts[number] + 1)

    def problem(self, offset: int, code: str, message: str, hint: str) -> Problem:
        """A problem at a character of the text."""
        place = self.place(offset)
        return Problem(self.path, place.line, place.column, code, message, hint)


def cited(body: Body) -> list[tuple[str, Place]]:
    """Ids of sources that the text cites as `[@id]`, each with its place."""
    if "[@" not in body.text:
        return []
    return [
        (part.strip().removeprefix("@"), body.place(match.start()))
        for match in CITATION.finditer(body.prose)
        for part in match[1].split(",")
    ]


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a text that may be broken: `path` is where in the project it leads, None where
    it has an address that no text may link to."""

    place: Place
    target: str
    path: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with a text whatever other files there are, and its links to them."""

    problems: tuple[Problem, ...]
    links: tuple[Link, ...] = ()


#: Of a file whose text nobody has looked at.
UNCHECKED = Checked(())


def check_body(body: Body, rules: Iterable[Rule] | None = None) -> Checked:
    """All rules over a text that need no other file; `rules` where not all of `RULES` hold."""
    if complex := next(_complexity(body), None):
        return Checked((complex,))
    problems = list(_nesting(body))
    for sign, rule in RULES if rules is None else rules:
        # A rule costs nothing where what it looks for is nowhere.
        if sign in body.text:
            problems += _first(list(rule(body)))
    return Checked(tuple(problems), tuple(_links(body)))


def check_links(path: str, links: Iterable[Link], pages: Collection[str]) -> Iterator[Problem]:
    """Links of the file at `path` that lead nowhere; `pages` are the files they may lead to."""
    yield from _first([found for link in links for found in _link(path, link, pages)])


def _first(found: list[Problem]) -> Iterator[Problem]:
    """Not every one of ten thousand: the last one listed says how many there are."""
    yield from islice(found, MAX_FINDINGS)
    if more := found[MAX_FINDINGS:]:
        last = more[0]
        yield Problem(
            last.path, last.line, last.column, last.code,
            f"{last.message}; {len(more):,} places from here on are like it", last.hint,
        )  # fmt: skip


def _complexity(body: Body) -> Iterator[Problem]:
    text = body.prose
    lines = text.count("\n")
    for most, count, what in (
        (MAX_LINKS, text.count("](") + _number(AUTOLINK, "<", text), "links"),
        (2 * MAX_LINKS, text.count("["), "brackets"),
        (MAX_MARKS, sum(map(body.text.count, "*_`\\&~")), "marks such as * and _"),
        (
            MAX_HEADINGS,
            len(_HEADING.findall(text)) if lines >= MAX_HEADINGS else 0,
            "headings and rules",
        ),
        (MAX_LINES, lines, "lines"),
    ):
        if count > most:
            yield body.problem(
                0, "too-complex", f"the text has more than {most:,} {what}",
                "Split it, or leave what it quotes to its sources.",
            )  # fmt: skip


def _number(pattern: re.Pattern[str], sign: str, text: str) -> int:
    """How often a pattern matches that begins with `sign`."""
    return len(pattern.findall(text)) if sign in text else 0


def _nesting(body: Body) -> Iterator[Problem]:
    if not _DEEP.search(f"\n{body.text}"):
        return
    offset = 0
    for line, shown in zip(body.text.split("\n"), body.prose.split("\n"), strict=True):
        if shown.strip():
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


def _no_html(body: Body) -> Iterator[Problem]:
    """A text is Markdown alone: HTML is refused, not passed on."""
    text = body.prose
    tags = [m.start() for m in _HTML.finditer(text) if not AUTOLINK.match(text, m.start())]
    opening = [offset for offset in tags if text[offset + 1] != "/"]
    for offset in opening or tags:
        yield body.problem(
            offset, "raw-html", "HTML stands in the text",
            "Write it in Markdown; to show it as it is, put it between backticks; "
            "for 'less than' leave a space after the sign.",
        )  # fmt: skip


def _no_attributes(body: Body) -> Iterator[Problem]:
    """A text sets no attributes of the elements it becomes."""
    for match in _ATTRIBUTES.finditer(body.prose):
        yield body.problem(
            match.start(), "attribute-list", f"'{shortened(match[0], 40)}' sets attributes",
            "Delete it; to show it as it is, put it between backticks.",
        )  # fmt: skip


def _no_images(body: Body) -> Iterator[Problem]:
    """A brief carries no images."""
    for match in _IMAGE.finditer(body.prose):
        yield body.problem(
            match.start(), "image", "a brief carries no images",
            "Link to the page that shows it, without the `!`.",
        )  # fmt: skip


def _citations_have_their_form(body: Body) -> Iterator[Problem]:
    """What begins like a citation is one: `[@id]` or `[@id, @other]`."""
    for match in _CITING.finditer(body.prose):
        if not CITATION.fullmatch(match[0]) and not body.prose.endswith("\\", 0, match.start()):
            yield body.problem(
                match.start(), "invalid-value", f"'{shortened(match[0], 40)}' is no citation",
                "Write the id of a source as in [@janes], or several as in [@janes, @tass].",
            )  # fmt: skip


def _no_tracking(body: Body) -> Iterator[Problem]:
    """The addresses that a text links to say nothing of where a reader came from."""
    for offset, target in targets(body.prose):
        if said := tracked(unescape(target)):
            yield replace(body.problem(offset, *said), severity=Severity.WARNING)


#: A rule with a sign without which a text cannot break it.
Rule = tuple[str, Callable[[Body], Iterable[Problem]]]

#: What keeps a text Markdown alone, and all rules.
PLAIN: tuple[Rule, ...] = (("<", _no_html), ("{", _no_attributes))
OF_BRIEFS = ("![", _no_images), ("@", _citations_have_their_form), ("=", _no_tracking)
RULES: tuple[Rule, ...] = PLAIN + OF_BRIEFS


def _links(body: Body) -> Iterator[Link]:
    for offset, target in targets(body.prose):
        address = re.sub(r"[\x00-\x20\x7f-\xa0]", "", unescape(target))
        scheme = _SCHEME.match(address)
        if (scheme and scheme[1].lower() not in SCHEMES) or address.startswith(("//", "\\", "/\\")):
            yield Link(body.place(offset), target, None)
        elif not scheme and not address.startswith("#"):
            yield Link(body.place(offset), target, page_of(body.path, address))


def _link(path: str, link: Link, pages: Collection[str]) -> Iterator[Problem]:
    line, column = link.place.line, link.place.column
    if link.path is None:
        yield Problem(
            path, line, column, "link-scheme", f"a link leads to '{shortened(link.target)}'",
            "Link to an address that begins with https://, http:// or mailto:.",
        )  # fmt: skip
    elif link.path not in pages:
        yield Problem(
            path, line, column, "broken-link",
            f"a link leads to '{shortened(link.target)}', which is no page here",
            _meant(path, link.path, pages),
        )  # fmt: skip


def _meant(path: str, target: str, pages: Collection[str]) -> str:
    """What to write in place of a link that leads nowhere: a file of nearly that name."""
    name = posixpath.basename(target).removesuffix(".html").removesuffix(".md") + ".md"
    near = process.extractOne(
        name, {page: posixpath.basename(page) for page in sorted(pages)},
        scorer=fuzz.ratio, score_cutoff=NEAR_NAME,
    )  # fmt: skip
    if near:
        return f"Did you mean {posixpath.relpath(near[2], posixpath.dirname(path) or '.')}?"
    return (
        "Write the path of a Markdown file from this one, such as "
        "../2017/2017-02-22-some-words.md, or an address with https://."
    )


def page_of(path: str, target: str) -> str:
    """The path in the project that a relative link in the file at `path` leads to."""
    bare = unquote(target.split("#", 1)[0].split("?", 1)[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), bare))
