"""Thousands of payloads, through the reader and every way out: none of them is more than text."""

from __future__ import annotations

import copy
import io
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser
from itertools import product
from typing import Any

import pytest
from icalendar import Calendar
from lxml import etree
from markdown import Markdown
from PIL import Image

from briefdesk.catalogue.compile import compile
from briefdesk.exports import book as exports
from briefdesk.exports.cells import FORMULA
from briefdesk.pages import addresses, book, prose
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.page import Alternate, Page, SiteFacts
from briefdesk.pages.prose import ATTRIBUTES, TAGS, Prose
from briefdesk.reading.library import File, Library, read
from briefdesk.reading.yaml import parse
from briefdesk.records.codes import CODE
from briefdesk.records.problems import Problem, Severity
from briefdesk.site import document, faults, preview
from briefdesk.site.cards import SIZE, cards
from briefdesk.site.shells import SLOTS, cut
from tests.exports.conftest import desk, event
from tests.exports.test_database import opened
from tests.opendata.conftest import rows, texts
from tests.pages.conftest import SITE
from tests.pages.conftest import files as files  # noqa: PLC0414 - a fixture of ours too
from tests.pages.conftest import library as library  # noqa: PLC0414
from tests.pages.markup import Markup
from tests.pages.test_escaping import KNOWN, library_of, shapes
from tests.pages.test_fields import FILES
from tests.safety import payloads
from tests.safety.payloads import MARKUP, Payload
from tests.safety.test_canary import whole
from tests.safety.test_sanitising import AROUND, BRIEF, PATH

WHOLE = "briefs/2016/2016-05-06-all-fields.md"
PLACE = "briefs/2017/2017-02-22-talks/"
SAFE = ("https://", "http://", "mailto:", "../", "./", "#")

#: Tried always, the same each time; all of them where somebody asks (`make exhaustive`).
_CHOICE = random.Random(17)
BODIES = tuple(payloads.bodies())
SOME = _CHOICE.sample(BODIES, 200)
ADDRESSES = tuple(payloads.addresses())

Say = Callable[[str], None]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Prints a line whatever the tests' output is like."""

    def printed(line: str) -> None:
        with capsys.disabled():
            print(f"\n{line}", end="")  # noqa: T201 - figures for whoever asks for them

    return printed


def every(some: Sequence[Any], whole: Sequence[Any]) -> pytest.MarkDecorator:
    """Parametrises a test over a sample that runs always, and all where all is asked for."""
    return pytest.mark.parametrize(
        "tried",
        [
            pytest.param(some, id=f"{len(some)}"),
            pytest.param(whole, id=f"all-{len(whole)}", marks=pytest.mark.exhaustive),
        ],
    )


def runs(address: str) -> bool:
    """True where a browser that follows an address leaves the web, or runs it. As it reads one:
    controls before it, and tabs and ends of lines within it, are nothing."""
    scheme, bare = scheme_of(address)
    if scheme:
        return scheme not in ("http", "https", "mailto")
    return bare.replace("\\", "/").startswith("//")


def scheme_of(address: str) -> tuple[str, str]:
    """The scheme that a browser finds in an address, and the address as it reads it."""
    bare = re.sub(r"[\t\n\r]", "", address.lstrip("".join(map(chr, range(33)))))
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    return scheme[1].lower() if scheme else "", bare


class Links(HTMLParser):
    """The addresses that a careless renderer links to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]


_CARELESS = Markdown(extensions=["tables", "sane_lists", "fenced_code"])


def careless(text: str) -> list[str]:
    """What of a text runs or leads elsewhere where nobody looks at it."""
    _CARELESS.reset()
    return [link for link in Links(_CARELESS.convert(text)).found if runs(link)]


def brief(text: str) -> Library:
    """What is read of a brief with `text` below its fields."""
    return read([File(PATH, (BRIEF % text).encode()), *AROUND])


@every(SOME, BODIES)
def test_links_that_run_are_named(tried: Sequence[Payload], say: Say) -> None:
    """Wherever a careless renderer would make a link that runs, the reader says `link-scheme`."""
    named = missed = 0
    for payload in tried:
        if payload.leads and careless(payload.text):
            codes = {problem.code for problem in brief(payload.text).problems}
            named += "link-scheme" in codes
            missed += "link-scheme" not in codes
            assert "link-scheme" in codes, payload.text
    assert named > len(tried) / 4
    say(f"links that would run: {named} named, {missed} missed")


def foreign(html: str, more: Sequence[tuple[str, dict[str, str]]] = ()) -> list[str]:
    """Elements, attributes and addresses of a text that are not of the short list, and not of
    `more`; comments, and what is left open."""
    markup = Markup(html)
    known = {(tag, *sorted(attributes)) for tag, attributes in more}
    found = [f"<{tag}> open" for tag in markup.open_at_end]
    found += [sign for sign in markup.shape if sign.startswith(("<!", "<?"))]
    for tag, attributes in markup.elements:
        if (tag, *sorted(attributes)) in known or (tag, attributes) == (
            "span",
            {"class": "bd-tight"},
        ):
            continue  # fmt: skip
        if tag not in TAGS or not set(attributes) <= ATTRIBUTES.get(tag, set()):
            found.append(f"<{tag} {' '.join(attributes)}>")
    found += [link for link in markup.links if runs(link)]
    return found


@every(SOME, BODIES)
def test_texts_leave_nothing_active(tried: Sequence[Payload], say: Say) -> None:
    """A text is refused, or its page has no element, attribute or address beyond the short list
    and the page of a harmless text; and even if the reader let it through, so it would be."""
    harmless = Markup(page_of(brief("word"))).elements
    refused = shown = 0
    edition = Edition(compile(brief("word")), SITE)
    for payload in tried:
        found = brief(payload.text)
        if PATH in [record.path for record in found.briefs]:
            shown += 1
            assert foreign(page_of(found), harmless) == [], payload.text
        else:
            refused += 1
            assert [p for p in found.problems if p.path == PATH and p.code in CODE], payload.text
        let_through = Prose(Here(edition, PLACE), PATH, {"wire": (1, "source-wire")})
        html = str(let_through.html(payload.text))
        assert foreign(html) == [], payload.text
        assert all(link.startswith(SAFE) for link in Markup(html).links), payload.text
    assert refused > shown > 0
    say(f"texts: {len(tried)} tried two ways, {refused} refused, {shown} shown, 0 active")


def page_of(library: Library) -> str:
    """The page of the brief whose text is tried."""
    edition = Edition(compile(library), SITE)
    ((page,), _) = book.make(edition, ("briefs", "2017-02-22-talks"))
    return page.html


Loc = tuple[Any, ...]


def leaves(value: Any, at: Loc = ()) -> Iterator[Loc]:
    """The places of every text in plain data, and of every key of its countries."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, (*at, key))
            if at == ("countries",):
                yield (*at, key, "<key>")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from leaves(part, (*at, number))
    else:
        yield at


def planted(data: Any, at: Loc, text: str) -> str:
    """Front matter of `data` with `text` at a place."""
    changed = copy.deepcopy(data)
    *way, last = at
    place = changed
    if last == "<key>":
        last = way.pop()
        for step in way:
            place = place[step]
        place[text] = place.pop(last)
    else:
        for step in way:
            place = place[step]
        place[last] = text
    # JSON is YAML, but for what nobody sees.
    return json.dumps(changed, ensure_ascii=True) + "\n"


DATA = {path: parse(FILES[path]).data for path in (WHOLE, "docs/systems/zephyr.md",
        "docs/organisations/anvil-works.md")}  # fmt: skip
_REST = {path: whole(text, "A text") for path, text in FILES.items()}
LEAVES = [
    (path, at, text)
    for path, data in DATA.items()
    for at, text in product(leaves(data), (*MARKUP, *ADDRESSES[:: len(ADDRESSES) // 20]))
]


def made_with(path: str, fields: str) -> tuple[Library, str, list[bytes]]:
    """A library with other fields in one file, and the pages and files that show it."""
    contents = {**_REST, path: whole(fields, "A text")}
    if path == WHOLE:
        # Ids stand in other quotes there than the text that cites them looks for.
        contents[path] = fields_and_text(fields)
    found = read([File(name, text.encode()) for name, text in contents.items()])
    if path not in {record.path for record in (*found.briefs, *found.profiles)}:
        return found, "", []
    edition = Edition(compile(found), SITE)
    kind, id = path.removesuffix(".md").split("/")[-2:]
    task = ("briefs", id) if path == WHOLE else ("subjects", kind, id)
    task = next(t for t in book.tasks(edition) if t[: len(task)] == task)
    pages, _ = book.make(edition, task)
    beside, _ = exports.make(edition, task)
    return found, "\n".join(page.html for page in pages), [file.content for file in beside]


def fields_and_text(fields: str) -> str:
    return f"---\n{fields}---\nA text [@marker-source] [@second-source].\n"


@every(_CHOICE.sample(LEAVES, 80), LEAVES)
def test_fields_leave_nothing_active(tried: Sequence[tuple[str, Loc, str]], say: Say) -> None:
    """Each text of a brief and of profiles, one by one, with each payload: a problem, or a page
    with the elements and attributes that it has with a harmless word."""
    twins: dict[tuple[str, Loc], str] = {}
    whole_page = {path: made_with(path, json.dumps(data) + "\n")[1] for path, data in DATA.items()}
    assert all(whole_page.values())
    refused = shown = 0
    for path, at, text in tried:
        found, html, beside = made_with(path, planted(DATA[path], at, text))
        if not html:
            refused += 1
            errors = [p for p in found.problems if p.severity is Severity.ERROR]
            assert errors, (path, at, text)
            continue
        shown += 1
        if (path, at) not in twins:
            twins[path, at] = made_with(path, planted(DATA[path], at, "word"))[1]
        twin = twins[path, at] or whole_page[path]
        wanted, got = Markup(twin), Markup(html)
        if twins[path, at]:
            assert got.shape == wanted.shape, (path, at, text)
        else:
            assert set(got.shape) <= set(wanted.shape), (path, at, text)
        assert not [link for link in got.links if runs(link)], (path, at, text)
        for content in beside:
            if content[:1] in b"{[":
                assert json.loads(content)
            elif content.startswith(b"<?xml"):
                assert etree.fromstring(content) is not None
    assert shown > len(tried) / 8
    say(f"fields: {len(tried)} tried, {refused} refused, {shown} shown, 0 active")


@pytest.fixture(scope="module")
def harmless(library: Library) -> dict[str, list[str]]:
    """The structure of all pages with a harmless word in every field."""
    return shapes(book_of(library_of(library, "word")))


def book_of(library: Library) -> dict[str, Page]:
    """The pages of a library by uri."""
    edition = Edition(compile(library), SITE, frozenset({"authors/index.md"}))
    return {page.uri: page for task in book.tasks(edition) for page in book.make(edition, task)[0]}


@every(_CHOICE.sample(MARKUP, 2), (*MARKUP, *ADDRESSES[::5]))
def test_every_page_with_all_fields_alike(
    library: Library, harmless: dict[str, list[str]], tried: Sequence[str], say: Say
) -> None:
    """With a payload in every field of every record at once, each page of the site has the
    elements and attributes that it has with a harmless word."""
    pages = 0
    for text in tried:
        made = book_of(library_of(library, text))
        pages += len(made)
        assert shapes(made) == harmless, text
        links = {link for page in made.values() for link in Markup(page.html).links}
        assert not [link for link in links if runs(link)], text
        assert not [link for link in links if text in link and not link.startswith(KNOWN)]
    say(f"pages: {len(tried)} payloads in every field of {pages} pages, 0 active")


FIELDS = {
    "slug": "talks", "date": "2017-02-22", "deals": [event("talks")],
    "judgements": [{"id": "sign", "text": "It.", "likelihood": "likely", "resolves_by": "2018-02"}],
    "sources": [{"id": "wire", "publisher": "Wire", "title": "A report"}],
}  # fmt: skip


def written(text: str) -> dict[str, bytes]:
    """The files of a desk where every text of a brief is `text`."""
    (judgement,), (source,) = FIELDS["judgements"], FIELDS["sources"]
    fields = FIELDS | {
        "title": text, "summary": text, "questions": [text], "authors": [text],
        "judgements": [judgement | {"text": text}],
        "sources": [source | {"title": text, "publisher": text, "author": text}],
    }  # fmt: skip
    edition = Edition(compile_of(fields), replace(SITE, database=True))
    tasks = (*book.tasks(edition), *exports.tasks(edition))
    return {f.path: f.content for task in tasks for f in exports.make(edition, task)[0]}


def compile_of(fields: dict[str, Any]) -> Any:
    return desk([fields])


def _visible(text: str) -> bool:
    # The reader refuses what nobody sees, such as ends of lines of other sorts.
    return text.isprintable() and text.strip() == text


SEEN = tuple(filter(_visible, (*MARKUP, *ADDRESSES[::5])))


@every(_CHOICE.sample(SEEN, 6), SEEN)
def test_files_read_back_as_they_were_written(tried: Sequence[str], say: Say) -> None:
    """Documents, tables, database, feeds, references and calendars give a payload back as the
    value that it is, and tables as no formula."""
    for text in tried:
        made = written(text)
        line = " ".join(text.split())
        twin = json.loads(
            made[f"{addresses.API}{addresses.brief(2017, '2017-02-22-talks')}index.json"]
        )
        assert twin["title"] == twin["summary"] == twin["judgements"][0]["text"] == text
        (row,) = rows(made["data/briefs.csv"])
        assert row["title"] == (f"'{text}" if text[:1] in FORMULA else text)
        with closing(opened(made["data/briefdesk.sqlite"])) as base:
            assert base.execute("SELECT title, summary FROM briefs").fetchall() == [(text, text)]
        feed = etree.fromstring(made["atom.xml"])
        assert line in [e.text for e in feed.iter("{http://www.w3.org/2005/Atom}title")]
        assert line in [item["title"] for item in json.loads(made["feed.json"])["items"]]
        (due,) = Calendar.from_ical(made["calendar.ics"]).walk("VEVENT")
        assert str(due["SUMMARY"]) == f"To be settled: {text}"
        csl = made[f"{addresses.brief(2017, '2017-02-22-talks')}sources.csl.json"]
        assert text in set(texts(json.loads(csl)))
    say(f"files: {len(tried)} payloads read back from each of seven forms, 0 changed")


FRAME = '<title>{title}</title><meta name="description" content="{description}">{alternates}{html}'  # fmt: skip


@every(_CHOICE.sample(MARKUP, 20), (*MARKUP, *ADDRESSES))
def test_frames_hold_no_markup(tried: Sequence[str]) -> None:
    """Title, description and the names of other forms stand in the head of a page as text; what a
    host without our frame is told is the same text."""
    shell = cut(FRAME.format(**SLOTS), "a/b.md", (), "")
    wanted = Markup(shell.fill(Page("a/b.md", "word", "word", "<p></p>", "x"), "<p></p>", ""))
    for text in tried:
        page = Page("a/b.md", text, text, "<p></p>", "x")
        got = Markup(shell.fill(page, document.rendered(page), ""))
        assert [e for e in got.elements if e[0] in ("title", "meta")] == [
            ("title", {}), ("meta", {"name": "description", "content": text})
        ]  # fmt: skip
        assert len(got.elements) >= len(wanted.elements)
        assert foreign(got.html, wanted.elements) == []
        assert "".join(got.text).startswith(text)
        alike = replace(page, alternates=(Alternate("text/x", "x", text),))
        (link,) = [a for t, a in Markup(shell.fill(alike, "<p></p>", "")).elements if t == "link"]
        assert link["title"] == text
        fields = parse(document.write(page).split("---\n")[1]).data
        assert fields["title"] == fields["description"] == text


@every(_CHOICE.sample(MARKUP, 20), (*MARKUP, *ADDRESSES))
def test_the_preview_tells_of_mistakes_in_words(tried: Sequence[str]) -> None:
    """A page that tells of mistakes has the same elements whatever file, message and hint hold."""

    def told(text: str) -> list[str]:
        problem = Problem(f"briefs/{text}.md", 1, 1, "raw-html", text, text)
        return [preview._bare(page.html).decode() for page in faults.pages((problem,))]

    wanted = [Markup(html).shape for html in told("word")]
    assert len(wanted) == 2
    for text in tried:
        got = [Markup(html) for html in told(text)]
        assert [markup.shape for markup in got] == wanted, text
        assert all("".join(markup.text).count(text) == 3 for markup in got)


@every(_CHOICE.sample(MARKUP, 20), (*MARKUP, *ADDRESSES))
def test_the_preview_refuses_in_words(tried: Sequence[str]) -> None:
    """What keeps a whole site from being built is told as text."""
    wanted = Markup(preview._bare(faults.refusal("word")).decode()).shape
    for text in tried:
        got = Markup(preview._bare(faults.refusal(text)).decode())
        assert got.shape == wanted, text
        assert text in "".join(got.text)


@every(_CHOICE.sample(MARKUP, 4), (*MARKUP, *ADDRESSES[::5]))
def test_cards_are_pictures_of_any_text(tried: Sequence[str]) -> None:
    """A card of a page that is called by a payload is a picture of the one size."""
    for text in tried:
        page = Page("a/b.md", text, text, "", "brief", card=True)
        (file,) = cards([page], SiteFacts(text, url="https://desk.example/", cards=True))
        with Image.open(io.BytesIO(file.content)) as picture:
            assert (picture.format, picture.size) == ("PNG", SIZE)


@every(_CHOICE.sample(ADDRESSES, 60), ADDRESSES)
def test_no_address_leads_elsewhere(tried: Sequence[str]) -> None:
    """An address that runs is none to the renderer, without the sanitiser's help."""
    edition = Edition(compile(brief("word")), SITE)
    let = Prose(Here(edition, PLACE), PATH)
    for address in (*tried, "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"):
        found = let.address(address)
        assert found is None or not runs(found), address
    assert let.address("https://a.example/") == "https://a.example/"


@every(_CHOICE.sample(ADDRESSES, 60), ADDRESSES)
def test_the_sanitiser_takes_what_runs(tried: Sequence[str]) -> None:
    """An address whose scheme runs is none to the sanitiser, without the renderer's help."""
    for address in (*tried, "javascript:alert(1)"):
        html = f'<a href="{address}">x</a>'
        found = Markup(prose._CLEANER.clean(html)).links
        assert not [link for link in found if scheme_of(link)[0] and runs(link)], address
    assert Markup(prose._CLEANER.clean('<a href="https://a.example/">x</a>')).links


@every(_CHOICE.sample(ADDRESSES, 20), ADDRESSES)
def test_fields_take_no_other_address(tried: Sequence[str]) -> None:
    """The address of a source, and of its copy, begins with https or http, whatever stands there."""
    for number, address in enumerate((*tried, "https://a.example/<b>", 'https://a.example/"x')):
        field = ("url", "archived")[number % 2]
        found, _, _ = made_with(WHOLE, planted(DATA[WHOLE], ("sources", 0, field), address))
        codes = {p.code for p in found.problems if p.severity is Severity.ERROR}
        assert codes & {"invalid-value", "link-scheme", "control-character"}, address
