"""What a book of pages holds, whatever the order of its inputs."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.model import Catalogue
from briefdesk.pages.book import pages
from briefdesk.pages.page import SiteFacts
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
    """The link to a page and the link to its copy both tell the original, the copy and the day
    of the copy, and that day can be read."""
    markup = Markup(made["briefs/2016/2016-11-turkey-asks-two-makers.md"].html)
    page, copy = [a for _, a in markup.elements if "data-versionurl" in a]
    assert page["href"] == page["data-originalurl"] == "https://courier.example/2016/offers"
    assert page["data-versiondate"] == "2016-11-10"
    assert copy["href"] == copy["data-versionurl"] != page["href"]
    assert {name: copy[name] for name in page if name.startswith("data-")} == {
        name: page[name] for name in page if name.startswith("data-")
    }
    assert "archived 10 November 2016" in markup.text


def test_a_brief_can_be_cited(made: Book) -> None:
    """A brief gives its citation in four formats, each to be selected and copied as it is."""
    html = made["briefs/2017/2017-02-22-turkey-turns-to-the-l-20.md"].html
    markup = Markup(html)
    copied = {a["data-bd-copy"] for tag, a in markup.elements if tag == "button"}
    assert copied == {"cite-text", "cite-bibtex", "cite-ris", "cite-csl"}
    assert copied <= set(markup.ids)
    whole = "".join(markup.text)
    place = f"{SITE.url}briefs/2017/2017-02-22-turkey-turns-to-the-l-20/"
    assert f"Coast Desk, 23 February 2017, revised 1 March 2017, {place}." in whole
    assert f"\n  url = {{{place}}},\n" in whole
    assert f"\nUR  - {place}\n" in whole
    assert f'"URL": "{place}"' in whole


def test_a_brief_is_cited_without_an_address_where_there_is_none(catalogue: Catalogue) -> None:
    """A site that does not know its own address makes none up."""
    made = [page for page in pages(catalogue, SiteFacts("Coast Desk")) if page.kind == "brief"]
    assert made
    for page in made:
        assert "@misc{" in page.html
        assert "url = {" not in page.html


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
