"""What a site was before: kept beside it, so that it can be put back.

Of a site that was built whole, the one before is kept whole; of one that was brought up to date,
the files that differ and the names that came. All lies in the folder beside the site, which
whoever calls these holds:

- `before-SITE`: the whole site before, where the site in place is the folder number SITE
- `changes-SITE-N-TOKEN`: what the last update of it changed, as it was before
- `undo-SITE-N-TOKEN`: the same while the update is under way. Whoever finds one takes the
  update back.
- `redo-SITE-N-TOKEN`: the same while an update is being taken back on request.
- `gone-…`: what is to be deleted.

A number is that of the folder on its disk (its inode), so that what belongs to another site than
the one in place is known by its name.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import stat
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

#: The folder that is built in, and that in which an update gathers what it is about to change.
NEW, NEXT = "new", "next"

#: What every host writes at the top of a site, and hardly anybody else into a folder.
MARK = "404.html"

_LIST = "list.json"

_CHANGES = re.compile(r"changes-(\d+)-(\d+)-[0-9a-f]+")
_OURS = re.compile(r"(?:before-\d+|(?:changes|undo|redo)-\d+-\d+-[0-9a-f]+|next|gone-[0-9a-f]+)")

#: How many files of what is gone an update deletes at most: the rest waits for the next, since
#: an edit of one brief shall not pay for a whole site.
_FEW = 2000


def number(folder: Path) -> int:
    """The number of a folder on its disk; 0 where there is none."""
    try:
        return os.lstat(folder).st_ino
    except OSError:
        return 0


def place(beside: Path, new: Path) -> Path:
    """Where the whole site before lies once `new` is in place."""
    return beside / f"before-{number(new)}"


def token(beside: Path) -> str:
    """What the last update is known by; empty where the site is as it was built whole."""
    return max(_updates(beside), default=(0, ""))[1]


def _updates(beside: Path) -> Iterator[tuple[int, str]]:
    for name in _listed(beside):
        if found := _CHANGES.fullmatch(name):
            yield int(found[2]), name.split("-", 2)[2]


def latest(beside: Path, site: Path) -> Path | None:
    """What is kept of the site before the one in place, if anything."""
    here = number(site)
    found = [(n, t) for n, t in _updates(beside) if (beside / f"changes-{here}-{t}").is_dir()]
    if found:
        return beside / f"changes-{here}-{max(found)[1]}"
    whole = beside / f"before-{here}"
    # A folder whose name is its own number never was in place.
    return whole if (whole / MARK).is_file() and number(whole) != here else None


def save(
    beside: Path, site: Path, moved: Collection[str], removed: Collection[str], kind: str = "undo"
) -> Path:
    """Keep what is at all these names, and which of them are new; from then on whoever finds
    what comes back takes the update back."""
    folder = beside / NEXT
    folder.mkdir()
    try:
        kept: list[str] = []
        added: list[str] = []
        for name in dict.fromkeys((*moved, *removed)):
            try:
                _link(f"{site}/{name}", f"{folder}/{len(kept)}")
            except (FileNotFoundError, NotADirectoryError):
                added.append(name)
            else:
                kept.append(name)
        with (folder / _LIST).open("w", encoding="utf-8") as file:
            json.dump([kept, added], file)
            file.flush()
            os.fsync(file.fileno())
        last = max(_updates(beside), default=(0, ""))[0]
        begun = beside / f"{kind}-{number(site)}-{last + 1}-{secrets.token_hex(8)}"
        os.rename(folder, begun)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return begun


def _link(one: str, other: str) -> None:
    try:
        os.link(one, other, follow_symlinks=False)
    except (FileNotFoundError, NotADirectoryError):
        raise
    except OSError:
        # A disk that knows no second names, or a file that has too many.
        shutil.copy2(one, other, follow_symlinks=False)


def settle(begun: Path) -> str:
    """The update is whole: what it changed is now that of the site before. Returns its token."""
    _, site, rest = begun.name.split("-", 2)
    os.rename(begun, begun.with_name(f"changes-{site}-{rest}"))
    return rest


def take_back(changes: Path, site: Path) -> None:
    """Take back an update that was whole: all of it or nothing."""
    kept, added = _read(changes)
    begun = save(changes.parent, site, kept, added, "redo")
    try:
        _restore(changes, site)
        drop_surely(begun)
    except BaseException:
        undo(begun, site)
        drop(begun)
        raise
    drop(changes)


def undo(begun: Path, site: Path) -> None:
    """Take an update back, or what is left to be taken back of it."""
    _restore(begun, site)


def _read(folder: Path) -> tuple[list[str], list[str]]:
    """The names that are kept, in their order, and those that came."""
    try:
        kept, added = json.loads((folder / _LIST).read_text(encoding="utf-8"))
        if all(map(_is_below, (*kept, *added))):
            return kept, added
    except (FileNotFoundError, ValueError, TypeError):
        pass
    return [], []  # no build of ours wrote this


def _restore(folder: Path, site: Path) -> None:
    kept, added = _read(folder)
    remove(site, added)
    for index, name in enumerate(kept):
        one = folder / str(index)
        with contextlib.suppress(FileNotFoundError):
            if stat.S_ISREG(os.lstat(one).st_mode):
                # It stays kept until all of them are back.
                spare = one.with_suffix(".back")
                spare.unlink(missing_ok=True)
                _link(str(one), str(spare))
                put(str(spare), f"{site}/{name}")


def put(one: str, other: str) -> None:
    """Put a file in the place of another, in one step."""
    try:
        os.replace(one, other)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(other), exist_ok=True)
        os.replace(one, other)


def remove(site: Path, names: Iterable[str]) -> None:
    """Take files away, and the folders that become empty."""
    for name in names:
        (site / name).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            for folder in Path(name).parents[:-1]:
                (site / folder).rmdir()


def _is_below(name: object) -> bool:
    parts = name.split("/") if isinstance(name, str) else [""]
    return not {"", ".", ".."}.intersection(parts)


def recover(beside: Path, site: Path) -> bool:
    """Put right what a process that died left behind: no site, or one half changed. True where
    that took back what a build had begun."""
    put_right = _put_back(beside, site)
    for kind in ("redo", "undo"):
        for begun in sorted(beside.glob(f"{kind}-{number(site)}-*")):
            undo(begun, site)
            drop(begun)
            # Who was about to put the site back has yet to do so.
            put_right = kind == "undo"
    tidy(beside, site)
    return put_right


def _put_back(beside: Path, site: Path) -> bool:
    """Where a system exchanges folders in several steps, there may be none in place."""
    if os.path.lexists(site):
        return False
    for name in _listed(beside):
        # The folder that was about to take its place, or was about to leave it.
        whole = place(beside, beside / name)
        if (name == NEW or name.startswith("gone-")) and number(whole) not in (
            0,
            number(beside / name),
        ):
            os.rename(whole, site)
            return True
    return False


def tidy(beside: Path, site: Path, most: int = _FEW) -> None:
    """Delete what is kept of any other site than the last one, `most` of its files."""
    kept = latest(beside, site)
    for name in _listed(beside):
        if _OURS.fullmatch(name) and not name.startswith("gone-") and beside / name != kept:
            drop(beside / name)
    for name in _listed(beside):
        if name.startswith("gone-") and _OURS.fullmatch(name):
            with contextlib.suppress(OSError):
                most = _delete(f"{beside}/{name}", most)


def drop(folder: Path) -> None:
    """Have what is no longer needed deleted some time."""
    with contextlib.suppress(OSError):
        drop_surely(folder)


def drop_surely(folder: Path) -> None:
    """The same, where it matters that it is done."""
    os.rename(folder, folder.with_name(f"gone-{secrets.token_hex(8)}"))


def _delete(folder: str, most: int) -> int:
    """Delete `most` files of a folder, and the folder when it is empty; how many are left to do."""
    with os.scandir(folder) as entries:
        found = list(entries)
    for entry in found:
        if most <= 0:
            return 0
        if entry.is_dir(follow_symlinks=False):
            most = _delete(entry.path, most)
        else:
            os.unlink(entry.path)
            most -= 1
    if most > 0:
        os.rmdir(folder)
        most -= 1
    return most


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []
