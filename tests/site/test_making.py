"""The fast build makes what the host makes, and an edit what a build from nothing makes."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import corpus
from briefdesk.exports.database import PATH as DATABASE
from briefdesk.site import build as building
from briefdesk.site import clock, framing, still
from briefdesk.site.project import find
from briefdesk.site.publishing import PublishingProblem
from briefdesk.site.report import Report
from briefdesk.site.seen import Seen
from tests.exports.tables import contents
from tests.site.desks import HISTORICAL, TALKS, change, differing, write

pytestmark = pytest.mark.slow


def build(root: Path, site: str, **options: object) -> Report:
    """Build the project at `root` into one of its folders."""
    return building.build(find(root), root / site, **options)  # type: ignore[arg-type]


def test_the_shortcuts_change_no_byte(demo: Path) -> None:
    """The demo is the same from the host alone, from one process, and from two."""
    build(demo, "plain", plain=True)
    build(demo, "one", jobs=1, cache=demo / "cache-one")
    build(demo, "two", jobs=2, cache=demo / "cache-two")
    assert differing(demo / "plain", demo / "one") == []
    assert differing(demo / "plain", demo / "two") == []


def test_the_shortcuts_change_no_byte_of_a_generated_corpus(tmp_path: Path) -> None:
    """A hundred and fifty generated briefs, many times as many names and lists that go on for
    years, are the same from the host alone and from the fast build."""
    corpus.write(tmp_path, 150, 3)
    build(tmp_path, "plain", plain=True)
    build(tmp_path, "fast", jobs=2)
    assert differing(tmp_path / "plain", tmp_path / "fast") == []


def test_a_public_address_and_a_theme_of_its_own(desk: Path) -> None:
    """With a public address, a navigation and templates of the project's own, the bytes are the
    same as well; the sitemap names every page."""
    (desk / "mkdocs.yml").write_text(
        "site_name: Desk & Co\nsite_url: https://example.org/desk/\n"
        "theme: {name: material, custom_dir: own}\nplugins: [briefdesk]\n"
        "nav: [index.md, about.md, {Deals: deals/index.md}, {L: [systems/l-20.md]}]\n"
    )
    write(
        desk / "own/partials/copyright.html",
        "{{ page.title | e }} {{ page.canonical_url | e }} {{ page.url }}",
    )
    write(
        desk / "docs/about.md",
        "# About\n\nSee [it](systems/l-20.md), [us](deals/index.md), [all](data/events.csv).\n",
    )
    build(desk, "plain", plain=True)
    build(desk, "site")
    assert differing(desk / "plain", desk / "site") == []
    sitemap = (desk / "site/sitemap.xml").read_text()
    assert "<loc>https://example.org/desk/systems/l-20/</loc>" in sitemap
    assert sitemap.count("<url>") == sum(1 for _ in (desk / "site").rglob("index.html"))


def test_a_public_address_from_the_environment(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that `!ENV` takes from the environment counts, and a new one is noticed."""
    (desk / "mkdocs.yml").write_text(
        "site_name: !ENV [DESK_NAME, A desk]\nsite_url: !ENV DESK_URL\n"
        "theme: {name: material}\nplugins: [briefdesk]\n"
    )
    for url in ("https://example.org/one/", "https://example.org/two/"):
        monkeypatch.setenv("DESK_URL", url)
        build(desk, "site")
        build(desk, "plain", plain=True)
        assert differing(desk / "plain", desk / "site") == []
        assert f"<loc>{url}systems/l-20/</loc>" in (desk / "site/sitemap.xml").read_text()
    assert find(desk).name == "A desk"


def test_other_plugins_are_left_their_say(desk: Path) -> None:
    """Where a hook may change a page, the host makes every page."""
    (desk / "mkdocs.yml").write_text(
        "site_name: Desk\ntheme: {name: material}\nplugins: [briefdesk]\nhooks: [hook.py]\n"
    )
    write(
        desk / "hook.py",
        "def on_post_page(output, **_):\n    return output.replace('Talks go on', 'Talks rest')\n",
    )
    build(desk, "site")
    page = (desk / "site/briefs/2017/2017-02-22-talks/index.html").read_text()
    assert "Talks rest" in page


def test_what_the_host_objects_to_is_said(desk: Path) -> None:
    """A broken link in a page written by hand fails the fast build as it fails the host's."""
    write(desk / "docs/about.md", "See [nothing](systems/nothing.md).\n")
    with pytest.raises(Exception, match="strict") as refused:
        build(desk, "site")
    assert any("nothing.md" in said for said in refused.value.said)  # type: ignore[attr-defined]
    assert not (desk / "site").exists()


def _but_search(one: Path, other: Path) -> list[str]:
    """The same, but for the index of the search, which an edit leaves in other parts, and for
    the bytes of the database."""
    return [name for name in differing(one, other) if not name.startswith(HISTORICAL)]


def _unlinked(demo: Path) -> list[Path]:
    """Briefs to which no other text links."""
    every = sorted(demo.glob("briefs/*/*.md"))
    texts = {path: path.read_text() for path in (*every, *demo.rglob("docs/**/*.md"))}
    return [p for p in every if not any(p.name in text for text in texts.values())]


def _edits(demo: Path) -> Iterator[str]:
    """Things that happen to a desk, one after the other; each is named as it is done."""
    turkey = demo / "briefs/2017/2017-02-22-turkey-turns-to-russia-for-the-s-400.md"
    change(turkey, "\n---\n", "\n---\nA word more about Patriot. ")
    yield "a text"
    change(turkey, "title: ", "title: Once more, ")
    yield "a title"
    change(turkey, "state: negotiation", "state: talks")
    yield "a state"
    moved, gone = _unlinked(demo)[:2]
    moved.rename(moved.with_name(f"{moved.stem}-again.md"))
    yield "a new name"
    gone.unlink()
    yield "a brief less"
    with (demo / "docs/systems/patriot.md").open("a") as profile:
        profile.write("\nIt is made in several versions.\n")
    yield "a profile"
    write(
        demo / "docs/organisations/harbour-office.md",
        "---\nname: Harbour Office\naliases: [Pechora]\ncountry: FIN\n---\nAn office.\n",
    )
    yield "an alias that texts may have"
    change(demo / "docs/architecture.md", "# ", "# About the ")
    yield "a page written by hand"
    change(demo / "mkdocs.yml", "site_description: ", "site_description: Still ")
    yield "the configuration"


#: The edits after which a clean build is worth its time where few are: behind several kinds
#: each, and before one that makes everything anew.
_COMPARED = ("a state", "a brief less", "a page written by hand")


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.exhaustive)])
def test_an_update_is_a_build_from_nothing(demo: Path, every: bool) -> None:
    """After many edits, the site brought up to date after each of them and one from nothing are
    the same, but for the bytes of the database, which holds the same rows. Of the index of the
    search, which is in other parts then, tests of its own tell."""
    (demo / "mkdocs.yml").write_text(
        (demo / "mkdocs.yml")
        .read_text()
        .replace("site_description: ", "site_url: https://example.org/\nsite_description: ")
        .replace("social_cards: true", "social_cards: false\n      search: false")
    )
    first = build(demo, "site")
    made = {}
    for number, edit in enumerate(_edits(demo)):
        made[edit] = build(demo, "site").made
        if not every and edit not in _COMPARED:
            continue
        build(demo, "clean", cache=demo / f"cache-{number}")
        assert _but_search(demo / "site", demo / "clean") == [], edit
        ours, clean = (contents(demo / site / DATABASE) for site in ("site", "clean"))
        assert ours == clean, edit
    assert made["a text"] == 1
    assert made["a state"] < first.pages / 3
    assert made["a page written by hand"] == 0


def test_what_is_edited_during_a_build_is_seen_by_the_next(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page written by hand that is saved after the host read it is made by the next build."""
    make = framing.make

    def late(*arguments: object) -> framing.Frame:
        frame = make(*arguments)  # type: ignore[arg-type]
        change(desk / "docs/about.md", "Who writes", "Those who write")
        return frame

    monkeypatch.setattr(framing, "make", late)
    build(desk, "site")
    monkeypatch.undo()
    assert "Who writes" in (desk / "site/about/index.html").read_text()
    build(desk, "site")
    assert "Those who write" in (desk / "site/about/index.html").read_text()


def test_what_did_not_change_is_not_written(demo: Path) -> None:
    """An edit of one text leaves every other page as it was, times included, and a build with
    nothing to do leaves everything."""
    build(demo, "site")
    before = _times(demo / "site")
    assert build(demo, "site").made == 0
    assert _times(demo / "site") == before
    brief = next(demo.glob("briefs/2019/*.md"))
    change(brief, "\n---\n", "\n---\nOne word more. ")
    assert build(demo, "site").made == 1
    after = _times(demo / "site")
    changed = {name for name in after if after[name] != before.get(name)}
    place = f"briefs/2019/{brief.stem}"
    pages = {f"{place}/index.html", f"api/v1/{place}/index.json"}
    assert {name for name in changed if not name.startswith(HISTORICAL)} == pages
    assert DATABASE in changed


def _times(site: Path) -> dict[str, int]:
    return {
        path.relative_to(site).as_posix(): path.stat().st_mtime_ns
        for path in site.rglob("*")
        if path.is_file()
    }


def test_a_site_that_was_meddled_with_is_mended(desk: Path) -> None:
    """A page that was changed, an asset that is gone, and a memory that is broken lead to the
    site that a build from nothing makes."""
    build(desk, "site")
    build(desk, "clean", cache=desk / "other")
    page = desk / "site/systems/l-20/index.html"
    page.write_text("meddled")
    assert build(desk, "site").made == 1
    assert _but_search(desk / "site", desk / "clean") == []
    (desk / "site/assets/css/site.css").unlink()
    build(desk, "site")
    assert differing(desk / "site", desk / "clean") == []
    for name in ("build.sqlite", "search.sqlite"):
        (desk / ".briefdesk" / name).write_bytes(os.urandom(5_000))
        page.unlink()
        build(desk, "site")
        assert differing(desk / "site", desk / "clean") == []
    shutil.rmtree(desk / "site/pagefind")
    build(desk, "site")
    assert differing(desk / "site", desk / "clean") == []


def test_builds_into_two_places_do_not_mislead_each_other(desk: Path) -> None:
    """What a build into one place saw of an edit is not lost for the other place."""
    build(desk, "one")
    build(desk, "two")
    change(desk / TALKS, "title: Talks on the L-20", "title: More talks")
    build(desk, "two")
    build(desk, "one")
    assert _but_search(desk / "one", desk / "two") == []
    assert "More talks" in (desk / "one/systems/l-20/index.html").read_text()


def test_a_memory_that_lies_elsewhere_is_not_used(desk: Path, tmp_path: Path) -> None:
    """Where the folder of what is remembered is a link, nothing is written through it."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (desk / ".briefdesk").symlink_to(elsewhere)
    with pytest.raises(PublishingProblem, match="is a link"):
        build(desk, "site")
    assert not list(elsewhere.glob("*.sqlite"))
    assert not (desk / "site").exists()


def test_a_look_tells_whether_anything_differs(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only where files, configuration and site are as the last build left them, a look at them
    is enough."""
    # Files count as unchanged once they have rested for a while.
    monkeypatch.setattr(clock, "nanoseconds", lambda: time.time_ns() + 10**10)
    project, cache = find(desk), desk / ".briefdesk"

    def settled() -> bool:
        return (
            still.still(project, Seen.of(project), desk / "site", cache, clock.today()) is not None
        )

    assert not settled()
    for path in (TALKS, "docs/systems/l-20.md", "docs/about.md", "mkdocs.yml", "site/index.html"):
        build(desk, "site")
        assert settled()
        with (desk / path).open("a") as file:
            file.write("\n")
        assert not settled(), path
