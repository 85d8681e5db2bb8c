"""What measures the tests measures what it says."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from trials import branches
from trials.mutations import mutated, mutations

MODULE = '''\
"""Documentation."""

from __future__ import annotations

TABLE = {"a": 1}


@cache(maxsize=7)
def larger(one: int, other: "int" = 2, *, strict: bool = True) -> int | None:
    """Documentation."""
    assert one < 3, "never"
    if one > other and not strict:
        raise ValueError(f"it is {one}")
    for item in TABLE:
        if item in "b":
            continue
        print(item)
    return [n for n in range(one) if n]
'''


def test_every_slip_is_made_and_can_be_compiled() -> None:
    """Each slip gives another module, which Python takes; its number tells it from the others."""
    found = mutations(MODULE)
    made = {ast.dump(mutated(MODULE, slip.number)) for slip in found}
    assert len(made) == len(found) > 15
    assert ast.dump(ast.parse(MODULE)) not in made
    for slip in found:
        compile(mutated(MODULE, slip.number), "module", "exec")
        assert 1 <= slip.line <= MODULE.count("\n")
    with pytest.raises(IndexError):
        mutated(MODULE, len(found))


def test_slips_are_such_as_people_make() -> None:
    """Comparisons, conditions, constants, statements and answers are changed."""
    changed = {(slip.before, slip.after) for slip in mutations(MODULE)}
    assert {
        ("one > other", "one >= other"), ("not strict", "strict"), ("2", "3"), ("True", "False"), ("'a'", "'aXX'"),
        ("one > other and (not strict)", "one > other or not strict"), ("continue", "break"), ("print(item)", "pass"),
        ("item in 'b'", "item not in 'b'"), ("[n for n in range(one) if n]", "[n for n in range(one)]"),
        ("return [n for n in range(one) if n]", "return None"), ("raise ValueError(f'it is {one}')", "pass"),
    } <= changed  # fmt: skip


def test_what_makes_no_difference_is_let_be() -> None:
    """Documentation, types, assertions, decorators and imports are not changed."""
    lines = {slip.line for slip in mutations(MODULE)}
    text = MODULE.split("\n")
    for line in ('"""Documentation."""', "from __future__", "@cache", "assert"):
        assert not [n for n in lines if line in text[n - 1]]
    assert "int" not in {slip.before.strip("'") for slip in mutations(MODULE)}


def test_branches_are_counted_by_package(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each package has its own share, and one below the least is enough to fail."""
    report = {
        "files": {
            f"scripts/briefdesk/{path}": {"summary": {"num_branches": n, "covered_branches": c}}
            for path, n, c in (("pages/a.py", 90, 90), ("pages/b.py", 10, 8), ("records/a.py", 10, 9))
        }
    }  # fmt: skip
    place = tmp_path / "report.json"
    place.write_text(json.dumps(report))
    assert branches.main(str(place), "90") == 0
    assert branches.main(str(place), "95") == 1
    assert "pages: 98.0 %" in capsys.readouterr().out
    place.write_text(json.dumps({"files": {}}))
    assert branches.main(str(place), "0") == 1
