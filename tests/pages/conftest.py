"""A small fixed library: five briefs on coastal batteries that do not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.model import Catalogue
from briefdesk.exports import book as exports
from briefdesk.exports.file import File as Exported
from briefdesk.pages import book as pages_book
from briefdesk.pages.book import pages
from briefdesk.pages.edition import Edition
from briefdesk.pages.page import Page, SiteFacts, Task
from briefdesk.reading.library import File, Library, read

GOLDEN = Path(__file__).parent.parent / "golden" / "pages"
INPUT = GOLDEN / "input"
SITE = SiteFacts("Coast Desk", "What is known of coastal batteries.", "https://coast.example/desk/")

Book = dict[str, Page]


def book(catalogue: Catalogue) -> Book:
    """The pages of a catalogue by uri."""
    return {page.uri: page for page in pages(catalogue, SITE, {"authors/index.md"})}


def others(catalogue: Catalogue, site: SiteFacts = SITE) -> dict[str, bytes]:
    """The files beside the pages of a catalogue, and those that stand alone, by path."""
    edition = Edition(catalogue, site)
    made = [file for t in pages_book.tasks(edition) for file in _beside(edition, t)]
    made += [file for t in exports.tasks(edition) for file in exports.make(edition, t)[0]]
    found = {file.path: file.content for file in made}
    assert len(found) == len(made)
    return found


def _beside(edition: Edition, task: Task) -> tuple[Exported, ...]:
    pages_book.make(edition, task)
    return exports.make(edition, task)[0]


@pytest.fixture(scope="session")
def files() -> tuple[File, ...]:
    """The files of the library."""
    paths = sorted(INPUT.rglob("*.md"))
    return tuple(File(p.relative_to(INPUT).as_posix(), p.read_bytes()) for p in paths)


@pytest.fixture(scope="session")
def library(files: tuple[File, ...]) -> Library:
    """The library, in which nothing is wrong."""
    found = read(files)
    assert found.problems == ()
    return found


@pytest.fixture(scope="session")
def catalogue(library: Library) -> Catalogue:
    """The catalogue of the library."""
    return compile(library)


@pytest.fixture(scope="session")
def made(catalogue: Catalogue) -> Book:
    """Its pages by uri."""
    return book(catalogue)
