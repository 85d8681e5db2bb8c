"""Keys: digests of all that a result depends on besides the briefs.

A result of the last build counts only where its key is the same.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import briefdesk
from briefdesk.site import configuration
from briefdesk.site.project import DOCS, Project
from briefdesk.site.workspace import Survey, Workspace

if TYPE_CHECKING:
    from briefdesk.pages.page import SiteFacts
    from briefdesk.records.kinds import Kind

#: Distributions whose versions show in a page.
_OF_PAGES = ("Jinja2", "Markdown", "MarkupSafe", "nh3", "Pillow", "pyahocorasick", "pydantic")

#: Distributions whose versions show in the frame.
_OF_FRAME = ("mkdocs", "mkdocs-material", "pymdown-extensions")


def of_pages(site: SiteFacts, kinds: Iterable[Kind], workspace: Workspace) -> str:
    """The key of what makes pages: our own code and templates, the libraries that render, what
    the site is called, and which pages are written by hand."""
    return _digest(of_makers(), repr(site), repr(tuple(kinds)), repr(workspace.handwritten))


def of_host(project: Project, workspace: Workspace) -> str:
    """The key of the frame: the host, its configuration and the project's own theme, and the
    pages written by hand with what else lies beside them."""
    return _digest(of_makers(), *_of_host(project, workspace.handwritten, workspace.media))


def of_surroundings(project: Project, around: Workspace | Survey, target: Path) -> str:
    """The key of all that a site depends on besides briefs and profiles, and of its place."""
    return _digest(of_makers(), str(target), *_of_host(project, around.handwritten, around.media))


def _of_host(
    project: Project, handwritten: Iterable[str], media: Iterable[str]
) -> Iterator[str | bytes]:
    text = project.configuration_path.read_bytes()
    theme = configuration.read(text.decode("utf-8", "replace")).get("theme")
    own = theme.get("custom_dir") if isinstance(theme, dict) else None
    yield from map(_version, _OF_FRAME)
    yield from (project.name, project.purpose, project.url)
    yield text
    yield from _tree(project.root / own) if isinstance(own, str) else ()
    for uri in (*handwritten, *media):
        yield uri
        yield (project.root / DOCS / uri).read_bytes()


@cache
def of_makers() -> str:
    """The key of what makes pages: our own code and templates, Python, and the libraries that
    render."""
    package = _tree(Path(briefdesk.__file__).parent)
    return _digest(sys.version, *package, *map(_version, _OF_PAGES))


def _tree(folder: Path) -> Iterable[str | bytes]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix()
            yield path.read_bytes()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _digest(*parts: str | bytes) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        content = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()
