"""A file read as far as it can be by itself."""

from __future__ import annotations

from briefdesk.reading import briefs, profiles
from briefdesk.reading.briefs import Draft
from briefdesk.reading.decoding import decode
from briefdesk.reading.file import File
from briefdesk.reading.profiles import ProfileDraft, kind_of
from briefdesk.records.kinds import Kind
from briefdesk.records.problems import Problem

Drafted = Draft | ProfileDraft | Problem
"""A file read; a Problem where it holds no text."""


def draft(file: File, kinds: tuple[Kind, ...]) -> Drafted:
    """What a file says, before its names are resolved."""
    text = decode(file.path, file.content)
    if isinstance(text, Problem):
        return text
    kind = kind_of(file.path, kinds)
    return profiles.draft(file.path, text, kind) if kind else briefs.draft(file.path, text, kinds)
