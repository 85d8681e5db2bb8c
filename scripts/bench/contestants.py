"""Who takes part, and how each is started: as its documentation says, in its own folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from bench import corpus, rivals
from bench.briefs import Brief

Seen = Callable[[Brief], None]
Command = tuple[str, ...]

OURS = "briefdesk"


@dataclass(frozen=True)
class Contestant:
    """One site generator.

    `write` takes a folder, a number of briefs and who is told each of them. `build` is run from
    nothing and again, the same each time; `made` is what is deleted before it starts from nothing.
    """

    id: str
    name: str
    write: Callable[[Path, int, Seen], None]
    path_of: Callable[[Brief], str]
    text_of: Callable[[Brief], str]
    build: tuple[Command, ...]
    made: tuple[str, ...]
    check: tuple[Command, ...] = ()


def program(package: str, path: str) -> str:
    """A program that comes in a Python package, without the start of a Python around it."""
    found = find_spec(package)
    if not found or not found.submodule_search_locations:
        raise SystemExit(f"bench: the package {package} is not installed")
    return str(Path(found.submodule_search_locations[0]) / path)


def _write_rival(rival: rivals.Rival, folder: Path, briefs: int, seen: Seen) -> None:
    rivals.write(rival, folder, briefs, seen=seen)


def _write_ours(folder: Path, briefs: int, seen: Seen) -> None:
    corpus.write(folder, briefs, seen=seen)


def _builds() -> dict[str, tuple[tuple[Command, ...], tuple[str, ...]]]:
    """The commands of each rival, and what they make.

    MkDocs has `--dirty`, which leaves lists and search as they were; a site for readers cannot
    use it. Hugo keeps its cache in memory alone, so there is none to delete.
    """
    python = sys.executable
    mkdocs = ((python, "-m", "mkdocs", "build", "--quiet"),)
    return {
        "hugo": (
            (
                (program("hugo", "binaries/hugo"), "--quiet"),
                (program("pagefind_bin", "pagefind"), "--site", "public", "--quiet"),
            ),
            ("public", "resources", ".hugo_build.lock"),
        ),
        "tags": (mkdocs, ("site",)),
        "blog": (mkdocs, ("site",)),
        "zensical": (((python, "-m", "zensical", "build"),), ("site", ".cache")),
        "unlisted": (mkdocs, ("site",)),
    }


def contestants(options: Sequence[str] = ()) -> tuple[Contestant, ...]:
    """briefdesk, whose build is given `options`, then every rival."""
    briefdesk = (sys.executable, "-m", "briefdesk")
    ours = Contestant(
        OURS, "briefdesk", _write_ours, corpus.path_of, corpus.text_of,
        build=((*briefdesk, "build", *options),), made=("site", ".briefdesk"),
        check=((*briefdesk, "check"),),
    )  # fmt: skip
    builds = _builds()
    return (
        ours,
        *(
            Contestant(
                rival.id, rival.name, partial(_write_rival, rival), rival.path_of, rival.text_of,
                *builds[rival.id],
            )
            for rival in rivals.RIVALS
        ),
    )  # fmt: skip
