"""The links and the ids of a page in HTML, with their places, in one quick pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

#: Comments, elements whose content is no markup, and tags.
_PARTS = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|textarea|title)(?=[\s/>])(?P<head>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>"
    r".*?(?:</(?P=raw)\s*>|\Z)"
    r"|<(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL | re.IGNORECASE,
)

_ATTRIBUTES = re.compile(
    r"(?<![^\s\"'/])(?P<name>[a-zA-Z][-.:\w]*)\s*=\s*(?:\"(?P<two>[^\"]*)\"|'(?P<one>[^']*)'|(?P<bare>[^\s\"'>]+))"
)

#: Attributes that hold an address which a browser follows or loads.
_LINKS = {"href", "src", "poster", "action", "formaction", "data", "xlink:href", "srcset"}


@dataclass(frozen=True, slots=True)
class Link:
    """An address as a page holds it, and where it begins: how many characters into the text."""

    address: str
    offset: int


@dataclass(frozen=True, slots=True)
class Markup:
    """What a page links to, in order, the ids it has, and the address its links begin from,
    where it names one."""

    links: tuple[Link, ...]
    ids: tuple[str, ...]
    base: str


def read(text: str) -> Markup:
    """The links and ids of a page. What is in comments, scripts and styles is none."""
    links: list[Link] = []
    ids: list[str] = []
    base = ""
    for element, name, value, offset in _attributes(text):
        if name == "id" or (name == "name" and element == "a"):
            ids.append(unescape(value))
        elif element == "base" and name == "href":
            base = base or unescape(value).strip()
        elif name == "srcset":
            links += (Link(one, offset) for one in _candidates(unescape(value)))
        elif name in _LINKS and (name != "data" or element == "object"):
            links.append(Link(unescape(value).strip(), offset))
    return Markup(tuple(links), tuple(ids), base)


def _attributes(text: str) -> Iterator[tuple[str, str, str, int]]:
    for part in _PARTS.finditer(text):
        group = "head" if part["raw"] else "rest"
        attributes = part[group]
        if not attributes or "=" not in attributes:
            continue
        element = (part["raw"] or part["name"]).lower()
        start = part.start(group)
        for found in _ATTRIBUTES.finditer(attributes):
            kind = found.lastgroup or "bare"
            yield element, found["name"].lower(), found[kind], start + found.start(kind)


def _candidates(value: str) -> Iterator[str]:
    """The addresses of a `srcset`."""
    return (words[0] for one in value.split(",") if (words := one.split()))
