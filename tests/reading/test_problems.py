"""One folder for each mistake: what an author wrote, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefdesk.catalogue.compile import compile
from briefdesk.checks import check
from briefdesk.reading.library import File, read
from briefdesk.records.codes import CODE
from briefdesk.records.problems import Problem
from tests.conftest import Golden

CASES = Path(__file__).parent.parent / "golden" / "problems"

#: Codes of mistakes that no text can hold; their own tests show them.
ELSEWHERE = {
    "too-large", "unreadable-file", "stray-file", "address-clash", "unknown-subject", "media-type",
    "picture", "dead-link",
}  # fmt: skip


def problems_of(case: Path) -> tuple[Problem, ...]:
    files = [
        File(path.relative_to(case).as_posix(), path.read_bytes()) for path in case.rglob("*.md")
    ]
    library = read(files)
    return check(library, compile(library))


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_mistake_is_named_with_its_place(case: Path, golden: Golden) -> None:
    """What is said of a case is what its expected.txt holds; an empty one declares silence."""
    said = "".join(f"{problem.severity}: {problem}\n" for problem in problems_of(case))
    golden(case / "expected.txt", said)


def test_every_code_has_a_case() -> None:
    """Every code of the table is shown by a golden case, and no case shows another code."""
    shown = {problem.code for case in CASES.iterdir() for problem in problems_of(case)}
    assert shown | ELSEWHERE == set(CODE)


def test_problems_bear_the_severity_of_their_code() -> None:
    """A problem is an error or a warning as its code says."""
    for case in CASES.iterdir():
        for problem in problems_of(case):
            assert problem.severity is CODE[problem.code].severity


def test_every_problem_says_what_to_write_instead() -> None:
    """No problem leaves its author without a hint, and none points outside its file."""
    for case in CASES.iterdir():
        for problem in problems_of(case):
            assert problem.hint.endswith((".", ".`", "?"))
            lines = (case / problem.path).read_bytes().split(b"\n")
            assert 1 <= problem.line <= len(lines)
