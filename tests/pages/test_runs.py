"""Long lists are continued on year pages, and no page holds more than it may."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefdesk.catalogue.compile import compile
from briefdesk.pages.runs import LIMIT, chunks, run
from briefdesk.reading.library import Library
from briefdesk.records.dates import EventDate
from tests.pages.conftest import book

dates = st.lists(st.integers(1990, 2005).map(EventDate), max_size=60).map(
    lambda found: sorted(found, reverse=True)
)


@given(dates, st.integers(1, 20), st.booleans())
def test_run_loses_nothing_and_keeps_its_limit(
    found: list[EventDate], limit: int, always: bool
) -> None:
    """Every item stands on the list's own page or on a year page, none of which is too long."""
    listed = run("x/", found, lambda date: date, always, limit)
    shown = [item for year in listed.shown for item in year.items]
    paged = [item for page in listed.pages for item in page.items]
    assert len(shown) <= limit
    assert all(len(page.items) <= limit for page in listed.pages)
    assert shown == found[: len(shown)]
    assert paged == (found if always or len(found) > limit else [])
    assert always or paged or shown == found
    assert sum(year.total for year in listed.years) == len(found) == listed.total
    addresses = [page.address for page in listed.pages]
    assert len(addresses) == len(set(addresses))


@given(st.lists(st.integers(), max_size=30), st.integers(1, 7))
def test_chunks_are_the_whole_in_order(items: list[int], limit: int) -> None:
    """Parts joined are the list; there is always a first part."""
    parts = chunks(items, limit)
    assert [item for part in parts for item in part] == items
    assert len(parts) >= 1
    assert all(len(part) <= limit for part in parts)


def test_country_with_many_briefs_continues_by_year(library: Library) -> None:
    """Beyond the limit a country's briefs stand on year pages, in parts where a year is long."""
    pattern = next(brief for brief in library.briefs if brief.slug.startswith("2017"))
    many = [
        replace(pattern, slug=f"2017-02-22-{n:04d}", path=f"briefs/2017/2017-02-22-{n:04d}.md")
        for n in range(LIMIT + 30)
    ]
    older = [
        replace(b, slug=f"2015-{n:04d}", path=f"briefs/2015/2015-{n:04d}.md", date=EventDate(2015))
        for n, b in enumerate(many[:5])
    ]
    made = book(compile(replace(library, briefs=(*library.briefs, *many, *older))))
    assert {"countries/tur/2017.md", "countries/tur/2017/2.md", "countries/tur/2015.md"} <= set(
        made
    )
    assert {"briefs/2017.md", "briefs/2017/2.md", "timeline/2017.md"} - set(made) <= {
        "timeline/2017.md"
    }
    for uri, page in made.items():
        for row in ('<span class="bd-briefs__title">', "<tr>", '<span class="bd-timeline__date">'):
            if page.kind not in ("deal", "data"):
                assert page.html.count(row) <= LIMIT + 10, uri
