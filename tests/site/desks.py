"""A small desk on disk, and the programs of its hosts."""

from __future__ import annotations

import filecmp
import gzip
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

#: The sub-path under which the demo is served.
BASE = "briefings"

#: One page of each kind, below the demo's address.
PAGES = {
    "home": "",
    "brief": "briefs/2017/2017-02-22-turkey-turns-to-russia-for-the-s-400/",
    "country": "countries/tur/",
    "system": "systems/s-400/",
    "deal": "deals/tur-rus-s-400/",
    "ledger": "deals/",
    "matrix": "matrix/",
    "comparison of systems": "compare/systems/patriot/s-400/",
    "comparison of countries": "compare/countries/rus/tur/",
    "timeline": "timeline/",
    "on this date": "on-this-date/",
    "publisher": "sources/sputnik/",
    "judgements": "judgements/",
    "questions": "questions/",
    "guide": "guide/",
    "search": "search/",
}

TALKS = "briefs/2017/2017-02-22-talks.md"

CONFIGURATION = """\
site_name: Desk
theme: {name: material}
plugins: [briefdesk]
"""

_FILES = {
    "mkdocs.yml": CONFIGURATION,
    "docs/about.md": "# About\n\nWho writes here.\n",
    "docs/systems/l-20.md": "---\nname: L-20\naliases: [Lantern]\n---\nA battery.\n",
    TALKS: """\
---
title: Talks on the L-20
date: 2017-02-22
summary: Talks go on.
countries: {TUR: buyer, FIN: supplier}
systems: [L-20]
deals:
- {buyer: TUR, supplier: FIN, system: L-20, state: talks, sources: [wire]}
tlp: CLEAR
sources:
- {id: wire, publisher: Wire, title: A report}
---
Talks go on [@wire].
""",
    "briefs/2018/2018-03-signature.md": """\
---
title: A signature
date: 2018-03
summary: It is signed.
countries: {TUR: buyer, FIN: supplier}
systems: [L-20]
deals:
- {buyer: TUR, supplier: FIN, system: L-20, state: signed, sources: [wire]}
tlp: CLEAR
sources:
- {id: wire, publisher: Wire, title: Another report}
---
It is signed [@wire].
""",
}


def lay(root: Path) -> Path:
    """Write the desk into `root`."""
    for name, text in _FILES.items():
        write(root / name, text)
    return root


def write(path: Path, text: str) -> None:
    """Save a file as an editor does: nobody who watches sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}~")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


def differing(one: Path, other: Path) -> list[str]:
    """The files that two sites do not share byte by byte."""
    files = {
        path.relative_to(site).as_posix()
        for site in (one, other)
        for path in site.rglob("*")
        if path.is_file()
    }
    return sorted(
        name
        for name in files
        if not ((one / name).is_file() and (other / name).is_file())
        or not filecmp.cmp(one / name, other / name, shallow=False)
    )


#: What depends on the history of a site, and not on its briefs alone.
HISTORICAL = ("pagefind/", "data/briefdesk.sqlite")


def change(path: Path, before: str, after: str) -> None:
    """Edit a file."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    write(path, text.replace(before, after))


def program(name: str) -> str:
    """A command of the environment that the tests run in."""
    return str(Path(sys.executable).parent / name)


def environment(**more: str) -> Mapping[str, str]:
    """The environment of a command that nobody watches."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **more}


def run(root: Path, name: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command in `root` to its end; one that hangs fails the test."""
    return subprocess.run(
        [program(name), *arguments], cwd=root, env=environment(**more), timeout=120,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def shared(factory: pytest.TempPathFactory) -> Path:
    """A folder that the workers of one run share, and no other run does."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def files(site: Path) -> dict[str, bytes]:
    """Every file below a folder with what it holds."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def contents(site: Path) -> dict[str, bytes]:
    """Every file but assets as it is read, unpacked where it is packed."""
    found = {}
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.startswith("assets/"):
            content = path.read_bytes()
            while content.startswith(b"\x1f\x8b"):
                content = gzip.decompress(content)
            found[name] = content
    return found
