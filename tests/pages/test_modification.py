"""The day on which what a page tells last changed."""

from __future__ import annotations

from datetime import date

import pytest

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.model import Catalogue
from briefdesk.pages.edition import Edition
from briefdesk.pages.modification import Modification
from briefdesk.reading.library import read
from tests.pages.conftest import SITE, Book


@pytest.fixture(scope="module")
def modification(catalogue: Catalogue) -> Modification:
    """That of the small library."""
    return Modification(Edition(catalogue, SITE))


def test_nothing_is_told_where_there_is_no_brief() -> None:
    """A page of a desk without briefs has no day."""
    assert Modification(Edition(compile(read([])), SITE)).of("guide/") is None


def test_pages_of_a_brief_have_its_day(catalogue: Catalogue, modification: Modification) -> None:
    """A brief has the last day that it names of itself; nothing it tells of has an earlier one."""
    for brief in (*catalogue.briefs, *catalogue.withdrawn):
        days = [brief.date, brief.published, brief.updated, *(c.date for c in brief.changes)]
        own = max(day.first for day in days if day)
        assert modification.of(f"briefs/{brief.date.year}/{brief.slug}/") == own
    newest = max(modification.of(f"briefs/{b.date.year}/{b.slug}/") for b in catalogue.briefs)  # type: ignore[type-var]
    assert modification.of("") == newest
    for kind in catalogue.kinds:
        for entry in catalogue.entries(kind.id):
            base = f"{kind.id}/{entry.subject.id.lower()}/"
            days = [modification.of(f"briefs/{b.date.year}/{b.slug}/") for b in entry.briefs]
            assert modification.of(base) == max(days, default=newest)  # type: ignore[type-var]


def test_every_page_has_a_day(made: Book, modification: Modification) -> None:
    """No page of a desk that has briefs is without a day, and none has one of the future."""
    assert all(
        date(1000, 1, 1) < (modification.of(uri.removesuffix(".md")) or date.max) < date.max
        for uri in made
    )
