"""An author's Markdown on a page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.model import Catalogue
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.prose import Prose
from briefdesk.reading.library import File, read
from tests.pages.conftest import SITE

PATH = "briefs/2017/2017-02-22-turkey-turns-to-the-l-20.md"
PLACE = "briefs/2017/2017-02-22-turkey-turns-to-the-l-20/"

Render = Callable[[str], str]


@pytest.fixture
def render(catalogue: Catalogue) -> Render:
    """Renders one text as that of a brief with two sources."""

    def html(text: str) -> str:
        edition = Edition(catalogue, SITE, {"authors/index.md"})
        numbers = {"a": (1, "source-a"), "b": (2, "source-b")}
        prose = Prose(Here(edition, PLACE), PATH, numbers, reserved=("sources",))
        return str(prose.html(text))

    return html


def test_name_becomes_a_link_once(render: Render) -> None:
    """The first mention of a subject is a link, further ones under any name are not."""
    html = render("Kestrel and Kestrel-E.\n\nKestrel again.")
    assert html.count("<a ") == 1
    assert '<a href="../../../systems/kestrel/">Kestrel</a> and' in html


def test_name_is_no_link_in_code_links_and_headings(render: Render) -> None:
    """Code, links and headings keep their text as it is."""
    html = render("## Kestrel\n\n`Kestrel` [Kestrel](https://a.example)\n\n    Kestrel\n")
    assert "systems/kestrel" not in html


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("The L-20 Lantern.", False), ("The L-20.", True), ("In North Cyprus.", False),
        ("In Northern Cyprus.", False), ("In Cyprus.", True), ("In Korea.", False),
        ("In South Korea.", True),
    ],
)  # fmt: skip
def test_uncertain_name_is_no_link(files: tuple[File, ...], text: str, linked: bool) -> None:
    """A name that two subjects bear, or that is contested, is no link, and no part of it is."""
    twin = File("docs/organisations/lamp.md", b"---\nname: Lamp\naliases: [L-20 Lantern]\n---\n")
    brief = File(
        "briefs/2020/2020-01-01-a.md",
        b"---\ntitle: A\ndate: 2020-01-01\nsummary: A.\ncountries: [CYP, TUR, KOR, PRK]\ntlp: CLEAR\n"
        b"sources: [{id: w, publisher: W, title: A}]\n---\nText [@w].\n",
    )
    library = read([*files, twin, brief])
    assert library.problems == ()
    html = Prose(Here(Edition(compile(library), SITE), PLACE), PATH, {}).html(text)
    assert ("<a " in html) is linked


def test_name_behind_a_link_becomes_one(render: Render) -> None:
    """Text behind an element is looked at like any other."""
    html = render("**bold** Kestrel *in* Finland")
    assert 'kestrel/">Kestrel</a> <em>in</em> <a href="../../../countries/fin/">Finland' in html


def test_citation_becomes_its_number(render: Render) -> None:
    """`[@a]` is a superscript link to the source; several share one superscript."""
    assert 'So.<sup class="bd-cites"><a class="bd-cite" href="#source-a">1</a></sup>' in render(
        "So.[@a]"
    ).replace('href="#source-a" class="bd-cite"', 'class="bd-cite" href="#source-a"')
    assert render("So [@a, @b].").count("<sup") == 1


def test_unknown_citation_stays_as_written(render: Render) -> None:
    """What is no source of the brief is text."""
    assert "[@nobody]" in render("So [@nobody].")


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("../2016/2016-11-turkey-asks-two-makers.md", "../../2016/2016-11-turkey-asks-two-makers/"),
        ("../../docs/systems/l-20.md", "../../../systems/l-20/"),
        ("../../docs/authors/index.md#x", "../../../authors/#x"),
        ("https://a.example/b", "https://a.example/b"),
        ("mailto:desk@a.example", "mailto:desk@a.example"),
    ],
)
def test_link_leads_to_an_address(render: Render, link: str, href: str) -> None:
    """A file of the project becomes the address of its page; web addresses stay."""
    assert f'href="{href}"' in render(f"See [there]({link}).")


@pytest.mark.parametrize(
    "link",
    [
        "nowhere.md", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//a.example",
        "file:///etc/passwd", "/absolute", "../../../../etc/passwd", "\\\\host", "http:a", "ht tp://a",
        "../../LICENSE", "&#106;avascript:alert(1)", "java\tscript:alert(1)",
    ],
)  # fmt: skip
def test_link_to_nowhere_is_text(render: Render, link: str) -> None:
    """What leads to no page of the site and to no web address is no link, and its text stays."""
    html = render(f"See [there](<{link}>).")
    assert "there" in html
    assert "href" not in html or 'href="http:a"' in html


def test_columns_stand_where_their_author_wants(render: Render) -> None:
    """A column set to the right or in the middle bears a class, since no page bears styles."""
    html = render("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |")
    assert '<th>a</th>\n<th class="bd-centre">b</th>\n<th class="bd-right">c</th>' in html
    assert '<td>1</td>\n<td class="bd-centre">2</td>\n<td class="bd-right">3</td>' in html
    assert "style" not in html


def test_raw_html_is_text(render: Render) -> None:
    """HTML of the author is shown as it was written."""
    html = render('<b onclick="x">bold</b>\n\n<script>alert(1)</script>\n\n<!-- no -->')
    assert "<b" not in html
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<!--" not in html


def test_image_is_its_words(render: Render) -> None:
    """A picture is not shown."""
    assert "<img" not in render("![a ship](https://a.example/ship.png)")


def test_headings_have_ids_of_their_own(render: Render) -> None:
    """Ids are words of the heading, never one that the page uses, and never twice."""
    html = render("# One\n\n## Sources\n\n## Two\n\n## Two")
    assert '<h2 id="one">' in html
    assert '<h2 id="sources-2">' in html
    assert '<h2 id="two">' in html
    assert '<h2 id="two-2">' in html


def test_line_breaks_of_code_are_kept_from_the_host(render: Render) -> None:
    """A host that reads line by line finds no line of code."""
    assert "a&#10;&#10;b" in render("```\na\n\nb\n```")


def test_braces_are_text(render: Render) -> None:
    """What other tools would fill in stands as written."""
    html = render("{{ x }} {% x %} {: .y } --8<-- z")
    assert "{{ x }} {% x %} {: .y }" in html


@pytest.mark.parametrize(
    "text", ["*a*{: .y }", "## A {: #y .z }", "A\n{: .y }", "- a\n{: .y }", "[a](https://b.c){: .y }", "`a`{: .y }"]
)  # fmt: skip
def test_attributes_are_text(render: Render, text: str) -> None:
    """What other renderers take for attributes of an element stands as written."""
    assert re.search(r"\{: [#.]y", render(text))


def test_blank_text_is_nothing(render: Render) -> None:
    """No text, no element."""
    assert render(" \n ") == ""
