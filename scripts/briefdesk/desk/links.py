"""Every link within a built site, and whether it leads to something that is there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urljoin, urlsplit

from briefdesk.desk import markup
from briefdesk.desk.markup import Link, Markup
from briefdesk.records.problems import Problem

#: A scheme before an address, so that it is no link within the site.
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")

#: The page that a host shows in place of any that is not there: nobody knows from where its
#: relative links begin.
_LOST = "404.html"

#: What a browser understands after the `#` besides an id: words to look for.
_TEXT = ":~:"

#: Finds the file that a link leads to: from a folder, by the link, with the page's base.
Resolve = Callable[[str, str, str], str | None]


class NoSite(Exception):
    """There is no built site where one is looked for."""


@dataclass(frozen=True)
class Site:
    """A built site. `folder` is where it lies, `url` its public address if it has one (ends with
    a slash), `shown` what stands before the path of a file when it is named."""

    folder: Path
    url: str = ""
    shown: str = ""

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths of its files, relative to it. NoSite where there is no page among them."""
        found = set()
        for folder, _, names in os.walk(self.folder):
            inside = os.path.relpath(folder, self.folder).replace(os.sep, "/")
            found |= {name if inside == "." else f"{inside}/{name}" for name in names}
        if not any(path.endswith(".html") for path in found):
            raise NoSite(f"there is no site at {self.folder}; `briefdesk build` makes it")
        return frozenset(found)

    @cached_property
    def folders(self) -> frozenset[str]:
        """The folders of those files, each with a slash at its end; the site itself is empty."""
        found = {""}
        for path in self.files:
            while path := path.rpartition("/")[0]:
                if f"{path}/" in found:
                    break
                found.add(f"{path}/")
        return frozenset(found)

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The paths of its pages, in order."""
        return tuple(sorted(path for path in self.files if path.endswith(".html")))

    def text(self, path: str) -> str:
        """The text of a page; what is not UTF-8 in it is replaced."""
        return (self.folder / path).read_text(encoding="utf-8", errors="replace")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a look at all links of a site found."""

    pages: int
    links: int
    problems: tuple[Problem, ...]


def check(site: Site) -> Outcome:
    """Every link and fragment of every page of `site` that leads to nothing that is there. NoSite
    where there is no page.

    Files are compared letter by letter, as the host of a site does, whatever the disk does.
    """
    # Texts with a line for each id need a fifth of the memory of as many sets.
    ids = {path: _lines(markup.read(site.text(path)).ids) for path in site.pages}
    resolve = lru_cache(maxsize=100_000)(_Resolver(site).resolve)
    problems: list[Problem] = []
    links = 0
    for path in site.pages:
        text = site.text(path)
        read = markup.read(text)
        said: set[str] = set()
        for link in read.links:
            links += 1
            if link.address in said:
                continue
            said.add(link.address)
            wrong = _wrong(link.address, path, read, ids, resolve)
            if wrong:
                problems.append(_problem(site, path, text, link, *wrong))
    return Outcome(len(site.pages), links, tuple(sorted(problems)))


def _lines(ids: tuple[str, ...]) -> str:
    return "\n".join(["", *ids, ""])


def _wrong(
    address: str, path: str, read: Markup, ids: dict[str, str], resolve: Resolve
) -> tuple[str, str] | None:
    """What is wrong with a link of a page, and what to do about it."""
    place, _, fragment = address.partition("#")
    target: str | None = path
    if path == _LOST and place and not (place.startswith("/") or _SCHEME.match(place)):
        return None
    if place or read.base:
        folder = path.rpartition("/")[0]
        target = resolve(f"{folder}/" if folder else "", place, read.base)
    if target is None:
        return None
    if target.startswith("!"):
        return f"'{address}' leads to {target[1:]}", "Mend the link, or make what it leads to."
    fragment = unquote(fragment.partition(_TEXT)[0])
    if not fragment or fragment.lower() == "top" or target not in ids:
        return None
    if f"\n{fragment}\n" in ids[target] or f"\n{address.partition('#')[2]}\n" in ids[target]:
        return None
    where = "on the page itself" if target == path else f"on {target}"
    return f"'{address}' leads to the id '{fragment}', which is not {where}", "Mend the fragment."


class _Resolver:
    """Finds the file that a link leads to."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._root = urlsplit(site.url).path or "/"

    def resolve(self, folder: str, place: str, base: str) -> str | None:
        """The file that `place` leads to from a page in `folder`; None where it leads out of the
        site; what it misses, after an exclamation mark, where there is nothing."""
        if base and not (place.startswith("/") or _SCHEME.match(place)):
            # `urljoin` drops the steps upwards of a base that is relative itself.
            above = base[: base.rfind("/") + 1]
            place = urljoin(base, place) if _SCHEME.match(base) else above + place
        if self._site.url and place.startswith(self._site.url):
            place = self._root + place[len(self._site.url) :]
        if _SCHEME.match(place) or place.startswith("//"):
            return None
        place = unquote(place.partition("?")[0].partition(";")[0])
        if place.startswith("/"):
            if not place.startswith(self._root):
                return f"!{place}, outside of the site at {self._root}"
            place = place[len(self._root) :]
        else:
            place = folder + place
        return self._file(place)

    def _file(self, place: str) -> str:
        found = normpath(place) if place else "."
        if found == ".." or found.startswith("../"):
            return f"!{found}, above the site"
        if found in self._site.files and not place.endswith("/"):
            return found
        below = "" if found == "." else f"{found}/"
        if f"{below}index.html" in self._site.files:
            return f"{below}index.html"
        if below in self._site.folders:
            return f"!{below}, a folder without a page"
        return f"!{found}, which is not there"


def _problem(site: Site, path: str, text: str, link: Link, message: str, hint: str) -> Problem:
    line = text.count("\n", 0, link.offset) + 1
    column = link.offset - text.rfind("\n", 0, link.offset)
    return Problem(f"{site.shown}{path}", line, column, "broken-link", message, hint)


def counted(outcome: Outcome) -> str:
    """What was looked at, in one sentence."""
    broken = len(outcome.problems)
    found = _many(broken, "broken link") if broken else "no broken link"
    return f"{_many(outcome.links, 'link')} on {_many(outcome.pages, 'page')}: {found}."


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"
