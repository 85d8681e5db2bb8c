"""Files read as far as each can be by itself, on one processor or on many."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import cast

from briefdesk.reading import briefs, profiles
from briefdesk.reading.briefs import Draft
from briefdesk.reading.decoding import decode
from briefdesk.reading.file import File
from briefdesk.reading.profiles import ProfileDraft, kind_of
from briefdesk.records.brief import Profile
from briefdesk.records.kinds import Kind
from briefdesk.records.problems import Problem

#: So many files go to another process at once: few enough to share them out evenly, and so
#: many that what it costs to send them is lost among them.
BATCH = 100

Drafted = Draft | ProfileDraft | Problem
"""A file read; a Problem where it holds no text."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A draft that waits until the names of all files are known; it stays as it came from another
    process. `used` are the (kind, name) that it makes known by using them."""

    used: tuple[tuple[str, str], ...]
    _kept: Drafted | bytes

    @classmethod
    def of(cls, draft: Drafted, kinds: tuple[Kind, ...], *, tightly: bool) -> Packed:
        """A draft; that of a brief takes half of its memory where it is packed `tightly`."""
        if not isinstance(draft, Draft):
            return cls((), draft)
        kept = pickle.dumps(draft, pickle.HIGHEST_PROTOCOL) if tightly else draft
        return cls(tuple(draft.names(kinds)), kept)

    @property
    def draft(self) -> Drafted:
        """The draft."""
        if not isinstance(self._kept, bytes):
            return self._kept
        return cast("Drafted", pickle.loads(self._kept))  # noqa: S301, packed by ourselves

    @property
    def profile(self) -> Profile | None:
        """The profile, of a file that introduces a subject."""
        return self._kept.profile if isinstance(self._kept, ProfileDraft) else None


def packed(
    files: Sequence[File], kinds: tuple[Kind, ...], executor: Executor | None = None
) -> Iterator[Packed]:
    """The draft of each file, in their order; `executor` may read them in other processes."""
    batches = [files[start : start + BATCH] for start in range(0, len(files), BATCH)]
    if executor is None or len(batches) <= 1:
        return chain.from_iterable(map(partial(_batch, kinds), batches))
    return chain.from_iterable(executor.map(partial(_batch, kinds, tightly=True), batches))


def _batch(
    kinds: tuple[Kind, ...], files: Iterable[File], *, tightly: bool = False
) -> list[Packed]:
    return [Packed.of(_draft(file, kinds), kinds, tightly=tightly) for file in files]


def _draft(file: File, kinds: tuple[Kind, ...]) -> Drafted:
    text = decode(file.path, file.content)
    if isinstance(text, Problem):
        return text
    kind = kind_of(file.path, kinds)
    return profiles.draft(file.path, text, kind) if kind else briefs.draft(file.path, text, kinds)
