"""A folder is published whole or not at all: built aside, then put in place in one step.

What was in place before stays beside it (`former.py`), and can be put back.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefdesk.site import former
from briefdesk.site.holding import PublishingProblem, beside, held, said

__all__ = [
    "PublishingProblem", "Update", "beside", "replacing", "rollback", "standing", "updating",
]  # fmt: skip


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """An empty folder beside `target` to build into; at the end it takes the place of `target`,
    which is kept as the site before.

    Where the block raises, or the process dies, `target` stays as it was. What a dead process
    left behind is cleared by the next. PublishingProblem where another one is at work, or
    where `target` is in the way: no folder, or one with files that no build wrote.
    """
    target = target.absolute()
    with _aside(target) as aside:
        yield aside
        with said(target):
            _exchange(aside, target)
        former.tidy(aside.parent, target, sys.maxsize)


@dataclass(slots=True)
class Update:
    """Changes of a folder that is in place. New files are written below `aside`, under their
    own names; `moved` are those to put in place, `removed` those to take away. `token` tells
    the folder as it is after the update from the same folder after any other."""

    aside: Path
    moved: list[str]
    removed: list[str]
    token: str


@contextlib.contextmanager
def updating(target: Path) -> Iterator[Update]:
    """Changes of some files of `target`, made one after the other at the end of the block.

    Where the block raises, or a change is refused, all is as it was. Each file is replaced in
    one step. What is replaced is kept first, as the site before: where the process dies on the
    way, whoever next holds the folder puts it back. PublishingProblem as in `replacing`.
    """
    target = target.absolute()
    with _aside(target) as aside:
        update = Update(aside, [], [], former.token(aside.parent))
        yield update
        if update.moved or update.removed:
            with said(target):
                update.token = _carry_out(update, target)
        former.tidy(aside.parent, target)


def standing(target: Path) -> tuple[int, str]:
    """What tells `target` as it stands from what any other build makes of it: the number of the
    folder, and the token of its last update, which is empty after a build from nothing."""
    return former.number(target), former.token(beside(target))


def rollback(target: Path, forget: Callable[[], None] = lambda: None) -> None:
    """Put `target` back to what it was before the last build that changed it; what it is now is
    thrown away. All of it or nothing: where the process dies on the way, whoever comes next
    finds one or the other.

    `forget` is called before anything is changed: whatever is known of `target` is true no more.

    PublishingProblem where another one is at work, or where nothing is kept.
    """
    target = target.absolute()
    _look(target)
    if not os.path.lexists(beside(target)):
        raise _nothing(target)
    with held(target) as folder, said(target):
        # What a build that died had begun is taken back, and then there is nothing else to do.
        if not former.recover(folder, target):
            kept = former.latest(folder, target)
            if kept is None:
                raise _nothing(target)
            forget()
            if kept == former.place(folder, target):
                _change_places(kept, target)
            else:
                former.take_back(kept, target)
        former.tidy(folder, target, sys.maxsize)


def _nothing(target: Path) -> PublishingProblem:
    return PublishingProblem(
        f"nothing is kept of what {target} was before; `briefdesk build` makes it anew"
    )


def _look(target: Path) -> None:
    """Refuse what is no site."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise PublishingProblem(f"{target} is not a folder; nothing was written")
    if target.is_dir() and any(target.iterdir()) and not (target / former.MARK).is_file():
        raise PublishingProblem(
            f"{target} holds files that no build wrote; choose an empty or a new folder"
        )


@contextlib.contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """An empty folder in the one beside `target`, which is held alone."""
    _look(target)
    with held(target) as folder:
        aside = folder / former.NEW
        with said(target):
            former.recover(folder, target)
        try:
            with said(folder):
                _clear(aside)
                aside.mkdir()
            yield aside
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _clear(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def _carry_out(update: Update, target: Path) -> str:
    """Change what is to be changed, all of it or nothing; the token of what is there then."""
    begun = former.save(update.aside.parent, target, update.moved, update.removed)
    try:
        for name in update.moved:
            former.put(f"{update.aside}/{name}", f"{target}/{name}")
        former.remove(target, update.removed)
        return former.settle(begun)
    except BaseException:
        former.undo(begun, target)
        former.drop(begun)
        raise


def _exchange(new: Path, target: Path) -> None:
    """Put `new` in the place of `target`; what was there, if anything, is kept beside it."""
    kept = former.place(new.parent, new)
    if not target.exists():
        os.rename(new, target)
        return
    if os.path.lexists(kept):
        former.drop(kept)
    # Its name says whose former site lies there: true from the very step that makes it so.
    os.rename(new, kept)
    if _swap(kept, target):
        return
    os.rename(kept, new)
    # No such step on this system: for a moment there is no folder in place.
    os.rename(target, kept)
    try:
        os.rename(new, target)
    except OSError:
        os.rename(kept, target)
        raise


def _change_places(kept: Path, target: Path) -> None:
    """Put the whole site before back; what is in place now is to be deleted."""
    if _swap(kept, target):
        return
    gone = kept.with_name(f"gone-{os.urandom(8).hex()}")
    os.rename(target, gone)
    try:
        os.rename(kept, target)
    except OSError:
        os.rename(gone, target)
        raise


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
