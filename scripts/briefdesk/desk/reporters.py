"""Problems for a person, a program, a code host and a code scanner."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from briefdesk import __version__
from briefdesk.records.codes import CODES
from briefdesk.records.problems import Problem, Severity

Lines = Callable[[str], Sequence[str]]
"""The lines of a file by its path; none where it cannot be shown."""

Reporter = Callable[[Sequence[Problem], Lines], str]

_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")

_WIDTH = 100


def visible(text: str) -> str:
    """`text` with whatever a terminal would act on, or not show, written as its number."""
    return _UNSHOWN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def text(problems: Sequence[Problem], lines: Lines) -> str:
    """Problems by file, each with its line and a mark below the place."""
    parts = []
    for path, found in groupby(problems, key=lambda problem: problem.path):
        parts.append(visible(path))
        source = lines(path)
        for problem in found:
            severity = "" if problem.severity is Severity.ERROR else f"{problem.severity}: "
            place = f"{problem.line}:{problem.column}"
            parts.append(f"  {place}  {severity}{problem.code}: {visible(problem.message)}")
            parts += _excerpt(problem, source)
            if problem.hint:
                parts.append(f"      → {visible(problem.hint)}")
        parts.append("")
    return "\n".join([*parts, counted(problems)]) + "\n"


def counted(problems: Sequence[Problem]) -> str:
    """How many problems there are, in one sentence."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    files = len({problem.path for problem in problems})
    if not problems:
        return "Nothing to mend."
    told = [f"{number} {word}{'s' * (number != 1)}" for number, word in
            ((errors, "error"), (warnings, "warning")) if number]  # fmt: skip
    return f"{' and '.join(told)} in {files} file{'s' * (files != 1)}."


def _excerpt(problem: Problem, source: Sequence[str]) -> list[str]:
    if not 1 <= problem.line <= len(source):
        return []
    line, column = source[problem.line - 1], problem.column - 1
    start = max(0, column - _WIDTH // 2) if len(line) > _WIDTH else 0
    before = visible(line[start:column])
    shown = before + visible(line[column : start + _WIDTH])
    return [f"      {shown}", f"      {' ' * len(before)}^"] if shown.strip() else []


def as_json(problems: Sequence[Problem], lines: Lines) -> str:
    """An array of objects, one a problem."""
    fields = ("path", "line", "column", "code", "severity", "message", "hint")
    rows = [{field: str(getattr(p, field)) for field in fields} for p in problems]
    for row, problem in zip(rows, problems, strict=True):
        row |= {"line": problem.line, "column": problem.column}  # type: ignore[dict-item]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def github(problems: Sequence[Problem], lines: Lines) -> str:
    """Workflow commands that GitHub shows beside the line."""
    return "".join(
        f"::{problem.severity} file={_property(problem.path)},line={problem.line},"
        f"col={problem.column},title={_property(problem.code)}"
        f"::{_data(f'{problem.message}. {problem.hint}'.strip())}\n"
        for problem in problems
    )


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def sarif(problems: Sequence[Problem], lines: Lines) -> str:
    """A log in SARIF 2.1.0 (OASIS), for code scanners."""
    rules = [
        {
            "id": code.id,
            "shortDescription": {"text": code.rule},
            "help": {"text": f"Wrong: {code.wrong}\nRight: {code.right}"},
            "defaultConfiguration": {"level": str(code.severity)},
        }
        for code in CODES
    ]
    driver = {
        "name": "briefdesk", "version": __version__, "semanticVersion": __version__, "rules": rules,
    }  # fmt: skip
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(problem) for problem in problems],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(problem: Problem) -> dict[str, Any]:
    region = {"startLine": problem.line, "startColumn": problem.column}
    return {
        "ruleId": problem.code,
        "ruleIndex": [code.id for code in CODES].index(problem.code),
        "level": str(problem.severity),
        "message": {"text": f"{problem.message}. {problem.hint}".strip()},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(problem.path)},
                    "region": region,
                }
            }
        ],
    }


def _uri(path: str) -> str:
    return re.sub(
        r"[^A-Za-z0-9._~/-]",
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()),
        path,
    )


REPORTERS: dict[str, Reporter] = {
    "text": text,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}
