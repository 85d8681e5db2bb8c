"""The codes of problems, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefdesk.desk.explaining import explain
from briefdesk.records.codes import CODE, CODES

GOLDEN = Path(__file__).parent.parent / "golden" / "codes.txt"


def test_codes_are_as_reviewed(golden: Callable[[Path, str], None]) -> None:
    """What is said of each code is that of the golden file, in its order: people's scripts and
    their habits rest on it."""
    golden(GOLDEN, "\n".join(explain(code.id) for code in CODES))


def test_no_two_codes_are_one() -> None:
    """Each code stands for one rule, and no two examples of wrong and right are the same."""
    assert len(CODE) == len(CODES) == len({code.rule for code in CODES})
    assert all(code.wrong != code.right for code in CODES)
