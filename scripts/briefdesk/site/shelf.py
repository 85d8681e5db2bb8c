"""Stand-in until the real one lands: reads everything, keeps copies to tell what changed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefdesk.reading.library import File, Library, read
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.kinds import KINDS, Kind
from briefdesk.site import workspace as workspaces
from briefdesk.site.project import DOCS, Project
from briefdesk.site.workspace import Workspace


@dataclass(frozen=True)
class Shelved:
    workspace: Workspace
    library: Library
    before: Mapping[str, Brief | Profile | None]
    after: Mapping[str, Brief | Profile | None]
    names_changed: bool
    fresh: bool
    cache: Path | None

    def commit(self) -> None:
        if self.cache is None:
            return
        copies = self.cache / "copies"
        shutil.rmtree(copies, ignore_errors=True)
        for file in self.workspace.files:
            path = copies / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)


def load(
    project: Project, cache: Path | None, jobs: int = 1, kinds: tuple[Kind, ...] = KINDS
) -> Shelved:
    found = workspaces.load(project, kinds)
    further = [f"{DOCS}/{uri}" for uri in found.handwritten]
    library = read(found.files, kinds, further)
    copies = cache / "copies" if cache else None
    old: Library | None = None
    if copies and copies.is_dir():
        files = [
            File(p.relative_to(copies).as_posix(), p.read_bytes())
            for p in copies.rglob("*")
            if p.is_file()
        ]
        old = read(files, kinds, further)
    was = {r.path: r for r in (*old.briefs, *old.profiles)} if old else {}
    now = {r.path: r for r in (*library.briefs, *library.profiles)}
    paths = [p for p in sorted({*was, *now}) if was.get(p) != now.get(p)]
    return Shelved(
        found,
        library,
        {p: was.get(p) for p in paths},
        {p: now.get(p) for p in paths},
        old is None or old.names != library.names,
        old is None,
        cache,
    )
