"""What pages tell programs of themselves: complete, inert, and about pages that are there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdesk.catalogue.model import Catalogue
from briefdesk.pages import addresses, structured
from briefdesk.pages.book import pages
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.page import SiteFacts
from tests.pages.conftest import SITE, Book

ROOT = "https://coast.example/desk/"
BLOCK = re.compile(r'<script type="application/ld\+json" data-pagefind-ignore>(.*?)</script>')

#: What a thing of each type must tell; what search engines ask for and we always know.
REQUIRED = {
    "Report": {"url", "headline", "creativeWorkStatus", "publisher"},
    "CreativeWork": {"name", "publisher"},
    "CorrectionComment": {"datePublished", "text"},
    "CollectionPage": {"url", "name", "description", "about", "publisher"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "DefinedTermSet": {"name", "url"},
    "DefinedTerm": {"name"},
    "WebSite": {"url", "name"},
    "Dataset": {"name", "description", "url", "creator", "distribution", "temporalCoverage"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "Country": {"name"}, "Product": {"name"}, "Organization": {"name"}, "Person": {"name"},
    "Project": {"name"}, "Thing": {"name"},
}  # fmt: skip


def told(html: str) -> list[dict[str, Any]]:
    """The things that a page tells of."""
    found = BLOCK.findall(html)
    assert len(found) <= 1
    for text in found:
        data = json.loads(text)
        assert data["@context"] == "https://schema.org"
        return list(data["@graph"])
    return []


def things(value: Any) -> Iterator[dict[str, Any]]:
    """Every thing, however deep."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from things(item)


def of_type(html: str, type: str) -> dict[str, Any]:
    """The one thing of a type at the top of a page."""
    (found,) = [thing for thing in told(html) if thing["@type"] == type]
    return found


@pytest.mark.parametrize("url", [ROOT, ""], ids=["address", "nowhere"])
def test_what_is_told_is_complete(catalogue: Catalogue, url: str) -> None:
    """Each thing has what its type must have, nothing in it is empty, and each address of ours,
    taken from its page, is that of a page or a file of data."""
    site = SiteFacts(SITE.name, SITE.purpose, url)
    made = {addresses.of_file(page.uri): page for page in pages(catalogue, site)}
    seen: set[str] = set()
    for address, page in made.items():
        for thing in things(told(page.html)):
            if type := thing.get("@type"):
                seen.add(type)
                assert REQUIRED[type] <= thing.keys(), (address, thing)
            assert not any(value in (None, "", []) for value in thing.values()), thing
            for name in ("@id", "url", "item", "contentUrl", "inDefinedTermSet"):
                if (link := thing.get(name)) is None:
                    continue
                target = urljoin(f"{ROOT}{address}", link)
                if target.startswith(ROOT):
                    place = unquote(target.removeprefix(ROOT)).partition("#")[0]
                    assert place in made or place.startswith("data/"), (address, link)
                    assert bool(url) == link.startswith(ROOT)
    assert {"Report", "CollectionPage", "DefinedTerm", "WebSite", "Dataset", "BreadcrumbList",
            "CreativeWork", "Country", "Product", "Person"} <= seen  # fmt: skip


def test_a_brief_is_a_report(made: Book) -> None:
    """A brief tells its dates, its subjects by the names of its day, and its sources with their
    archived copies."""
    html = made["briefs/2016/2016-11-turkey-asks-two-makers.md"].html
    report = of_type(html, "Report")
    assert report["datePublished"] == report["temporalCoverage"] == "2016-11"
    assert {"@type": "Country", "name": "Turkey", "url": f"{ROOT}countries/tur/"} in report["about"]
    assert any(source.get("archivedAt", "").startswith("https://") for source in report["citation"])
    assert report["publisher"]["name"] == SITE.name


def test_a_brief_tells_its_corrections(made: Book) -> None:
    """Each change that a brief lists is a correction with its day and its words."""
    html = made["briefs/2017/2017-02-22-turkey-turns-to-the-l-20.md"].html
    assert of_type(html, "Report")["correction"] == [
        {"@type": "CorrectionComment", "datePublished": "2017-03-01",
         "text": "Adds what the maker said."}
    ]  # fmt: skip


def test_a_withdrawn_brief_tells_no_more(made: Book) -> None:
    """Of a withdrawn brief no more is told than that it is one."""
    report = of_type(made["briefs/2024/2024-01-02-a-brief-that-proved-wrong.md"].html, "Report")
    assert report["creativeWorkStatus"] == "Withdrawn"
    assert not {"abstract", "citation", "about", "author"} & report.keys()


def test_states_are_terms(made: Book) -> None:
    """The guide tells every state as a term with its meaning."""
    terms = [
        thing for thing in told(made["guide/index.md"].html) if thing["@type"] == "DefinedTerm"
    ]
    assert {"talks", "signed", "in-service", "blocked"} <= {term["termCode"] for term in terms}
    assert all(term["description"] for term in terms)


class _Scripts(HTMLParser):
    """What stands outside of blocks of data, and each of those."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.data: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_comment(self, data: str) -> None:
        self.tags.append("comment")

    def handle_data(self, data: str) -> None:
        self.data.append(data)


@given(
    st.text(st.characters(codec="utf-8"), max_size=40)
    | st.sampled_from(
        (
            "</script><script>alert(1)</script>",
            "<!--<script>",
            "]]>",
            "\u2028\u2029",
            "&lt;/script&gt;",
        )
    )
)
def test_no_words_end_the_block(catalogue: Catalogue, text: str) -> None:
    """Whatever an author writes reads back as it was, in a block that holds no `<`, `>` or `&`,
    no letter but of ASCII, and one line."""
    here = Here(Edition(catalogue, SITE), "guide/")
    html = str(structured.block(here, [{"@type": "Thing", "name": text}], ()))
    parser = _Scripts()
    parser.feed(html)
    assert parser.tags == ["script"]
    (data,) = parser.data
    assert not re.search("[<>&\n\r\t]", data)
    assert data.isascii()
    assert json.loads(data)["@graph"][0]["name"] == text


def test_pages_that_tell_nothing_have_no_block(made: Book) -> None:
    """A page without anything to tell has no block."""
    assert "ld+json" not in made["briefs/index.md"].html
