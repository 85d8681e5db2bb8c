"""The command line: what it prints, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefdesk.cli import main
from briefdesk.desk.reporters import REPORTERS, visible
from briefdesk.records.codes import CODES
from briefdesk.records.problems import Problem

BRIEF = """\
---
title: Talks
date: 2017-02-22
summary: Talks go on.
countries: {TUR: byer}
tlp: CLEAR
sources:
- {id: wire, publisher: Wire, title: A report}
---
Talks [@wire].
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one brief, which has one mistake."""
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Desk\ntheme: {name: material}\nplugins: [briefdesk]\n"
    )
    (tmp_path / "docs").mkdir()
    brief = tmp_path / "briefs/2017/2017-02-22-talks.md"
    brief.parent.mkdir(parents=True)
    brief.write_text(BRIEF)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_check_shows_the_place_and_ends_with_one(project: Path) -> None:
    """A mistake is shown with its line and a mark below it; the command ends with 1."""
    result = run("check")
    assert result.exit_code == 1
    lines = result.output.splitlines()
    at = lines.index("      countries: {TUR: byer}")
    assert lines[at + 1].index("^") == lines[at].index("byer")
    assert "Did you mean 'buyer'?" in result.output


def test_check_ends_with_zero_when_all_is_well(project: Path) -> None:
    """A project without a mistake ends with 0."""
    path = project / "briefs/2017/2017-02-22-talks.md"
    path.write_text(BRIEF.replace("byer", "buyer"))
    result = run("check")
    assert (result.exit_code, result.output) == (0, "Nothing to mend.\n")


def test_check_says_the_same_from_memory(project: Path) -> None:
    """What is remembered is said again; without a cache nothing is left behind."""
    without = run("check", "--no-cache")
    assert not (project / ".briefdesk").exists()
    for _ in range(2):
        said = run("check")
        assert (said.output, said.exit_code) == (without.output, without.exit_code)
    assert (project / ".briefdesk/.gitignore").read_text() == "*\n"


def test_check_loads_little_where_nothing_changed(project: Path) -> None:
    """A check that answers from memory loads no validator, no templates, no host."""
    heavy = ["pydantic", "jinja2", "markdown", "mkdocs", "rich", "frontmatter", "multiprocessing"]
    script = (
        "import sys\n"
        "from briefdesk.site import clock\n"
        "clock.nanoseconds = lambda: 2 ** 62\n"
        "from briefdesk.cli import main\n"
        "try: main(['check'])\n"
        f"finally: print([name for name in {heavy} if name in sys.modules])\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", script], cwd=project, capture_output=True, text=True, check=False
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert said[0][:-1] == said[1][:-1]
    assert "pydantic" in said[0][-1]
    assert said[1][-1] == "[]"


def test_check_of_another_path_shows_nothing(project: Path) -> None:
    """PATHS narrow down what is shown; one that is not there is a wrong call."""
    (project / "briefs/2018").mkdir()
    assert run("check", "briefs/2018").exit_code == 0
    assert run("check", "briefs/2017").exit_code == 1
    assert run("check", "briefs/2019").exit_code == 2


@pytest.mark.parametrize("form", sorted(REPORTERS))
def test_every_format_names_the_code(project: Path, form: str) -> None:
    """Every format names the code and the file, and ends the same way."""
    result = run("check", "--format", form)
    assert result.exit_code == 1
    assert "unknown-role" in result.output
    assert "2017-02-22-talks.md" in result.output


def test_sarif_refers_to_its_rules(project: Path) -> None:
    """A result in SARIF points at the rule of its code."""
    log = json.loads(run("check", "--format", "sarif").output)
    (result,) = log["runs"][0]["results"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "unknown-role"
    assert len(rules) == len(CODES)


def test_hostile_text_is_inert_in_every_report() -> None:
    """A terminal's controls and a code host's commands in a message stay text."""
    problem = Problem("a,b:c\n.md", 1, 1, "tab", "\x1b[31m\n::error::x", "\r% done.")
    assert "\x1b" not in REPORTERS["text"]([problem], lambda path: ())
    assert REPORTERS["github"]([problem], lambda path: ()).count("\n") == 1
    assert (
        json.loads(REPORTERS["json"]([problem], lambda path: ()))[0]["message"] == problem.message
    )
    assert visible("a\u202eb") == "a\\u202eb"


def test_build_refuses_with_a_report(project: Path) -> None:
    """A build with mistakes names them, ends with 1 and leaves no site."""
    result = run("build")
    assert result.exit_code == 1
    assert "unknown-role" in result.output
    assert not (project / "site").exists()


def test_new_files_have_only_real_gaps(project: Path) -> None:
    """What `new` writes has no mistakes but what its author has to fill in."""
    assert (
        run("new", "system", "S-400", "--alias", "S-400 Triumf", "--origin", "RUS").exit_code == 0
    )
    assert run("new", "organisation", "Rostec", "--country", "RUS").exit_code == 0
    made = run("new", "brief", 'Türkei: "kauft"', "--date", "2017-03", "--country", "TUR")
    assert made.output == "briefs/2017/2017-03-turkei-kauft.md\n"
    problems = json.loads(
        run("check", "briefs/2017/2017-03-turkei-kauft.md", "--format", "json").output
    )
    assert {(p["code"], p["message"]) for p in problems} == {
        ("missing-field", "'sources' is missing"),
        ("missing-field", "'summary' is missing"),
    }
    assert run("check", "docs").exit_code == 0


def test_new_overwrites_nothing(project: Path) -> None:
    """A file that is there stays as it is; the call was wrong."""
    assert run("new", "brief", "Talks", "--date", "2017-02-22").exit_code == 2
    assert (project / "briefs/2017/2017-02-22-talks.md").read_text() == BRIEF


def test_schema_is_json_schema(project: Path) -> None:
    """The schema names its dialect, every field and the known states."""
    schema = json.loads(run("schema").output)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert "negotiation" in json.dumps(schema["$defs"]["AuthoredDealEvent"])
    assert "range_km" in json.loads(run("schema", "profile").output)["properties"]


def test_explain_tells_every_code(project: Path) -> None:
    """Every code is explained; an unknown one offers the nearest and ends with 2."""
    for code in CODES:
        assert code.rule in run("explain", code.id).output
    wrong = run("explain", "unknwon-state")
    assert wrong.exit_code == 2
    assert "unknown-state" in wrong.output
    assert run("explain").output.count("\n") == len(CODES)


def test_outside_a_project_is_a_wrong_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a project a command says so in a sentence and ends with 2."""
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 2
    assert "mkdocs.yml" in result.output
