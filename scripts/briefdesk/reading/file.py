"""A file as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A file as it lies in the project: `path` has `/` between its parts."""

    path: str
    content: bytes
