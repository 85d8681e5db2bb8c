"""`briefdesk build`: the build of the host, with progress, published in one step."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefdesk.records.problems import Problem
from briefdesk.site import plugin
from briefdesk.site.project import BRIEFS, DOCS, Project
from briefdesk.site.publishing import PublishingProblem, replacing


@dataclass(frozen=True, slots=True)
class Report:
    """What was built. `bytes` is the size of the whole site, `index` that of the search index.

    `warnings` are what authors may want to know though the site was built.
    """

    site: Path
    pages: int
    briefs: int
    deals: int
    bytes: int
    index: int
    warnings: tuple[Problem, ...]


def _unheard(uri: str) -> None:
    pass


def build(
    project: Project, site: Path | None = None, progress: Callable[[str], None] = _unheard
) -> Report:
    """Build the site of `project` into `site`, by default where its configuration says.

    `progress` is told the uri of each page as it is done. Raises AuthorErrors, HostProblem,
    SearchProblem or PublishingProblem; the site in place is then as it was.
    """
    target = (site or project.root / project.site).absolute()
    target = Path(os.path.normpath(target)) if ".." in target.parts else target
    _keep_clear(project, target)
    with replacing(target) as aside:
        assembly, index = plugin.build(project.configuration_path, aside, progress)
    sizes = [path.stat().st_size for path in target.rglob("*") if path.is_file()]
    return Report(
        site=target,
        pages=sum(1 for _ in target.rglob("*.html")),
        briefs=_number(assembly.facts["briefs"]),
        deals=_number(assembly.facts["deals"]),
        bytes=sum(sizes),
        index=index.size if index else 0,
        warnings=assembly.warnings,
    )


def _keep_clear(project: Project, target: Path) -> None:
    """Refuse a place where the site would take that of what authors write."""
    place, root = target.resolve(), project.root.resolve()
    sources = (root / BRIEFS, root / DOCS)
    if place in {root, *root.parents} or any(place.is_relative_to(own) for own in sources):
        raise PublishingProblem(
            f"{target} is where the project's own files are; nothing was written"
        )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
