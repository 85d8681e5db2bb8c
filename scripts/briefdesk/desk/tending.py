"""The commands that tend what is there: sources, links, the site in place."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from briefdesk.desk import console
from briefdesk.desk.reporters import REPORTERS, visible
from briefdesk.site import clock, workers
from briefdesk.site.project import CACHE, DOCS, Project

if TYPE_CHECKING:
    from briefdesk.reading.library import Library


@click.command()
@click.option("--source", metavar="ID", help="A source: SLUG#ID, its id alone, or its address.")
@click.option("--publisher", metavar="NAME", help="All that a publisher published.")
@click.option("--brief", metavar="SLUG", help="A brief.")
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="text",
              show_default=True, help="How it is told.")  # fmt: skip
@click.option("--cache/--no-cache", default=True, help="Whether to remember, in .briefdesk/.")
def impact(form: str, cache: bool, **names: str | None) -> None:
    """Tell what rests on a source, a publisher or a brief.

    Names every statement, deal, judgement and page that would change if it were withdrawn, and
    what the state of each deal would be. Nothing is written.

    \b
      briefdesk impact --source 2017-02-22-turkey-turns-to-russia#janes
      briefdesk impact --publisher Reuters --format json
      briefdesk impact --brief 2017-02-22-turkey-turns-to-russia
    """
    from briefdesk.catalogue import asked
    from briefdesk.desk import impacts

    given = {kind: name for kind, name in names.items() if name}
    if len(given) != 1:
        console.stop("name one of --source, --publisher and --brief")
    ((kind, name),) = given.items()
    ask: Any = {"source": asked.source, "publisher": asked.publisher, "brief": asked.brief}[kind]
    project = console.project()
    try:
        found = impacts.find(
            project, clock.today(), lambda catalogue: ask(catalogue, name),
            project.root / CACHE if cache else None, workers.processors(),
        )  # fmt: skip
    except asked.NotFound as error:
        console.stop("\n  ".join([f"{error}.{' Perhaps:' if error.near else ''}", *error.near]))
    console.warn(found.errors)
    click.echo(impacts.FORMATS[form](found), nl=False)


@click.command()
@click.option("--site-dir", type=click.Path(file_okay=False, path_type=Path),
              help="Of the built site; where the configuration says, if not given.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(sorted(REPORTERS)), default="text",
              show_default=True, help="How what is found is written.")  # fmt: skip
@click.option("--web", is_flag=True,
              help="Ask for the page of each source instead, over the network.")  # fmt: skip
@click.option("--strict", is_flag=True, help="With --web: end with 1 where a page is gone.")
@click.option("--allow-private", is_flag=True,
              help="With --web: also hosts of the own network, and without https: for tests.")  # fmt: skip
def links(site_dir: Path | None, form: str, web: bool, strict: bool, allow_private: bool) -> None:
    """Check every link of the built site, without a network.

    Ends with 1 where a link or its fragment leads to nothing on the site. With --web it asks
    for the pages of sources, one a second of each host; an answer is remembered for a week in
    .briefdesk/, so that a run may be broken off. What is gone is told, and ends with 0.

    \b
      briefdesk links
      briefdesk links --format github
      briefdesk links --web
    """
    project = console.project()
    if web:
        _ask(project, form, strict, allow_private)
    from briefdesk.desk import links as checking

    folder = (site_dir or project.root / project.site).absolute()
    url = f"{project.url.rstrip('/')}/" if project.url else ""
    inside = folder.is_relative_to(project.root)
    shown = folder.relative_to(project.root).as_posix() if inside else folder.as_posix()
    try:
        found = checking.check(checking.Site(folder, url, f"{shown}/" if shown != "." else ""))
    except checking.NoSite as error:
        console.stop(str(error))
    click.echo(REPORTERS[form](found.problems, lambda path: ()), nl=False)
    click.echo(checking.counted(found), err=True)
    sys.exit(console.AUTHOR if found.problems else 0)


def _ask(project: Project, form: str, strict: bool, allow_private: bool) -> NoReturn:
    from briefdesk.desk import checking, weblinks
    from briefdesk.desk.fetching import Limits
    from briefdesk.desk.visiting import Visitor

    def told(url: str, finding: weblinks.Finding) -> None:
        if finding.dead is not False:
            click.echo(visible(f"{url}: {finding.words}"), err=True)

    visitor = Visitor(project.name, Limits(private=allow_private))
    memory = project.root / CACHE
    if memory.is_symlink():
        console.stop(f"{memory} is a link to another place; remove it")
    try:
        found = weblinks.check(_library(project), visitor, clock.today(), memory, told)
    except OSError as error:
        console.stop(str(error))
    except KeyboardInterrupt:
        console.stop("broken off; the same command goes on from here")
    click.echo(REPORTERS[form](found.problems, checking.lines(project)), nl=False)
    click.echo(
        f"{found.addresses:,} addresses, {found.unknown:,} of which nobody can tell.", err=True
    )
    sys.exit(console.AUTHOR if strict and found.problems else 0)


def _library(project: Project) -> Library:
    """All that is sound in a project, read anew."""
    from briefdesk.reading.library import read
    from briefdesk.site import workspace

    there = workspace.load(project)
    return read(there.files, pages=(f"{DOCS}/{uri}" for uri in there.handwritten))


@click.command()
@click.argument("briefs", nargs=-1, metavar="[BRIEF]...")
@click.option("--all", "every", is_flag=True, help="Of all briefs.")
@click.option("--again", is_flag=True, help="Also of pages that there is a copy of.")
@click.option("--allow-private", is_flag=True,
              help="Also from hosts of the own network, and without https: for tests.")  # fmt: skip
def archive(briefs: tuple[str, ...], every: bool, again: bool, allow_private: bool) -> None:
    """Keep copies of the pages that briefs cite.

    Only of those whose source, or whose publisher's profile, says under `archivable` what allows
    it. A copy goes to .archive/; its day and its SHA-256 are written into the brief. This command
    uses the network.

    \b
      briefdesk archive 2017-02-22-turkey-turns-to-russia
      briefdesk archive --all
    """
    from briefdesk.desk import archive as archiving
    from briefdesk.desk.fetching import Limits
    from briefdesk.desk.visiting import Visitor

    if bool(briefs) == every:
        console.stop("name briefs, or write --all")
    project = console.project()
    library = _library(project)
    visitor = Visitor(project.name, Limits(private=allow_private))
    kept = missed = passed = 0
    try:
        named = archiving.briefs_named(library, briefs)
    except LookupError as error:
        console.stop(f"no sound brief is called '{error.args[0]}'")
    try:
        for told in archiving.archive(project.root, library, named, clock.today(), visitor, again):
            if told.kept is not None:
                click.echo(visible(f"{told.brief}: {told.source}: {told.words}"))
            kept += told.kept is True
            missed += told.kept is False
            passed += told.kept is None
    except (archiving.NoArchive, OSError) as error:
        console.stop(str(error))
    click.echo(f"{kept} kept, {missed} not to be had, {passed} left alone.", err=True)
    sys.exit(console.AUTHOR if missed else 0)


@click.command()
@click.option("--site-dir", type=click.Path(file_okay=False, path_type=Path),
              help="Of the site; where the configuration says, if not given.")  # fmt: skip
def rollback(site_dir: Path | None) -> None:
    """Put the site back to what it was before the last build that changed it.

    Every build keeps the site before it, and no more than one. What is in place now is thrown
    away; the briefs stay as they are, so that the next build publishes them again.

    \b
      briefdesk rollback
      briefdesk rollback --site-dir /srv/www/briefings
    """
    from briefdesk.site import build as building
    from briefdesk.site.publishing import PublishingProblem

    project = console.project()
    with console.answering(project):
        try:
            target = building.rollback(project, site_dir)
        except PublishingProblem as problem:
            console.stop(str(problem))
    click.echo(f"{target}: as it was before the last build. Mend the briefs, then build again.")


#: All of them, by name.
COMMANDS = {"archive": archive, "impact": impact, "links": links, "rollback": rollback}
