"""The whole site as Markdown and configuration on disk, for hosts that know no plugins."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from briefdesk.site import configuration, frame, handwritten, workspace
from briefdesk.site.assembly import Assembly, assemble
from briefdesk.site.project import DOCS, Project

#: Lists what staging wrote, so that it deletes nothing else.
MANIFEST = ".briefdesk-staged.json"

_OVERRIDES = "overrides"


class StagingProblem(Exception):
    """The folder is not one to stage into; nothing in it was changed."""


@dataclass(frozen=True, slots=True)
class Staged:
    """What staging did: files in the tree, and how many of them it wrote and removed."""

    files: int
    written: int
    removed: int


def stage(project: Project, target: Path, today: date) -> Staged:
    """Write the tree and the configuration of `project` into `target`, only what changed.

    AuthorErrors where authors are needed; StagingProblem where `target` holds files that
    staging did not write, or lies where the project's own files are.
    """
    target = target.absolute()
    before = _manifest(project, target)
    found = workspace.load(project)
    assembly = assemble(project, found, today, as_of=project.settings.as_of).sound()
    wanted = dict(_files(project, found, assembly))
    for name in before:
        if name not in wanted:
            (target / name).unlink(missing_ok=True)
            _prune(target, name)
    written = sum(_write(target / name, content) for name, content in wanted.items())
    _write(target / MANIFEST, (json.dumps(sorted(wanted), indent=0) + "\n").encode())
    return Staged(len(wanted), written, len(before - wanted.keys()))


def _files(
    project: Project, found: workspace.Workspace, assembly: Assembly
) -> Iterator[tuple[str, bytes]]:
    for uri in found.handwritten:
        name = f"{DOCS}/{uri}"
        yield name, handwritten.told(project.root / name, name).encode()
    for uri in found.media:
        yield f"{DOCS}/{uri}", (project.root / DOCS / uri).read_bytes()
    for uri, text in assembly.documents.items():
        yield f"{DOCS}/{_as_index(uri)}", text.encode()
    for place, content in assembly.files.items():
        yield f"{DOCS}/{place}", content
    for path in sorted(frame.THEME.rglob("*")):
        name = path.relative_to(frame.THEME).as_posix()
        if path.is_file() and name not in frame.STYLES:
            yield f"{_OVERRIDES}/{name}", path.read_bytes()
    yield f"{_OVERRIDES}/{frame.SHEET}", frame.sheet().encode()
    settings = configuration.read(project.configuration_path.read_text(encoding="utf-8"))
    own = _theme(settings).get("custom_dir")
    if isinstance(own, str):
        for path in sorted((project.root / own).rglob("*")):
            if path.is_file() and not path.is_symlink():
                place = path.relative_to(project.root / own).as_posix()
                yield f"{_OVERRIDES}/{place}", path.read_bytes()
    yield "mkdocs.yml", configuration.write(_settings(settings, found, assembly)).encode()


def _as_index(uri: str) -> str:
    """The same address by a file in a folder of its own.

    Zensical takes links in HTML for links from the file to be rewritten for the address; in an
    index the two are one, so that it leaves them alone.
    """
    return uri if uri.endswith("index.md") else f"{uri.removesuffix('.md')}/index.md"


def _settings(
    given: Mapping[str, Any], found: workspace.Workspace, assembly: Assembly
) -> dict[str, Any]:
    """The project's configuration for a host without our plugin."""
    theme = {**_theme(given), "custom_dir": _OVERRIDES, **frame.THEME_SETTINGS}
    extra = {**frame.EXTRA_SETTINGS, **(given.get("extra") or {}), frame.EXTRA: assembly.facts}
    return {
        **given,
        "docs_dir": DOCS,
        "site_dir": "site",
        "theme": theme,
        "nav": given.get("nav") or frame.navigation(assembly.documents, found.handwritten),
        "extra_css": frame.added(given.get("extra_css") or [], (frame.SHEET,)),
        "extra_javascript": frame.added(given.get("extra_javascript") or [], frame.SCRIPTS),
        "extra": extra,
        "plugins": configuration.without_plugin(given, "briefdesk"),
    }


def _theme(settings: Mapping[str, Any]) -> dict[str, Any]:
    theme = settings.get("theme")
    return dict(theme) if isinstance(theme, dict) else {"name": theme or "material"}


def _manifest(project: Project, target: Path) -> set[str]:
    """The files that staging wrote into `target` before."""
    if project.root == target or target in project.root.parents:
        raise StagingProblem(f"{target} holds the project itself; choose another folder")
    if not target.exists():
        return set()
    if not target.is_dir():
        raise StagingProblem(f"{target} is not a folder")
    try:
        names = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        names = None
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return {name for name in names if _stays_inside(name)}
    if any(target.iterdir()):
        raise StagingProblem(
            f"{target} holds files that staging did not write; choose an empty or a new folder"
        )
    return set()


def _stays_inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in name.split("/")


def _write(path: Path, content: bytes) -> bool:
    """Write a file; False, and no write, where it holds that already."""
    try:
        if path.read_bytes() == content:
            return False
    except OSError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    # A host that watches the folder never sees half a file.
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(content)
    os.replace(aside, path)
    return True


def _prune(target: Path, name: str) -> None:
    """Remove the folders that became empty with the file `name`."""
    folder = (target / name).parent
    while folder != target:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
