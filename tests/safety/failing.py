"""A file system that refuses its N-th change, or does not live to see it.

As a program it tries one command again and again over copies of one desk, each time with another
change refused, and writes what came of each try as a line of JSON.
"""

from __future__ import annotations

import _io
import builtins
import errno
import hashlib
import io
import itertools
import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

from briefdesk.site.publishing import beside


class Refusing:
    """Counts changes of any file, and refuses the one of this number: with `code`, and those of
    a database as SQLite does. Where `code` is 0, the process is killed instead."""

    def __init__(self, number: int, code: int) -> None:
        self.number, self.code, self.seen = number, code, 0

    def change(self, name: object = None) -> None:
        """A change is about to happen."""
        self.seen += 1
        if self.seen == self.number:
            if not self.code:
                os.kill(os.getpid(), signal.SIGKILL)
            shown = os.fspath(name) if isinstance(name, str | os.PathLike) else None
            raise OSError(self.code, os.strerror(self.code), shown)

    def lay(self) -> None:
        """Come between this process and its files."""
        for name in (
            "rename", "replace", "link", "symlink", "unlink", "remove", "mkdir", "rmdir", "fsync",
            "write", "sendfile", "copy_file_range", "utime", "truncate", "ftruncate",
        ):  # fmt: skip
            setattr(os, name, self._before(getattr(os, name)))
        self._lay_open()
        sqlite3.connect = self._connect()  # type: ignore[assignment]
        from briefdesk.site import publishing

        swap = publishing._swap

        def swapped(one: Path, other: Path) -> bool:
            try:
                self.change()
            except OSError:
                return False
            return swap(one, other)

        publishing._swap = swapped

    def _before(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **more: Any) -> Any:
            self.change(arguments[0] if arguments else None)
            return call(*arguments, **more)

        return counted

    def _lay_open(self) -> None:
        real, low = io.open, os.open

        def opened(file: Any, mode: str = "r", *arguments: Any, **more: Any) -> Any:
            written = set(mode) & set("wax+") and not str(file).startswith("/dev/")
            if written:
                self.change(file)
            found = real(file, mode, *arguments, **more)
            return _Written(found, self) if written else found

        def opened_low(path: Any, flags: int, *arguments: Any, **more: Any) -> int:
            if flags & (os.O_WRONLY | os.O_RDWR) and not str(path).startswith("/dev/"):
                self.change(path)
            return low(path, flags, *arguments, **more)

        builtins.open = io.open = _io.open = opened  # type: ignore[assignment]
        os.open = opened_low

    def _connect(self) -> Callable[..., sqlite3.Connection]:
        refusing, real = self, sqlite3.connect

        class Connection(sqlite3.Connection):
            def _change(self) -> None:
                try:
                    refusing.change()
                except OSError as error:
                    full = refusing.code == errno.ENOSPC
                    failed = sqlite3.OperationalError(
                        "database or disk is full" if full else "disk I/O error"
                    )
                    failed.sqlite_errorcode = sqlite3.SQLITE_FULL if full else sqlite3.SQLITE_IOERR
                    raise failed from error

            def execute(self, sql: str, *more: Any) -> sqlite3.Cursor:
                if not sql.lstrip().upper().startswith(("SELECT", "PRAGMA")):
                    self._change()
                return super().execute(sql, *more)

            def executemany(self, *arguments: Any) -> sqlite3.Cursor:
                self._change()
                return super().executemany(*arguments)

            def executescript(self, *arguments: Any) -> sqlite3.Cursor:
                self._change()
                return super().executescript(*arguments)

            def commit(self) -> None:
                self._change()
                super().commit()

        def connect(*arguments: Any, **more: Any) -> sqlite3.Connection:
            return real(*arguments, **{"factory": Connection, **more})

        return connect


class _Written:
    """An open file, of which the first write and the last may be refused."""

    def __init__(self, file: Any, refusing: Refusing) -> None:
        self._file, self._refusing, self._begun = file, refusing, False

    def write(self, content: Any) -> int:
        if not self._begun:
            self._begun = True
            self._refusing.change(getattr(self._file, "name", None))
        written: int = self._file.write(content)
        return written

    def close(self) -> None:
        if not self._file.closed:
            # What is refused as the last of it is written out leaves half a file.
            try:
                self._refusing.change(getattr(self._file, "name", None))
            finally:
                self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._file)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def run(desk: Path, command: list[str], number: int = 0, code: int = 0) -> dict[str, Any]:
    """Run a command of briefdesk in `desk`, in a process of its own that begins with all that
    this one has loaded: how it ended, what it said, and how many changes it made."""
    told = desk.parent / f"{desk.name}.told"
    process = os.fork()
    if not process:
        _run(desk, command, Refusing(number, code), told)
    _, status = os.waitpid(process, 0)
    ended = os.waitstatus_to_exitcode(status)
    seen, _, said = told.read_text(encoding="utf-8").partition("\n")
    told.unlink()
    return {"ended": ended, "said": said, "seen": int(seen or -1)}


def _run(desk: Path, command: list[str], refusing: Refusing, told: Path) -> None:
    import traceback

    from briefdesk.cli import main

    file = told.open("w+", encoding="utf-8")
    sys.stdout = sys.stderr = said = io.StringIO()
    os.chdir(desk)
    ended = 70
    refusing.lay()
    try:
        main(command)
    except SystemExit as end:
        ended = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - whatever it is, it is told
        traceback.print_exc(file=said)
    refusing.number = 0
    file.write(f"{refusing.seen}\n{said.getvalue()}")
    file.flush()
    os._exit(ended)


def copied(one: Path, other: Path) -> Path:
    """A copy of a desk with the times of its files; what was there is gone. What is kept beside
    its site is that of the copy."""
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(one, other, symlinks=True)
    if (site := other / "site").exists():
        for place in beside(site).glob("*-*"):
            kind, _, rest = (
                place.name.split("-", 2)
                if place.name.count("-") > 1
                else (*place.name.split("-"), "")
            )
            name = f"{kind}-{site.stat().st_ino}-{rest}".rstrip("-")
            place.rename(place.with_name(name))
    return other


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def loaded() -> None:
    """Load what commands load when they need it."""
    from briefdesk.site import host, renewal, shelf, whole  # noqa: F401


def main() -> None:
    """`failing.py DESK PLACE FAULT FIRST STEP MOST COMMAND...`: from the change of number FIRST
    on, a try that fails at every STEP-th change, over a copy of DESK at PLACE, and a build after
    it, until all changes are through, or MOST tries are. FAULT is `refused`, for disks that are full and broken in turn,
    or `killed`."""
    desk, place, killed = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "killed"
    first, step, most, command = *map(int, sys.argv[4:7]), sys.argv[7:]
    loaded()
    old = content(desk / "site")
    whole = run(copied(desk, place), command)
    assert whole["ended"] == 0, whole["said"]
    new = digest(place / "site")
    for number in itertools.islice(itertools.count(first, step), most):
        code = 0 if killed else (errno.ENOSPC, errno.EIO)[number // step % 2]
        tried = run(copied(desk, place), command, number, code)
        told = {"number": number, "code": errno.errorcode.get(code, "killed"), **tried}
        told["site"] = (
            "old" if content(place / "site") == old
            else "new" if digest(place / "site") == new
            else "neither"
        )  # fmt: skip
        aside = beside(place / "site")
        told["begun"] = any((*aside.glob("undo-*"), *aside.glob("redo-*")))
        after = run(place, ["build", "--jobs", "1"])
        told["after"] = after["said"] if after["ended"] else ""
        told["built"] = digest(place / "site")
        told["left"] = sorted(os.listdir(aside)) if aside.exists() else []
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        if 0 <= tried["seen"] < number:
            break


def digest(site: Path) -> str:
    """One text for all files of a site but those that have a history."""
    found = hashlib.sha256()
    for name, data in content(site).items():
        if not name.startswith(("pagefind/", "data/briefdesk.sqlite")):
            found.update(f"{name}\0{len(data)}\0".encode())
            found.update(data)
    return found.hexdigest()


if __name__ == "__main__":
    main()
