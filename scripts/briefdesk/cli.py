"""The command line: the one door to everything."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from briefdesk import __version__
from briefdesk.desk import checking, console, new, tending
from briefdesk.desk.console import project as _project
from briefdesk.desk.console import stop as _stop
from briefdesk.desk.reporters import REPORTERS
from briefdesk.records.dates import EventDate
from briefdesk.records.problems import Severity
from briefdesk.site import clock, workers
from briefdesk.site.project import CACHE


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, commands=tending.COMMANDS)
@click.version_option(__version__, prog_name="briefdesk")
def main() -> None:
    """Dated Markdown briefs in, a searchable and citable site out.

    Run inside a project: a folder with mkdocs.yml, briefs/ and docs/.

    \b
      briefdesk new brief "Turkey turns to Russia" --date 2017-02-22
      briefdesk check
      briefdesk serve

    Every command ends with 0 when all is well, 1 when a brief needs its author,
    2 when it was called wrongly.
    """


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(sorted(REPORTERS)), default="text",
              show_default=True, help="How problems are written.")  # fmt: skip
@click.option("--cache/--no-cache", default=True, help="Whether to remember, in .briefdesk/.")
def check(paths: tuple[Path, ...], form: str, cache: bool) -> None:
    """Name every mistake in the briefs and profiles, all at once.

    The whole project is read, since a brief may clash with another. PATHS narrow down what
    is shown.

    \b
      briefdesk check
      briefdesk check briefs/2017
      briefdesk check --format github
    """
    project = _project()
    try:
        found = checking.problems(
            project, clock.today(), paths, project.root / CACHE if cache else None,
            workers.processors(),
        )  # fmt: skip
    except checking.OutsideProject as error:
        _stop(str(error))
    click.echo(REPORTERS[form](found, checking.lines(project)), nl=False)
    sys.exit(console.AUTHOR if any(p.severity is Severity.ERROR for p in found) else 0)


@main.command()
@click.option("--site-dir", type=click.Path(file_okay=False, path_type=Path),
              help="Where to; site/ where the configuration says nothing else.")  # fmt: skip
@click.option("--plain", is_flag=True,
              help="Take no shortcut: let the host make every page. The result is the same.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(min=1), metavar="N",
              help="Processes that make pages; as many as the machine has cores, if not given.")  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS",
              help="Of a dask.distributed cluster that makes the pages: tcp://HOST:PORT.")  # fmt: skip
@click.option("--as-of", metavar="DATE",
              help="The site as it stood: 2017-12-31. Goes to site-as-of-2017-12-31/ if not told.")  # fmt: skip
def build(
    site_dir: Path | None, plain: bool, jobs: int | None, scheduler: str | None, as_of: str | None
) -> None:
    """Build the site; only what changed since the last time is made anew.

    What is remembered from one time to the next lies in .briefdesk/, which may be deleted.

    \b
      briefdesk build
      briefdesk build --site-dir /srv/www/briefings
      briefdesk build --as-of 2017-12-31
    """
    from briefdesk.site import build as building
    from briefdesk.site.hosting import ClusterProblem, HostProblem
    from briefdesk.site.publishing import PublishingProblem

    try:
        day = EventDate.parse(as_of).last if as_of else None
    except ValueError as error:
        _stop(str(error))
    project = _project()
    with console.answering(project), console.progress("Building") as done:
        try:
            report = building.build(
                project, site_dir, done, plain=plain, jobs=jobs, scheduler=scheduler, as_of=day
            )
        except HostProblem as problem:
            _stop("\n".join([str(problem), *(f"  {said}" for said in problem.said)]))
        except (ClusterProblem, PublishingProblem) as problem:
            _stop(str(problem))
    console.warn(report.warnings)
    click.echo(
        f"{report.site}: {report.pages:,} pages from {report.briefs:,} briefs and "
        f"{report.deals:,} deals; {report.made:,} made anew, {console.size(report.index)} of search index"
    )


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="HOST:PORT.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N",
              help="Processes that make pages; as many as the machine has cores, if not given.")  # fmt: skip
def serve(address: str, jobs: int | None) -> None:
    """Preview the site, and show every change as it is saved.

    A mistake is shown in place of the page, and goes when it is mended.

    \b
      briefdesk serve
      briefdesk serve --address 127.0.0.1:8080
    """
    from briefdesk.site import serving, workers
    from briefdesk.site.preview import Preview

    project = _project()
    host, _, port = address.rpartition(":")
    if not (host and port.isdigit() and int(port) < 65_536):
        _stop(f"'{address}' is no address. Write HOST:PORT, such as 127.0.0.1:8000.")
    preview = Preview(project.configuration_path, jobs or workers.processors(), click.echo)
    serving_ = serving.serve(project, preview, host.strip("[]"), int(port))
    try:
        click.echo(f"Serving on {next(serving_)}")
        for _ in serving_:
            pass
    except OSError as problem:
        _stop(f"{address}: {problem.strerror}")
    except KeyboardInterrupt:
        click.echo("Stopped")
    finally:
        serving_.close()


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def stage(folder: Path) -> None:
    """Write the whole Markdown tree and a configuration into FOLDER.

    For hosts that know no plugins:

    \b
      briefdesk stage staged
      cd staged && zensical build
    """
    from briefdesk.site import staging

    project = _project()
    with console.answering(project):
        try:
            staged = staging.stage(project, folder, clock.today())
        except staging.StagingProblem as problem:
            _stop(str(problem))
    click.echo(
        f"{folder}: {staged.files:,} files, {staged.written:,} written, {staged.removed:,} removed"
    )


@main.group("new")
def new_() -> None:
    """Begin a brief or a profile; nothing is ever overwritten."""


@new_.command("brief")
@click.argument("title")
@click.option("--date", required=True, help="Of the event: 2017-02-22, 2017-02 or 2017.")
@click.option("--country", "countries", multiple=True, help="A country; may be repeated.")
@click.option("--system", "systems", multiple=True, help="A system; may be repeated.")
def new_brief(title: str, date: str, countries: tuple[str, ...], systems: tuple[str, ...]) -> None:
    """Begin a brief about one event.

    \b
      briefdesk new brief "Turkey turns to Russia" --date 2017-02-22 --country TUR --system S-400
    """
    try:
        on = EventDate.parse(date)
    except ValueError as error:
        _stop(str(error))
    _write(new.brief(title, on, countries, systems))


@new_.command("system")
@click.argument("name")
@click.option("--alias", "aliases", multiple=True, help="Another name; may be repeated.")
@click.option("--origin", multiple=True, help="Where it comes from; may be repeated.")
def new_system(name: str, aliases: tuple[str, ...], origin: tuple[str, ...]) -> None:
    """Begin the profile of a system, which makes its names known.

    \b
      briefdesk new system S-500 --alias "55R6M Triumfator-M" --origin RUS
    """
    _write(new.system(name, aliases, origin))


@new_.command("organisation")
@click.argument("name")
@click.option("--alias", "aliases", multiple=True, help="Another name; may be repeated.")
@click.option("--country", help="Where it is at home.")
def new_organisation(name: str, aliases: tuple[str, ...], country: str | None) -> None:
    """Begin the profile of an organisation, which makes its names known.

    \b
      briefdesk new organisation "Almaz-Antey" --country RUS
    """
    _write(new.organisation(name, aliases, country))


def _write(file: new.NewFile) -> None:
    path = _project().root / file.path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as target:
            target.write(file.text)
    except FileExistsError:
        _stop(f"{file.path} is there already; nothing was written")
    except OSError as error:
        _stop(f"{file.path} cannot be written: {error.strerror}")
    click.echo(file.path)


@main.command()
@click.argument("record", type=click.Choice(["brief", "profile"]), default="brief")
def schema(record: str) -> None:
    """Write the JSON Schema of a brief's or a profile's front matter, for an editor.

    \b
      briefdesk schema > brief.schema.json
      briefdesk schema profile
    """
    from briefdesk.records.authored import AuthoredProfile, authored_brief

    model = authored_brief() if record == "brief" else AuthoredProfile
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    click.echo(json.dumps(dialect | model.model_json_schema(), ensure_ascii=False, indent=2))


@main.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what a problem's code stands for; without a code, list them all.

    \b
      briefdesk explain state-goes-backwards
    """
    from briefdesk.desk import explaining

    if code is None:
        click.echo(explaining.listed(), nl=False)
        return
    try:
        click.echo(explaining.explain(code), nl=False)
    except KeyError:
        near = explaining.nearest(code)
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        _stop(f"there is no code '{code}'.{meant} `briefdesk explain` lists them all.")


def run() -> NoReturn:
    """The command as a program. It ends without taking apart what it made: with 10,000 briefs
    that takes the interpreter a second, and nobody is left to use the memory."""
    try:
        main()
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else bool(end.code))
    raise AssertionError("click always exits")
