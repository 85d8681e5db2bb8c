"""A preview outlives whatever happens to its files, and forgets what is gone."""

from __future__ import annotations

import gc
import random
from pathlib import Path

import pytest

from briefdesk.site.preview import Preview
from tests.site.desks import TALKS, change, write

pytestmark = pytest.mark.slow

#: How many objects half of the edits may leave behind, when the other half has filled the caches.
_LEFT = 5_000


def _edit(desk: Path, dice: random.Random, whole: str) -> None:
    """Save, break, rename, delete or add a brief of one year; that of another, which tells of
    the same, stays, so that few edits make a new frame."""
    found = sorted((desk / "briefs/2017").glob("*.md"))
    path = dice.choice(found) if found else desk / TALKS
    what = dice.randrange(7)
    if what == 0:
        write(path, whole.replace("Talks go on", f"Talk {dice.randrange(1_000)}"))
    elif what == 1:
        write(path, whole.replace("TUR: buyer", "TUR: [buyer"))
    elif what == 2:
        write(path, whole[: dice.randrange(len(whole))])
    elif what == 3:
        path.unlink(missing_ok=True)
    elif what == 4 and path.exists():
        path.rename(path.with_name(f"2017-02-22-talks-{dice.randrange(20)}.md"))
    elif what == 5:
        write(desk / f"briefs/2017/2017-02-22-more-{dice.randrange(5)}.md", whole)
    else:
        write(desk / "docs/systems/l-20.md", f"---\nname: L-20\naliases: [Name {what}]\n---\nA.\n")


def test_the_first_edit_is_no_build_from_nothing(desk: Path) -> None:
    """What the first build of a desk read is remembered, though nothing was there before."""
    said: list[str] = []
    preview = Preview(desk / "mkdocs.yml", 1, said.append)
    preview.follow()
    change(desk / TALKS, "Talks go on [@wire]", "Talks went on [@wire]")
    preview.follow()
    assert said[1] == "1 page made anew"


@pytest.mark.parametrize("edits", [80, pytest.param(1_000, marks=pytest.mark.exhaustive)])
def test_many_edits_leave_no_trace(desk: Path, edits: int) -> None:
    """After a thousand random edits, renames and syntax errors, or a sample of them, the preview
    shows the files as they are, and takes hardly more memory than after half of them."""
    (desk / "mkdocs.yml").write_text(
        "site_name: Desk\ntheme: {name: material}\nplugins: [{briefdesk: {search: false}}]\n"
    )
    whole = (desk / TALKS).read_text()
    dice = random.Random(1)
    preview = Preview(desk / "mkdocs.yml", 1, lambda _: None)
    held = []
    for _ in range(4):
        for _ in range(edits // 4):
            _edit(desk, dice, whole)
            preview.follow()
        gc.collect()
        held.append(len(gc.get_objects()))
    assert held[3] - held[1] < _LEFT
    for path in (desk / "briefs").rglob("*.md"):
        path.unlink()
    write(desk / TALKS, whole)
    write(desk / "docs/systems/l-20.md", "---\nname: L-20\n---\nA battery.\n")
    preview.follow()
    assert preview.cover("") is None
    page = preview.site / "briefs/2017/2017-02-22-talks/index.html"
    assert "Talks go on" in page.read_text()
    assert sum(1 for _ in (preview.site / "briefs/2017").glob("*/index.html")) == 1
