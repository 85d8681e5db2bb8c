"""A page of the site, and what the pages know about the site that they belong to."""

from __future__ import annotations

from dataclasses import dataclass

#: The name of a maker of pages, and the arguments of one of its tasks.
Task = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page.

    `uri` is the path of its Markdown file for the host (`systems/s-400.md`), `html` one
    `<div class="bd …">` block with the page's `<h1>`, all links in it relative to the page's
    address. `kind` is the kind of page: `home`, `brief`, `deal`, a kind of subject, …
    """

    uri: str
    title: str
    description: str
    html: str
    kind: str


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the host tells of the site: its name, its purpose in one line, and its public address
    (ends with a slash; empty where it has none)."""

    name: str
    purpose: str = ""
    url: str = ""
