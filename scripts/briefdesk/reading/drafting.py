"""Files read as far as each can be by itself, on one processor or on many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import chain

from briefdesk.reading import briefs, profiles
from briefdesk.reading.briefs import Draft
from briefdesk.reading.decoding import decode
from briefdesk.reading.file import File
from briefdesk.reading.profiles import ProfileDraft, kind_of
from briefdesk.records.kinds import Kind
from briefdesk.records.problems import Problem

#: So many files go to another process at once: few enough to share them out evenly, and so
#: many that what it costs to send them is lost among them.
BATCH = 100


Drafted = Draft | ProfileDraft | Problem
"""A file read; a Problem where it holds no text."""


def drafts(
    files: Sequence[File], kinds: tuple[Kind, ...], executor: Executor | None = None
) -> Iterator[Drafted]:
    """The draft of each file, in their order; `executor` may read them in other processes."""
    if executor is None or len(files) <= BATCH:
        return iter(_batch(kinds, files))
    batches = (files[start : start + BATCH] for start in range(0, len(files), BATCH))
    return chain.from_iterable(executor.map(partial(_batch, kinds), batches))


def _batch(kinds: tuple[Kind, ...], files: Iterable[File]) -> list[Drafted]:
    return [_draft(file, kinds) for file in files]


def _draft(file: File, kinds: tuple[Kind, ...]) -> Drafted:
    text = decode(file.path, file.content)
    if isinstance(text, Problem):
        return text
    kind = kind_of(file.path, kinds)
    return profiles.draft(file.path, text, kind) if kind else briefs.draft(file.path, text, kinds)
