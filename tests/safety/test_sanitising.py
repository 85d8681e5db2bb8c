"""The sanitiser is a second line: of what the reader accepts it takes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefdesk.catalogue.compile import compile
from briefdesk.pages import book, prose
from briefdesk.pages.edition import Edition
from briefdesk.pages.page import SiteFacts
from briefdesk.pages.prose import ATTRIBUTES, TAGS
from briefdesk.reading.library import File, Library, read
from tests.pages.conftest import INPUT
from tests.reading.briefs import END, HEAD, PATH
from tests.site.desks import ROOT

SITE = SiteFacts("Desk", "What is known.", "https://desk.example/")
BRIEF = HEAD.replace("tlp:", "systems: [L-20]\ntlp:") + END + "\n%s\n"
AROUND = (
    File("docs/systems/l-20.md", b"---\nname: L-20\naliases: [Lantern]\n---\nA battery.\n"),
    File("briefs/2016/2016-01-01-before.md", BRIEF.replace("2017-02-22", "2016-01-01").encode()),
)


class Told(HTMLParser):
    """What a browser makes of a text: its elements with their attributes, and its letters."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[Any] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, sorted(attrs, key=str)))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if self.seen and isinstance(self.seen[-1], list):
            self.seen[-1].append(data)
        else:
            self.seen.append([data])

    def handle_comment(self, data: str) -> None:
        self.seen.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.seen.append(("declaration", decl))

    def unknown_decl(self, data: str) -> None:
        self.seen.append(("declaration", data))

    def handle_pi(self, data: str) -> None:
        self.seen.append(("instruction", data))


def told(html: str) -> list[Any]:
    """The same, its letters in one piece each."""
    return ["".join(part) if isinstance(part, list) else part for part in Told(html).seen]


class Watched:
    """A sanitiser that keeps what it was given and what it gave back."""

    def __init__(self) -> None:
        self.real = prose._CLEANER
        self.cleaned: list[tuple[str, str]] = []

    def clean(self, html: str) -> str:
        after = self.real.clean(html)
        self.cleaned.append((html, after))
        return after


@pytest.fixture
def watched() -> Iterator[Watched]:
    """The sanitiser of texts, watched."""
    with pytest.MonkeyPatch.context() as patch:
        found = Watched()
        patch.setattr(prose, "_CLEANER", found)
        yield found


def pages_of(library: Library) -> int:
    """Make every page of a library; how many there are."""
    edition = Edition(compile(library), SITE, frozenset({"authors/index.md"}))
    return sum(len(book.make(edition, task)[0]) for task in book.tasks(edition))


def library_in(root: Path) -> Library:
    """The briefs and profiles of a project."""
    paths = [*root.glob("briefs/*/*.md"), *root.glob("docs/*/*.md")]
    return read([File(p.relative_to(root).as_posix(), p.read_bytes()) for p in sorted(paths)])


def untouched(watched: Watched) -> int:
    """How many texts were cleaned; none of them had anything taken from it."""
    for before, after in watched.cleaned:
        assert told(before) == told(after)
    return len(watched.cleaned)


def test_of_the_demo_nothing_is_taken(watched: Watched) -> None:
    """Every text on every page of the project's own site comes out of the sanitiser as it went
    in."""
    library = library_in(ROOT)
    assert pages_of(library) > 100
    assert untouched(watched) >= len(library.briefs) > 20


def test_of_the_small_library_nothing_is_taken(watched: Watched) -> None:
    """So does every text of the library whose pages are kept as golden files."""
    assert pages_of(library_in(INPUT)) > 20
    assert untouched(watched) > 5


#: What an author may write and what may look like more, in pieces.
PIECES = (
    "Talks go on", " ", "\n", "\n\n", "*", "**", "_", "`", "``", "```\n", "~~~\n", "# ", "## ", "> ", "- ",
    "1. ", "7. ", "    ", "| a | b |\n|---|:-:|\n| 1 | 2 |\n", "---\n", "[@wire]", "[@wire, @wire]", "L-20",
    "Lantern", "Turkey", "[there](https://a.example/b?c=d&e=f)", "[there](<https://a.example/b c>)",
    '[there](https://a.example "A title")', "[before](../2016/2016-01-01-before.md)", "[up](#talks)",
    "[it](../../docs/systems/l-20.md#x)", "[mail](mailto:a@b.example)", "<https://a.example/>", "[a]: ",
    "https://a.example", "[x][a]", "[a]", "<", ">", "&", "&amp;", "&#60;", "&lt;b&gt;", '"', "'", "`<b>`", "\\<",
    "\\`", "\\*", "<b>", "{{ a }}", "{% a %}", "{: .a}", "--8<-- a", "!!! note\n    a", "[^1]", "[^1]: a",
    "ı", "İ", "é", "e\u0301", "🛰️", "\u00a0", "\t", "Heading\n===\n", "Heading\n---\n", "~~a~~", "==a==", "a  \nb",
    "*[L-20]: a", "Term\n: a", "- [ ] a", "![a](b)", "1 < 2", "2 > 1", "a_b_c", "www.a.example", "x" * 80,
)  # fmt: skip

texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=24).map("".join)


def accepted(text: str) -> Library | None:
    """What is read where a brief with `text` below its fields is accepted, else None."""
    library = read([File(PATH, (BRIEF % text).encode("utf-8", "replace")), *AROUND])
    return library if PATH in [brief.path for brief in library.briefs] else None


@settings(max_examples=150)
@given(texts)
@example("`<b>`")
@example("| a | b |\n|---|:-:|\n| 1 | 2 |")
@example('[there](https://a.example "A title")')
@example("[there](<https://a.example/b c>)")
def test_of_what_is_accepted_nothing_is_taken(text: str) -> None:
    """Whatever text the reader accepts, the page of its brief comes out of the sanitiser as it
    went in: what the renderer makes is of the short list by itself."""
    if library := accepted(text):
        with pytest.MonkeyPatch.context() as patch:
            watched = Watched()
            patch.setattr(prose, "_CLEANER", watched)
            edition = Edition(compile(library), SITE)
            book.make(edition, ("briefs", "2017-02-22-talks"))
        assert untouched(watched) == 1


@pytest.mark.exhaustive
@settings(max_examples=6_000)
@given(texts)
def test_of_six_thousand_nothing_is_taken(text: str) -> None:
    """The same, for as many as a machine thinks of in minutes."""
    test_of_what_is_accepted_nothing_is_taken.hypothesis.inner_test(text)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "attribute",
    [
        "title",
        "lang",
        "id",
        "class",
        "style",
        "onclick",
        "dir",
        "role",
        "name",
        "data-x",
        "href",
        "src",
        "rel",
    ],
)
def test_no_attribute_passes_but_those_of_the_list(attribute: str) -> None:
    """On each element the sanitiser lets stand what the list says, and nothing that its library
    thinks harmless."""
    for tag in sorted(TAGS):
        kept = attribute in ATTRIBUTES.get(tag, set())
        cleaned = prose._CLEANER.clean(f'<{tag} {attribute}="https://a.example">a</{tag}>')
        assert (f" {attribute}=" in cleaned) is (kept and f"<{tag} " in cleaned), cleaned


def test_most_of_what_is_tried_is_accepted() -> None:
    """The texts that are tried are such as a reader accepts, each piece of them by itself but
    for a few, so that something is shown by them."""
    refused = [piece for piece in PIECES if accepted(f"So {piece} it is.") is None]
    assert len(refused) < len(PIECES) / 6, refused
