"""A folder is published whole or not at all: built aside, then put in place in one step."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: What every host writes at the top of a site, and hardly anybody else into a folder.
_MARK = "404.html"

_BUSY = "another build is writing {}; wait for it to end"

#: After how many seconds a folder that another build holds is asked for again: the workers of
#: one that was killed end a moment after it.
_PAUSES = (0.05, 0.1, 0.2, 0.4)


class PublishingProblem(Exception):
    """The folder cannot be published; the one in place is untouched."""


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """An empty folder beside `target` to build into; at the end it takes the place of `target`.

    Where the block raises, or the process dies, `target` stays as it was. What a dead process
    left behind is cleared by the next. PublishingProblem where another one is at work, or
    where `target` is in the way: no folder, or one with files that no build wrote.
    """
    target = target.absolute()
    with _aside(target) as aside:
        yield aside
        with _said(target), _old(target) as old:
            _exchange(aside, target, _spare(target))
            if old:
                shutil.rmtree(aside, ignore_errors=True)


def _spare(target: Path) -> Path:
    return target.with_name(f".{target.name}.new.old")


@dataclass(frozen=True, slots=True)
class Update:
    """Changes of a folder that is in place. New files are written below `aside`, under their
    own names; `moved` are those to put in place, `removed` those to take away."""

    aside: Path
    moved: list[str]
    removed: list[str]


@contextlib.contextmanager
def updating(target: Path) -> Iterator[Update]:
    """Changes of some files of `target`, made one after the other at the end of the block.

    Where the block raises, nothing is changed. Each file is replaced in one step. What is to
    be done is written down first: where the process dies on the way, whoever next holds the
    folder finishes it. PublishingProblem as in `replacing`.
    """
    with _aside(target) as aside:
        update = Update(aside, [], [])
        yield update
        with _said(target):
            _write_down(update)
            _carry_out(aside, target.absolute())
            shutil.rmtree(aside, ignore_errors=True)


@contextlib.contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """An empty folder beside `target`, held alone."""
    target = target.absolute()
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise PublishingProblem(f"{target} is not a folder; nothing was written")
    if target.is_dir() and any(target.iterdir()) and not (target / _MARK).is_file():
        raise PublishingProblem(
            f"{target} holds files that no build wrote; choose an empty or a new folder"
        )
    aside = target.with_name(f".{target.name}.new")
    with _said(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    with _held(aside):
        _recover(_spare(target), target)
        with _said(target):
            _carry_out(aside, target)
        _empty(aside)
        yield aside


#: What is to be done to a folder, in the folder beside it. No page has such a name.
_JOURNAL = ".journal.json"


def _write_down(update: Update) -> None:
    text = json.dumps([update.moved, update.removed])
    begun = update.aside / f"{_JOURNAL}.begun"
    with begun.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(begun, update.aside / _JOURNAL)


def _carry_out(aside: Path, target: Path) -> None:
    """Do what is written down and not done yet; nothing where nothing is."""
    try:
        moved, removed = json.loads((aside / _JOURNAL).read_text(encoding="utf-8"))
        if not all(_is_below(name) for name in (*moved, *removed)):
            return  # no build of ours wrote this
    except (OSError, ValueError, TypeError):
        return
    for name in moved:
        if (aside / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(aside / name, target / name)
    for name in removed:
        (target / name).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            for folder in Path(name).parents[:-1]:
                (target / folder).rmdir()
    (aside / _JOURNAL).unlink()


def _is_below(name: object) -> bool:
    parts = name.split("/") if isinstance(name, str) else [""]
    return not {"", ".", ".."}.intersection(parts)


@contextlib.contextmanager
def _said(place: Path) -> Iterator[None]:
    """What the disk refuses, in a sentence."""
    try:
        yield
    except OSError as error:
        raise PublishingProblem(f"{place} cannot be written: {error.strerror}") from error


@contextlib.contextmanager
def _old(target: Path) -> Iterator[bool]:
    """Keep others from building into what `target` is now, once it lies aside to be deleted;
    False where there is no such folder."""
    try:
        handle = os.open(target, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except FileNotFoundError:
        yield False
        return
    try:
        # The process that put it in place may still be about to end.
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    finally:
        os.close(handle)


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold `folder` alone; the kernel lets go when the process ends, however it ends."""
    with _said(folder):
        folder.mkdir(exist_ok=True)
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        # Whoever held it put it in place, or removed it, in this very moment.
        raise PublishingProblem(_BUSY.format(folder)) from error
    try:
        try:
            _lock(handle)
            # Whoever held it before may have put it in place, or removed it, since it was opened.
            mine = os.path.samestat(os.fstat(handle), os.stat(folder))
        except OSError:
            mine = False
        if not mine:
            raise PublishingProblem(_BUSY.format(folder))
        try:
            yield
        except BaseException:
            # What is written down is for whoever comes next to finish.
            if not (folder / _JOURNAL).exists():
                shutil.rmtree(folder, ignore_errors=True)
            raise
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    """Lock a folder; OSError where another build has it."""
    for pause in (*_PAUSES, None):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if pause is None:
                raise
            time.sleep(pause)
        else:
            break


def _empty(folder: Path) -> None:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)


def _exchange(new: Path, old: Path, spare: Path) -> None:
    """Put `new` in the place of `old`; what was there, if anything, has the name of `new` then."""
    if not old.exists():
        os.rename(new, old)
    elif not _swap(new, old):
        # No such step on this system: for a moment there is no folder in place.
        os.rename(old, spare)
        os.rename(new, old)
        os.rename(spare, new)


def _recover(spare: Path, target: Path) -> None:
    """Put back what a process that died between two steps of an exchange had set aside."""
    if target.exists():
        shutil.rmtree(spare, ignore_errors=True)
    elif spare.is_dir():
        os.rename(spare, target)


_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def _swap(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or the disk knows no such step."""
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            failed = library.renamex_np(first, second, _RENAME_SWAP)
        else:
            failed = library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    except AttributeError:
        return False
    return not failed
