"""Every page is valid HTML, as the checker of the W3C judges it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefdesk.site.build import build
from briefdesk.site.project import find
from tests.site.desks import BASE, PAGES, ROOT, write
from tests.site.test_accessibility import FURTHER, WRITTEN_BY_HAND
from tests.site.test_odd import FILES

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

#: Where `scripts/vnu.sh` puts the package of Node.
PACKAGE = ROOT / "build/vnu/node_modules/vnu-jar/build/dist/vnu.jar"

#: What is wrong in a page, and what the checker says of it.
MISTAKES = {
    "<p><b>A</p></b>": "No “b” element in scope",
    '<img src="data:,">': "An “img” element must have an “alt” attribute",
    '<p id="twice"></p><p id="twice"></p>': "Duplicate ID “twice”",
    '<table><tr><td colspan="2">A</table><a href="a b">B</a>': "Bad value “a b”",
    "<ul><p>A</p></ul>": "Element “p” not allowed as child of element “ul”",
}
PAGE = "<!doctype html>\n<html lang='en'><head><title>A</title></head><body>{}</body></html>\n"


def checker() -> list[str]:
    """The command of the checker: a jar that `VNU` names, a program `vnu`, or the package; the
    tests are skipped without one."""
    java, program = shutil.which("java"), shutil.which("vnu")
    jar = os.environ.get("VNU") or (str(PACKAGE) if PACKAGE.is_file() and not program else "")
    if jar and java:
        return [java, "-Xss8m", "-jar", jar]
    if program:
        return [program]
    pytest.skip("needs the Nu HTML checker; `sh scripts/vnu.sh` fetches it where Java and Node are")


def errors(paths: Sequence[Path]) -> list[str]:
    """What the checker calls an error in some pages, or in all of a folder."""
    options = ("--errors-only", "--skip-non-html", "--format", "gnu")
    found = subprocess.run(
        [*checker(), *options, *map(str, paths)],
        capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    said = found.stderr.splitlines()
    # It says nothing but errors, each with its place; else it did not do its work.
    assert all(line.startswith('"file:') for line in said), found.stderr
    assert bool(said) == (found.returncode != 0)
    return said


def test_each_kind_of_page_is_valid(served: Path, tmp_path: Path) -> None:
    """The checker finds no error on one page of each kind, and each one of a page made wrong."""
    planted = []
    for number, mistake in enumerate(MISTAKES):
        planted.append(tmp_path / f"wrong{number}.html")
        write(planted[-1], PAGE.format(mistake))
    kinds = [*PAGES.values(), *FURTHER, *WRITTEN_BY_HAND]
    pages = [served / BASE / path / "index.html" for path in kinds]
    found = errors([*pages, served / BASE / "404.html", *planted])
    for path, said in zip(planted, MISTAKES.values(), strict=True):
        of_it = [line for line in found if f"/{path.name}" in line]
        assert any(said in line for line in of_it), (path, of_it)
        found = [line for line in found if line not in of_it]
    assert found == []


@pytest.mark.exhaustive
def test_every_page_is_valid(served: Path) -> None:
    """The checker finds no error on any page of the demo."""
    assert errors([served / BASE]) == []


@pytest.mark.exhaustive
def test_whatever_authors_write_is_valid(tmp_path: Path) -> None:
    """Nor on any page of a desk whose authors write what nobody would expect."""
    for name, text in FILES.items():
        write(tmp_path / "desk" / name, text)
    build(find(tmp_path / "desk"), tmp_path / "site", cache=tmp_path / "cache")
    assert errors([tmp_path / "site"]) == []
