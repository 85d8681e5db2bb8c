"""Python-Markdown made ours, and quick: one instance serves many texts, and what cannot
match a text is not tried on it.

The shortcut is all in `_Spared`, and earns its place: a text of 440 words takes a third of
the time. `Renderer(plain=True)` goes without it; a test compares the two over many texts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any, Protocol
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from briefdesk.pages.citing import CitationProcessor
from briefdesk.pages.here import Here
from briefdesk.pages.mentioning import MentionProcessor
from briefdesk.reading.paths import slugify
from briefdesk.records.kinds import Subject

_Signs = tuple[str, ...]

#: Where the words of a column stand, by what the host library writes; the left needs no word.
_ALIGNED = {"text-align: center;": "bd-centre", "text-align: right;": "bd-right"}

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

#: Briefs have few headings among them, such as "Outlook".
_slug = lru_cache(maxsize=1024)(slugify)


class Setting(Protocol):
    """What the rendering of a text depends on beside the text."""

    here: Here
    numbers: Mapping[str, tuple[int, str]]
    fallen: Collection[str]
    lenient: bool
    seen: set[Subject]
    reserved: Collection[str]

    def address(self, link: str) -> str | None:
        """Where a link of the author leads, None for nowhere."""


class Renderer:
    """Makes HTML of Markdown texts, one after the other. It must not be shared by threads,
    nor used again after an exception. `plain` tries everything on every text."""

    def __init__(self, *, plain: bool = False) -> None:
        self._ours = _Ours()
        self._markdown = markdown.Markdown(
            extensions=["tables", "sane_lists", "fenced_code", self._ours], output_format="html"
        )
        self._spared = None if plain else _Spared(self._markdown)

    def render(self, text: str, setting: Setting) -> str:
        """The HTML of `text`, not yet clean."""
        self._markdown.reset()
        self._ours.turn_to(setting)
        if self._spared:
            self._spared.begin(text)
        return self._markdown.convert(text)


class _Ours(Extension):
    """Everything that makes Python-Markdown ours."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the host library's
        md.preprocessors.deregister("html_block")
        for pattern in ("html", "automail", "image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(pattern)
        self._citations = CitationProcessor(md)
        self._links = _Links(md)
        self._mentions = MentionProcessor(md)
        self._headings = _Headings(md)
        md.inlinePatterns.register(self._citations, "citation", 175)
        md.treeprocessors.register(self._links, "links", -5)
        md.treeprocessors.register(self._mentions, "mentions", -10)
        md.treeprocessors.register(self._headings, "headings", -15)

    def turn_to(self, setting: Setting) -> None:
        """Make ready for the next text."""
        self._citations.numbers, self._citations.fallen = setting.numbers, setting.fallen
        self._citations.lenient = setting.lenient
        self._links.address = setting.address
        self._mentions.here, self._mentions.seen = setting.here, setting.seen
        self._headings.taken = set(setting.reserved)


class _Links(Treeprocessor):
    """Turns the author's links to files into addresses; a link to nowhere is plain text."""

    address: Callable[[str], str | None]

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if link.get("class", "").startswith("bd-cite"):
                continue
            target = self.address(link.get("href", ""))
            link.attrib.clear()
            if target is None:
                link.tag = "span"  # the sanitiser keeps the text of it
            else:
                link.set("href", target)
                if target.startswith(("http://", "https://")):
                    link.set("class", "bd-out")
                    link.set("rel", "external noopener")


class _Headings(Treeprocessor):
    """Gives each heading an id of its own, and leaves the page's `<h1>` to the page; tables get
    their classes."""

    taken: set[str]

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag not in _HEADINGS:
                if element.tag == "table":
                    element.set("class", "bd-table bd-free")
                # The policy of a page forbids styles in it, and so does the sanitiser.
                elif aligned := _ALIGNED.get(element.attrib.pop("style", "")):
                    element.set("class", aligned)
                continue
            if element.tag == "h1":
                element.tag = "h2"
            base = _slug("".join(element.itertext())) or "section"
            id, number = base, 2
            while id in self.taken:
                id, number = f"{base}-{number}", number + 1
            self.taken.add(id)
            element.set("id", id)


#: Of what a text must hold one, for an inline pattern to match anywhere in it. Patterns see
#: nothing but parts of the text, and placeholders, in which none of these occurs.
_INLINE: Mapping[str, _Signs] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "citation": ("[@",),
    "reference": ("]:",),
    "link": ("](",),
    "short_reference": ("]:",),
    "autolink": ("<",),
    "linebreak": ("  \n",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}

#: The same for blocks. They see whole lines, or lines without the marks of a list or a
#: quotation; these are never taken from the end of a line.
_BLOCKS: Mapping[str, _Signs] = {
    "indent": ("    ",),
    "code": ("    ",),
    "table": ("|",),
    "hashheader": ("#",),
    "setextheader": ("=\n", "= ", "-\n", "- "),
    "hr": ("-\n", "- ", "_\n", "_ ", "*\n", "* "),
    "ulist": ("* ", "+ ", "- "),
    "quote": (">",),
    "reference": ("]:",),
}


class _Spared(Preprocessor):
    """Runs behind all preprocessors, and spares a text the patterns that cannot match it."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self._inline = _with_signs(md.inlinePatterns, _INLINE)
        self._blocks = _with_signs(md.parser.blockprocessors, _BLOCKS)
        self._every = [*md.preprocessors, self]
        self._fenceless = [p for p in self._every if p is not md.preprocessors["fenced_code_block"]]

    def begin(self, text: str) -> None:
        """Choose the preprocessors, before any has run."""
        fences = "`" in text or "~" in text
        vars(self.md)["preprocessors"] = self._every if fences else self._fenceless

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        inline = vars(self.md.treeprocessors["inline"])
        inline["inlinePatterns"] = [item for item, signs in self._inline if _shows(text, signs)]
        vars(self.md.parser)["blockprocessors"] = [
            item for item, signs in self._blocks if _shows(text, signs)
        ]
        return lines


def _with_signs(registry: Any, signs: Mapping[str, _Signs]) -> list[tuple[Any, _Signs]]:
    """What is registered, in its order, each with the signs by which a text may need it;
    the empty string, which every text holds, where none are known."""
    named = {id(registry[name]): of for name, of in signs.items()}
    return [(item, named.get(id(item), ("",))) for item in registry]


def _shows(text: str, signs: _Signs) -> bool:
    for sign in signs:  # noqa: SIM110 - any() with a generator takes twice as long
        if sign in text:
            return True
    return False
