"""The container file builds by hashes, without rights and without a network where it can."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest

from tests.site.desks import ROOT

FILE = ROOT / "Containerfile"


@dataclass
class Stage:
    """A stage: what it starts from, its name, and its instructions in order."""

    base: str
    name: str
    instructions: list[tuple[str, str]] = field(default_factory=list)


def read() -> tuple[dict[str, str], list[Stage]]:
    """The arguments before the first stage, and the stages."""
    text = re.sub(r"\s*\\\n\s*", " ", re.sub(r"^#.*\n", "", FILE.read_text(), flags=re.MULTILINE))
    arguments: dict[str, str] = {}
    stages: list[Stage] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        word, _, rest = line.partition(" ")
        assert word in {"ARG", "FROM", "RUN", "USER", "WORKDIR", "COPY", "EXPOSE"}, line
        if word == "FROM":
            base, _, name = rest.partition(" AS ")
            stages.append(Stage(base, name))
        elif stages:
            stages[-1].instructions.append((word, rest))
        else:
            name, _, value = rest.partition("=")
            arguments[name] = value
    return arguments, stages


ARGUMENTS, STAGES = read()


def of(word: str) -> list[str]:
    return [rest for stage in STAGES for name, rest in stage.instructions if name == word]


def test_images_are_named_by_a_short_name_and_a_version() -> None:
    """No host is named, no image is the latest, and whoever builds may pin each by its digest."""
    names = {stage.name for stage in STAGES}
    for stage in STAGES:
        if stage.base not in names:
            image = ARGUMENTS[stage.base.removeprefix("${").removesuffix("}")]
            place, _, version = image.partition(":")
            assert "." not in place.partition("/")[0], "a host"
            assert version not in {"", "latest"}


def test_nothing_is_run_by_root() -> None:
    """Before anything is installed or built, a user without rights is made, and each image runs as
    such a one."""
    users = {}
    for stage in STAGES:
        user = users.get(stage.base, "root")
        for word, rest in stage.instructions:
            if word == "USER":
                user = rest
            elif word == "RUN" and user == "root":
                assert rest.startswith("useradd ")
        users[stage.name] = user
    assert users == {"packages": "desk", "site": "desk", "serve": "101"}


def test_packages_come_by_hashes_and_once() -> None:
    """What is fetched is fetched by hashes, before any source is there that could meddle; after
    that each command has no network."""
    fetching = [rest for rest in of("RUN") if "--requirement" in rest]
    assert len(fetching) == 1
    assert "--require-hashes" in fetching[0]
    assert "--only-binary :all:" in fetching[0]
    first, second, _ = STAGES
    assert [rest for word, rest in first.instructions if word == "COPY"] == [
        "--chown=desk:desk requirements.lock ./"
    ]
    runs = [rest for word, rest in second.instructions if word == "RUN"]
    assert runs
    assert all(rest.startswith("--network=none ") for rest in runs)


def test_what_is_served_is_the_site_alone() -> None:
    """The last image takes over the site and the configuration of its server, and nothing else."""
    assert STAGES[-1].name == "serve"
    assert [rest for word, rest in STAGES[-1].instructions if word == "COPY"] == [
        "--from=site /home/desk/nginx.conf /etc/nginx/conf.d/default.conf",
        "--from=site /home/desk/site /srv/www/briefings",
    ]
    sample = (ROOT / "deploy/nginx.conf").read_text()
    assert sample.count("root /srv/www/briefings;") == 1
    assert sample.count("listen 80;") == 1
    assert any("s/listen 80;/listen 8080;/" in rest for rest in of("RUN"))
    assert of("EXPOSE") == ["8080"]


@pytest.mark.parametrize("rest", [r for r in of("COPY") if "--from" not in r])
def test_what_is_copied_is_there_and_not_left_out(rest: str) -> None:
    """Every file that is copied is in the repository and let through by `.dockerignore`."""
    through = {
        line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }  # fmt: skip
    _, *names, _ = rest.split()
    assert names
    for name in names:
        assert (ROOT / name).exists()
        assert name in through
