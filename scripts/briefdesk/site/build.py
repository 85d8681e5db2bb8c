"""`briefdesk build`: the site that `mkdocs build` makes, made faster."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from briefdesk.site import clock, still, sweeping, workers
from briefdesk.site.hosting import HostProblem
from briefdesk.site.project import BRIEFS, CACHE, DOCS, Project
from briefdesk.site.publishing import PublishingProblem, replacing
from briefdesk.site.report import Report
from briefdesk.site.shells import ShellProblem

if TYPE_CHECKING:
    from briefdesk.site.making import Making

Progress = Callable[[int], None]


def _unheard(pages: int) -> None:
    pass


def build(
    project: Project,
    site: Path | None = None,
    progress: Progress = _unheard,
    *,
    plain: bool = False,
    jobs: int | None = None,
    cache: Path | None = None,
    scheduler: str | None = None,
) -> Report:
    """Build the site of `project` into `site`, by default where its configuration says.

    `progress` is told of pages as they are done. `plain` takes no shortcut: the host makes
    every page. `jobs` is the number of processes that make pages, `cache` the folder of what is
    remembered, by default `.briefdesk` in the project; `scheduler` is the address of a cluster
    that makes them instead. Raises AuthorErrors,
    HostProblem, SearchProblem or PublishingProblem; the site in place is then as it was.
    """
    target = (site or project.root / project.site).absolute()
    target = Path(os.path.normpath(target)) if ".." in target.parts else target
    _keep_clear(project, target)
    if plain or project.others:
        return _plain(project, target, progress)
    try:
        return _fast(
            project, target, cache or project.root / CACHE, progress,
            jobs or workers.processors(), scheduler,
        )  # fmt: skip
    except (ShellProblem, HostProblem):
        # The host knows best what it objects to, or how a theme of its own is filled.
        return _plain(project, target, progress)


def _plain(project: Project, target: Path, progress: Progress) -> Report:
    from briefdesk.site import plugin  # the host takes half a second to load

    with replacing(target) as aside:
        assembly, index = plugin.build(project.configuration_path, aside, lambda uri: progress(1))
    pages = sum(1 for _ in target.rglob("*.html"))
    return Report(
        site=target,
        pages=pages,
        briefs=assembly.briefs,
        deals=assembly.deals,
        index=index.size if index else 0,
        made=pages,
        warnings=assembly.warnings,
    )


def _fast(
    project: Project,
    target: Path,
    cache: Path,
    progress: Progress,
    jobs: int,
    scheduler: str | None,
) -> Report:
    today = clock.today()
    if report := still.still(project, target, cache, today):
        return report
    # All of the package comes with these: they wait until there is something to do.
    from briefdesk.site import shelf
    from briefdesk.site.making import Making

    with sweeping.resting():
        shelved = shelf.load(project, cache, jobs)
        making = Making(project, shelved, today, target, cache, jobs, progress, scheduler)
        making.draft.sound()
        report = bring_about(making)
    still.keep(project, shelved, target, cache, today, report)
    return report


def bring_about(making: Making) -> Report:
    """Have the site in place that `making` is about: brought up to date where that will do, else
    built whole, of all that is sound. Problems as `build` raises them."""
    from briefdesk.site import renewal, whole

    for folder in (making.cache, making.cache.parent):
        # A repository may bring such a link along; what is remembered stays in the project.
        if folder != making.project.root and folder.is_symlink():
            raise PublishingProblem(f"{folder} is a link to another place; remove it")
    known = making.known()
    report = (renewal.renew(making, known) if known else None) or whole.build(making)
    making.shelved.commit()
    return report


def _keep_clear(project: Project, target: Path) -> None:
    """Refuse a place where the site would take that of what authors write."""
    place, root = target.resolve(), project.root.resolve()
    sources = (root / BRIEFS, root / DOCS)
    if place in {root, *root.parents} or any(place.is_relative_to(own) for own in sources):
        raise PublishingProblem(
            f"{target} is where the project's own files are; nothing was written"
        )
