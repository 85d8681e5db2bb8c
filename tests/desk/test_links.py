"""Links within a built site: all that lead nowhere are found, and no others."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdesk.desk import links, markup
from briefdesk.desk.links import NoSite, Site
from tests.pages.conftest import Book, catalogue, files, library, made  # noqa: F401, fixtures
from tests.test_cli import project, run, sound  # noqa: F401, fixtures


class Reference(HTMLParser):
    """The standard library's reader, which takes its time."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in {"href", "src", "action"}:
                self.links.append((value or "").strip())


def lay(folder: Path, **pages: str) -> Site:
    """A site with pages given by their paths, `_` for `/`."""
    for name, text in pages.items():
        path = folder / f"{name.replace('_', '/')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Site(folder)


def said(site: Site) -> list[str]:
    return [problem.message for problem in links.check(site).problems]


def test_pages_are_read_as_the_standard_library_reads_them(made: Book) -> None:  # noqa: F811
    """The quick pass finds the links and ids that a whole parser finds, in their order."""
    for page in made.values():
        quick, slow = markup.read(page.html), Reference(page.html)
        assert [link.address for link in quick.links] == slow.links
        assert list(quick.ids) == slow.ids


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<a href=a/>", ["a/"]), ("<a href='b\"c'>", ['b"c']), ('<A HREF="d">', ["d"]),
        ('<a title="x > y" href="e">', ["e"]), ("<!-- <a href='f'> -->", []),
        ("<script>'<a href=\"g\">'</script><a href='h'>", ["h"]),
        ('<a href="?a=1&amp;b=2">', ["?a=1&b=2"]), ("<a data-href='i' href='j'>", ["j"]),
        ("<img srcset='k.png 1x, l.png 2x' src=m.png>", ["k.png", "l.png", "m.png"]),
        ("<object data=n><div data=o>", ["n"]), ("<a\n  href = 'p'\n>", ["p"]),
        ("<script src=q></script>", ["q"]), ("<a href>", []), ("< a href='r'>", []),
        ("<!-- never closed <a href='s'>", []), ("<title><a href='t'></title>", []),
    ],
)  # fmt: skip
def test_links_are_found_as_browsers_find_them(text: str, found: list[str]) -> None:
    """Quotes, entities, comments and scripts are taken for what they are."""
    assert [link.address for link in markup.read(text).links] == found


@given(st.text(alphabet="<>a/!-=\"' \nhrefscipt", max_size=80))
def test_any_text_is_read(text: str) -> None:
    """Whatever a file holds, reading it ends, and what it finds is in the text."""
    for link in markup.read(text).links:
        assert 0 <= link.offset <= len(text)


@pytest.mark.parametrize(
    "link",
    ["b/", "b/index.html", "b/#here", "b/?q=1#here", "#top", "#", "", "b", "./b/../b/", "b/#:~:text=x",
     "https://elsewhere.example/", "//elsewhere.example/", "mailto:desk@desk.example", "b/#h%65re",
     "/b/", "data:,x"],
)  # fmt: skip
def test_sound_links_pass(tmp_path: Path, link: str) -> None:
    """What a browser would follow within the site, or out of it, is no problem."""
    site = lay(tmp_path, index=f'<a href="{link}">', b_index='<p id="here"><a href="../#">')
    assert said(site) == []


@pytest.mark.parametrize(
    ("link", "wrong"),
    [
        ("c/", "'c/' leads to c, which is not there"),
        ("b/#there", "'b/#there' leads to the id 'there', which is not on b/index.html"),
        ("#there", "'#there' leads to the id 'there', which is not on the page itself"),
        ("../b/", "'../b/' leads to ../b, above the site"),
        ("B/", "'B/' leads to B, which is not there"),
        ("b/index", "'b/index' leads to b/index, which is not there"),
        ("b/index.html/", "'b/index.html/' leads to b/index.html, which is not there"),
        ("d/", "'d/' leads to d/, a folder without a page"),
        ("x.png", "'x.png' leads to x.png, which is not there"),
        ("/c/", "'/c/' leads to c, which is not there"),
        ("b/#HERE", "'b/#HERE' leads to the id 'HERE', which is not on b/index.html"),
    ],
)
def test_broken_links_are_named(tmp_path: Path, link: str, wrong: str) -> None:
    """What leads to nothing is named, with what it leads to."""
    site = lay(tmp_path, index=f'<a href="{link}">', b_index='<p id="here">', d_e_index="")
    assert said(site) == [wrong]


def test_place_of_a_link_is_told(tmp_path: Path) -> None:
    """Line and column are those of the address in the file."""
    site = lay(tmp_path, index='<p>\n  <a href="c/">\n')
    (problem,) = links.check(site).problems
    assert (problem.path, problem.line, problem.column) == ("index.html", 2, 12)
    assert problem.code == "broken-link"


def test_public_address_is_the_site_itself(tmp_path: Path) -> None:
    """A link with the site's own address is a link within it, under its sub-path."""
    text = (
        '<a href="https://desk.example/news/b/"><a href="/news/b/"><a href="https://desk.example/'
        'news/c/"><a href="/b/">'
    )
    folder = lay(tmp_path, index=text, b_index="").folder
    assert said(Site(folder, "https://desk.example/news/")) == [
        "'https://desk.example/news/c/' leads to c, which is not there",
        "'/b/' leads to /b/, outside of the site at /news/",
    ]


def test_base_of_a_page_is_where_its_links_begin(tmp_path: Path) -> None:
    """Where a page names a base, its links begin there."""
    site = lay(tmp_path, b_index='<base href="../"><a href="b/"><a href="c/">')
    assert said(site) == ["'c/' leads to c, which is not there"]


def test_page_for_what_is_lost_is_shown_anywhere(tmp_path: Path) -> None:
    """Relative links of 404.html lead elsewhere each time; absolute ones are looked at."""
    site = lay(tmp_path, **{"404": '<a href="../"><a href="/c/">'})
    assert said(site) == ["'/c/' leads to c, which is not there"]


def test_without_a_site_there_is_nothing_to_check(tmp_path: Path) -> None:
    """A folder without a page is no site, and neither is one that is not there."""
    for folder in (tmp_path, tmp_path / "site"):
        with pytest.raises(NoSite):
            links.check(Site(folder))


def test_command_ends_as_the_others_do(sound: Path) -> None:  # noqa: F811
    """2 without a site, 1 with a broken link, 0 without one; each in every format."""
    assert run("links").exit_code == 2
    site = sound / "site"
    lay(site, index='<a href="b/">')
    broken = run("links", "--format", "json")
    assert broken.exit_code == 1
    (told,) = json.loads(broken.stdout)
    assert (told["path"], told["code"]) == ("site/index.html", "broken-link")
    assert "::error file=site/index.html,line=1," in run("links", "--format", "github").stdout
    lay(site, b_index="")
    for form in ("text", "json", "github", "sarif"):
        assert run("links", "--format", form).exit_code == 0
    assert "1 link on 2 pages: no broken link." in run("links").stderr
