"""A file of the site that is no page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json


@dataclass(frozen=True, slots=True)
class File:
    """A finished file. `path` is where it lies in the site (`api/v1/deals/tur-rus-s-400/index.json`),
    with `/`."""

    path: str
    content: bytes


def json(path: str, value: Any) -> File:
    """A file of JSON, in UTF-8, on one line."""
    return File(path, to_json(value) + b"\n")
