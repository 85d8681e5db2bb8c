"""What a book of pages holds, whatever the order of its inputs."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.model import Catalogue
from briefdesk.pages.book import pages
from briefdesk.reading.library import File, Library, read
from tests.pages.conftest import SITE, Book, book
from tests.pages.markup import Markup


@pytest.mark.parametrize("seed", range(5))
def test_order_of_files_has_no_effect(files: tuple[File, ...], made: Book, seed: int) -> None:
    """Shuffled files give the same pages, to the byte."""
    shuffled = list(files)
    random.Random(seed).shuffle(shuffled)
    assert book(compile(read(shuffled))) == made


def test_pages_come_by_uri_and_once(catalogue: Catalogue) -> None:
    """Pages are in order of uri, and no two have the same."""
    uris = [page.uri for page in pages(catalogue, SITE)]
    assert uris == sorted(set(uris))


def test_page_written_by_hand_keeps_its_address(catalogue: Catalogue) -> None:
    """A generated page gives way to one that is written by hand at the same address."""
    uris = {page.uri for page in pages(catalogue, SITE, {"guide.md"})}
    assert "guide/index.md" not in uris
    assert "guide/index.md" in {page.uri for page in pages(catalogue, SITE)}


def test_empty_library_has_what_needs_no_brief() -> None:
    """Where nothing is known, no page pretends otherwise."""
    made = book(compile(read([])))
    assert sorted(made) == ["data/index.md", "guide/index.md", "index.md", "search/index.md"]
    assert "<section" not in made["index.md"].html


def test_no_section_is_empty(made: Book) -> None:
    """No list, table or section stands without content."""
    for uri, page in made.items():
        shape = Markup(page.html).shape
        for start, end in pairwise(shape):
            tag = start[1:].partition(" ")[0]
            if tag in ("ul", "ol", "dl", "table", "tbody", "section", "figure", "aside"):
                assert end != f"</{tag}>", f"{uri}: an empty {tag}"


def test_withdrawn_brief_says_so_and_nothing_else(library: Library, made: Book) -> None:
    """Of a withdrawn brief no page holds anything but the reason, on its own address."""
    (brief,) = [b for b in library.briefs if b.status.value == "withdrawn"]
    page = made[brief.path.removeprefix("briefs/").join(["briefs/", ""])]
    assert brief.reason and brief.reason in page.html
    every = "\n".join(f"{p.title} {p.description} {p.html}" for p in made.values())
    assert brief.title not in every
    assert brief.summary not in every


def test_names_of_countries_follow_the_date(made: Book) -> None:
    """A brief of 2017 says Turkey, one of 2023 and every list of today say Türkiye."""
    assert ">Turkey</a>" in made["briefs/2017/2017-02-22-turkey-turns-to-the-l-20.md"].html
    gift = made["briefs/2023/2023-03-01-norway-gives-kestrel-to-finland.md"].html
    assert ">Türkiye</a>" in gift
    assert ">Turkey</a>" not in gift
    assert made["deals/tur-fin-l-20.md"].title == "Türkiye – Finland: L-20"
    assert "Turkey before June 2022" in made["countries/tur.md"].html


def test_deal_answers_first(made: Book) -> None:
    """The state, its date, its standing and who says so stand before the history."""
    html = made["deals/tur-fin-l-20.md"].html
    head, _, rest = html.partition('id="history"')
    assert "Signed" in head
    assert "(disputed)" in head
    assert "4 May 2021" in head
    assert "Ayla Işık" in head
    assert "Lantern Works says that none is signed" in rest
    assert "claimed by one side alone" in rest


def test_title_not_seen_is_said(made: Book) -> None:
    """A label of ours stands in brackets and italics, in place of a title."""
    html = made["briefs/2017/2017-02-22-turkey-turns-to-the-l-20.md"].html
    assert "<i>[<a" in html
    assert "(title not seen)</a>]</i>" in html


def test_archived_source_bears_robust_link_attributes(made: Book) -> None:
    """A link to an archived page tells the original, the copy and the day of the copy."""
    markup = Markup(made["briefs/2016/2016-11-turkey-asks-two-makers.md"].html)
    (link,) = [a for _, a in markup.elements if "data-versionurl" in a]
    assert link["href"] == link["data-originalurl"] == "https://courier.example/2016/offers"
    assert link["data-versiondate"] == "2016-11-10"


def test_further_names_can_be_searched(made: Book) -> None:
    """A brief is found by the reporting name of its system and by today's name of a country."""
    html = made["briefs/2017/2017-02-22-turkey-turns-to-the-l-20.md"].html
    _, _, hidden = html.rpartition("<p hidden")
    assert "Beacon" in hidden
    assert "Turkiye" in hidden
    assert "Also known as" in made["systems/l-20.md"].html


def test_grade_joins_publisher_and_item(made: Book) -> None:
    """The letter is the publisher's, F where none is documented; the figure is the item's."""
    html = made["deals/fin-che-nor-kestrel-first-gift.md"].html
    assert ">B1<" in html or ">F1<" in html
    assert ">F3<" in made["deals/tur-fin-l-20.md"].html
    assert ">B<" in made["sources/the-gazette.md"].html
