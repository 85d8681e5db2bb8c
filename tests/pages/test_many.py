"""A desk of several hundred briefs: lists stay short and go on elsewhere, nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from briefdesk.catalogue.compile import compile
from briefdesk.pages import addresses
from briefdesk.pages.runs import LIMIT
from briefdesk.reading.countries import territories
from briefdesk.reading.library import File, Library, read
from tests.pages.conftest import Book, book
from tests.pages.markup import Markup

COUNT = 460
BUYERS = sorted(set(territories()) - {"RUS"})[:230]


def brief(number: int) -> File:
    """One brief of many: on one system and from one supplier, but for ever another buyer."""
    year, buyer = 2019 + number % 4, BUYERS[number % len(BUYERS)]
    slug = f"{year}-{1 + number % 12:02d}-{1 + number % 28:02d}-brief-{number}"
    return File(
        f"briefs/{year}/{slug}.md",
        f"""\
---
title: Brief {number}
date: {slug[:10]}
summary: It goes on.
countries: {{{buyer}: buyer, RUS: [supplier, concerned]}}
systems: [Beacon]
organisations: [Lamp Works]
people: [{{name: Person {number}, office: Minister, country: RUS}}]
topics: [topic {number % 3}]
tlp: CLEAR
deals:
- {{buyer: {buyer}, supplier: RUS, system: Beacon, state: talks, programme: Light,
   by: Lamp Works, sources: [wire], note: Talks {number}.}}
judgements: [{{id: light, text: It is lit., likelihood: likely}}]
questions: [Who pays?]
statements:
- {{speaker: Lamp Works, says: Statement {number}., source: wire}}
sources:
- {{id: wire, publisher: Wire, title: Report {number}}}
- {{id: own, publisher: Publisher {number}, title: A page}}
---
Text [@wire, @own].
""".encode(),
    )


def several_hundred() -> Library:
    """A library of several hundred briefs."""
    profiles = [
        File("docs/systems/beacon.md", b"---\nname: Beacon\nmakers: [Lamp Works]\n---\n"),
        File("docs/organisations/lamp-works.md", b"---\nname: Lamp Works\ncountry: RUS\n---\n"),
    ]
    library = read([*profiles, *(brief(number) for number in range(COUNT))])
    assert library.problems == ()
    return library


@pytest.fixture(scope="module")
def many() -> Book:
    """The pages of several hundred briefs."""
    return book(compile(several_hundred()))


@dataclass
class Rows(HTMLParser):
    """Counts the rows of each list and table of a page."""

    html: str
    found: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, int]] = []
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("table", "ul", "ol"):
            self._open.append((tag, 0))
        elif tag in ("tr", "li") and self._open:
            name, rows = self._open[-1]
            self._open[-1] = name, rows + 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("table", "ul", "ol"):
            name, rows = self._open.pop()
            self.found.append(rows - (name == "table"))


def test_no_list_is_too_long(many: Book) -> None:
    """No list and no table has more rows than a page may hold; a head and dividers apart."""
    assert LIMIT <= 200
    long = {
        uri: longest
        for uri, page in many.items()
        if (longest := max(Rows(page.html).found, default=0)) > LIMIT + 12
    }
    assert long == {}


def linked(many: Book, base: str, pattern: str) -> Iterator[str]:
    """What the pages of a list link to, the list's own page and those that continue it."""
    for uri, page in many.items():
        if addresses.of_file(uri).startswith(base):
            yield from (m[1] for link in Markup(page.html).links if (m := re.search(pattern, link)))


@pytest.mark.parametrize(
    "base",
    [
        "briefs/", "countries/rus/", "systems/beacon/", "organisations/lamp-works/",
        "programmes/light/", "timeline/", "on-this-date/",
    ],
)  # fmt: skip
def test_every_brief_stands_in_the_list_or_on_a_year_page(many: Book, base: str) -> None:
    """A list and the year pages that continue it lead to each of its briefs."""
    assert set(linked(many, base, r"-brief-(\d+)/$")) == {str(n) for n in range(COUNT)}


@pytest.mark.parametrize(
    "base", ["deals/", "countries/rus/", "systems/beacon/", "programmes/light/"]
)
def test_every_deal_stands_in_the_list_or_on_a_page_that_continues_it(
    many: Book, base: str
) -> None:
    """A table of deals and the pages that continue it lead to each of its deals."""
    deals = {uri[6:-3] for uri in many if re.fullmatch(r"deals/[a-z-]+-beacon\.md", uri)}
    assert len(deals) == len(BUYERS)
    assert set(linked(many, base, r"([a-z-]+-beacon)/$")) >= deals


def test_years_of_a_list_lead_to_their_pages(many: Book) -> None:
    """A list that goes on names its years, each with its count, and each page exists."""
    html = many["systems/beacon.md"].html
    for year in range(2019, 2023):
        assert f"systems/beacon/{year}.md" in many
        assert f'href="{year}/"' in html


def test_every_page_names_what_it_rests_on(many: Book) -> None:
    """Each page that tells of briefs says how many it rests on, and whose sources."""
    apart = {"brief", "data", "guide", "search"}
    for uri, page in many.items():
        if page.kind not in apart:
            assert 'id="rests-on"' in page.html, uri
        if page.kind == "brief":
            assert 'id="sources"' in page.html, uri
