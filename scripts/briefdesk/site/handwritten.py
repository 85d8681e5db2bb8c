"""Pages written by hand: what is wrong with them, what the host is told of them, and where they
link to.

Whoever may change a file of the docs may not run anything in a reader's browser. So the host gets
such a page as we read it, and what it makes of the page passes a sanitiser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Annotated, Literal
from urllib.parse import unquote

import nh3
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from briefdesk.reading.body import PLAIN, Body, check_body, check_links
from briefdesk.reading.decoding import decode
from briefdesk.reading.frontmatter import split
from briefdesk.reading.validation import validate
from briefdesk.records.problems import Problem, shortened
from briefdesk.records.values import Strict
from briefdesk.site import workspace
from briefdesk.site.document import front_matter
from briefdesk.site.project import DOCS, Project

_LINK = re.compile(r"\(\s*<?([^\s()<>#?]+\.\w+)|^\s*\[[^\]]+\]:\s*<?([^\s#?]+\.\w+)", re.MULTILINE)


def linked(project: Project, uris: tuple[str, ...]) -> Iterator[str]:
    """The uris and files that pages written by hand link to."""
    for uri in uris:
        text = (project.root / DOCS / uri).read_text(encoding="utf-8", errors="replace")
        for match in _LINK.finditer(text):
            yield normpath(join(dirname(uri), unquote(match[1] or match[2])))


#: What makes markup of a text that is set into a page as it is.
_SIGNS = '<>"'


def _plain(text: str) -> str:
    if found := next((sign for sign in _SIGNS if sign in text), None):
        raise PydanticCustomError("markup", "it holds '{sign}'", {"sign": found})
    return text


# The theme sets these into pages as they are.
_Plain = Annotated[str, Field(max_length=300), AfterValidator(_plain)]


class Fields(Strict):
    """Front matter of a page written by hand: what the theme may be told by whoever writes."""

    title: Annotated[_Plain | None, Field(description="What the page is called.")] = None
    description: Annotated[_Plain | None, Field(description="What it is about.")] = None
    hide: Annotated[
        tuple[Literal["navigation", "toc", "footer"], ...],
        Field(description="Parts of the frame that it goes without."),
    ] = ()


def _read(path: str, content: bytes) -> tuple[Fields, Body] | list[Problem]:
    # A page without a title and a heading is called by the name of its file, in every navigation.
    if found := next((sign for sign in path if sign in f"{_SIGNS}&" or not sign.isprintable()), ""):
        return [
            Problem(
                path, 1, 1, "file-name", f"the file's name holds '{shortened(found)}'",
                "Rename it in letters, digits and hyphens.",
            )
        ]  # fmt: skip
    text = decode(path, content)
    if isinstance(text, Problem):
        return [text]
    if text.split("\n", 1)[0].rstrip() != "---":
        return Fields(), Body(path, text, 1)
    document = split(path, text)
    if isinstance(document, Problem):
        return [document]
    fields = validate(Fields, document.data, path, document.places)
    problems = [*document.problems, *(fields if isinstance(fields, list) else ())]
    if problems or isinstance(fields, list):
        return problems
    return fields, Body(path, document.body, document.body_line)


def examine(project: Project, uris: tuple[str, ...]) -> Iterator[Problem]:
    """Every problem of the pages written by hand at `uris`."""
    for uri in uris:
        path = f"{DOCS}/{uri}"
        file = workspace.read(f"{project.root}/{path}", path)
        found = [file] if isinstance(file, Problem) else _read(path, file.content)
        if isinstance(found, list):
            yield from found
            continue
        checked = check_body(found[1], () if project.settings.raw_html else PLAIN)
        yield from checked.problems
        yield from check_links(path, [link for link in checked.links if link.path is None], ())


def told(place: Path, path: str) -> str:
    """The page at `place` as the host is told it; of one that needs its author, that it does."""
    file = workspace.read(str(place), path)
    found = [file] if isinstance(file, Problem) else _read(path, file.content)
    if isinstance(found, list):
        return f"---\n{front_matter(title=escape(path))}\n---" + "\n\nThis page needs its author.\n"
    fields, body = found
    given = {name: value for name, value in fields.model_dump(mode="json").items() if value}
    # The host takes a first line with a colon for a field, and reads YAML in its own way.
    return f"---\n{front_matter(**given)}\n---\n\n{body.text}"


#: What Markdown and its usual extensions make, and nothing that runs, is fetched or covers a page.
_TAGS = frozenset(
    "a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p pre q s samp small span strong sub "
    "summary sup table tbody td tfoot th thead time tr u ul var".split()
)
_ATTRIBUTES = {
    "*": {"class", "id", "title", "lang", "dir", "role", "aria-label", "aria-hidden"},
    "a": {"href", "rel", "name"},
    "col": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {"type", "checked", "disabled", "name"},
    "label": {"for"},
    "ol": {"start", "type"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}


def _kept(tag: str, name: str, value: str) -> str | None:
    # The theme's scripts find their settings by ids that begin so.
    if (
        name in ("id", "name", "for")
        and value.startswith("__")
        and not value.startswith("__tabbed")
    ):
        return None
    if tag == "input" and name == "type":
        return value if value in ("checkbox", "radio") else None
    return value


_CLEANER = nh3.Cleaner(
    tags=set(_TAGS), attributes=_ATTRIBUTES, attribute_filter=_kept, link_rel=None,
    url_schemes={"http", "https", "mailto"}, strip_comments=True,
)  # fmt: skip


def inert(html: str) -> str:
    """What the host made of a page, without anything that could run in a reader's browser."""
    return _CLEANER.clean(html)


#: The switch of the theme's drawer and of its search, with what HTML allows no checkbox.
_SWITCH = re.compile(r'(<input class="md-toggle"[^>]* type="checkbox"[^>]*?) autocomplete="off"')


def mended(page: str) -> str:
    """A whole page as the theme framed it, without what the theme gets wrong."""
    return _SWITCH.sub(r"\1", page)
