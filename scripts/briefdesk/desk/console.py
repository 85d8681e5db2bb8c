"""What a command says while it is at work, and when it ends."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from briefdesk.desk import checking
from briefdesk.desk.reporters import counted, text
from briefdesk.records.problems import Problem
from briefdesk.site.configuration import ConfigurationProblem
from briefdesk.site.project import Project, find
from briefdesk.site.report import AuthorErrors

#: A brief needs its author.
AUTHOR = 1

#: Called wrongly, or the project or the machine is not as the command needs it.
CALLER = 2


def project() -> Project:
    """The project that the command runs in; the command ends where there is none."""
    try:
        return find(Path.cwd())
    except ConfigurationProblem as problem:
        stop(str(problem))


def stop(message: str) -> NoReturn:
    """End the command, and say why."""
    click.echo(f"briefdesk: {message}", err=True)
    sys.exit(CALLER)


@contextmanager
def answering(project: Project) -> Iterator[None]:
    """Authors' errors end a command with a report of all of them, and what the machine refuses
    with a sentence."""
    try:
        yield
    except AuthorErrors as errors:
        click.echo(text(errors.problems, checking.lines(project)), err=True, nl=False)
        sys.exit(AUTHOR)
    except BrokenExecutor as error:
        stop(f"{error}; nothing was published. Fewer at a time need less: --jobs 1")
    except sqlite3.Error as error:
        stop(f"a database cannot be written: {error}; nothing was published")
    except OSError as error:
        # Of two, the second is the one to be written.
        name = error.filename2 or error.filename
        place = f"{name}: " if name else ""
        stop(f"{place}{error.strerror or error}; nothing was published")


def warn(warnings: Sequence[Problem]) -> None:
    """Say that there are warnings, and how to see them."""
    if warnings:
        click.echo(f"{counted(warnings)} `briefdesk check` names them.", err=True)


@contextmanager
def progress(title: str) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal; nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,} pages")
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda pages: bar.advance(task, pages)


def size(number: int) -> str:
    """A number of bytes in words."""
    return f"{number / 1_000_000:.1f} MB"
