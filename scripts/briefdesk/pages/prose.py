"""An author's Markdown becomes safe HTML.

Raw HTML is shown as text, links lead to what readers may see or are none, known names
become links, and whatever comes out passes a sanitiser with a short list of elements.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from briefdesk.pages import wording
from briefdesk.pages.citing import CitationProcessor
from briefdesk.pages.here import Here
from briefdesk.pages.mentioning import MentionProcessor
from briefdesk.reading.paths import slugify
from briefdesk.records.kinds import Subject

TAGS = frozenset(
    "p h2 h3 h4 h5 h6 ul ol li em strong code pre blockquote a sup br hr "
    "table thead tbody tr th td".split()
)
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "class", "rel"},
    "sup": {"class"},
    "ol": {"start"},
    "table": {"class"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
SCHEMES = {"https", "http", "mailto"}

#: A piece of code as a whole, a tag, or the text between two of them.
_TEXT = re.compile(r"<(pre|code)\b.*?</\1>|<[^>]*>|[^<]+", re.DOTALL)
_PRE = re.compile(r"<pre>.*?</pre>", re.DOTALL)


@dataclass
class Prose:
    """Renders texts of one page. `path` is the author's file, relative to the project;
    `numbers` gives each source id its number and anchor on the page; `seen` are subjects
    that need no link (again); `reserved` are ids that the page uses itself."""

    here: Here
    path: str
    numbers: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    seen: set[Subject] = field(default_factory=set)
    reserved: Collection[str] = ()

    def html(self, text: str) -> Markup:
        """The HTML of a Markdown text; nothing for a text of blanks."""
        if not text.strip():
            return Markup("")
        rendered = markdown.Markdown(
            extensions=["tables", "sane_lists", "fenced_code", _Ours(self)],
            output_format="html",
        ).convert(normalize("NFC", text))
        clean = nh3.clean(
            rendered, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None
        )
        clean = _TEXT.sub(_tightened, clean)
        # Hosts read the block line by line: line breaks of code must not be lines to them.
        return Markup(_PRE.sub(lambda code: code[0].replace("\n", "&#10;"), clean))  # noqa: S704

    def address(self, link: str) -> str | None:
        """Where a link of the author leads: out, to a page of the site, or nowhere (None)."""
        try:
            parts = urlsplit(link)
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return link if parts.scheme in SCHEMES else None
        if not parts.path:
            return link if parts.fragment else None
        file = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), unquote(parts.path)))
        address = self.here.edition.file(file)
        if address is None:
            return None
        return self.here.to(f"{address}#{parts.fragment}" if parts.fragment else address)


def _tightened(piece: re.Match[str]) -> str:
    if piece[0].startswith("<"):
        return piece[0]
    return str(wording.tight(Markup(piece[0])))  # noqa: S704 - what the sanitiser returned


class _Ours(Extension):
    """Everything that makes Python-Markdown ours."""

    def __init__(self, prose: Prose) -> None:
        super().__init__()
        self._prose = prose

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the host library's
        md.preprocessors.deregister("html_block")
        for pattern in ("html", "automail", "image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(pattern)
        md.inlinePatterns.register(CitationProcessor(self._prose.numbers, md), "citation", 175)
        md.treeprocessors.register(_Links(self._prose, md), "links", -5)
        md.treeprocessors.register(
            MentionProcessor(self._prose.here, self._prose.seen, md), "mentions", -10
        )
        md.treeprocessors.register(_Headings(self._prose.reserved, md), "headings", -15)


class _Links(Treeprocessor):
    """Turns the author's links to files into addresses; a link to nowhere is plain text."""

    def __init__(self, prose: Prose, md: markdown.Markdown) -> None:
        super().__init__(md)
        self._prose = prose

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if link.get("class") == "bd-cite":
                continue
            target = self._prose.address(link.get("href", ""))
            link.attrib.clear()
            if target is None:
                link.tag = "span"  # the sanitiser keeps the text of it
            else:
                link.set("href", target)
                if target.startswith(("http://", "https://")):
                    link.set("class", "bd-out")
                    link.set("rel", "external noopener")


class _Headings(Treeprocessor):
    """Gives each heading an id of its own, and leaves the page's `<h1>` to the page."""

    def __init__(self, reserved: Collection[str], md: markdown.Markdown) -> None:
        super().__init__(md)
        self._taken = set(reserved)

    def run(self, root: Element) -> None:
        for element in root.iter():
            if not re.fullmatch(r"h[1-6]", element.tag):
                if element.tag == "table":
                    element.set("class", "bd-table bd-free")
                continue
            if element.tag == "h1":
                element.tag = "h2"
            base = slugify("".join(element.itertext())) or "section"
            id, number = base, 2
            while id in self._taken:
                id, number = f"{base}-{number}", number + 1
            self._taken.add(id)
            element.set("id", id)
