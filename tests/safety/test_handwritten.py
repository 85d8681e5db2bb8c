"""Pages written by hand run nothing in a reader's browser, and tell the host nothing of its own."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from briefdesk.desk.checking import problems
from briefdesk.site import build as building
from briefdesk.site import handwritten
from briefdesk.site.clock import today
from briefdesk.site.frame import MARKDOWN_SETTINGS
from briefdesk.site.project import find
from tests.site.desks import ROOT, change, differing, lay, write

PAGE = "docs/about.md"
RUNS = "<script>alert(7)</script>"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk in which nothing is wrong."""
    return lay(tmp_path / "desk")


def said(desk: Path, text: str) -> list[tuple[int, str]]:
    """Lines and codes of what is said of a page written by hand."""
    write(desk / PAGE, text)
    found = problems(find(desk), today())
    assert all(problem.path == PAGE for problem in found)
    return [(problem.line, problem.code) for problem in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# A\n\n{RUNS}\n", [(3, "raw-html")]),
        ("# A\n\n<img src=x onerror=alert(7)>\n", [(3, "raw-html")]),
        ('# A\n\nA {: onclick="alert(7)" }\n', [(3, "attribute-list")]),
        ("# A\n\n[a](javascript:alert(7))\n", [(3, "link-scheme")]),
        (f"---\ntitle: {RUNS}\n---\n# A\n", [(2, "invalid-value")]),
        ('---\ndescription: A " onload=\n---\n# A\n', [(2, "invalid-value")]),
        ("---\ntemplate: own.html\n---\n# A\n", [(2, "unknown-field")]),
        ("---\nhide: [all]\n---\n# A\n", [(2, "invalid-value")]),
        ("---\ntitle: &a A\n---\n", [(2, "yaml-feature")]),
        ("---\ntitle: A\n# A\n", [(1, "unclosed-front-matter")]),
        ("# A\u202e\n", [(1, "control-character")]),
        ("# A\n\n" + "AKIA" + "B2" * 8 + "\n", [(3, "secret")]),
        ("", [(1, "empty-file")]),
        (f"# A\n\n`{RUNS}` and `{{: .a}}`, [b](../briefs/), ![c](https://a.example/b.png)\n", []),
        ("---\ntitle: A & B\nhide: [toc]\n---\n\n# A\n", []),
    ],
)  # fmt: skip
def test_what_runs_is_named(desk: Path, text: str, expected: list[tuple[int, str]]) -> None:
    """HTML, attributes, schemes, and fields that steer the host are problems with their place."""
    assert said(desk, text) == expected


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(7)>", "a & b", 'a" b', "a&lt;b", "a\nb", "sub/<b>/c"]
)
def test_names_of_files_hold_no_markup(desk: Path, name: str) -> None:
    """A page without a heading is called by its file's name, which the theme sets into every page
    as it is: markup in it is named, and a preview sets it in words."""
    path = f"docs/{name}.md"
    write(desk / path, "No heading.\n")
    (found,) = problems(find(desk), today())
    assert (found.path, found.line, found.code) == (path, 1, "file-name")
    fields = handwritten.told(desk / path, path).split("---")[1]
    title = json.loads(fields)["title"]
    assert "<" not in title
    assert unescape(title) == path


def test_a_desk_may_trust_its_pages(desk: Path) -> None:
    """Where the configuration says so, HTML and attributes stand; other schemes do not."""
    option = "plugins: [{briefdesk: {raw_html: true}}]"
    change(desk / "mkdocs.yml", "plugins: [briefdesk]", option)
    assert said(desk, "# A\n\n<b>A</b> {: .a }\n") == []
    assert said(desk, "# A\n\n[a](data:text/html,a)\n") == [(3, "link-scheme")]


@pytest.mark.slow
def test_the_host_is_told_what_we_read(desk: Path) -> None:
    """A byte-order mark aside, what the host would take for fields is text: its own reading of the
    first lines changes nothing, in the fast build and in its own."""
    write(desk / PAGE, "template: own.html\n\nWho writes here.\n")
    building.build(find(desk), desk / "site")
    building.build(find(desk), desk / "plain", plain=True)
    page = (desk / "site/about/index.html").read_text()
    assert "template: own.html" in page
    assert differing(desk / "site", desk / "plain") == []


class _Active(HTMLParser):
    """Finds what could run, fetch or cover a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "iframe", "object", "embed", "form", "base", "link", "meta"):
            self.found.append(tag)
        for name, value in attrs:
            # As browsers read an address: tabs and ends of lines within it are nothing.
            bare = re.sub(r"[\t\n\r]", "", (value or "").strip()).lower()
            if (
                (name == "id" and bare.startswith("__"))
                or name.startswith("on")
                or name in ("srcdoc", "formaction", "style")
                or (
                    name in ("href", "src")
                    and bare.startswith(("javascript:", "data:", "vbscript:"))
                )
            ):
                self.found.append(f"{tag} {name}")


def active(html: str) -> list[str]:
    """What of a page is not inert."""
    parser = _Active()
    parser.feed(html)
    parser.close()
    return parser.found


PAYLOADS = [
    RUNS, "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", '<a href="java\tscript:alert(1)">a</a>',
    '<iframe srcdoc="<script>alert(1)</script>">', "<details open ontoggle=alert(1)>", "<math><mtext></p>",
    '<input autofocus onfocus="alert(1)">', '<p style="position:fixed">a</p>', "<base href=//a.example>",
    '<a href="&#106;avascript:alert(1)">a</a>', '<noscript><p title="</noscript><img src=x onerror=1>">',
    "[a]: javascript:alert(1)", '```{ .a onclick="alert(1)" }\na\n```', '!!! note "<b onclick=1>"\n    a',
    '# A {: onmouseover="alert(1)" }', '<div id="__config">{}</div>', "<style>*{display:none}</style>",
]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(PAYLOADS), st.text()), min_size=1, max_size=6))
def test_nothing_that_runs_gets_through(parts: list[str]) -> None:
    """Whatever a page holds, and whatever extensions make of it, what comes out is inert, and
    cleaning it once more changes nothing."""
    extensions = ["attr_list", "md_in_html", "admonition", "tables", "footnotes", "fenced_code"]
    made = handwritten.inert(Markdown(extensions=extensions).convert("\n\n".join(parts)))
    assert active(made) == []
    assert handwritten.inert(made) == made


def test_what_markdown_makes_of_our_own_pages_stays() -> None:
    """Of the project's own documentation the sanitiser takes nothing."""
    extensions = [
        "attr_list",
        "admonition",
        "def_list",
        "footnotes",
        "tables",
        "pymdownx.superfences",
    ]
    for path in sorted((ROOT / "docs").glob("*.md")):
        made = Markdown(extensions=extensions, extension_configs=MARKDOWN_SETTINGS).convert(
            path.read_text(encoding="utf-8")
        )
        shown, kept = HTMLShape(made), HTMLShape(handwritten.inert(made))
        assert shown.seen == kept.seen, path


class HTMLShape(HTMLParser):
    """The elements of a text with their attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, sorted(attrs, key=str)))

    def handle_data(self, data: str) -> None:
        self.seen.extend(data.split())
