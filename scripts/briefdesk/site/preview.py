"""A site that follows its files: brought up to date with every change, whatever it is.

What cannot be built is shown in place of the pages concerned, and the last good site stays.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from pathlib import Path

from briefdesk.pages import addresses
from briefdesk.site import clock, document, faults, shelf, state, sweeping
from briefdesk.site.build import bring_about
from briefdesk.site.configuration import ConfigurationProblem
from briefdesk.site.entries import Held
from briefdesk.site.hosting import HostProblem
from briefdesk.site.making import Making, frame_of
from briefdesk.site.project import CACHE, load
from briefdesk.site.publishing import PublishingProblem
from briefdesk.site.report import AuthorErrors
from briefdesk.site.search import SearchProblem
from briefdesk.site.shells import ShellProblem, shell_of

#: The preview has a memory and a site of its own, so that a build finds its own as it left them.
FOLDER = f"{CACHE}/preview"


class Preview:
    """The preview of the project whose configuration is `path`. `say` is told what was done."""

    def __init__(self, path: Path, jobs: int, say: Callable[[str], None]) -> None:
        self._path, self._jobs, self._say = path, jobs, say
        self._cache = path.parent / FOLDER
        #: The folder of the site as it was last built.
        self.site = self._cache / "site"
        self._held = Held()
        self._covers: dict[str, bytes] = {}
        self._version = 0
        self._changed = threading.Condition()

    def cover(self, address: str) -> bytes | None:
        """What is shown at an address in place of the page in the site, if anything."""
        return self._covers.get(address) or self._covers.get("*")

    def version(self, known: int = 0, patience: float = 0) -> int:
        """A number that grows with every change; waits for up to `patience` seconds for it to
        be another than `known`."""
        with self._changed:
            self._changed.wait_for(lambda: self._version != known, patience)
            return self._version

    def follow(self) -> None:
        """Bring the site to where the files are. Never raises for what is found there."""
        try:
            with sweeping.resting():
                made = self._build()
            covers: dict[str, bytes] = {}
            self._say(f"{made:,} {'page' if made == 1 else 'pages'} made anew")
        except AuthorErrors as errors:
            covers = self._shown(errors)
            self._say(f"{errors}\n" + "\n".join(map(str, errors.problems)))
        except HostProblem as problem:
            told = "\n".join([str(problem), *problem.said])
            covers = {"*": _bare(faults.refusal(told))}
            self._say(told)
        except (
            ShellProblem,
            SearchProblem,
            PublishingProblem,
            ConfigurationProblem,
            BrokenExecutor,
            sqlite3.Error,
            OSError,
        ) as problem:
            covers = {"*": _bare(faults.refusal(str(problem)))}
            self._say(str(problem))
        with self._changed:
            self._covers = covers
            self._version += 1
            self._changed.notify_all()

    def _build(self) -> int:
        project = load(self._path)
        shelved = shelf.load(project, self._cache, self._jobs, held=self._held)
        making = Making(
            project, shelved, clock.today(), self.site, self._cache, self._jobs, lambda _: None
        )
        # What is sound is shown where there is no site yet; later the last good one stays.
        if making.draft.errors and not self.site.exists():
            bring_about(making)
        making.draft.sound()
        return bring_about(making).made

    def _shown(self, errors: AuthorErrors) -> dict[str, bytes]:
        """The pages that tell of mistakes, in the frame of the site if there is one already."""
        known = state.load(self._cache)
        frame = frame_of(known) if known else None
        shown: dict[str, bytes] = {}
        for page in faults.pages(errors.problems):
            shell = frame.shells.get(shell_of(page, frame.listed)) if frame else None
            if shell is None and frame:
                # A page of the navigation: its shell bears its own title.
                shell = next(
                    (s for name, s in frame.shells.items() if name.startswith(f"{page.uri} ")), None
                )
            whole = (
                shell.fill(page, document.rendered(page), "").encode()
                if shell
                else _bare(page.html)
            )
            shown[addresses.of_file(page.uri)] = whole
        return shown


def _bare(html: str) -> bytes:
    head = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head>'
    )
    return f"{head}<body>{html}</body></html>".encode()
