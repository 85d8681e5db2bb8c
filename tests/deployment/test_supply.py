"""What the project is made with is known, pinned and listed, and what it makes can be made again."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from briefdesk import __version__
from tests.deployment.pipelines import take
from tests.site.desks import BASE, ROOT, differing, environment

LOCK = ROOT / "requirements.lock"

#: What the fuzzer needs, which no other command installs.
FUZZER = ROOT / "requirements-fuzz.lock"


def plain(name: str) -> str:
    """A package's name in the one form that tells names apart (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        found: dict[str, Any] = tomllib.load(file)["project"]
    return found


def named(requirements: list[str]) -> list[str]:
    return [re.split(r"[^\w.-]", requirement, maxsplit=1)[0] for requirement in requirements]


def locked(lock: Path = LOCK) -> dict[str, str]:
    """Each package of the lock with its version."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(), re.MULTILINE))


def test_every_dependency_has_a_reason() -> None:
    """The page on what the project is made with lists what pyproject.toml names, each once and
    under what it is for."""
    text = (ROOT / "docs/dependencies.md").read_text()
    told = {
        title: re.findall(r"^\| (\w[\w.-]*) \| \S.*\|$", section, re.MULTILINE)[1:]
        for title, section in re.findall(
            r"^## (.*?)$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL
        )
    }
    extras = declared()["optional-dependencies"]
    works = ("test", "lock", "sbom", "bench", "fuzz")
    work = [name for extra in works for name in named(extras[extra])]
    assert told == {
        "To build a site": named(declared()["dependencies"]),
        "To draw cards": named(extras["cards"]),
        "On many machines": named(extras["cluster"]),
        "To work on it": sorted(work, key=str.casefold),
    }
    assert extras.keys() == {*works, "cards", "cluster"}


@pytest.mark.parametrize("lock", [LOCK, FUZZER], ids=lambda path: path.name)
def test_every_package_is_pinned_by_hashes(lock: Path) -> None:
    """A lock has each package that pyproject.toml names for it, by one version and its hashes, and
    nothing from a place of its own."""
    text = re.sub(r"^#.*\n", "", lock.read_text(), flags=re.MULTILINE)
    pins = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    for pin in pins:
        assert re.match(r"[\w.-]+==\S+ \\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+", pin), pin
    extras = declared()["optional-dependencies"]
    wanted = extras.pop("fuzz")
    if lock == LOCK:
        wanted = [
            *declared()["dependencies"],
            *(name for extra in extras.values() for name in extra),
        ]
    assert set(map(plain, named(wanted))) <= set(map(plain, locked(lock)))
    assert "://" not in text
    assert len(pins) == len(locked(lock))
    recipes = [*(ROOT / ".github/workflows").glob("*"), ROOT / ".gitlab-ci.yml", ROOT / "Makefile"]
    installs = [
        line for path in recipes for line in re.findall(r".*pip install.*", path.read_text())
    ]
    assert installs
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)


@pytest.mark.slow
@pytest.mark.xdist_group("checkout")
def test_one_command_lists_what_is_installed(checkout: Path) -> None:
    """`make sbom` lists every locked package with version and hashes in CycloneDX, for this
    project, and does so again to the byte."""
    made = checkout / "build/briefdesk.cdx.json"
    contents = []
    for _ in range(2):
        done = take("make sbom", checkout)
        assert (done.returncode, done.stderr) == (0, "")
        contents.append(made.read_bytes())
        made.unlink()
    assert contents[0] == contents[1]
    listed = json.loads(contents[0])
    assert listed["bomFormat"] == "CycloneDX"
    assert listed["metadata"]["component"]["name"] == declared()["name"]
    assert listed["metadata"]["component"]["version"] == __version__
    assert re.fullmatch(
        r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", listed["serialNumber"]
    )
    assert "timestamp" not in listed["metadata"]
    assert {c["name"]: c["version"] for c in listed["components"]} == locked()
    for component in listed["components"]:
        assert component["purl"].startswith("pkg:")
        (place,) = component["externalReferences"]
        assert all(re.fullmatch(r"[0-9a-f]{64}", hash["content"]) for hash in place["hashes"])


def sources(place: Path, rights: int) -> Path:
    """What wheel and source archive are made of, in a folder of its own."""
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, place / name)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "scripts/briefdesk", place / "scripts/briefdesk", ignore=ignored)
    for path in place.rglob("*"):
        path.chmod(rights | (0o700 if path.is_dir() else 0))
    return place


@pytest.mark.slow
def test_wheel_and_archive_are_the_same_again(tmp_path: Path) -> None:
    """Built in another folder, in another zone and language, of files of other rights and other
    times, wheel and source archive have the same bytes."""
    made = []
    for name, rights, variables in (
        ("one", 0o644, {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        ("täg two", 0o664, {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}),
    ):
        place = sources(tmp_path / name, rights)
        if made:
            for path in place.rglob("*.py"):
                path.touch()
        subprocess.run(
            [sys.executable, "-m", "build", "--no-isolation", "--outdir", place / "dist", place],
            check=True, capture_output=True, timeout=240,
            env=environment(SOURCE_DATE_EPOCH="1700000000", **variables),
        )  # fmt: skip
        made.append({path.name: path.read_bytes() for path in (place / "dist").iterdir()})
    assert sorted(Path(name).suffix for name in made[0]) == [".gz", ".whl"]
    assert made[0] == made[1]


ALONE = ["unshare", "--map-root-user", "--net", "--"]

REACHES = """
import socket, sys
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), 5).close()
except OSError:
    sys.exit(3)
"""


@pytest.mark.slow
@pytest.mark.xdist_group("demo")
def test_a_build_needs_no_network(served: Path, tmp_path: Path) -> None:
    """Where there is no network at all, not even to itself, a machine checks and builds the demo,
    and gives the same bytes."""
    if not shutil.which("unshare") or subprocess.run([*ALONE, "true"], check=False).returncode:
        pytest.skip(
            "needs a network namespace of one's own (unshare -rn), which is not allowed here"
        )
    with socket.create_server(("127.0.0.1", 0)) as server:
        reach = [sys.executable, "-c", REACHES, str(server.getsockname()[1])]
        assert subprocess.run(reach, check=False).returncode == 0
        assert subprocess.run([*ALONE, *reach], check=False).returncode == 3
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    for name in ("briefs", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for command in (
        ["check", "--no-cache"],
        ["build"],
        ["build", "--plain", "--site-dir", "plain"],
    ):
        done = subprocess.run(
            [*ALONE, sys.executable, "-m", "briefdesk", *command], cwd=tmp_path, env=environment(),
            capture_output=True, text=True, timeout=240, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert differing(tmp_path / "site", served / BASE) == []
    assert differing(tmp_path / "plain", served / BASE) == []
