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

import nh3
from markupsafe import Markup

from briefdesk.pages import wording
from briefdesk.pages.here import Here
from briefdesk.pages.rendering import Renderer
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
    "td": {"class"},
    "th": {"class"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
SCHEMES = {"https", "http", "mailto"}

# Without a word on all elements the library lets `lang` and `title` stand on each.
_CLEANER = nh3.Cleaner(
    tags=set(TAGS), attributes={"*": set(), **ATTRIBUTES}, url_schemes=SCHEMES, link_rel=None
)

#: A piece of code as a whole, or a tag: whatever is no text to be worded.
_NO_TEXT = re.compile(r"(<pre\b.*?</pre>|<code\b.*?</code>|<[^>]*>)", re.DOTALL)
_PRE = re.compile(r"<pre>.*?</pre>", re.DOTALL)


@dataclass
class Prose:
    """Renders texts of one page. `path` is the author's file, relative to the project;
    `numbers` gives each source id its number and anchor on the page; `seen` are subjects
    that need no link (again); `reserved` are ids that the page uses itself; `fallen` are
    the ids of sources that were withdrawn, and a `lenient` text may cite what is not listed;
    `plain` goes without every shortcut, for comparison.
    """

    here: Here
    path: str
    numbers: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    seen: set[Subject] = field(default_factory=set)
    reserved: Collection[str] = ()
    fallen: Collection[str] = ()
    lenient: bool = False
    plain: bool = False

    def html(self, text: str) -> Markup:
        """The HTML of a Markdown text; nothing for a text of blanks."""
        if not text.strip():
            return Markup("")
        renderer = Renderer(plain=True) if self.plain else _idle_renderer()
        rendered = renderer.render(normalize("NFC", text), self)
        if not self.plain:
            _IDLE.append(renderer)
        pieces = _NO_TEXT.split(_CLEANER.clean(rendered))
        pieces[::2] = map(_worded if self.plain else _tightened, pieces[::2])
        # Hosts read the block line by line: line breaks of code must not be lines to them.
        return Markup(  # noqa: S704 - what the sanitiser returned
            _PRE.sub(lambda code: code[0].replace("\n", "&#10;"), "".join(pieces))
        )

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


def _worded(text: str) -> str:
    return str(wording.tight(Markup(text)))  # noqa: S704 - what the sanitiser returned


def _tightened(text: str) -> str:
    # Most pieces are spared the search: what is kept on one line has a hyphen.
    return _worded(text) if "-" in text else text


#: Renderers at rest. A thread takes one out; one that failed never comes back.
_IDLE: list[Renderer] = []


def _idle_renderer() -> Renderer:
    try:
        return _IDLE.pop()
    except IndexError:
        return Renderer()
