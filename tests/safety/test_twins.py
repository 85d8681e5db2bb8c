"""Two files that want one address are both named, however their names are spelled."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefdesk.desk.checking import problems
from briefdesk.site import build as building
from briefdesk.site.clock import today
from briefdesk.site.project import find
from tests.site.desks import TALKS, lay, write

COMPOSED, DECOMPOSED = "caf\u00e9", "cafe\u0301"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk in which nothing is wrong."""
    return lay(tmp_path / "desk")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.md", "a/index.md"), ("About.md", "about.md"), (f"{COMPOSED}.md", f"{DECOMPOSED}.md"),
        ("b.txt", "B.txt"), (f"{COMPOSED}.txt", f"{DECOMPOSED}.txt"), ("a/index.md", "A/README.md"),
    ],
)  # fmt: skip
def test_pages_with_one_address_are_both_named(desk: Path, one: str, other: str) -> None:
    """Among the docs no two files share an address, nor differ in it by case or by form of
    Unicode alone; what is said names both."""
    (desk / "docs/about.md").unlink()
    write(desk / "docs" / one, "# One\n")
    write(desk / "docs" / other, "# Other\n")
    (found,) = problems(find(desk), today())
    assert found.code == "address-clash"
    assert {found.path, found.message.split(" has ")[0]} == {f"docs/{one}", f"docs/{other}"}


@pytest.mark.parametrize("uri", ["deals/index.md", "Deals/a.md", "index.md", "assets/js/a.txt",
                                 "Assets/JS/a.txt", "systems.md", "briefs/2017.md"])  # fmt: skip
def test_generated_addresses_are_nobody_elses(desk: Path, uri: str) -> None:
    """No file among the docs takes an address of the generated site or of what its pages run."""
    write(desk / "docs" / uri, "# Mine\n")
    assert [(p.path, p.code) for p in problems(find(desk), today())] == [
        (f"docs/{uri}", "address-clash")
    ]


@pytest.mark.parametrize("name", ["2017-02-22-{}.md", "2017-02-22-{}-words.md"])
def test_briefs_that_differ_by_a_form_of_unicode_are_named(desk: Path, name: str) -> None:
    """Two names of briefs that look the same are one on many a disk; the second names the first."""
    text = (desk / TALKS).read_text()
    for word in (COMPOSED, DECOMPOSED):
        write(desk / "briefs/2017" / name.format(word), text)
    found = problems(find(desk), today())
    (twin,) = [problem for problem in found if problem.code == "slug-case"]
    paths = {f"briefs/2017/{name.format(word)}" for word in (COMPOSED, DECOMPOSED)}
    assert {twin.path, twin.message.split(" differs from ")[1].split(" by ")[0]} == paths
    assert {p.path for p in found if p.code == "file-name"} == paths


@pytest.mark.slow
def test_pages_written_are_those_planned(desk: Path) -> None:
    """The site has a page at the address of each brief, profile and page by hand, and no other
    file takes its place."""
    building.build(find(desk), desk / "site")
    for address in (
        "briefs/2017/2017-02-22-talks",
        "briefs/2018/2018-03-signature",
        "systems/l-20",
        "about",
    ):
        assert (desk / "site" / address / "index.html").is_file()
    assert not list((desk / "site").rglob("*.md"))
