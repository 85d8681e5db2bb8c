"""What a page shows, its data holds: the same rows in the same order, and every word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass
from typing import Any

from lxml import html
from pydantic import BaseModel

from briefdesk.catalogue.compile import compile
from briefdesk.pages import addresses
from briefdesk.reading.library import Library
from tests.opendata.conftest import Files, exports_of, rows, texts, twins
from tests.pages.conftest import Book, book
from tests.pages.test_fields import every_field, words

#: Where rows are on pages, and what they tell of: the first link in such a place.
ROWS = {
    "deals": './/table[contains(@class, "bd-deals")]/tbody/tr/th[@scope="row"]',
    "briefs": './/ol[contains(@class, "bd-briefs")]/li/span[@class="bd-briefs__title"]',
    "subjects": './/table[contains(@class, "bd-index")]/tbody/tr/th',
    "events": './/section[contains(@class, "bd-timeline")]/ol/li//p[1]/b[a]',
    "citations": './/ol[@class="bd-cited"]/li/p[@class="bd-cited__brief"]',
    "asked": './/ol[@class="bd-asked"]/li/p[@class="bd-asked__brief"]',
    "judged": './/table[contains(@class, "bd-judgements")]/tbody/tr/th',
}


def shown(page: str, what: str) -> list[str]:
    """The addresses' last parts that the rows of a page lead to."""
    tree = html.fromstring(page)
    links = (place.xpath(".//a/@href")[-1] for place in tree.xpath(ROWS[what]))
    return [link.rstrip("/").rpartition("/")[2] for link in links]


def told(document: Any) -> dict[str, list[str]]:
    """The ids of what the rows of a document tell of, as `shown` gives those of a page."""
    found: dict[str, list[str]] = {what: [] for what in ROWS}
    for section in document.get("sections", ()):
        if section["of"] in ("deals", "briefs"):
            found[section["of"]] += [row["id"] for row in section["rows"]]
    kind = document["kind"]
    if kind == "deals":
        found["deals"] += [row["id"] for row in document["deals"]]
    if kind not in ("brief", "home") and "briefs" in document:
        found["briefs"] += [row["id"] for row in document["briefs"]]
    found["subjects"] = [
        row["id"] for row in document.get("subjects", document.get("publishers", ()))
    ]
    events = document.get("events", document["changes"] if kind == "changes" else ())
    # A source that was withdrawn is named by its title, which leads out of the site.
    events = [event for event in events if not event.get("source")]
    events = [*events, *(event for day in document.get("days", ()) for event in day["events"])]
    found["events"] = [(row["deal"] or row["brief"])["id"] for row in events]
    found["deals"] += [row["id"] for way in document.get("ways", ()) for row in way["deals"]]
    cited = (brief for row in document.get("citations", ()) for brief in row["briefs"])
    found["citations"] = [row["brief"]["id"] for row in cited]
    found["asked"] = [row["brief"]["id"] for row in document.get("asking", ())]
    if kind == "judgements":
        judged = (*document["open"], *document["resolved"], *document["judgements"])
        found["judged"] = [row["brief"]["id"] for row in judged]
    return found


def same(page: str, document: Any) -> bool:
    """True where page and document have the same rows, which there are some of."""
    found = told(document)
    for what, ids in found.items():
        assert shown(page, what) == ids, (document["url"], what)
    return any(found.values())


def test_lists_have_the_rows_of_their_pages(made: Book, exported: Files) -> None:
    """Each list of the small library and its page show the same rows in the same order."""
    documents = twins(exported)
    compared = [same(made[addresses.uri(a)].html, d) for a, d in documents.items()]
    assert sum(compared) > 20


def test_long_lists_have_the_rows_of_their_pages(crowd: Library, crowded: Files) -> None:
    """So do those that go on over years and parts, which name each other."""
    pages, documents = book(compile(crowd)), twins(crowded)
    assert sum(same(pages[addresses.uri(a)].html, d) for a, d in documents.items()) > 700
    for address, document in documents.items():
        for part in document.get("parts", ()):
            assert part.removeprefix(addresses.API).removesuffix("index.json") in documents
        if document.get("part", 1) > 1:
            assert document["parts"][document["part"] - 1] == addresses.twin(address)
        ways = [year["data"] for year in document.get("years", ()) if year["data"]]
        ways += [document["whole"]] if "whole" in document else []
        for way in ways:
            assert way.removeprefix(addresses.API).removesuffix("index.json") in documents
    whole = documents["briefs/"]
    assert sum(year["total"] for year in whole["years"]) == whole["total"] == 460
    of_years = [documents[year["url"]] for year in whole["years"]]
    assert [of_year["total"] for of_year in of_years] == [y["total"] for y in whole["years"]]


def test_tables_beside_pages_have_their_rows(exported: Files) -> None:
    """The table beside a page has the rows of the document beside it."""
    compared = 0
    for address, document in twins(exported).items():
        if (content := exported.get(addresses.table(address))) is None:
            continue
        ids = [row["id"] for row in rows(content)]
        if document["kind"] == "deal":
            assert ids == [event["id"] for event in document["history"]]
        else:
            found = told(document)
            of = "deals" if "sections" in document else document["kind"]
            assert ids == found[of if of in found else "subjects"], address
        compared += 1
    assert compared > 10


def values(record: Any) -> Iterator[str]:
    """Every text in a record of what an author wrote."""
    if isinstance(record, BaseModel):
        yield from values(record.model_dump())
    elif is_dataclass(record):
        yield from values([getattr(record, field.name) for field in dataclass_fields(record)])
    elif isinstance(record, Mapping):
        yield from values(list(record.values()))
    elif isinstance(record, list | tuple):
        for part in record:
            yield from values(part)
    elif isinstance(record, str):
        yield record


def test_what_a_page_shows_of_front_matter_its_data_holds() -> None:
    """Every text of front matter that a reader sees on a page is in the document beside it."""
    library = every_field()
    written = {text for record in (*library.briefs, *library.profiles) for text in values(record)}
    documents = twins(exports_of(library))
    compared = 0
    for uri, page in book(compile(library)).items():
        document = documents.get(addresses.of_file(uri))
        if document is None or page.kind in ("guide", "data"):
            continue
        seen = words(page.html)
        held = "\n".join(texts(document))
        for text in written:
            if len(text) > 5 and text in seen and not re.fullmatch(r"\w+", text):
                assert text in held, (uri, text)
                compared += 1
    assert compared > 100
