"""What a site was before: kept beside it, so that it can be put back.

Of a site that was built whole, the one before is kept whole; of one that was brought up to date,
the files that differ and the names that came. All lies in the folder beside the site, which
whoever calls these holds:

- `before-SITE`: the whole site before, where the site in place is the folder number SITE
- `changes-SITE-N-TOKEN`: what the last update of it changed, as it was before
- `undo-SITE-N-TOKEN`: the same while the update, or its taking back, is under way. Whoever
  finds one takes it back.
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
_OURS = re.compile(r"(?:before-\d+|(?:changes|undo)-\d+-\d+-[0-9a-f]+|next|gone-[0-9a-f]+)")

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


def save(beside: Path, site: Path, moved: Collection[str], removed: Collection[str]) -> Path:
    """Keep what is at all these names, and which of them are new; from then on whoever finds
    what comes back takes the update back."""
    folder = beside / NEXT
    folder.mkdir()
    try:
        kept, added = [], []
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
        begun = beside / f"undo-{number(site)}-{last + 1}-{secrets.token_hex(8)}"
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


def reverse(kept: Path) -> Path:
    """Decide to take an update back; whoever finds what comes back does so."""
    begun = kept.with_name(kept.name.replace("changes", "undo", 1))
    os.rename(kept, begun)
    return begun


def undo(begun: Path, site: Path) -> None:
    """Take an update back, or what is left to be taken back of it."""
    try:
        kept, added = json.loads((begun / _LIST).read_text(encoding="utf-8"))
        if not all(map(_is_below, (*kept, *added))):
            return  # no build of ours wrote this
    except (FileNotFoundError, ValueError, TypeError):
        return
    remove(site, added)
    for index, name in enumerate(kept):
        with contextlib.suppress(FileNotFoundError):
            if stat.S_ISREG(os.lstat(begun / str(index)).st_mode):
                put(f"{begun}/{index}", f"{site}/{name}")


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
    the site is another one now."""
    put_right = _put_back(beside, site)
    for begun in sorted(beside.glob(f"undo-{number(site)}-*")):
        undo(begun, site)
        drop(begun)
        put_right = True
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
