"""The wheel is whole: what is installed from it works without the sources beside it."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from filelock import FileLock

from briefdesk import __version__
from tests.site.desks import ROOT, TALKS, change, environment, files, shared

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]

_SOURCES = ("pyproject.toml", "README.md", "LICENSE", "scripts/briefdesk")

#: No index of packages, no sources on the path, nothing of the user's.
_ALONE: Mapping[str, str] = {
    "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PYTHONPATH": "", "PYTHONNOUSERSITE": "1",
}  # fmt: skip


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what it is made of; once for all workers."""
    made = shared(tmp_path_factory) / "wheel"
    with FileLock(f"{made}.lock"):
        if not list(made.glob("dist/*.whl")):
            for name in _SOURCES:
                place = made / "source" / name
                place.parent.mkdir(parents=True, exist_ok=True)
                if (ROOT / name).is_dir():
                    shutil.copytree(
                        ROOT / name, place, ignore=shutil.ignore_patterns("__pycache__")
                    )
                else:
                    shutil.copyfile(ROOT / name, place)
            subprocess.run(
                [sys.executable, "-m", "build", "--wheel", "--no-isolation",
                 "--outdir", made / "dist", made / "source"],
                env=environment(**_ALONE), check=True, capture_output=True, timeout=240,
            )  # fmt: skip
    (found,) = made.glob("dist/*.whl")
    return found


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of a new environment that holds the wheel and what it depends on."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(place, with_pip=False)
    python = place / "bin/python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", wheel],
        env=environment(**_ALONE), check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    (packages,) = place.glob("lib/python*/site-packages")
    # A path named in such a file is searched, but the files of this kind within it are not read:
    # the dependencies are there, and the sources installed for editing are not.
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()) + "\n")
    return place / "bin"


def run(installed: Path, desk: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [installed / command[0], *command[1:]], cwd=desk, env=environment(**_ALONE),
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_wheel_holds_all_of_the_package(wheel: Path) -> None:
    """Every file under `scripts/briefdesk` is in it: modules, templates, fonts, tables."""
    package = ROOT / "scripts/briefdesk"
    ours = {
        f"briefdesk/{path.relative_to(package).as_posix()}": path.read_bytes()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {Path(name).suffix for name in ours} >= {".py", ".jinja", ".html", ".woff2", ".tsv"}
    with zipfile.ZipFile(wheel) as archive:
        theirs = {
            name: archive.read(name) for name in archive.namelist() if name.startswith("briefdesk/")
        }
        licences = [name for name in archive.namelist() if "/licenses/" in name]
    assert theirs == ours
    assert sorted(name.rsplit("/", 1)[-1] for name in licences) == ["LICENSE", "OFL.txt"]


def test_installed_package_is_the_wheels(installed: Path, desk: Path) -> None:
    """The environment runs the wheel, not the sources."""
    where = run(installed, desk, "python", "-c", "import briefdesk; print(briefdesk.__file__)")
    assert where.stdout.startswith(str(installed.parent)), where.stdout + where.stderr
    told = run(installed, desk, "briefdesk", "--version")
    assert (told.returncode, told.stdout) == (0, f"briefdesk, version {__version__}\n")


def test_installed_check_works(installed: Path, desk: Path) -> None:
    """`check` from the wheel finds nothing in a sound desk, and the mistake in another."""
    sound = run(installed, desk, "briefdesk", "check")
    assert (sound.returncode, sound.stdout) == (0, "Nothing to mend.\n"), sound.stderr
    change(desk / TALKS, "TUR: buyer", "TUR: byer")
    assert "unknown-role" in run(installed, desk, "briefdesk", "check").stdout


def test_installed_build_works(installed: Path, desk: Path) -> None:
    """`build` from the wheel writes the site that the sources write, and so does the host."""
    for command in (
        ("briefdesk", "build"),
        ("python", "-m", "briefdesk", "build", "--site-dir", "module"),
        ("python", "-m", "mkdocs", "build", "--strict", "--site-dir", "host"),
    ):
        done = run(installed, desk, *command)
        assert done.returncode == 0, done.stderr
    subprocess.run(
        [sys.executable, "-m", "briefdesk", "build", "--site-dir", "sources"],
        cwd=desk, env=environment(), check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    ours = files(desk / "sources")
    assert "assets/fonts/source-serif-4-latin.woff2" in ours
    for name in ("site", "module", "host"):
        assert files(desk / name) == ours, name
