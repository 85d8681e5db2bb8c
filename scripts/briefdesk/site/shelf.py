"""All records of a project, quickly: what did not change since the last time is not read again.

What comes out equals `reading.library.read` of everything, whatever is remembered. A file whose
size, times and inode are the same is not opened; one whose content is the same is not parsed.
A record rests on its own text, on what the names in it stand for, and on which files its links
find: where any of these changed, the file is read again.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefdesk.reading.library import Library
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.kinds import KINDS, Kind
from briefdesk.records.problems import Problem, in_order
from briefdesk.site import entries, gathering, memory, sweeping
from briefdesk.site.entries import Held
from briefdesk.site.gathering import Gathered
from briefdesk.site.memory import Memory, Row, Spoiled, Unusable, digest
from briefdesk.site.notes import plainly, problems_of
from briefdesk.site.project import Project
from briefdesk.site.seen import Seen
from briefdesk.site.workspace import Workspace

Record = Brief | Profile | None


@dataclass(frozen=True)
class Shelved:
    """A project as it is now, and how it differs from the last committed load.

    `workspace` has no files: their content was not needed. `before` and `after` have the path
    of each brief and profile whose record or problems differ, with its record then and now;
    None stands for one that was absent or faulty. `fresh` is True where nothing was committed,
    so that everything counts as new.
    """

    workspace: Workspace
    library: Library
    before: Mapping[str, Record]
    after: Mapping[str, Record]
    names_changed: bool
    fresh: bool
    #: What notes about the project may rest on: all that there is to see of its files (empty
    #: while one of them may change unseen), and all that its deals and successions rest on.
    seen: str
    basis: str
    #: Marks of the state that this one is compared with (empty where there is none), and of
    #: this one once it is committed.
    base: str
    mark: str
    _now: _Now = field(repr=False)

    def commit(self) -> None:
        """Make this the state that later loads are compared with: what it led to is in place.

        Whoever only looks at a project does not commit, so that the next build sees all that
        changed since the last one.
        """
        if self._now.cache is None:
            return
        try:
            with memory.opened(self._now.cache, self.library.kinds) as kept:
                if kept.note("born") != self._now.born:
                    raise Spoiled("another memory took its place")  # noqa: TRY301, as any other
                _commit(kept, self)
                kept.keep()
        except (Spoiled, Unusable):
            # Better none than one that tells of another state than the one in place.
            memory.forget(self._now.cache)


@dataclass(frozen=True)
class _Now:
    cache: Path | None
    born: str
    gathered: Gathered
    state: dict[str, Any]


def load(
    project: Project,
    cache: Path | None,
    jobs: int = 1,
    kinds: tuple[Kind, ...] = KINDS,
    held: Held | None = None,
    seen: Seen | None = None,
) -> Shelved:
    """Read a project, with what `cache` remembers of it; None where nothing is to be kept.

    Whoever loads it again and again gives the same `held` each time, and who has looked at the
    files just now, what was `seen`.

    `jobs` processes take part where there is much to read. What `cache` holds is never
    believed: broken, foreign or locked, it is passed over and all is read anew.
    """
    with sweeping.resting():
        for _ in range(2 if cache else 0):
            assert cache
            try:
                with memory.opened(cache, kinds) as kept:
                    return _load(project, cache, jobs, kinds, kept, held, seen)
            except Spoiled:
                continue
            except Unusable:
                break
        return _load(project, cache, jobs, kinds, None, None, seen)


def _load(
    project: Project,
    cache: Path | None,
    jobs: int,
    kinds: tuple[Kind, ...],
    kept: Memory | None,
    held: Held | None,
    seen: Seen | None,
) -> Shelved:
    seen = seen or Seen.of(project, kinds)
    survey = seen.survey
    gathered = gathering.gather(seen, kinds, kept, jobs, held)
    born = _keep(kept, gathered) if kept else ""
    gathered.release()
    library = gathered.library
    state: dict[str, Any] = {
        "seen": "" if seen.is_fleeting else seen.digest,
        "names": digest(entries.names_text(library.names)),
        "shared": plainly(gathered.shared),
        "spoilt": sorted(gathered.spoilt),
        "mark": secrets.token_hex(8),
    }
    committed = kept.note("committed") if kept else None
    before = _before(kept, gathered, committed) if kept and committed else None
    if kept:
        kept.keep()
    records: dict[str, Record] = {r.path: r for r in library.briefs}
    records |= {r.path: r for r in library.profiles}
    after = {path: records.get(path) for path in (gathered.entries if before is None else before)}
    return Shelved(
        workspace=Workspace(
            (), survey.handwritten, survey.media, in_order([*survey.problems, *gathered.unreadable])
        ),
        library=library,
        before=dict.fromkeys(after) if before is None else before,
        after=after,
        names_changed=committed is None or committed["names"] != state["names"],
        fresh=committed is None,
        seen=state["seen"],
        basis=gathered.basis(),
        base=committed["mark"] if committed else "",
        mark=state["mark"],
        _now=_Now(cache, born, gathered, state),
    )


def _keep(kept: Memory, gathered: Gathered) -> str:
    """Remember what was read; what a build was told of an entry before stays beside it."""
    born = kept.note("born")
    if born is None:
        kept.put_note("born", born := secrets.token_hex(8))
    if kept.note("committed") is not None:
        kept.keep_before(gathered.differing)
    gathering.keep(gathered, kept)
    return str(born)


def _before(kept: Memory, gathered: Gathered, committed: dict[str, Any]) -> dict[str, Record]:
    """Of each path that differs from what was committed, the record as it was."""
    was_spoilt = set(committed["spoilt"])
    before: dict[str, Record] = {}
    for row in kept.rows("before"):
        gathered.told.add(row.path)
        then, now = entries.entry(row), gathered.entries.get(row.path)
        if (then and then.outcome) != (now and now.outcome):
            before[row.path] = entries.record(row, gathered.found.get(row.path), kept)
    shared = {*committed_problems(committed)} ^ {*gathered.shared}
    for path in {problem.path for problem in shared}:
        if path not in before and (path in gathered.entries):
            before[path] = gathered.records.get(path)
    return {path: None if path in was_spoilt else before[path] for path in sorted(before)}


def committed_problems(committed: dict[str, Any]) -> tuple[Problem, ...]:
    """Problems that several files shared when a state was committed."""
    return problems_of(committed["shared"])


def _commit(kept: Memory, shelved: Shelved) -> None:
    gathered = shelved._now.gathered  # noqa: SLF001, its other half
    done: list[str] = []
    newer: list[Row] = []
    for row in kept.rows("before"):
        now = gathered.entries.get(row.path)
        stored = kept.entry(row.path)
        then = entries.entry(stored) if stored else None
        if (then and then.outcome) == (now and now.outcome):
            done.append(row.path)
        elif row.path in gathered.told:
            newer.append(gathered.row(row.path))
    kept.drop(done, "before")
    kept.put_before(newer)
    kept.put_note("committed", shelved._now.state)  # noqa: SLF001
