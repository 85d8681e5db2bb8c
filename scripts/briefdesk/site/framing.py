"""The frame of a site: its shells, its handwritten pages and its assets, as the host makes them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefdesk.pages import addresses, book
from briefdesk.pages.edition import Edition
from briefdesk.pages.page import Page, Task
from briefdesk.site import configuration, document, frame
from briefdesk.site.assembly import frame_facts
from briefdesk.site.handwritten import linked
from briefdesk.site.project import Project
from briefdesk.site.rendering import place
from briefdesk.site.shells import Shell, cut, probe, shell_of
from briefdesk.site.workspace import Workspace

#: Pages lie so deep below the root at most (`countries/tur/deals/2017/2/`).
_DEPTH = 5

#: Names for probes that no page bears, without a card and with one.
_PROBE, _CARDED = "briefdesk-shell", "briefdesk-shell-card"


@dataclass(frozen=True, slots=True)
class Frame:
    """What the host made: a shell by its name, the uris in its navigation, and the public
    address of the site."""

    shells: Mapping[str, Shell]
    listed: frozenset[str]
    site_url: str


def make(
    project: Project,
    workspace: Workspace,
    edition: Edition,
    uris: Mapping[str, Task],
    paths: Collection[str],
    target: Path,
) -> Frame:
    """Let the host build the frame into `target`. `uris` are those of all generated pages,
    `paths` are further files that pages written by hand may link to.

    HostProblem where the host objects, ShellProblem where no shell can be cut.
    """
    # The host takes half a second to load.
    from briefdesk.site.host import frame_site
    from briefdesk.site.plugin import Framing

    settings = configuration.read(project.configuration_path.read_text(encoding="utf-8"))
    nav = frame.navigation(uris, workspace.handwritten)
    listed = frozenset(_named(settings.get("nav") or nav))
    probes = {shell_of(page, listed): probe(page, listed) for page in _own(edition, uris, listed)}
    taken = listed.union(workspace.handwritten)
    probes |= {shell_of(p, listed): p for p in _common(edition) if p.uri not in taken}
    framing = Framing(
        documents={page.uri: document.write(page) for page in probes.values()},
        known=frozenset(linked(project, workspace.handwritten)) & {*uris, *paths},
        nav=nav,
        workspace=workspace,
        facts=frame_facts(edition),
        raw_html=project.settings.raw_html,
    )
    site_url = frame_site(project.configuration_path, target, framing)
    shells = {}
    for name, page in probes.items():
        path = target / place(page)
        shells[name] = cut(path.read_text(encoding="utf-8"), page.uri, listed, site_url)
        path.unlink()
        _prune(path.parent, target)
    return Frame(shells, listed, site_url)


def _own(edition: Edition, uris: Mapping[str, Task], listed: frozenset[str]) -> Iterator[Page]:
    """The pages that have a shell of their own: the home page, and those in the navigation."""
    for uri in sorted({addresses.uri(addresses.HOME), *listed} & uris.keys()):
        pages, _ = book.make(edition, uris[uri])
        yield from (page for page in pages if page.uri == uri)


def _common(edition: Edition) -> Iterator[Page]:
    """A probe for each section and depth that pages may have, with a card and without."""
    for section in (*addresses.RESERVED, *(kind.id for kind in edition.catalogue.kinds)):
        for depth in range(1, _DEPTH + 1):
            for last in (_PROBE, _CARDED) if edition.site.cards and depth > 1 else (_PROBE,):
                steps = [section, *[_PROBE] * (depth - 2), last][:depth]
                page = Page(addresses.uri("/".join([*steps, ""])), "", "", "", "")
                yield probe(replace(page, card=last == _CARDED), frozenset())


def _named(nav: Any) -> Iterator[str]:
    """The files that a host's `nav` names, however deep."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _named(value)
    elif isinstance(nav, list):
        for item in nav:
            yield from _named(item)


def _prune(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
