"""A site as of a day holds nothing later, is the host's to the byte, and misleads no other."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from briefdesk.site import build as building
from briefdesk.site.project import find
from briefdesk.site.publishing import PublishingProblem
from briefdesk.site.report import Report
from tests.pages.test_fields import FILES
from tests.site.desks import HISTORICAL, TALKS, change, contents, differing, run, write

pytestmark = pytest.mark.slow

THEN = date(2017, 12, 31)
SIGNATURE = "briefs/2018/2018-03-signature"


def build(root: Path, site: str | None = None, **options: object) -> Report:
    """Build the project at `root`, into one of its folders."""
    return building.build(find(root), root / site if site else None, **options)  # type: ignore[arg-type]


def test_the_shortcuts_change_no_byte(demo: Path) -> None:
    """As of a day the demo is the same from the host alone and from two processes."""
    build(demo, "plain", plain=True, as_of=THEN)
    build(demo, "site", jobs=2, as_of=THEN)
    assert differing(demo / "plain", demo / "site") == []


def test_no_byte_of_a_later_brief_is_there(tmp_path: Path) -> None:
    """A brief with a canary in every field, its profiles and all that it names are nowhere in a
    site as of the day before, and everywhere in the site of its own day."""
    canary = {path: text.replace("arker", "yzzyq") for path, text in FILES.items()}
    for path, text in canary.items():
        cited = " ".join(f"[@{id}]" for id in re.findall(r"\{id: ([a-z-]+), publisher", text))
        name = path.replace("arker", "yzzyq")
        write(tmp_path / name, f"---\n{text}---\nMyzzyq text of Zephyr {cited}.\n")
    write(
        tmp_path / "mkdocs.yml",
        "site_name: Desk\nsite_url: https://desk.example/\ntheme: {name: material}\n"
        "plugins: [briefdesk]\n",
    )
    words = (b"yzzyq", b"all-fields", b"zephyr", b"812.346")
    for path in ("2015/2015-06-07-before.md", "2015/2015-06-08-gone.md"):
        text = (tmp_path / "briefs" / path).read_text().replace("yzzyq", "arker")
        write(tmp_path / "briefs" / path, text.replace("Zephyr", "it"))
    build(tmp_path, "then", as_of=date(2016, 5, 6))
    found = contents(tmp_path / "then")
    assert "briefs/2015/2015-06-07-before/index.html" in found
    for word in words:
        assert [name for name, content in found.items() if word in content.lower()] == []
    build(tmp_path, "later", as_of=date(2016, 5, 7))
    later = contents(tmp_path / "later")
    for word in words:
        assert [name for name, content in later.items() if word in content.lower()], word


def test_every_page_says_as_of_when(desk: Path) -> None:
    """The banner stands on every page, those written by hand and that for lost readers among
    them, and on none of an ordinary site."""
    build(desk, as_of=THEN)
    site = desk / "site-as-of-2017-12-31"
    pages = list(site.rglob("*.html"))
    assert len(pages) > 5
    for page in pages:
        assert page.read_text().count("s it stood on") == 1, page
    assert not (site / SIGNATURE).exists()
    build(desk)
    for page in (desk / "site").rglob("*.html"):
        assert "s it stood on" not in page.read_text()
        assert "md-banner" not in page.read_text()


def test_it_misleads_no_other_build(desk: Path) -> None:
    """A site as of a day leaves the state of the ordinary one alone, and is itself always made
    of all that is there now, even in the same folder."""
    build(desk, "site")
    build(desk, as_of=THEN)
    assert build(desk, "site").made == 0
    change(desk / TALKS, "title: Talks on the L-20", "title: More talks")
    build(desk, as_of=THEN)
    then = desk / "site-as-of-2017-12-31"
    assert "More talks" in (then / "systems/l-20/index.html").read_text()
    build(desk, "site")
    build(desk, "clean", cache=desk / "other")
    found = differing(desk / "site", desk / "clean")
    assert [name for name in found if not name.startswith(HISTORICAL)] == []
    build(desk, "site", as_of=THEN)
    assert differing(desk / "site", then) == []
    build(desk, "site")
    assert differing(desk / "site", desk / "clean") == []


def test_the_configuration_may_name_the_day(desk: Path) -> None:
    """With the plugin's option the host makes the same site, the day in the file or in the
    environment; the command then builds no other."""
    build(desk, as_of=THEN)
    told = "site_name: Desk\ntheme: {name: material}\nplugins: [{briefdesk: {as_of: %s}}]\n"
    for option in ("'2017'", "!ENV DESK_DAY"):
        (desk / "mkdocs.yml").write_text(told % option)
        done = run(desk, "mkdocs", "build", "--strict", "--site-dir", "host", DESK_DAY="2017-12")
        assert done.returncode == 0, done.stderr
        assert differing(desk / "host", desk / "site-as-of-2017-12-31") == []
        done = run(desk, "briefdesk", "build", DESK_DAY="2017-12-31")
        assert done.returncode == 0, done.stderr
        assert differing(desk / "host", desk / "site") == []


def test_a_day_that_shows_nothing_is_refused(desk: Path) -> None:
    """A day to come, and one before the first brief, leave everything as it is."""
    for day, said in ((date(9999, 1, 1), "yet to come"), (date(2016, 1, 1), "no brief")):
        with pytest.raises(PublishingProblem, match=said):
            build(desk, "site", as_of=day)
    assert not (desk / "site").exists()


def test_the_command_says_what_it_did(desk: Path) -> None:
    """`--as-of` takes a day, a month or a year, and names the folder; what is no date is refused."""
    done = run(desk, "briefdesk", "build", "--as-of", "2017")
    assert done.returncode == 0, done.stderr
    assert "site-as-of-2017-12-31: " in done.stdout
    done = run(desk, "briefdesk", "build", "--as-of", "yesterday")
    assert (done.returncode, "'yesterday' is not a date" in done.stderr) == (2, True)
