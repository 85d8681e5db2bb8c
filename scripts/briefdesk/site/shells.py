"""Shells: the frame of a page, made by the host once for all pages that share it.

The theme takes 2.8 ms for each page, and gives the same to all pages of one section and depth
but for what `SLOTS` lists. So the host renders one probe of each kind, the shell is cut out of
it, and filling it takes microseconds. `tests/site/test_plain.py` compares every page with what
the host makes of it, and so finds whatever this list misses.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from markupsafe import escape

from briefdesk.pages import addresses
from briefdesk.pages.forms import Form
from briefdesk.pages.page import Alternate, Page

#: What stands for the alternates of a probe; it is written as the theme writes each of them.
_STAND_IN = Alternate("briefdesk-shell", ".", "alternates")
_ALTERNATE = Form('<link rel="alternate" type="{}" href="{}" title="{}">')

#: What differs between pages of one shell, with the words that stand for it in a probe.
SLOTS = {
    "title": "briefdesk-shell-title",
    "description": "briefdesk-shell-description",
    "canonical": "briefdesk-shell-canonical",
    "alternates": str(_ALTERNATE(*_STAND_IN)),
    # The theme gives a page without an <h1> one of its own.
    "html": '<div class="bd"><h1>briefdesk-shell-article</h1></div>',
}


class ShellProblem(Exception):
    """A probe came out of the host in a form that no shell can be cut from."""


@dataclass(frozen=True, slots=True)
class Shell:
    """A frame in pieces; between one piece and the next stands the slot of that number."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]

    def fill(self, page: Page, article: str, site_url: str) -> str:
        """The whole page; `article` is its HTML as the host would have it."""
        values = {
            "title": str(escape(page.title)),
            "description": str(escape(page.description)),
            "canonical": str(escape(canonical(addresses.of_file(page.uri), site_url))),
            "alternates": "".join([_ALTERNATE(*each) for each in page.alternates]),
            "html": article,
        }
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts += (values[slot], piece)
        return "".join(parts)


def canonical(address: str, site_url: str) -> str:
    """The public address of a page, as the host words it; empty where the site has none."""
    if not site_url:
        return ""
    base = site_url if site_url.endswith("/") else f"{site_url}/"
    return urljoin(base, quote(address))


def shell_of(page: Page, listed: Collection[str]) -> str:
    """The name of the shell of a page; `listed` are the uris in the host's navigation.

    The frame shows where in the navigation a page is, and links out of the page's folder. It
    calls a page of the navigation by its title.
    """
    if _is_own(page.uri, listed):
        return f"{page.uri} {page.title}"
    section = page.uri.rpartition("/")[0].split("/")[0]
    card = " with a card" if page.card else ""
    return f"{section} {addresses.of_file(page.uri).count('/')}{card}"


def _is_own(uri: str, listed: Collection[str]) -> bool:
    return uri in listed or uri == addresses.uri(addresses.HOME)


def probe(page: Page, listed: Collection[str]) -> Page:
    """A page of the same shell for the host to render."""
    return Page(
        uri=page.uri,
        title=page.title if _is_own(page.uri, listed) else SLOTS["title"],
        description=SLOTS["description"],
        html=SLOTS["html"],
        kind=page.kind,
        alternates=(_STAND_IN,),
        card=page.card,
    )


def cut(rendered: str, uri: str, listed: Collection[str], site_url: str) -> Shell:
    """The shell in what the host made of the probe at `uri`; ShellProblem where there is none."""
    text = rendered
    if (public := canonical(addresses.of_file(uri), site_url)) and not _is_own(uri, listed):
        text = text.replace(str(escape(public)), SLOTS["canonical"])
    found = sorted((at, slot) for slot, mark in SLOTS.items() for at in _places(text, mark))
    if [slot for _, slot in found].count("html") != 1:
        raise ShellProblem(f"the theme does not show the article of {uri} just once")
    pieces, slots, end = [], [], 0
    for at, slot in found:
        pieces.append(text[end:at])
        slots.append(slot)
        end = at + len(SLOTS[slot])
    return Shell((*pieces, text[end:]), tuple(slots))


def _places(text: str, mark: str) -> list[int]:
    found = []
    at = text.find(mark)
    while at >= 0:
        found.append(at)
        at = text.find(mark, at + len(mark))
    return found


def to_data(shells: Mapping[str, Shell]) -> dict[str, list[list[str]]]:
    """Shells as plain data."""
    return {name: [list(shell.pieces), list(shell.slots)] for name, shell in shells.items()}


def from_data(data: Mapping[str, list[list[str]]]) -> dict[str, Shell]:
    """Shells out of plain data."""
    return {name: Shell(tuple(pieces), tuple(slots)) for name, (pieces, slots) in data.items()}
