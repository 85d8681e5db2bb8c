"""The demo, built as its readers get it: whole, linked, searchable, and nobody else's business."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from briefdesk.desk import links, markup
from briefdesk.desk.links import Site
from briefdesk.site import clock
from briefdesk.site.project import find
from briefdesk.site.staging import stage
from tests.site.desks import BASE, PAGES, ROOT, change, lay, run
from tests.site.test_odd import OUTSIDE

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"} and value:
                self.targets.append(value)
            elif name == "id" and value:
                self.ids.add(value)


def test_every_link_of_the_site_leads_somewhere(served: Path) -> None:
    """Every link, script, style and fragment of every page exists within the site."""
    site = served / BASE
    parsed: dict[Path, _Links] = {}
    for path in site.rglob("*.html"):
        parsed[path] = _Links()
        parsed[path].feed(path.read_text(encoding="utf-8"))
    broken = set()
    for path, found_there in parsed.items():
        if path.name == "404.html":
            continue
        here = f"http://site/{path.relative_to(site).as_posix()}"
        for target in found_there.targets:
            parts = urlsplit(urljoin(here, target))
            if parts.netloc != "site" or parts.scheme != "http":
                continue
            found = site / unquote(parts.path).lstrip("/")
            found = found / "index.html" if found.is_dir() else found
            fragment = unquote(parts.fragment)
            if not found.exists() or (
                fragment and found in parsed and fragment not in parsed[found].ids
            ):
                broken.add((path.relative_to(site).as_posix(), target))
    assert not broken


def test_links_of_the_site_are_checked_by_command(served: Path) -> None:
    """The command's quick look at all pages sees every link and id that a whole parser sees, and
    finds none that is broken."""
    site = Site(served / BASE)
    for path in site.pages:
        text = site.text(path)
        slow, quick = _Links(), markup.read(text)
        slow.feed(text)
        assert {target.strip() for target in slow.targets} <= {
            link.address for link in quick.links
        }, path
        assert slow.ids == {id for id in quick.ids if id}, path
    assert links.check(site).problems == ()


def test_page_for_nothing_stands_by_itself(served: Path) -> None:
    """Where the site does not know its address, its answer to a wrong one asks for no file, and
    leads up, which holds anywhere."""
    parsed = _Links()
    parsed.feed(text := (served / BASE / "404.html").read_text(encoding="utf-8"))
    assert "<h1>There is no page here</h1>" in text
    assert "<script" not in text
    assert parsed.targets == ["data:,", "../"]


@pytest.mark.parametrize("plain", [False, True])
def test_page_for_nothing_helps_where_the_site_knows_its_address(
    tmp_path: Path, plain: bool
) -> None:
    """Where the site knows its address, the answer to a wrong one is a page like all others,
    whose links hold at any depth."""
    desk = lay(tmp_path / "desk")
    change(
        desk / "mkdocs.yml", "site_name: Desk", "site_name: Desk\nsite_url: https://d.example/x/"
    )
    done = run(desk, "briefdesk", "build", *(["--plain"] if plain else []))
    assert done.returncode == 0, done.stderr
    parsed = _Links()
    parsed.feed(text := (desk / "site" / "404.html").read_text(encoding="utf-8"))
    assert "<title>There is no page here \u2013 Desk</title>" in text
    assert all(t.startswith(("/x/", "#")) for t in parsed.targets), parsed.targets
    assert {"/x/search/", "/x/briefs/", "/x/systems/", "/x/assets/css/site.css"} <= set(
        parsed.targets
    )


def test_the_s400_case_reads_as_a_history(served: Path) -> None:
    """One page tells the Turkish S-400 case from first talks to sanctions."""
    html = (served / BASE / PAGES["deal"] / "index.html").read_text(encoding="utf-8")
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
    days = [
        "18 Nov 2016",
        "22 Feb 2017",
        "25 Jul 2017",
        "12 Sep 2017",
        "12 Jul 2019",
        "16 Oct 2020",
    ]
    places = [text.replace("\xa0", " ").find(day) for day in days]
    assert -1 not in places
    assert "claimed" in text
    assert "disputed" in text
    for other in ("FD-2000", "SAMP/T", "SIPER", "Patriot"):
        assert other in text


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (320, "dark"), (640, "light"),  # the narrowest of WCAG, and 1280 at 200 %
        (360, "light"), (768, "dark"), (1440, "light"),
        *(pytest.param(*other, marks=pytest.mark.exhaustive)
          for other in ((360, "dark"), (768, "light"), (1440, "dark"))),
    ],
)  # fmt: skip
def test_pages_hold_at_every_width(address: str, browser: Browser, width: int, scheme: str) -> None:
    """Nothing runs out of a page to the side; no page complains, or asks anybody else for
    anything."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    origin = address.removesuffix(f"{BASE}/")
    page.on(
        "request",
        lambda r: (
            None if r.url.startswith((origin, "data:", "blob:")) else complaints.append(r.url)
        ),
    )
    for name, path in PAGES.items():
        page.goto(address + path)
        assert page.evaluate(OUTSIDE) == [], name
        assert page.locator("h1").count() == 1, name
    context.close()
    assert not complaints


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("Growler", "S-400"), ("SA-21", "S-400"), ("S400", "S-400"), ("Triumf", "S-400"),
        ("Turkiye", "Türkiye"), ("Isik", "Işık"),
    ],
)  # fmt: skip
def test_search_finds_what_people_type(
    address: str, browser: Browser, query: str, title: str
) -> None:
    """By keyboard alone, under a sub-path, a name of any kind finds its subject."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address + PAGES["guide"])
    page.keyboard.press("/")
    page.keyboard.type(query)
    result = page.locator("dialog a, [role=dialog] a").filter(has_text=title).first
    result.wait_for(timeout=15_000)
    assert f"/{BASE}/" in (result.evaluate("link => link.href") or "")
    context.close()


def test_what_is_for_programs_is_not_searched(served: Path) -> None:
    """No text of the search index holds anything of the blocks of data, or of the foot of a page;
    the page on data alone tells of its formats."""
    texts = [gzip.decompress(f.read_bytes()) for f in (served / BASE).rglob("*.pf_fragment")]
    assert len(texts) > 100
    (data,) = (text for text in texts if b"schema.org" in text or b"JSON Feed" in text)
    assert b'"url":"/data/"' in data


def test_staged_tree_gives_the_same_articles(served: Path, tmp_path: Path) -> None:
    """ProperDocs and Zensical, from the staged tree, give the articles that MkDocs gives."""
    stage(find(ROOT), tmp_path / "staged", clock.today())
    for host in (["properdocs", "build", "-q", "-f", "mkdocs.yml"], ["zensical", "build"]):
        command = [str(Path(sys.executable).parent / host[0]), *host[1:]]
        done = subprocess.run(
            command, cwd=tmp_path / "staged", capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        for path in PAGES.values():
            ours = _article(served / BASE / path / "index.html")
            theirs = _article(tmp_path / "staged" / "site" / path / "index.html")
            assert theirs == ours, (host[0], path)


def _article(path: Path) -> str:
    html = path.read_text(encoding="utf-8")
    found = re.search(
        r'<div class="bd\b.*</div>(?=\s*</article>|\s*<footer class="md-source|\s*<)',
        html,
        re.DOTALL,
    )
    assert found, path
    start = html.index('<div class="bd')
    end = html.index("</article>", start)
    body = html[start:end]
    return re.sub(r"\s+", " ", body[: body.rindex("</div>")]).strip()
