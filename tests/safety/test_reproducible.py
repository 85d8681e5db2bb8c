"""The same briefs give the same bytes, whatever machine, user and moment they are built by."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.site.desks import ROOT, change, differing, environment, program

pytestmark = pytest.mark.slow


def _copied(root: Path, order: Callable[[list[Path]], None] = lambda _: None) -> None:
    """The demo, with all that a site can have, its files written in some order."""
    paths = [p for name in ("briefs", "docs") for p in (ROOT / name).rglob("*") if p.is_file()]
    paths.sort()
    order(paths)
    for path in [*paths, ROOT / "mkdocs.yml"]:
        place = root / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    change(root / "mkdocs.yml", "plugins:", "site_url: https://desk.example/a/\nplugins:")


def _times(stamp: int) -> Callable[[Path], None]:
    def touch(root: Path) -> None:
        for path in root.rglob("*"):
            os.utime(path, (stamp, stamp))

    return touch


def _locked(root: Path) -> None:
    for path in root.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)


@dataclass(frozen=True)
class Way:
    """One of two ways to build: where, of what files, with what environment, and how often."""

    folder: str = "desk"
    options: tuple[str, ...] = ()
    more: dict[str, str] = field(default_factory=dict)
    order: Callable[[list[Path]], None] = lambda _: None
    before: Callable[[Path], None] = lambda _: None
    umask: int = 0o022
    builds: int = 1


def build(place: Path, way: Way) -> Path:
    """The site that a way leads to."""
    root = place / way.folder
    _copied(root, way.order)
    way.before(root)
    for _ in range(way.builds):
        done = subprocess.run(
            [program("briefdesk"), "build", *way.options], cwd=root, env=environment(**way.more),
            capture_output=True, text=True, check=False, umask=way.umask,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    return root / "site"


#: Tried always; the others where somebody asks for them (`make reproducible`).
SAMPLE = {
    "all at once": Way(
        "a desk – Büro", ("--jobs", "3"),
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"},
        random.Random(1).shuffle, _times(2_200_000_000), 0o077, 2,
    ),
}  # fmt: skip
WAYS = {
    "a blank in its path": Way("my desk"),
    "letters beyond ASCII": Way("Büro–中国"),
    "a deep folder": Way("/".join(["d" * 30] * 5)),
    "a zone ahead": Way(more={"TZ": "Pacific/Kiritimati"}),
    "a zone behind": Way(more={"TZ": "Etc/GMT+12"}),
    "a zone of half an hour": Way(more={"TZ": "Asia/Kolkata"}),
    "no language": Way(more={"LC_ALL": "C"}),
    "POSIX": Way(more={"LC_ALL": "POSIX", "PYTHONUTF8": "0"}),
    "Turkish": Way(more={"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}),
    "one seed": Way(more={"PYTHONHASHSEED": "1"}),
    "another seed": Way(more={"PYTHONHASHSEED": "2"}),
    "nobody else may read": Way(umask=0o077),
    "everybody may write": Way(umask=0o000),
    "files backwards": Way(order=list.reverse),
    "files at random": Way(order=random.Random(2).shuffle),
    "files of 1980": Way(before=_times(315_532_800)),
    "files of 2038": Way(before=_times(2_147_483_648)),
    "files that are locked": Way(before=_locked, umask=0o022),
    "one process": Way(options=("--jobs", "1")),
    "three processes": Way(options=("--jobs", "3")),
    "a warm memory": Way(builds=2),
    "the host alone": Way(options=("--plain",)),
    "a leap day": Way(more={"SOURCE_DATE_EPOCH": "1835395200"}),
    "after 2038": Way(more={"SOURCE_DATE_EPOCH": "4102444800"}),
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is built by whoever thinks of nothing."""
    return build(tmp_path_factory.mktemp("plain"), Way())


@pytest.mark.parametrize(
    "way",
    [
        *(pytest.param(way, id=name) for name, way in SAMPLE.items()),
        *(pytest.param(w, id=name, marks=pytest.mark.exhaustive) for name, w in WAYS.items()),
    ],
)
def test_every_way_leads_to_the_same_bytes(plain: Path, tmp_path: Path, way: Way) -> None:
    """Path, zone, language, hash seed, rights, order and times of files, number of processes,
    memory and year show in no byte of a site with cards, sitemap, database and search."""
    site = build(tmp_path, way)
    assert (site / "card.png").is_file()
    assert differing(plain, site) == []
