"""Records gathered from what is remembered and from files that have to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from briefdesk.reading.file import File
from briefdesk.reading.library import Library, slug_problems
from briefdesk.reading.names import Names
from briefdesk.reading.profiles import check_aliases, kind_of
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.kinds import Kind
from briefdesk.records.problems import Problem, in_order
from briefdesk.site import clerks, entries
from briefdesk.site.clerks import Sheaf
from briefdesk.site.entries import Entry, Held, Ties
from briefdesk.site.memory import Memory, Row, digest
from briefdesk.site.notes import plainly, problems_of
from briefdesk.site.project import DOCS
from briefdesk.site.seen import Seen
from briefdesk.site.workspace import Found, read


@dataclass
class Gathered:
    """All files of a project: what each holds, and which of it was read just now.

    `old` are the entries that were remembered, `entries` those of today, and `records` what
    these hold; `drafted` are the files that were read, each with the number of its sheaf, and
    `touched` those that were opened and had not changed. `done` is what is still to be remembered.
    """

    seen: Seen
    kinds: tuple[Kind, ...]
    jobs: int
    found: dict[str, Found] = field(init=False)
    old: dict[str, Entry] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    records: dict[str, Brief | Profile | None] = field(default_factory=dict)
    sheaves: list[Sheaf] = field(default_factory=list)
    drafted: dict[str, int] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    done: list[tuple[Row, str]] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    unreadable: list[Problem] = field(default_factory=list)
    shared: tuple[Problem, ...] = ()
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.found = {found.path: found for found in self.seen.survey.files}

    @property
    def library(self) -> Library:
        """The records as a library, equal to one that was read anew."""
        paths = sorted(self.entries)
        records = [self.records[path] for path in paths]
        problems = [problem for path in paths for problem in self.entries[path].problems]
        return Library(
            briefs=tuple(r for r in records if isinstance(r, Brief) and r.path not in self.spoilt),
            profiles=tuple(r for r in records if isinstance(r, Profile)),
            names=self.names,
            problems=in_order([*problems, *self.shared]),
            kinds=self.kinds,
        )

    @property
    def spoilt(self) -> set[str]:
        """Briefs that share an address with another one, and are left out for it."""
        return {p.path for p in self.shared if p.code in {"duplicate-slug", "slug-case"}}

    @property
    def pages(self) -> set[str]:
        """Every file that a link may lead to."""
        return {*self.entries, *(f"{DOCS}/{uri}" for uri in self.seen.survey.handwritten)}

    @property
    def gone(self) -> list[str]:
        """Files that were remembered and are there no more."""
        return [path for path in self.old if path not in self.entries]

    @property
    def differing(self) -> list[str]:
        """Files whose record or problems are others than were remembered."""
        changed = [
            path
            for path in self.drafted
            if path not in self.old or self.old[path].outcome != self.entries[path].outcome
        ]
        return [*changed, *self.gone]

    def basis(self) -> str:
        """Differs wherever anything differs that the deals and successions rest on."""
        parts = (f"{path} {e.basis}\n" for path, e in sorted(self.entries.items()) if e.basis)
        return digest(entries.names_text(self.names), "".join(parts), *sorted(self.spoilt))

    def row(self, path: str) -> Row:
        """How the entry of a file is kept now."""
        if path not in self.entries:
            return Row(path, "", "")
        return entries.row(path, self.entries[path], entries.text_of(self.records[path]))

    # Reading

    def open(self, paths: Iterable[str], *, anyway: bool = False) -> None:
        """Read files, but for those whose content is what was remembered, unless `anyway`."""
        wanted = sorted(paths)
        files = self._opened(wanted, anyway=anyway)
        for sheaf in clerks.take(files, self.kinds, self.jobs, len(wanted)):
            self.drafted.update(dict.fromkeys(sheaf.entries, len(self.sheaves)))
            self.entries.update(sheaf.entries)
            for path in sheaf.entries:  # it may have been read before, and be another by now
                self.profiles.pop(path, None)
            self.profiles.update((profile.path, profile) for profile in sheaf.profiles)
            self.sheaves.append(sheaf)

    def _opened(self, paths: Iterable[str], *, anyway: bool) -> Iterator[File]:
        for path in paths:
            file = read(self.found[path].place, path)
            if isinstance(file, Problem):
                self.unreadable.append(file)
                for known in (self.entries, self.drafted, self.profiles):
                    known.pop(path, None)
            elif not anyway and self._is_known(file):
                self.touched.append(path)
                self.entries[path] = self.old[path]
            else:
                yield file

    def _is_known(self, file: File) -> bool:
        return file.path in self.old and self.old[file.path].content == digest(file.content)

    def is_profile(self, path: str) -> bool:
        """True for files that introduce a subject."""
        return kind_of(path, self.kinds) is not None

    def named(self) -> Names:
        """All names that the files give."""
        ordered = [self.entries[path] for path in sorted(self.entries)]
        introduced = [profile for entry in ordered if (profile := entry.profile)]
        return Names.of(
            introduced, (pair for entry in ordered for pair in entry.ties.used), self.kinds
        )

    def finish(self, kept: Memory | None) -> None:
        """Make records of all that was read. A memory of nothing yet gets them at once, and each
        is then the one that it remembers, whose text is not held."""
        given = clerks.finish_all(self.sheaves, self.kinds, self.names, self.pages, self.jobs)
        for number, sheaf in given:
            made = [done for done in sheaf if self.drafted.get(done.path) == number]
            self.entries.update((done.path, done.entry) for done in made)
            rows = [(entries.row(done.path, done.entry, done.record), done.words) for done in made]
            if kept:
                _put(self, rows, kept)
            else:
                self.done += rows
            for row, words in rows:
                found = self.found[row.path]
                self.records[row.path] = (
                    entries.record(row, found, kept) if kept else entries.fresh(row, found, words)
                )

    def release(self) -> None:
        """Let go of what was needed to make and to keep the records."""
        self.sheaves.clear()
        self.drafted.clear()
        self.profiles.clear()
        self.done.clear()

    def share(self, remembered: tuple[Problem, ...] | None) -> None:
        """Name what is wrong between files; clashes of names are as they were where given."""
        if remembered is None:
            given = sorted(self.profiles.items())
            remembered = tuple(check_aliases(profile for _, profile in given))
        self.shared = in_order([*remembered, *slug_problems(sorted(self.entries), self.kinds)])


def gather(
    seen: Seen,
    kinds: tuple[Kind, ...],
    kept: Memory | None,
    jobs: int,
    held: Held | None = None,
) -> Gathered:
    """Everything that a project holds, with as little read of it as will do."""
    all = Gathered(seen, kinds, jobs)
    before = _Before.of(kept, all, held or Held()) if kept else _Before()
    all.open(path for path in all.found if path not in all.entries)
    while True:
        changed = [p for p in all.drafted if _content(all.old, p) != all.entries[p].content]
        changed += all.gone
        profiles = before.clashes is None or any(map(all.is_profile, changed))
        others = {p for p in all.entries if all.is_profile(p)} - all.drafted.keys()
        if profiles and others:
            # A clash is named at its place in either profile.
            all.open(others, anyway=True)
            continue
        same_names = before.names and not any(_names_differ(all, path) for path in changed)
        all.names = before.names if before.names and same_names else all.named()
        again = before.unsettled(all) - all.drafted.keys()
        if not again:
            break
        all.open(again, anyway=True)
    all.finish(kept if kept and kept.note("committed") is None else None)
    all.share(None if profiles else before.clashes)
    return all


def _content(known: dict[str, Entry], path: str) -> str:
    return known[path].content if path in known else ""


def _names_differ(all: Gathered, path: str) -> bool:
    pair = all.old.get(path), all.entries.get(path)
    then, now = (entry.ties if entry else Ties() for entry in pair)
    return (then.used, then.introduced) != (now.used, now.introduced)


@dataclass(frozen=True)
class _Before:
    """What was remembered of the whole."""

    names: Names | None = None
    pages: frozenset[str] = frozenset()
    clashes: tuple[Problem, ...] | None = None

    @classmethod
    def of(cls, kept: Memory, all: Gathered, held: Held) -> _Before:
        """Look up what is remembered, and put it into `all` as far as it still holds."""
        states = kept.states()
        held.begin()
        for row in kept.rows():
            found = all.found.get(row.path)
            entry, record = held.read(row, found, kept)
            all.old[row.path] = entry
            if found:
                all.records[row.path] = record
                if states[row.path] == found.state:
                    all.entries[row.path] = entry
        whole = kept.note("whole")
        if whole is None:
            return cls()
        return cls(
            entries.names_of(whole["names"], all.kinds),
            frozenset({*all.old, *whole["pages"]}),
            problems_of(whole["clashes"]),
        )

    def unsettled(self, all: Gathered) -> set[str]:
        """Files whose names or links lead elsewhere than they did."""
        if self.names is None:
            return set(all.entries)
        unsettled: set[str] = set()
        if self.names is not all.names:
            then, now = entries.answers(self.names), entries.answers(all.names)
            unsettled |= {
                path
                for path, entry in all.entries.items()
                if any(then(asked) != now(asked) for asked in entry.ties.asked)
            }
        pages = all.pages
        if moved := pages ^ self.pages:
            # What is said of a broken link depends on all that there is.
            unsettled |= {
                path
                for path, entry in all.entries.items()
                if any(link in moved or link not in pages for link in entry.ties.links)
            }
        return unsettled


def _put(all: Gathered, rows: Sequence[tuple[Row, str]], kept: Memory) -> None:
    """Put what was read into the memory: each entry, and the words of its text."""
    kept.put((row, all.seen.state(all.found[row.path])) for row, _ in rows)
    kept.put_texts((row.path, words) for row, words in rows if row.record)


def keep(all: Gathered, kept: Memory) -> None:
    """Put everything into the memory that is not there yet."""
    _put(all, all.done, kept)
    kept.touch((all.seen.state(all.found[path]), path) for path in all.touched)
    kept.drop(all.gone)
    kept.drop(all.gone, "texts")
    clashes = [p for p in all.shared if p.code == "alias-clash"]
    whole = {
        "names": entries.names_text(all.names),
        "pages": [f"{DOCS}/{uri}" for uri in all.seen.survey.handwritten],
        "clashes": plainly(clashes),
    }
    if kept.note("whole") != whole:
        kept.put_note("whole", whole)
