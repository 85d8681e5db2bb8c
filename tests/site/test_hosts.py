"""Every host builds the same site from the same project, and refuses the same mistakes."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.site.desks import BASE, ROOT, TALKS, change, files, lay, run

pytestmark = pytest.mark.slow

_ALL = pytest.mark.exhaustive

MKDOCS = ("mkdocs", "build", "--strict")
PROPERDOCS = ("properdocs", "build", "--strict", "-f", "mkdocs.yml")


@pytest.mark.xdist_group("demo")
@pytest.mark.parametrize(
    "host",
    [pytest.param(MKDOCS, id="mkdocs"), pytest.param(PROPERDOCS, id="properdocs", marks=_ALL)],
)
def test_hosts_with_the_plugin_build_the_demo(
    served: Path, tmp_path: Path, host: tuple[str, ...]
) -> None:
    """MkDocs and ProperDocs write every file of the demo as `briefdesk build` does."""
    done = run(ROOT, *host, "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    ours, theirs = files(served / BASE), files(tmp_path / "site")
    assert sum(name.endswith(".html") for name in ours) > 500
    assert theirs.keys() == ours.keys()
    assert [name for name in ours if theirs[name] != ours[name]] == []


@pytest.mark.parametrize("host", [MKDOCS, PROPERDOCS, MKDOCS[:2]], ids=" ".join)
def test_an_authors_error_stops_a_host(desk: Path, host: tuple[str, ...]) -> None:
    """A host ends with an error that names place, code and remedy, without a traceback."""
    change(desk / TALKS, "TUR: buyer", "TUR: byer")
    done = run(desk, *host)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert f"{TALKS}:5:18: unknown-role: 'byer' is no role. Did you mean 'buyer'?" in said
    assert "briefdesk: 1 error in 1 file" in said
    assert "Traceback" not in said
    assert not (desk / "site").exists()


def test_warnings_are_said_and_counted_where_wanted(desk: Path) -> None:
    """A warning of briefdesk stops a strict build only where the configuration wants it."""
    (desk / "briefs/notes.docx").write_bytes(b"PK")
    done = run(desk, *MKDOCS)
    assert done.returncode == 0
    assert "briefs/notes.docx:1:1: stray-file" in done.stderr
    change(desk / "mkdocs.yml", "[briefdesk]", "[{briefdesk: {strict_warnings: true}}]")
    done = run(desk, *MKDOCS)
    assert done.returncode == 1
    assert "Aborted with 1 warnings in strict mode!" in done.stdout


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("material", "mkdocs", "briefdesk needs 'theme: material'"),
        ("[briefdesk]", "[{briefdesk: {serch: true}}]", "serch"),
        ("[briefdesk]", "[briefdesk]\ndocs_dir: briefs", "'docs_dir' in mkdocs.yml must be docs"),
    ],
)
def test_a_wrong_configuration_is_told(desk: Path, before: str, after: str, said: str) -> None:
    """What is wrong in `mkdocs.yml` is said in a sentence, by the host and by briefdesk."""
    change(desk / "mkdocs.yml", before, after)
    host, ours = run(desk, *MKDOCS), run(desk, "briefdesk", "build")
    assert (host.returncode, ours.returncode) == (1, 2)
    for done in (host, ours):
        assert said in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=_ALL)])
def test_the_same_briefs_give_the_same_bytes(tmp_path: Path, seed: int) -> None:
    """Neither the order of files on disk, their times, the clock's zone, the language of the
    machine nor the seed of hashes shows in any byte of a site or of a staged tree."""
    made = []
    chance = random.Random(seed)
    for number, zone in enumerate(("UTC", "Pacific/Kiritimati")):
        source = lay(tmp_path / f"source{number}")
        # Embargoed to a day that has begun in the one zone and not in the other.
        change(source / TALKS, "tlp:", "published: 2023-11-15\ntlp:")
        shuffled = sorted(path for path in source.rglob("*") if path.is_file())
        chance.shuffle(shuffled)
        desk = tmp_path / f"desk{number}"
        for path in shuffled:
            place = desk / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
        more = {
            "PYTHONHASHSEED": str(seed * 10 + number), "TZ": zone,
            "LC_ALL": ("C", "C.UTF-8")[number], "SOURCE_DATE_EPOCH": "1700000000",
        }  # fmt: skip
        for command in (("build",), ("stage", "staged")):
            done = run(desk, "briefdesk", *command, **more)
            assert done.returncode == 0, done.stderr
        shutil.rmtree(desk / ".briefdesk")
        made.append(files(desk))
    assert made[0].keys() == made[1].keys()
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []
