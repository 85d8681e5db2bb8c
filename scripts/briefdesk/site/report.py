"""What a build tells of itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefdesk.records.problems import Problem


@dataclass(frozen=True, slots=True)
class Report:
    """What was built. `index` is the size of the search index in bytes; `made` is how many of
    the pages were made anew.

    `warnings` are what authors may want to know though the site was built.
    """

    site: Path
    pages: int
    briefs: int
    deals: int
    index: int
    made: int
    warnings: tuple[Problem, ...]
