"""One page of each kind, as it was last reviewed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pages.conftest import GOLDEN, Book

PAGES = (
    "index.md",
    "briefs/index.md",
    "briefs/2017.md",
    "briefs/2016/2016-11-turkey-asks-two-makers.md",
    "briefs/2017/2017-02-22-turkey-turns-to-the-l-20.md",
    "briefs/2024/2024-01-02-a-brief-that-proved-wrong.md",
    "countries/index.md",
    "countries/tur.md",
    "systems/index.md",
    "systems/l-20.md",
    "organisations/index.md",
    "organisations/lantern-works.md",
    "people/index.md",
    "people/ayla-isik.md",
    "programmes/index.md",
    "programmes/lighthouse.md",
    "topics/index.md",
    "topics/tenders.md",
    "deals/index.md",
    "deals/tur-fin-l-20.md",
    "matrix/index.md",
    "compare/index.md",
    "compare/countries/fin/tur.md",
    "sources/index.md",
    "sources/the-gazette.md",
    "timeline/index.md",
    "changes/index.md",
    "judgements/index.md",
    "questions/index.md",
    "on-this-date/index.md",
    "guide/index.md",
    "search/index.md",
    "data/index.md",
)


@pytest.mark.parametrize("uri", PAGES)
def test_page_is_as_reviewed(uri: str, made: Book, golden: Callable[[Path, str], None]) -> None:
    """The HTML of the page is that of the golden file."""
    page = made[uri]
    name = uri.removesuffix(".md").replace("/", "--")
    text = f"{page.kind}\n{page.title}\n{page.description}\n\n{page.html}\n"
    golden(GOLDEN / "expected" / f"{name}.html", text)


def test_every_kind_of_page_has_a_golden_file(made: Book) -> None:
    """No kind of page is left out of the list above."""
    assert {page.kind for page in made.values()} == {made[uri].kind for uri in PAGES}
