"""The command line: what it prints, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click import Group
from click.testing import CliRunner, Result

from briefdesk.cli import main
from briefdesk.desk.reporters import REPORTERS, visible
from briefdesk.reading.naming import BEGUN
from briefdesk.records.codes import CODES
from briefdesk.records.kinds import KINDS
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


def test_hints_name_commands_that_exist() -> None:
    """A hint sends authors to `briefdesk new` for the kinds that it can begin, and no others."""
    singulars = {kind.singular for kind in KINDS if kind.id in BEGUN}
    group = main.commands["new"]
    assert isinstance(group, Group)
    assert set(group.commands) == {"brief", *singulars}


def test_check_names_a_file_of_five_megabytes(project: Path) -> None:
    """A huge file is a finding like any other, beside those of the other files."""
    (project / "briefs/2017/2017-02-23-pasted.md").write_bytes(BRIEF.encode() + b"x" * 5_000_000)
    result = run("check")
    assert result.exit_code == 1
    assert "too-large: the file has more than 1,048,576 bytes" in result.output
    assert "unknown-role" in result.output


def test_check_ends_with_zero_when_all_is_well(project: Path) -> None:
    """A project without a mistake ends with 0."""
    path = project / "briefs/2017/2017-02-22-talks.md"
    path.write_text(BRIEF.replace("byer", "buyer"))
    result = run("check")
    assert (result.exit_code, result.output) == (0, "Nothing to mend.\n")


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
