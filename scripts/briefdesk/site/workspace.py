"""What a project holds on disk, as values. Nothing but regular files is ever opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefdesk.reading.decoding import MAX_BYTES
from briefdesk.reading.file import File
from briefdesk.records.kinds import KINDS, Kind
from briefdesk.records.problems import Problem, Severity, in_order
from briefdesk.site.project import BRIEFS, DOCS, Project

#: Files that may lie beside briefs without being published.
_BESIDE = ("README.md",)

_UNREADABLE = "unreadable-file"


@dataclass(frozen=True, slots=True)
class Workspace:
    """All that a project holds. `files` are briefs and profiles, `handwritten` the pages of
    the docs that a host renders by itself, and `media` what else lies there, both relative
    to the docs. All are sorted."""

    files: tuple[File, ...]
    handwritten: tuple[str, ...]
    media: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file: its path on disk, and in the project with `/` between its parts.

    `state` differs wherever its content may differ; `time` is when it last changed.
    """

    place: str
    path: str
    state: str
    time: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What a project holds, with no file opened. `files` are those to read, in order of path,
    `others` what a host would publish besides; `problems` name what is neither."""

    files: tuple[Found, ...]
    others: tuple[Found, ...]
    handwritten: tuple[str, ...]
    media: tuple[str, ...]
    problems: tuple[Problem, ...]


def load(project: Project, kinds: tuple[Kind, ...] = KINDS) -> Workspace:
    """Read a project's briefs and profiles. Never raises for what it finds there."""
    seen = survey(project, kinds)
    contents = [read(found.place, found.path) for found in seen.files]
    return Workspace(
        tuple(file for file in contents if isinstance(file, File)),
        seen.handwritten,
        seen.media,
        in_order([*seen.problems, *(file for file in contents if isinstance(file, Problem))]),
    )


def survey(project: Project, kinds: tuple[Kind, ...] = KINDS) -> Survey:
    """Look at the names of a project's files. Never raises for what it finds there."""
    files: list[Found] = []
    others: list[Found] = []
    handwritten: list[str] = []
    media: list[str] = []
    problems: set[Problem] = set()
    profiles = tuple(f"{DOCS}/{kind.id}/" for kind in kinds)
    for item in (*_walk(project, BRIEFS), *_walk(project, DOCS)):
        if isinstance(item, Problem):
            problems.add(item)
            continue
        in_briefs = item.path.startswith(f"{BRIEFS}/")
        markdown = item.path.endswith(".md")
        if in_briefs or item.path.startswith(profiles):
            if in_briefs and item.path.rsplit("/", 1)[-1] in _BESIDE:
                continue
            if markdown:
                files.append(item)
            else:
                problems.add(_stray(item.path, in_briefs))
        else:
            others.append(item)
            (handwritten if markdown else media).append(item.path.removeprefix(f"{DOCS}/"))
    files.sort(key=lambda file: file.path)
    return Survey(
        tuple(files),
        tuple(sorted(others, key=lambda found: found.path)),
        tuple(sorted(handwritten)),
        tuple(sorted(media)),
        in_order(problems),
    )


def followed(project: Project, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that stand for links to folders among the docs, which hosts follow without end."""
    return tuple(
        problem
        for problem in problems
        if problem.code == _UNREADABLE
        and problem.path.startswith(DOCS)
        and (project.root / problem.path).is_symlink()
        and (project.root / problem.path).is_dir()
    )


def _walk(project: Project, folder: str) -> Iterator[Found | Problem]:
    """Each regular file below `folder`; a problem for whatever else lies there.

    Names that begin with a dot belong to tools, not to authors: no host publishes them.
    """
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        place = f"{project.root}/{path}"
        try:
            kind = os.lstat(place).st_mode
            if not stat.S_ISDIR(kind):
                yield _unfit(path, kind)
                continue
            with os.scandir(place) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except OSError as error:
            yield _unreadable(path, error)
            continue
        for entry in entries:
            if not entry.name.startswith("."):
                yield from _judge(entry, f"{path}/{entry.name}", waiting)
            elif folder == DOCS and entry.is_symlink() and entry.is_dir():
                # Hosts follow it, round and round where it leads to a folder above.
                yield _unfit(_printable(f"{path}/{entry.name}"), stat.S_IFLNK)


def _judge(entry: os.DirEntry[str], path: str, waiting: list[str]) -> Iterator[Found | Problem]:
    try:
        path.encode()
    except UnicodeEncodeError:
        yield Problem(
            _printable(path), 1, 1, "file-name",
            "the file's name is not UTF-8",
            "Rename it in lower-case ASCII letters, digits and hyphens.",
        )  # fmt: skip
        return
    try:
        seen = entry.stat(follow_symlinks=False)
    except OSError as error:
        yield _unreadable(path, error)
        return
    kind = seen.st_mode
    if stat.S_ISDIR(kind):
        waiting.append(path)
    elif stat.S_ISREG(kind):
        times = seen.st_mtime_ns, seen.st_ctime_ns
        state = f"{seen.st_size} {times[0]} {times[1]} {seen.st_ino}"
        yield Found(entry.path, path, state, max(times))
    else:
        yield _unfit(path, kind)


def _unfit(path: str, kind: int) -> Problem:
    if stat.S_ISLNK(kind):
        return Problem(
            path, 1, 1, _UNREADABLE,
            "a link to another place is never followed",
            "Put the file itself here.",
        )  # fmt: skip
    return Problem(
        path, 1, 1, _UNREADABLE,
        "this is neither a file nor a folder, and is never opened",
        "Remove it.",
    )  # fmt: skip


def _stray(path: str, in_briefs: bool) -> Problem:
    return Problem(
        path, 1, 1, "stray-file",
        f"only Markdown files (.md) belong among the {'briefs' if in_briefs else 'profiles'}; "
        "this one is not published",
        "Move it elsewhere.", Severity.WARNING,
    )  # fmt: skip


def _unreadable(path: str, error: OSError) -> Problem:
    return Problem(
        _printable(path), 1, 1, _UNREADABLE,
        f"it cannot be read: {error.strerror or 'unknown error'}",
        "Look at its permissions.",
    )  # fmt: skip


def read(place: str, path: str) -> File | Problem:
    """The bytes of the file at `place` on disk, `path` in the project; of one past the limit,
    only so many that a reader sees it is too long.

    What was a file a moment ago may be a link or a FIFO now: neither is followed nor waited for.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        handle = os.open(place, flags)
        try:
            kind = os.fstat(handle).st_mode
            if not stat.S_ISREG(kind):
                return _unfit(path, kind)
            with open(handle, "rb", closefd=False) as file:
                return File(path, file.read(MAX_BYTES + 1))
        finally:
            os.close(handle)
    except OSError as error:
        return _unreadable(path, error)


def _printable(path: str) -> str:
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
