"""The day of a build and the age of files: the one place that looks at a clock."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from time import time_ns


def today(environ: Mapping[str, str] = os.environ) -> date:
    """The day on which embargoes are judged: that of SOURCE_DATE_EPOCH, else today, in UTC."""
    given = environ.get("SOURCE_DATE_EPOCH", "")
    if given.isascii() and given.isdigit():
        return datetime.fromtimestamp(int(given), UTC).date()
    return datetime.now(UTC).date()


def nanoseconds() -> int:
    """The moment, to tell files that may change yet from those that rest."""
    return time_ns()
