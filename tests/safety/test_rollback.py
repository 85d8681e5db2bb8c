"""The site before the last build can be put back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefdesk.site import build as building
from briefdesk.site import former, holding
from briefdesk.site.build import build, rollback
from briefdesk.site.project import find
from briefdesk.site.publishing import PublishingProblem, beside, updating
from tests.site.desks import TALKS, change, differing, files, lay, run

slow = pytest.mark.slow


def site(desk: Path, **options: bool) -> dict[str, bytes]:
    """Every file of the site that a build makes."""
    build(find(desk), jobs=1, **options)
    return files(desk / "site")


def _plain(desk: Path) -> dict[str, bytes]:
    return site(desk, plain=True)


def _anew(desk: Path) -> dict[str, bytes]:
    for path in (desk / ".briefdesk").glob("*.sqlite"):
        path.unlink()
    return site(desk)


@slow
@pytest.mark.parametrize(
    ("again", "deed"),
    [
        (site, "add"), (_plain, "edit"), (_anew, "remove"),
        *(
            pytest.param(again, deed, marks=pytest.mark.exhaustive)
            for again, deed in (
                (site, "edit"), (site, "remove"), (_anew, "add"), (_anew, "edit"),
                (_plain, "add"), (_plain, "remove"),
            )
        ),
    ],
)  # fmt: skip
def test_the_site_before_is_put_back(tmp_path: Path, again: object, deed: str) -> None:
    """Byte for byte, whether the last build was an update, one from nothing or the host's; there
    is nothing further back, and the next build is that of the briefs as they are."""
    desk = lay(tmp_path / "desk")
    before = site(desk)
    brief = (desk / TALKS).read_text(encoding="utf-8")
    if deed == "edit":
        change(desk / TALKS, "Talks go on", "Talks went on")
    elif deed == "remove":
        (desk / TALKS).unlink()
    else:
        (desk / "briefs/2017/2017-05-01-more.md").write_text(
            brief.replace("2017-02-22", "2017-05-01").replace("title: Talks", "title: More talks")
        )
    assert callable(again)
    assert again(desk) != before
    rollback(find(desk))
    assert files(desk / "site") == before
    assert not beside(desk / "site").exists()
    with pytest.raises(PublishingProblem, match=r"nothing is kept of what .*site was before"):
        rollback(find(desk))
    assert files(desk / "site") == before
    build(find(desk), jobs=1)
    build(find(desk), desk / "clean", jobs=1, cache=desk / "other")
    assert differing(desk / "site", desk / "clean") == []


@slow
def test_the_command_puts_back_and_says_so(tmp_path: Path) -> None:
    """`briefdesk rollback` ends with 0 and names the site; then with 2 and a sentence."""
    desk = lay(tmp_path / "desk")
    before = site(desk)
    change(desk / TALKS, "Talks go on", "Talks went on")
    site(desk)
    done = run(desk, "briefdesk", "rollback")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{desk / 'site'}: as it was before the last build")
    assert files(desk / "site") == before
    done = run(desk, "briefdesk", "rollback")
    assert done.returncode == 2
    assert done.stderr == (
        f"briefdesk: nothing is kept of what {desk / 'site'} was before; "
        "`briefdesk build` makes it anew\n"
    )


@slow
def test_an_edit_keeps_no_more_than_it_changes(tmp_path: Path) -> None:
    """Of an update are kept the files that differ, and a build with nothing to do keeps what is
    kept."""
    desk = lay(tmp_path / "desk")
    before = site(desk)
    change(desk / TALKS, "Talks go on", "Talks went on")
    after = site(desk)
    kept = former.latest(beside(desk / "site"), desk / "site")
    assert kept
    differ = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    differ |= before.keys() - after.keys()
    held = [path.read_bytes() for path in kept.iterdir() if path.name != "list.json"]
    assert sorted(held) == sorted(before[name] for name in differ)
    site(desk)
    assert former.latest(beside(desk / "site"), desk / "site") == kept


@slow
def test_an_update_that_was_killed_and_unmade_leaves_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A brief whose build died after its page was in place, and that is gone by the next build,
    has no page then, and the search does not know it."""
    desk = lay(tmp_path / "desk")
    site(desk)
    brief = (desk / TALKS).read_text(encoding="utf-8")
    more = desk / "briefs/2017/2017-05-01-more.md"
    more.write_text(brief.replace("2017-02-22", "2017-05-01"))
    with monkeypatch.context() as patched:

        def dies(*arguments: object, **more: object) -> None:
            raise KeyboardInterrupt

        patched.setattr(building.state, "update", dies)
        with pytest.raises(KeyboardInterrupt):
            build(find(desk), jobs=1)
    assert (desk / "site/briefs/2017/2017-05-01-more/index.html").exists()
    more.unlink()
    build(find(desk), jobs=1)
    build(find(desk), desk / "clean", jobs=1, cache=desk / "other")
    assert differing(desk / "site", desk / "clean") == []


def _published(root: Path) -> Path:
    place = root / "site"
    place.mkdir(parents=True)
    (place / "404.html").write_text("old")
    return place


def test_a_disk_without_second_names_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no file can have two names, what is replaced is copied."""
    place = _published(tmp_path)

    def refused(*arguments: object, **more: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    with updating(place) as update:
        (update.aside / "404.html").write_text("new")
        update.moved.append("404.html")
    assert files(place) == {"404.html": b"new"}
    building.publishing.rollback(place)
    assert files(place) == {"404.html": b"old"}


def test_what_is_kept_is_deleted_bit_by_bit(tmp_path: Path) -> None:
    """A whole site that is no longer needed costs no update more than some of its files."""
    place = _published(tmp_path)
    gone = beside(place) / "gone-0"
    for number in range(30):
        (gone / f"{number}").mkdir(parents=True)
        (gone / f"{number}/page").write_text("")
    left = []
    for _ in range(4):
        former.tidy(beside(place), place, 25)
        left.append(sum(1 for path in gone.rglob("*")))
    assert left == sorted(left, reverse=True)
    assert 30 < left[0] < 60
    assert left[-1] == 0
    assert not gone.exists()


def test_a_rollback_of_nothing_makes_nothing(tmp_path: Path) -> None:
    """Without a site, a rollback says that there is nothing, and leaves no folder behind."""
    with pytest.raises(holding.PublishingProblem, match="nothing is kept"):
        building.publishing.rollback(tmp_path / "site")
    assert os.listdir(tmp_path) == []
