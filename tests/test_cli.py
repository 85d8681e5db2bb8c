"""The command line: what it prints, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import re
import shlex
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import click
import jsonschema
import pytest
import yaml
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


#: Every command, with arguments that it takes.
COMMANDS = {
    "check": (),
    "build": (),
    "serve": (),
    "stage": ("staged",),
    "new brief": ("Talks", "--date", "2017"),
    "new system": ("S-400",),
    "new organisation": ("Rostec",),
    "schema": (),
    "explain": (),
    "impact": ("--source", "wire"),
    "links": (),
    "archive": ("--all",),
    "rollback": (),
}

#: Those that tell of briefdesk itself.
ANYWHERE = {"schema", "explain"}


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


@pytest.fixture
def sound(project: Path) -> Path:
    """The same project without its mistake."""
    (project / "briefs/2017/2017-02-22-talks.md").write_text(BRIEF.replace("byer", "buyer"))
    return project


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_every_command_is_known_to_these_tests() -> None:
    """The table above lists every command that there is."""
    found = set()
    for name, command in main.commands.items():
        if isinstance(command, click.Group):
            found |= {f"{name} {below}" for below in command.commands}
        else:
            found.add(name)
    assert found == set(COMMANDS)


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("command", ["", "new", *COMMANDS])
def test_every_command_explains_itself(command: str, option: str) -> None:
    """Help says how a command is called and what it does, and shows an example."""
    result = run(*command.split(), option)
    assert result.exit_code == 0
    usage, blank, sentence = result.output.splitlines()[:3]
    assert usage.startswith(f"Usage: main {command}".rstrip())
    assert blank == ""
    assert re.fullmatch(r"  [A-Z].+", sentence)
    if command != "new":
        # An example stands on a line of its own, as it is typed.
        assert re.search(rf"^    briefdesk {command or 'check'}( |$)", result.output, re.MULTILINE)


@pytest.mark.parametrize("command", ["", "new", *COMMANDS])
def test_unknown_option_is_a_wrong_call(project: Path, command: str) -> None:
    """An option that a command does not have ends it with 2, and nothing is done."""
    before = sorted(project.rglob("*"))
    result = run(*command.split(), *COMMANDS.get(command, ()), "--frobnicate")
    assert result.exit_code == 2
    assert "No such option" in result.output
    assert "--frobnicate" in result.output
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize("command", ["destroy", "new deal"])
def test_unknown_command_is_a_wrong_call(project: Path, command: str) -> None:
    """A command that there is not ends with 2."""
    result = run(*command.split())
    assert result.exit_code == 2
    assert "No such command" in result.output


@pytest.mark.parametrize(
    "call",
    [
        "check --format html", "stage", "new brief Talks", "new brief Talks --date yesterday",
        "new system", "schema deal", "build --site-dir mkdocs.yml", "stage mkdocs.yml", "stage .",
        "serve --address nonsense", "check /", "explain unknwon-state",
        "impact", "impact --source wier --no-cache", "impact --publisher Wier --no-cache",
        "impact --brief 2017-02-22-talk --no-cache",
        "impact --source wire --publisher Wire", "impact --source wire --format github", "links",
        "links --site-dir mkdocs.yml", "archive", "archive --all 2017-02-22-talks",
        "archive 2017-02-22-talk",
    ],
)  # fmt: skip
def test_wrong_value_is_a_wrong_call(sound: Path, call: str) -> None:
    """A value that a command cannot use ends it with 2 and a sentence."""
    before = sorted(sound.rglob("*"))
    result = run(*call.split())
    assert result.exit_code == 2
    assert result.output.strip()
    assert sorted(sound.rglob("*")) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_outside_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """A command that needs a project says so in a sentence and ends with 2; nothing is written."""
    monkeypatch.chdir(tmp_path)
    result = run(*command.split(), *COMMANDS[command])
    if command in ANYWHERE:
        assert result.exit_code == 0
    else:
        assert result.exit_code == 2
        assert result.output.startswith("briefdesk: no mkdocs.yml in ")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in ANYWHERE])
@pytest.mark.parametrize(
    ("configuration", "said"),
    [
        ("site_name: [", "mkdocs.yml is not valid YAML"),
        ("site_name: Desk\n", "mkdocs.yml does not list briefdesk under 'plugins'"),
        ("plugins: [{briefdesk: {serch: true}}]\n", "no option 'serch'"),
    ],
)
def test_wrong_configuration(project: Path, command: str, configuration: str, said: str) -> None:
    """A configuration that cannot be used is told in a sentence; the command ends with 2."""
    (project / "mkdocs.yml").write_text(configuration)
    result = run(*command.split(), *COMMANDS[command])
    assert result.exit_code == 2
    assert result.output.startswith("briefdesk: ")
    assert said in result.output


@pytest.mark.parametrize("command", ["check", "build", "stage"])
def test_a_mistake_ends_with_one(project: Path, command: str) -> None:
    """Where a brief needs its author a command says where, and ends with 1."""
    result = run(*command.split(), *COMMANDS[command])
    assert result.exit_code == 1
    assert "5:18  unknown-role: 'byer' is no role" in result.output
    left = {path.name for path in project.iterdir()} - {".briefdesk"}
    assert left == {"briefs", "docs", "mkdocs.yml"}


@pytest.mark.parametrize(
    "command", [c for c in COMMANDS if c not in {"build", "serve", "links", "rollback"}]
)
def test_all_is_well(sound: Path, command: str) -> None:
    """A command that does what it is for ends with 0."""
    assert run(*command.split(), *COMMANDS[command]).exit_code == 0


def test_staging_refuses_a_folder_of_others(sound: Path) -> None:
    """A folder with files that staging did not write is left alone; the call was wrong."""
    (sound / "mine").mkdir()
    (sound / "mine/thesis.txt").write_text("Five years of work.\n")
    result = run("stage", "mine")
    assert result.exit_code == 2
    assert os.listdir(sound / "mine") == ["thesis.txt"]


@pytest.mark.slow
def test_serving_where_another_does_is_a_wrong_call(sound: Path) -> None:
    """An address that is taken is told in a sentence."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = subprocess.run(
            [sys.executable, "-m", "briefdesk", "serve", "--address",
             f"127.0.0.1:{taken.getsockname()[1]}"],
            cwd=sound, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "Address already in use" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_progress_shows_on_a_terminal_alone(sound: Path) -> None:
    """A bar moves where somebody watches; a log holds the result and nothing else."""
    command = [sys.executable, "-m", "briefdesk", "build"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        environment.pop(name, None)
    logged = subprocess.run(
        command, cwd=sound, env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert logged.stderr == ""
    assert re.fullmatch(r".*/site: \d+ pages from 1 briefs and 0 deals; .*\n", logged.stdout)
    shutil.rmtree(sound / ".briefdesk")  # or nothing is left to do
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, cwd=sound, env=environment, stdout=subprocess.PIPE, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:
            pass  # so a terminal says on Linux that its other side is gone
        os.close(ours)
        assert process.stdout
        assert process.stdout.read().decode() == logged.stdout
    assert process.returncode == 0
    assert b"Building" in shown
    assert re.search(rb"[1-9]\d* pages", shown)


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


def test_check_says_the_same_from_memory(project: Path) -> None:
    """What is remembered is said again; without a cache nothing is left behind."""
    without = run("check", "--no-cache")
    assert not (project / ".briefdesk").exists()
    for _ in range(2):
        said = run("check")
        assert (said.output, said.exit_code) == (without.output, without.exit_code)
    assert (project / ".briefdesk/.gitignore").read_text() == "*\n"


@pytest.mark.parametrize("command", ["check", "build"])
def test_little_is_loaded_where_nothing_changed(project: Path, command: str) -> None:
    """A check that answers from memory, and a build that finds its site as it was, load no
    validator, no templates, no host."""
    path = project / "briefs/2017/2017-02-22-talks.md"
    if command == "build":
        path.write_text(BRIEF.replace("byer", "buyer"))
    heavy = ["pydantic", "jinja2", "markdown", "mkdocs", "rich", "frontmatter", "multiprocessing"]
    script = (
        "import sys\n"
        "from briefdesk.site import clock\n"
        "clock.nanoseconds = lambda: 2 ** 62\n"
        "from briefdesk.cli import main\n"
        f"try: main(['{command}'])\n"
        f"finally: print([name for name in {heavy} if name in sys.modules])\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=project, capture_output=True, text=True, check=False, timeout=120,
        ).stdout.splitlines()
        for _ in range(2)
    ]  # fmt: skip
    assert said[0][:-1] == said[1][:-1] or "; 0 made anew" in said[1][0]
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


#: What SARIF 2.1.0 requires of what we write, and the values that it allows.
SARIF: dict[str, object] = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "$schema": {"type": "string", "pattern": "sarif-schema-2.1.0.json$"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name", "rules"],
                                "properties": {
                                    "rules": {
                                        "items": {
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": {"required": ["text"]},
                                                "help": {"required": ["text"]},
                                                "defaultConfiguration": {
                                                    "properties": {
                                                        "level": {"$ref": "#/$defs/level"}
                                                    }
                                                },
                                            },
                                        }
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "minItems": 1,
                        "items": {
                            "required": ["message", "ruleId", "locations"],
                            "properties": {
                                "level": {"$ref": "#/$defs/level"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "message": {
                                    "required": ["text"],
                                    "properties": {"text": {"type": "string", "minLength": 1}},
                                },
                                "locations": {
                                    "minItems": 1,
                                    "items": {"$ref": "#/$defs/location"},
                                },
                            },
                        },
                    },
                },
            },
        },
    },
    "$defs": {
        "level": {"enum": ["none", "note", "warning", "error"]},
        "location": {
            "required": ["physicalLocation"],
            "properties": {
                "physicalLocation": {
                    "required": ["artifactLocation", "region"],
                    "properties": {
                        "artifactLocation": {
                            "required": ["uri"],
                            "properties": {"uri": {"pattern": r"^[A-Za-z0-9._~/%-]+$"}},
                        },
                        "region": {
                            "required": ["startLine", "startColumn"],
                            "properties": {
                                "startLine": {"type": "integer", "minimum": 1},
                                "startColumn": {"type": "integer", "minimum": 1},
                            },
                        },
                    },
                }
            },
        },
    },
}


def test_sarif_has_the_form_of_sarif(project: Path) -> None:
    """A log of errors and warnings in files of any name holds what scanners ask for."""
    (project / "briefs/2017/Zwei Wörter #1.md").write_text(BRIEF)
    (project / "briefs/notes.docx").write_text("x")
    log = json.loads(run("check", "--format", "sarif").output)
    jsonschema.Draft202012Validator(SARIF).validate(log)
    results = log["runs"][0]["results"]
    assert {result["level"] for result in results} == {"error", "warning"}
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results}
    assert "briefs/2017/Zwei%20W%C3%B6rter%20%231.md" in uris


def test_github_annotations_have_their_form(project: Path) -> None:
    """Each problem is one workflow command with a place; the file's name cannot break out."""
    (project / "briefs/2017/a,b::c%0A.md").write_text(BRIEF)
    (project / "briefs/notes.docx").write_text("x")
    lines = run("check", "--format", "github").output.splitlines()
    form = re.compile(
        r"::(?:error|warning) file=([^,:]+),line=[1-9]\d*,col=[1-9]\d*,title=([a-z0-9-]+)::\S.*"
    )
    found = [form.fullmatch(line) for line in lines]
    assert all(found), lines
    pairs = {(match[1], match[2]) for match in found if match}
    assert ("briefs/2017/2017-02-22-talks.md", "unknown-role") in pairs
    assert ("briefs/2017/a%2Cb%3A%3Ac%250A.md", "file-name") in pairs
    assert any(line.startswith("::warning file=briefs/notes.docx,") for line in lines)


def test_nothing_to_say_is_valid_in_every_format(sound: Path) -> None:
    """Without problems a program reads an empty list, and a code host nothing."""
    assert json.loads(run("check", "--format", "json").output) == []
    assert run("check", "--format", "github").output == ""
    assert json.loads(run("check", "--format", "sarif").output)["runs"][0]["results"] == []


def test_hook_for_commits_works(sound: Path) -> None:
    """The hook has what pre-commit asks for; it runs where a desk changed, and as it says."""
    text = (Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (hook,) = yaml.safe_load(text)
    assert all(isinstance(hook[name], str) for name in ("id", "name", "entry", "language"))
    assert hook["language"] == "python"
    assert hook["pass_filenames"] is False
    files = re.compile(hook["files"])
    for path in ("briefs/2017/2017-02-22-talks.md", "docs/systems/s-400.md", "mkdocs.yml"):
        assert files.search(path)
    for path in ("README.md", "tests/briefs/x.md", "scripts/docs/x.py"):
        assert not files.search(path)
    command, *arguments = shlex.split(hook["entry"])
    assert command == "briefdesk"
    assert run(*arguments).exit_code == 0
    (sound / "briefs/2017/2017-02-22-talks.md").write_text(BRIEF)
    assert run(*arguments).exit_code == 1


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


def test_impact_tells_people_and_programs_the_same(sound: Path) -> None:
    """What rests on a source is told as text and as JSON, each deal and page by its name."""
    brief = sound / "briefs/2017/2017-02-22-talks.md"
    (sound / "docs/systems").mkdir()
    (sound / "docs/systems/l-20.md").write_text("---\nname: L-20\n---\n")
    event = "deals:\n- {buyer: TUR, supplier: RUS, system: L-20, state: talks, sources: [wire]}\n"
    brief.write_text(brief.read_text().replace("sources:\n", f"{event}sources:\n", 1))
    said = run("impact", "--source", "2017-02-22-talks#wire").output
    told = json.loads(run("impact", "--source", "wire", "--format", "json").output)
    assert told["asked"]["name"] == "2017-02-22-talks#wire"
    (deal,) = told["deals"]
    assert (deal["id"], deal["verdict"], deal["after"]["state"]) == (
        "tur-rus-l-20", "unsupported", None
    )  # fmt: skip
    assert "tur-rus-l-20" in said
    assert "no state would be supported" in said
    assert "deals/tur-rus-l-20/" in told["pages"]
    assert all(page in said for page in told["pages"])


def test_impact_is_the_same_after_a_build(sound: Path) -> None:
    """What a build left behind saves work, and changes no answer."""
    from briefdesk.site import build
    from briefdesk.site.project import find

    before = run("impact", "--source", "wire").output
    build.build(find(sound), jobs=1)
    assert run("impact", "--source", "wire").output == before


def test_impact_proposes_names(sound: Path) -> None:
    """Who asks for a source that is not there learns of those that are."""
    result = run("impact", "--source", "wier")
    assert result.output == (
        "briefdesk: no source is called 'wier'. Perhaps:\n  2017-02-22-talks#wire\n"
    )
