"""What the hosts of the repository are told to do, as data, and the steps of it that this machine
can take."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.site.desks import ROOT, environment

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"


class _Loader(yaml.SafeLoader):
    """Reads `on` as the word that it is, which YAML 1.1 takes for true."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, words) for tag, words in found if tag != "tag:yaml.org,2002:bool"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> dict[str, Any]:
    """The file as data; true and false are texts in it."""
    found = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    assert isinstance(found, dict)
    return found


def steps(workflow: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every step of every job."""
    for job in workflow["jobs"].values():
        yield from job.get("steps", ())


def commands(path: Path, job: str) -> list[str]:
    """What a job runs in a shell, in order."""
    found = read(path)
    if path == GITLAB:
        return [str(line) for line in found[job]["script"]]
    return [step["run"] for step in found["jobs"][job]["steps"] if "run" in step]


def variables(path: Path, job: str) -> dict[str, str]:
    """The environment of a job, beyond what its host gives."""
    found = read(path)
    return dict(
        found[job].get("variables", {}) if path == GITLAB else found["jobs"][job].get("env", {})
    )


def clone(target: Path) -> Path:
    """A checkout of the project as it is here, committed or not, and nothing that git ignores.

    Its `.venv` is one of its own, whose packages are those that the tests run with, so that
    nothing has to be fetched: the one step that a host of the repository takes and we do not.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True,
    ).stdout.decode()  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
    venv.create(target / ".venv", with_pip=False)
    python = target / ".venv/bin/python"
    (packages,) = (target / ".venv").glob("lib/python*/site-packages")
    # Files of this kind are not read in a folder that is named in one: where the sources here are
    # installed for editing, the clone does not see them.
    (packages / "borrowed.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps",
         "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--editable", target],
        check=True, capture_output=True, env=environment(), timeout=240,
    )  # fmt: skip
    (target / ".venv/.installed").touch()
    return target


def take(command: str, root: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run one step as the hosts do: a shell that stops at the first failure."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command],
        cwd=root, env=environment(CI="true", **variables), capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
