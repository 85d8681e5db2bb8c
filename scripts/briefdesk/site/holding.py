"""The folder beside a site in which builds work, and which one of them holds at a time."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

#: After how many seconds a folder that another build holds is asked for again: the workers of
#: one that was killed end a moment after it.
_PAUSES = (0.05, 0.1, 0.2, 0.4)

_IGNORE = ".gitignore"


class PublishingProblem(Exception):
    """The folder cannot be published; the one in place is untouched."""


class Edited(PublishingProblem):
    """What a page is made of is another text than it was when the build began."""


def beside(target: Path) -> Path:
    """The folder beside `target`: what is being built, and what the site was before. It is
    nobody else's to read, since a server may look into the folder that it lies in."""
    return target.with_name(f".{target.name}.aside")


@contextlib.contextmanager
def said(place: Path) -> Iterator[None]:
    """What the disk refuses, in a sentence."""
    try:
        yield
    except OSError as error:
        raise PublishingProblem(f"{place} cannot be written: {error.strerror}") from error


@contextlib.contextmanager
def held(target: Path) -> Iterator[Path]:
    """The folder beside `target`, held alone; the kernel lets go when the process ends, however
    it ends. PublishingProblem where another one has it.

    A folder in which nothing is left at the end is taken away.
    """
    folder = beside(target)
    handle = _taken(folder, target)
    try:
        with said(folder):
            _ignored(folder)
        try:
            yield folder
        finally:
            with contextlib.suppress(OSError):
                if os.listdir(folder) == [_IGNORE]:
                    (folder / _IGNORE).unlink()
                    folder.rmdir()
    finally:
        os.close(handle)


def _taken(folder: Path, target: Path) -> int:
    """A handle on the folder, which has the lock."""
    who = ""
    for pause in (0, *_PAUSES):
        time.sleep(pause)
        # Whoever held it before may remove it at any moment.
        with said(folder), contextlib.suppress(FileNotFoundError):
            handle = _opened(folder)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.path.samestat(os.fstat(handle), os.stat(folder)):
                    mine, handle = handle, -1
                    return mine
            except BlockingIOError:
                who = _holder(handle)
            finally:
                if handle >= 0:
                    os.close(handle)
    raise PublishingProblem(f"another build is writing {target}{who}; wait for it to end")


def _opened(folder: Path) -> int:
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)


def _holder(handle: int) -> str:
    """Which process holds the lock, in brackets, where the system tells."""
    number = f":{os.fstat(handle).st_ino}"
    with contextlib.suppress(OSError, UnicodeError):
        for line in Path("/proc/locks").read_text(encoding="ascii").splitlines():
            words = line.split()
            if len(words) > 5 and words[1] == "FLOCK" and words[5].endswith(number):
                return f" (process {words[4]})"
    return ""


def _ignored(folder: Path) -> None:
    """Have git pass over the folder."""
    if not (folder / _IGNORE).exists():
        (folder / _IGNORE).write_text("*\n", encoding="ascii")
