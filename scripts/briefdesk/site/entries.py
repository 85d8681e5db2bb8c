"""One file as it is remembered: what was read of it, and all that this rests on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from briefdesk.reading.briefs import Draft
from briefdesk.reading.drafting import Drafted
from briefdesk.reading.frontmatter import Document, split
from briefdesk.reading.names import NameProblem, Names
from briefdesk.reading.naming import PARTY, Finished
from briefdesk.reading.profiles import ProfileDraft
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.kinds import Kind, Subject
from briefdesk.records.markdown import Markdown, mark_of
from briefdesk.records.problems import Loc, Place, Places, Problem
from briefdesk.site import codec
from briefdesk.site.holding import Edited
from briefdesk.site.memory import Memory, Row, digest, text
from briefdesk.site.notes import plainly, problems_of
from briefdesk.site.workspace import Found, read

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """What ties a file to others. `used` are the names that it makes known, `introduced` those of
    a profile (its kind, id and name, then further names by field), `asked` those that its record
    rests on. `links` are the files that its text leads to."""

    used: Pairs = ()
    asked: Pairs = ()
    links: tuple[str, ...] = ()
    introduced: tuple[Any, ...] = ()

    @classmethod
    def of(cls, text: str) -> Ties:
        """The ties that `text` was made of."""
        used, asked, links, introduced = json.loads(text)
        return cls(_pairs(used), _pairs(asked), tuple(links), tuple(introduced))

    def text(self) -> str:
        """How they are kept."""
        return _json([self.used, self.asked, self.links, self.introduced])


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a file: digests of its content, of what it adds to a catalogue's deals,
    and of its record; what is wrong with it; and its ties as they are kept, since most builds
    ask for those of a few files alone."""

    content: str
    basis: str
    record: str
    problems: tuple[Problem, ...]
    kept: str

    @property
    def outcome(self) -> tuple[str, tuple[Problem, ...]]:
        """All that anyone else can see of it."""
        return self.record, self.problems

    @property
    def ties(self) -> Ties:
        """What ties the file to others."""
        return Ties.of(self.kept)

    @property
    def profile(self) -> Profile | None:
        """The profile as far as the names it gives are concerned."""
        introduced = self.ties.introduced
        if not introduced:
            return None
        kind, id, name, names = introduced
        further = {field: tuple(texts) for field, texts in names.items()}
        return Profile("", Subject(kind, id), name, Markdown.of(""), 0, further)


def row(path: str, entry: Entry, record: str) -> Row:
    """How an entry is kept."""
    plain = [entry.content, entry.basis, entry.record, plainly(entry.problems), entry.kept]
    return Row(path, _json(plain), record)


def entry(row: Row) -> Entry | None:
    """The entry that is kept in `row`; None for that of a file that was not there."""
    if not row.facts:
        return None
    content, basis, record, problems, kept = json.loads(row.facts)
    return Entry(content, basis, record, problems_of(problems), kept)


def text_of(record: Brief | Profile | None) -> str:
    """How a record is kept; empty where there is none."""
    return codec.encode(record) if record else ""


def record(row: Row, found: Found | None, kept: Memory) -> Brief | Profile | None:
    """The record that is kept in `row`, its places to be looked up in the file itself, the words
    of its text in the memory that is `kept`."""
    if not row.record:
        return None
    places = Places(partial(_places, found)) if found else Places()
    return codec.decode(row.record, places, partial(_words, kept.place, row.path, found))


def fresh(row: Row, found: Found, words: str) -> Brief | Profile | None:
    """The same, of a file that was read just now and whose text is `words`."""
    places = Places(partial(_places, found))
    return codec.decode(row.record, places, lambda mark: words) if row.record else None


class Held:
    """What a process that loads a project again and again made of each row the last time: a
    shortcut for previews, where decoding ten thousand records takes longer than all the rest."""

    def __init__(self) -> None:
        self._before: dict[str, tuple[Row, Found | None, Entry, Brief | Profile | None]] = {}
        self._now: dict[str, tuple[Row, Found | None, Entry, Brief | Profile | None]] = {}

    def begin(self) -> None:
        """A load begins; what the one before it did not meet is let go."""
        self._before, self._now = self._now, {}

    def read(
        self, row: Row, found: Found | None, kept: Memory
    ) -> tuple[Entry, Brief | Profile | None]:
        """The entry and the record that are kept in `row`."""
        known = self._before.get(row.path)
        if known is None or known[0] != row or known[1] != found:
            made = entry(row)
            assert made
            known = row, found, made, record(row, found, kept)
        self._now[row.path] = known
        return known[2], known[3]


def taken(content: str, draft: Drafted, kinds: tuple[Kind, ...]) -> Entry:
    """What a file that was read just now is known by until its names are resolved."""
    ties = Ties(used=used(draft, kinds), introduced=introduced(draft))
    return Entry(content, "", "", (), ties.text())


def made(
    content: str, draft: Drafted, finished: Finished, kinds: tuple[Kind, ...]
) -> tuple[Entry, str]:
    """The entry of a file that was read just now, and its record as JSON."""
    text = text_of(finished.record)
    of_record = digest(text) if text else ""
    checked = () if isinstance(draft, Problem) else draft.text.links
    links = tuple(dict.fromkeys(link.path for link in checked if link.path is not None))
    ties = Ties(used(draft, kinds), finished.asked, links, introduced(draft))
    entry = Entry(content, _basis(draft, of_record), of_record, finished.problems, ties.text())
    return entry, text


def _basis(draft: Drafted, record: str) -> str:
    """Of a brief its front matter alone, and whether it is any good."""
    if isinstance(draft, Draft) and draft.document and record:
        return digest(draft.document.front)
    return record


def used(draft: Drafted, kinds: tuple[Kind, ...]) -> Pairs:
    """The names that a brief makes known by using them."""
    return tuple(draft.names(kinds)) if isinstance(draft, Draft) else ()


def introduced(draft: Drafted) -> tuple[Any, ...]:
    """The names that a profile makes known."""
    if not isinstance(draft, ProfileDraft) or draft.profile is None:
        return ()
    subject = draft.profile.subject
    return subject.kind, subject.id, draft.profile.name, dict(draft.profile.names)


def answers(names: Names) -> Callable[[tuple[str, str]], object]:
    """What `names` say to a (kind, name); equal answers make equal records and problems."""
    known: dict[tuple[str, str], object] = {}

    def answer(asked: tuple[str, str]) -> object:
        if asked not in known:
            kind, text = asked
            try:
                found = names.party(text) if kind == PARTY else names.resolve(kind, text)
                known[asked] = found
            except NameProblem as problem:
                known[asked] = (type(problem), problem.text, problem.others)
        return known[asked]

    return answer


def names_text(names: Names) -> str:
    """All names as JSON."""
    tables = names.spelled, names.aliases
    return json.dumps(
        [[[s.kind, s.id, list(spelled)] for s, spelled in table.items()] for table in tables],
        ensure_ascii=False,
    )


def names_of(text: str, kinds: tuple[Kind, ...]) -> Names:
    """The names that `names_text` made JSON of."""
    spelled, aliases = (
        {Subject(kind, id): tuple(names) for kind, id, names in table} for table in json.loads(text)
    )
    return Names(kinds, spelled, aliases)


def _json(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _pairs(plain: Iterable[list[str]]) -> Pairs:
    return tuple(_pair(kind, name) for kind, name in plain)


@lru_cache(maxsize=65_536)
def _pair(kind: str, name: str) -> tuple[str, str]:
    return kind, name


def _words(memory: Path, path: str, found: Found | None, mark: str) -> str:
    """The text of that mark, as it was remembered or else as it is in the file; Edited where it
    is in neither any more, which takes an edit that another process has read already."""
    if (kept := text(memory, path, mark)) is not None:
        return kept
    document = _document(found) if found else None
    if document is None or mark_of(document.body) != mark:
        raise Edited(f"{path} was edited meanwhile; nothing was published")
    return document.body


def _places(found: Found) -> dict[Loc, Place]:
    """The places in a file as it is now; none where it is not what it was."""
    document = _document(found)
    return dict(document.places.find()) if document else {}


def _document(found: Found) -> Document | None:
    """A file as it is now; None where it cannot be read."""
    file = read(found.place, found.path)
    if isinstance(file, Problem):
        return None
    text = file.content.decode(errors="replace").replace("\r\n", "\n")
    document = split(found.path, text)
    return document if isinstance(document, Document) else None
