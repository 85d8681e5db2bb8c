"""A page of the site, and what the pages know about the site that they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

#: The name of a maker of pages, and the arguments of one of its tasks.
Task = tuple[str, ...]


class Alternate(NamedTuple):
    """The same as a page in another form, for programs: `href` is relative to the page, `type`
    a media type."""

    type: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page.

    `uri` is the path of its Markdown file for the host (`systems/s-400.md`), `html` one
    `<div class="bd …">` block with the page's `<h1>`, all links in it relative to the page's
    address. `kind` is the kind of page: `home`, `brief`, `deal`, a kind of subject, …
    `alternates` are named in its head. `card` is True where a picture of it for those who share
    it lies beside it.
    """

    uri: str
    title: str
    description: str
    html: str
    kind: str
    alternates: tuple[Alternate, ...] = ()
    card: bool = False


@dataclass(frozen=True, slots=True)
class Hosting:
    """What those who serve the site are told. `policy` is what a browser may load on a page, empty
    where that is left to them; `contact` is where to report a hole, until the day `expires`; `own`
    are the paths of files that the project brings itself."""

    policy: str = ""
    contact: str = ""
    expires: date | None = None
    own: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the host tells of the site: its name, its purpose in one line, and its public address
    (ends with a slash; empty where it has none). Ids are made of its `identity`, which stays
    when name and address change. `database` is true where it has one of all that it knows,
    `cards` where pages have pictures for those who share them, `hosting` is for those who serve
    it."""

    name: str
    purpose: str = ""
    url: str = ""
    identity: str = ""
    database: bool = False
    cards: bool = False
    hosting: Hosting = Hosting()
