"""Problems in the forms that people and machines take them in: one row each in REPORTERS."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from urllib.parse import quote

from briefdesk import __version__
from briefdesk.desk.listing import listed
from briefdesk.desk.printable import printable
from briefdesk.records.codes import CODE, CODES, Code
from briefdesk.records.problems import Problem, Severity

Reporter = Callable[[tuple[Problem, ...], Mapping[str, bytes], bool], str]
"""From problems, the content of their files by path, and whether colour is wanted, to text."""


def as_json(
    problems: tuple[Problem, ...], texts: Mapping[str, bytes] | None = None, colour: bool = False
) -> str:
    """One object: every problem, and how many are errors and warnings."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    rows = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "severity": problem.severity.value,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return _dump({"problems": rows, "errors": errors, "warnings": len(rows) - errors})


def as_github(
    problems: tuple[Problem, ...], texts: Mapping[str, bytes] | None = None, colour: bool = False
) -> str:
    """A workflow command for each problem: GitHub shows it beside the line of a change."""
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    properties = {
        "file": problem.path,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.code,
    }
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    said = f"{problem.message}. {problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity.value} {given}::{_data(said)}"


def _data(text: str) -> str:
    # A line break would end the command, and the rest could be a command of its author's.
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(
    problems: tuple[Problem, ...], texts: Mapping[str, bytes] | None = None, colour: bool = False
) -> str:
    """A log in SARIF 2.1.0, with a rule for each code."""
    place = {code.id: index for index, code in enumerate(CODES)}
    results = [
        {
            "ruleId": problem.code,
            **({"ruleIndex": place[problem.code]} if problem.code in CODE else {}),
            "level": problem.severity.value,
            "message": {"text": " ".join(filter(None, (f"{problem.message}.", problem.hint)))},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(problem.path), "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": problem.line, "startColumn": problem.column},
                    }
                }
            ],
        }
        for problem in problems
    ]
    driver = {"name": "briefdesk", "version": __version__, "rules": [_rule(code) for code in CODES]}
    return _dump(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": driver},
                    "columnKind": "unicodeCodePoints",
                    "results": results,
                }
            ],
        }
    )


def _rule(code: Code) -> dict[str, object]:
    return {
        "id": code.id,
        "shortDescription": {"text": code.rule},
        "help": {"text": f"Wrong:\n{code.wrong}\n\nRight:\n{code.right}"},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _dump(value: object) -> str:
    # ASCII alone: what is escaped can neither steer a terminal nor turn a line of text around.
    return json.dumps(value, indent=2, ensure_ascii=True)


REPORTERS: Mapping[str, Reporter] = {
    "text": listed,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
