"""Feeds are what their formats ask for, and tell of a change once, whatever is mended beside it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.model import Catalogue
from briefdesk.exports.feeds import Entry, Feed, atom, json_feed
from briefdesk.pages import book
from briefdesk.pages.page import SiteFacts
from briefdesk.reading.library import read
from tests.exports.conftest import NOWHERE, SITE, Fields, Made, desk, event, made_of

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))

Told = dict[str, tuple[str, str, str]]


def feeds(made: Made, name: str) -> dict[str, bytes]:
    """The feeds of a form by path."""
    return {path: content for path, content in made.items() if path.endswith(name)}


def entries(made: Made, path: str) -> Told:
    """The entries of an Atom feed by id: when they were updated, their title, what they say."""
    found: Told = {}
    for entry in etree.fromstring(made[path]).iter(f"{ATOM}entry"):
        id, updated, title, content = (
            entry.findtext(f"{ATOM}{name}") for name in ("id", "updated", "title", "content")
        )
        assert id not in found
        found[id] = updated, title, content
    return found


@pytest.mark.parametrize("where", ["made", "made_nowhere"])
def test_atom_is_valid(where: str, request: pytest.FixtureRequest) -> None:
    """Every Atom feed is valid by RFC 4287: its elements, each entry with an id of its own and a
    link to what it is about, one link to itself, and no updated that is older than an entry's."""
    found = feeds(request.getfixturevalue(where), "atom.xml")
    assert {"atom.xml", "changes/atom.xml", "countries/tur/atom.xml", "systems/l-20/atom.xml",
            "programmes/lighthouse/atom.xml", "deals/tur-fin-l-20/atom.xml"} <= found.keys()  # fmt: skip
    ids = set()
    for path, content in found.items():
        root = etree.fromstring(content)
        assert SCHEMA.validate(root), (path, SCHEMA.error_log)
        for element in (root, *root.iter(f"{ATOM}entry")):
            links = [link.get("rel") for link in element.findall(f"{ATOM}link")]
            assert links == (["alternate", "self"] if element is root else ["alternate"])
        updated = [element.findtext(f"{ATOM}updated") for element in root.iter(f"{ATOM}entry")]
        assert root.findtext(f"{ATOM}updated") == max(updated)
        assert len(entries({path: content}, path)) == len(updated) <= 50
        ids.add(root.findtext(f"{ATOM}id"))
    assert len(ids) == len(found)


def test_no_other_schema_is_pleased() -> None:
    """The schema refuses a feed without an id, and one with an element of no use."""
    feed = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>'
    assert not SCHEMA.validate(etree.fromstring(feed))


@pytest.mark.parametrize("where", ["made", "made_nowhere"])
def test_json_feed_is_valid(where: str, request: pytest.FixtureRequest) -> None:
    """Every JSON Feed has version, title and items; each item has an id and its words; whatever
    is an address is a whole one; dates are of RFC 3339."""
    made: Made = request.getfixturevalue(where)
    found = feeds(made, "feed.json")
    assert {path.removesuffix("feed.json") for path in found} == {
        path.removesuffix("atom.xml") for path in feeds(made, "atom.xml")
    }
    for path, content in found.items():
        feed = json.loads(content)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        assert {*feed} <= {"version", "title", "home_page_url", "feed_url", "description", "authors",
                           "language", "items"}  # fmt: skip
        for item in feed["items"]:
            assert isinstance(item["id"], str)
            assert item["content_html"]
            assert {*item} <= {"id", "url", "title", "content_html", "summary", "date_published",
                               "date_modified", "authors", "tags", "language"}  # fmt: skip
            assert datetime.fromisoformat(item["date_published"]).tzinfo
            assert item["date_published"] <= item["date_modified"]
        for one in (feed, *feed["items"]):
            assert all(one[name].startswith(SITE.url) for name in one if name.endswith("url"))
            assert all(author["name"] for author in one.get("authors", ()))
        ids = list(entries(made, path.replace("feed.json", "atom.xml")))
        assert [item["id"] for item in feed["items"]] == ids


@pytest.mark.parametrize("where", ["made", "made_nowhere"])
def test_links_lead_to_pages(
    where: str, catalogue: Catalogue, request: pytest.FixtureRequest
) -> None:
    """With and without a public address every link of an Atom feed, taken from where the feed
    lies, leads to a page of the site or to the feed itself."""
    made: Made = request.getfixturevalue(where)
    pages = {"/" + re.sub(r"(index)?\.md$", "/", page.uri).replace("//", "/").lstrip("/")
             for page in book.pages(catalogue, SITE)}  # fmt: skip
    for path, content in feeds(made, "atom.xml").items():
        root = etree.fromstring(content)
        own = f"{SITE.url}{path}"
        base = urljoin(own, root.get("{http://www.w3.org/XML/1998/namespace}base", ""))
        for link in root.iter(f"{ATOM}link"):
            target = urljoin(base, link.get("href"))
            assert target.startswith(SITE.url)
            place = "/" + unquote(target.removeprefix(SITE.url))
            assert (place in pages) if link.get("rel") == "alternate" else (target == own)


def test_a_reader_reads_them(made: Made) -> None:
    """A common library of feed readers finds nothing wrong, and every entry with its link."""
    for content in feeds(made, "atom.xml").values():
        read_back = feedparser.parse(content)
        assert not read_back.bozo
        assert read_back.feed.title
        assert all(
            entry.link.startswith(SITE.url) and entry.updated_parsed for entry in read_back.entries
        )


def test_pages_name_their_feeds(catalogue: Catalogue, made: Made) -> None:
    """The head of a page names the feeds beside it, and they are there; what has none names
    none."""
    named = set()
    for page in book.pages(catalogue, SITE):
        address = page.uri.removesuffix("index.md").replace(".md", "/")
        for form in page.alternates:
            if form.type in {"application/atom+xml", "application/feed+json", "text/calendar"}:
                named.add(urljoin(address, form.href))
    there = {path for path in made if path.endswith(("atom.xml", "feed.json", "calendar.ics"))}
    assert named == there


def test_nothing_known_gives_no_feed() -> None:
    """A desk without briefs has no feed, since no day would be its own."""
    assert feeds(made_of(compile(read([])), SITE), "atom.xml") == {}


words = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ("]]>", "<!--", "</content>", "&lt;", '"', "\x00\x0b\x1f", "\ufffe\uffff", "\u2028", "\x85")
)


@given(words, words, words, words)
def test_no_words_break_a_feed(title: str, summary: str, name: str, language: str) -> None:
    """Whatever an author writes, both forms are valid and read back as the same words, but for
    what XML cannot hold."""
    day = date(2017, 2, 22)
    entry = Entry("urn:x:1", title, "briefs/x/", summary, f"<p>{title}</p>", day, day, language,
                  (name,), (name or "x",))  # fmt: skip
    feed = Feed("urn:x:2", title, "countries/tur/", (entry,), summary)
    site = SiteFacts(name)
    text = atom(site, feed).encode()
    root = etree.fromstring(text)
    assert SCHEMA.validate(root) or not name.strip()
    held = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    found = root.find(f"{ATOM}entry")
    for element, wanted in (("title", title), ("summary", summary)):
        assert (found.findtext(f"{ATOM}{element}") or "") == held.sub(
            "\ufffd", " ".join(wanted.split())
        )
    assert found.findtext(f"{ATOM}content") == held.sub("\ufffd", f"<p>{title}</p>")
    item = json.loads(json.dumps(json_feed(site, feed)))["items"][0]
    assert item["title"] == " ".join(title.split())
    assert item["content_html"] == f"<p>{title}</p>"


# What is told once

TALKS: Fields = {
    "slug": "talks", "date": "2017-02-22", "deals": [event("talks", note="They met.")],
    "judgements": [{"id": "sign", "text": "It is signed.", "likelihood": "likely", "resolves_by": "2018-02-22"}],
}  # fmt: skip
SIGNED: Fields = {"slug": "signed", "date": "2018-03-01", "deals": [event("signed")]}

MENDED: list[tuple[str, dict[str, Any]]] = [
    ("a text", {"body": "So it was said [@wire]."}),
    ("a title", {"title": "News of talks"}),
    ("a bottom line", {"summary": "It goes on and on."}),
    ("a note", {"deals": [event("talks", note="They met in Ankara.")]}),
    ("a source", {"sources": [{"id": "wire", "publisher": "Wire", "title": "The report"}]}),
    ("an amount", {"deals": [event("talks", quantity="4 batteries")]}),
]


def ids_and_days(told: Told) -> dict[str, str]:
    return {id: updated for id, (updated, _, _) in told.items()}


def changes(*briefs: Fields, today: date | None = None) -> Told:
    """What the feed of changes tells of a desk; nothing where it has none."""
    made = made_of(desk(briefs, today), SITE)
    return entries(made, "changes/atom.xml") if "changes/atom.xml" in made else {}


@pytest.mark.parametrize(("what", "mended"), MENDED, ids=[what for what, _ in MENDED])
def test_mending_is_no_news(what: str, mended: Fields) -> None:
    """Who mends a word makes no entry, and no id and no date is another after it, in any feed."""
    before, after = (made_of(desk([TALKS | more, SIGNED]), SITE) for more in ({}, mended))
    assert before.keys() == after.keys()
    for path in feeds(before, "atom.xml"):
        assert ids_and_days(entries(before, path)) == ids_and_days(entries(after, path))


def test_a_state_added_is_one_entry() -> None:
    """A state that a new brief reports is one entry more in the feed of changes, and all others
    are as they were."""
    before = changes(TALKS, SIGNED)
    after = changes(
        TALKS, SIGNED, {"slug": "d", "date": "2019-07-12", "deals": [event("delivery")]}
    )
    (new,) = after.keys() - before.keys()
    assert before.items() <= after.items()
    updated, title, content = after[new]
    assert (updated, title) == ("2019-07-12T00:00:00Z", "Turkey – Finland: L-20: delivery")
    assert content == "<p>12 July 2019.</p>"


def test_a_second_report_is_no_news() -> None:
    """Another brief that reports a step known before makes no entry, and does not date it anew."""
    again = {"slug": "again", "date": "2018-04-02", "deals": [event("signed", date="2018-03-01")]}
    assert ids_and_days(changes(TALKS, SIGNED)) == ids_and_days(changes(TALKS, SIGNED, again))


def test_a_state_between_is_one_entry() -> None:
    """A state that comes to be known late stands among the newest, dated by its brief."""
    late = {"slug": "late", "date": "2020-01-05", "deals": [event("selected", date="2017-09")]}
    before, after = changes(TALKS, SIGNED), changes(TALKS, SIGNED, late)
    (new,) = after.keys() - before.keys()
    assert ids_and_days(before).items() <= ids_and_days(after).items()
    assert after[new][0] == "2020-01-05T00:00:00Z"
    assert next(iter(after)) == new


def test_a_correction_is_one_entry() -> None:
    """A change that a brief lists is an entry of the day it names; a second of that day is
    another, and a word mended in the first is none."""
    first = {"date": "2018-05-01", "note": "Adds a price."}
    second = {"date": "2018-05-01", "note": "Names the maker."}
    dated = SIGNED | {"updated": "2018-05-01"}
    before = changes(TALKS, SIGNED)
    one = changes(TALKS, dated | {"changes": [first]})
    two = changes(TALKS, dated | {"changes": [first | {"note": "Adds the price."}, second]})
    (new,) = one.keys() - before.keys()
    assert one[new] == ("2018-05-01T00:00:00Z", "Changed: News", "<p>Adds a price.</p>")
    (newer,) = two.keys() - one.keys()
    assert two[newer][2] == "<p>Names the maker.</p>"
    assert ids_and_days(one).items() <= ids_and_days(two).items()


def test_a_withdrawal_tells_the_reason_alone() -> None:
    """A brief that is withdrawn takes its steps along, and leaves one entry with the reason."""
    before = changes(TALKS, SIGNED)
    gone = {"title": "A secret", "status": "withdrawn", "reason": "It was wrong.", "updated": "2018-06-01",
            "changes": [{"date": "2018-06-01", "note": "Withdrawn."}]}  # fmt: skip
    after = changes(TALKS, SIGNED | gone)
    (new,) = after.keys() - before.keys()
    assert after[new] == ("2018-06-01T00:00:00Z", "A brief was withdrawn", "<p>It was wrong.</p>")
    assert len(before.keys() - after.keys()) == 1
    assert "secret" not in str(after)


def test_a_source_withdrawn_is_one_entry() -> None:
    """A page that was withdrawn is an entry of that day, however many briefs cite it, and a word
    mended in the reason is none."""
    page = {"id": "wire", "publisher": "Wire", "title": "A report", "url": "https://wire.example/1"}
    gone = page | {"withdrawn": "2018-03-05", "withdrawn_reason": "The paper retracted it."}
    mended = gone | {"withdrawn_reason": "The paper took it back."}
    dated = {"updated": "2018-04-01", "changes": [{"date": "2018-04-01", "note": "A source less."}]}
    before = changes(TALKS | dated | {"sources": [page]}, SIGNED | dated | {"sources": [page]})
    after = changes(TALKS | dated | {"sources": [gone]}, SIGNED | dated | {"sources": [gone]})
    (new,) = after.keys() - before.keys()
    assert after[new][0] == "2018-03-05T00:00:00Z"
    assert after[new][1] == "Source withdrawn: Wire, A report"
    assert "retracted" in after[new][2]
    again = changes(TALKS | dated | {"sources": [mended]}, SIGNED | dated | {"sources": [mended]})
    assert ids_and_days(again) == ids_and_days(after)


def test_a_judgement_settled_is_one_entry() -> None:
    """A judgement becomes an entry when its outcome is known, of the day on which that was."""
    (judgement,) = TALKS["judgements"]
    settled = judgement | {"outcome": "happened", "resolved": "2018-03-01"}
    before, after = changes(TALKS, SIGNED), changes(TALKS | {"judgements": [settled]}, SIGNED)
    (new,) = after.keys() - before.keys()
    assert after[new][:2] == ("2018-03-01T00:00:00Z", "Judgement settled, happened: News")


def test_an_id_survives_a_move() -> None:
    """A new address changes no id; another desk with the same briefs has others, unless it says
    that it is the same."""
    one = desk([TALKS, SIGNED])
    ids = [
        [*entries(made_of(one, site), "atom.xml")]
        for site in (
            SITE, NOWHERE, replace(SITE, name="Sea Desk"), replace(SITE, name="Sea Desk", identity="Coast Desk"),
        )
    ]  # fmt: skip
    assert ids[0] == ids[1] == ids[3]
    assert not {*ids[0]} & {*ids[2]}


def test_feeds_are_bounded() -> None:
    """However many briefs there are, a feed holds the twenty that came out last, that of changes
    the fifty last changes."""
    many = [
        {
            "slug": f"n{n}",
            "date": f"2017-01-{n:02d}",
            "deals": [event("talks"), event("offer", date="2016")],
        }
        for n in range(1, 29)
    ]
    early = {"slug": "early", "date": "2010-01-01", "published": "2017-02-01"}
    made = made_of(desk([*many, early]), SITE)
    told = entries(made, "countries/tur/atom.xml")
    assert len(told) == 20
    assert next(iter(told.values()))[0] == "2017-02-01T00:00:00Z"
    wide = [
        {"slug": f"w{n}", "date": f"2017-{m:02d}-{n:02d}", "deals": [event("talks")]}
        for m in (1, 2, 3) for n in range(1, 29)
    ]  # fmt: skip
    found = entries(made_of(desk(wide), SITE), "changes/atom.xml")
    assert len(found) == 50
    assert "2017-01-20T00:00:00Z" not in str(found)
