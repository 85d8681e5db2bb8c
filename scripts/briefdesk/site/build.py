"""`briefdesk build`: the site that `mkdocs build` makes, made faster."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from briefdesk.site import clock, publishing, state, still, sweeping, workers
from briefdesk.site.holding import Edited
from briefdesk.site.hosting import HostProblem
from briefdesk.site.project import BRIEFS, CACHE, DOCS, Project
from briefdesk.site.publishing import PublishingProblem, replacing
from briefdesk.site.report import Report
from briefdesk.site.seen import Seen
from briefdesk.site.shells import ShellProblem

if TYPE_CHECKING:
    from briefdesk.site.making import Making

#: Below what is remembered, the folder of builds as of a day.
AS_OF = "as-of"

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
    as_of: date | None = None,
) -> Report:
    """Build the site of `project` into `site`, by default where its configuration says.

    `as_of` is a day to show the site as of; that site has a folder of its own by default, and
    is always built from nothing, so that neither leads the other astray.

    `progress` is told of pages as they are done. `plain` takes no shortcut: the host makes
    every page. `jobs` is the number of processes that make pages, `cache` the folder of what is
    remembered, by default `.briefdesk` in the project; `scheduler` is the address of a cluster
    that makes them instead. Raises AuthorErrors,
    HostProblem, SearchProblem or PublishingProblem; the site in place is then as it was.
    """
    day = as_of or project.settings.as_of
    if day and day > clock.today():
        raise PublishingProblem(f"{day} is yet to come; nothing was written")
    target = _target(project, site, as_of)
    if plain or project.others:
        return _plain(project, target, progress, day)
    cache = cache or project.root / CACHE
    jobs = jobs or workers.processors()

    def quickly() -> Report:
        if day:
            return _then(project, target, cache, progress, jobs, scheduler, day)
        return _fast(project, target, cache, progress, jobs, scheduler)

    try:
        try:
            return quickly()
        except Edited:
            return quickly()
    except (ShellProblem, HostProblem):
        # The host knows best what it objects to, or how a theme of its own is filled.
        return _plain(project, target, progress, day)


def rollback(project: Project, site: Path | None = None) -> Path:
    """Put the site in `site`, by default where the configuration says, back to what it was before
    the last build that changed it; returns its folder. PublishingProblem where nothing is kept.

    What builds remember of the site is forgotten, so that the next one makes all of it anew.
    """
    target = _target(project, site, None)
    cache = project.root / CACHE
    _keep_inside(project, cache)
    publishing.rollback(target, lambda: state.forget(cache))
    return target


def _target(project: Project, site: Path | None, as_of: date | None) -> Path:
    target = (site or project.root / _folder(project, as_of)).absolute()
    target = Path(os.path.normpath(target)) if ".." in target.parts else target
    _keep_clear(project, target)
    return target


def _folder(project: Project, as_of: date | None) -> str:
    """Where a site goes if nothing is said of it."""
    return f"{project.site}-as-of-{as_of.isoformat()}" if as_of else project.site


def _plain(project: Project, target: Path, progress: Progress, day: date | None) -> Report:
    from briefdesk.site import host  # it takes half a second to load

    with replacing(target) as aside:
        assembly, index = host.build(
            project.configuration_path, aside, lambda uri: progress(1), day
        )
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
    seen = Seen.of(project)
    if report := still.still(project, seen, target, cache, today):
        return report
    # All of the package comes with these: they wait until there is something to do.
    from briefdesk.site import shelf
    from briefdesk.site.making import Making

    with sweeping.resting():
        shelved = shelf.load(project, cache, jobs, seen=seen)
        making = Making(project, shelved, today, target, cache, jobs, progress, scheduler)
        making.draft.sound()
        report = bring_about(making)
    still.keep(project, shelved, target, cache, today, report)
    return report


def _then(
    project: Project,
    target: Path,
    cache: Path,
    progress: Progress,
    jobs: int,
    scheduler: str | None,
    day: date,
) -> Report:
    """The site as of a day. What was read may be remembered, as it is the same for every site;
    what was made is not: the state of such a site lies in a folder that nobody else looks at."""
    from briefdesk.site import shelf, whole
    from briefdesk.site.making import Making

    with sweeping.resting():
        _keep_inside(project, cache)
        shelved = shelf.load(project, cache, jobs)
        making = Making(
            project, shelved, clock.today(), target, cache / AS_OF, jobs, progress, scheduler, day
        )
        making.draft.sound()
        if not making.draft.edition.catalogue.briefs:
            raise PublishingProblem(f"no brief was published by {day}; nothing was written")
        making.look()
        return whole.build(making)


def bring_about(making: Making) -> Report:
    """Have the site in place that `making` is about: brought up to date where that will do, else
    built whole, of all that is sound. Problems as `build` raises them."""
    from briefdesk.site import renewal, whole

    _keep_inside(making.project, making.cache)
    making.look()
    known = making.known()
    report = (renewal.renew(making, known) if known else None) or whole.build(making)
    making.shelved.commit()
    return report


def _keep_inside(project: Project, cache: Path) -> None:
    """Refuse a memory that lies behind a link, which a repository may bring along."""
    for folder in (cache / AS_OF, cache, cache.parent):
        if folder != project.root and folder.is_symlink():
            raise PublishingProblem(f"{folder} is a link to another place; remove it")


def _keep_clear(project: Project, target: Path) -> None:
    """Refuse a place where the site would take that of what authors write."""
    place, root = target.resolve(), project.root.resolve()
    sources = (root / BRIEFS, root / DOCS)
    if place in {root, *root.parents} or any(place.is_relative_to(own) for own in sources):
        raise PublishingProblem(
            f"{target} is where the project's own files are; nothing was written"
        )
