"""Whatever lies on disk is read, or named; nothing is followed, waited for or run into."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefdesk.cli import main
from briefdesk.records.problems import Problem
from briefdesk.site import workspace
from briefdesk.site.project import find
from tests.site.desks import TALKS, run

SECRET = "what nobody may read"

FOLDERS = ["briefs", "briefs/2017", "docs", "docs/systems"]

Make = Callable[[Path], None]


def link_to_file(place: Path) -> None:
    outside = place.parents[2] / "secret.md"
    outside.write_text(f"---\ntitle: {SECRET}\n---\n{SECRET}\n")
    place.symlink_to(outside)


def link_to_folder(place: Path) -> None:
    outside = place.parents[2] / "secrets"
    outside.mkdir()
    (outside / "2017-02-22-secret.md").write_text(SECRET)
    place.symlink_to(outside, target_is_directory=True)


def link_to_nothing(place: Path) -> None:
    place.symlink_to("nowhere.md")


def link_to_itself(place: Path) -> None:
    place.symlink_to(place.name)


def link_to_where_it_lies(place: Path) -> None:
    place.symlink_to(".", target_is_directory=True)


def link_to_endless_zeros(place: Path) -> None:
    place.symlink_to("/dev/zero")


def fifo(place: Path) -> None:
    os.mkfifo(place)


def listening(place: Path) -> None:
    # A path in a socket's address is short; that of a test may be long.
    back = os.open(".", os.O_RDONLY)
    os.chdir(place.parent)
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(place.name)
    finally:
        os.fchdir(back)
        os.close(back)


UNFIT: list[Make] = [
    link_to_file, link_to_folder, link_to_nothing, link_to_itself, link_to_where_it_lies,
    link_to_endless_zeros, fifo, listening,
]  # fmt: skip


def check(desk: Path) -> tuple[int, list[dict[str, object]], str]:
    """What `briefdesk check` ends with, finds and says."""
    found, said = (
        CliRunner().invoke(main, ["check", "--format", form], catch_exceptions=False)
        for form in ("json", "text")
    )
    assert said.exit_code == found.exit_code
    return found.exit_code, json.loads(found.stdout), said.output


@pytest.fixture(autouse=True)
def _inside(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in the desk; a test that waits for a FIFO or reads without end fails."""

    def end(*_: object) -> None:
        pytest.fail("it hangs")

    monkeypatch.chdir(desk)
    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("make", UNFIT)
def test_what_is_no_file_is_named_and_left_alone(desk: Path, make: Make, folder: str) -> None:
    """A link or a device is a problem of its own; nothing behind it is read."""
    make(desk / folder / "2017-02-22-odd.md")
    code, problems, said = check(desk)
    assert code == 1
    assert [(p["path"], p["code"]) for p in problems] == [
        (f"{folder}/2017-02-22-odd.md", "unreadable-file")
    ]
    assert f"{folder}/2017-02-22-odd.md" in said
    assert SECRET not in said


@pytest.mark.parametrize("make", UNFIT)
def test_no_look_at_names_takes_it_for_a_file(desk: Path, make: Make) -> None:
    """Before anything is opened, a link or a device is told from a file."""
    make(desk / "briefs/2017/2017-02-22-odd.md")
    seen = workspace.survey(find(desk))
    assert "briefs/2017/2017-02-22-odd.md" in [problem.path for problem in seen.problems]
    assert not [found for found in seen.files if "odd" in found.path]


@pytest.mark.parametrize("folder", ["briefs", "docs"])
def test_folders_of_the_project_are_no_links(desk: Path, folder: str) -> None:
    """The folders that authors write in are not followed elsewhere either."""
    (desk / folder).rename(desk / "elsewhere")
    (desk / folder).symlink_to("elsewhere", target_is_directory=True)
    code, problems, _ = check(desk)
    assert code == 1
    assert (folder, "unreadable-file") in [(p["path"], p["code"]) for p in problems]


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("name", [b"2017-02-22-\xff.md", b"\xfe\xff", b"a\xed\xa0\x80.md"])
def test_names_that_are_not_utf_8_are_shown(desk: Path, folder: str, name: bytes) -> None:
    """A file or folder whose name is no text is named with its bytes, and not opened."""
    place = os.path.join(os.fsencode(desk / folder), name)
    if name.endswith(b".md"):
        with open(place, "wb") as file:
            file.write(SECRET.encode())
    else:
        os.mkdir(place)
    code, problems, said = check(desk)
    assert code == 1
    shown = f"{folder}/{name.decode('utf-8', 'backslashreplace')}"
    assert [(p["path"], p["code"]) for p in problems] == [(shown, "file-name")]
    assert shown in said
    assert SECRET not in said


@pytest.mark.parametrize("folder", ["briefs/2017", "docs/systems"])
@pytest.mark.parametrize(
    "name", ["2017-02-22-a\nb.md", "2017-02-22-\x1b[31m.md", "2017-02-22-Große Worte.md"]
)
def test_odd_names_are_shown_and_inert(desk: Path, folder: str, name: str) -> None:
    """A name with controls or spaces is a problem of its file, and does nothing to a terminal."""
    source = TALKS if folder.startswith("briefs") else "docs/systems/l-20.md"
    text = (desk / source).read_text().replace("L-20", "L-21").replace("Lantern", "Torch")
    (desk / folder / name).write_text(text)
    code, problems, said = check(desk)
    assert code == 1
    assert "file-name" in [p["code"] for p in problems if p["path"] == f"{folder}/{name}"]
    assert "\x1b" not in said


@pytest.mark.parametrize("folder", ["briefs", "briefs/2017", "docs/systems"])
def test_stray_files_are_said_and_not_read(desk: Path, folder: str) -> None:
    """What is no Markdown among briefs or profiles is a warning, and keeps nobody from work."""
    (desk / folder / "notes.docx").write_bytes(b"PK\x03\x04\xff")
    code, problems, _ = check(desk)
    assert code == 0
    assert [(p["path"], p["code"]) for p in problems] == [(f"{folder}/notes.docx", "stray-file")]


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_tools_leave_behind_is_nobodys_business(desk: Path, folder: str) -> None:
    """Names that begin with a dot are not looked into, whatever they are."""
    (desk / folder / ".DS_Store").write_bytes(b"\xff")
    (desk / folder / ".2017-02-22-talks.md.swp").write_text("x")
    (desk / folder / ".#2017-02-22-talks.md").symlink_to("author@machine.1234")
    (desk / folder / ".tool").mkdir()
    (desk / folder / ".tool/2017-02-22-odd.md").write_text("x")
    assert check(desk) == (0, [], "Nothing to mend.\n")


def test_hidden_links_to_folders_among_the_docs_are_named(desk: Path) -> None:
    """The host would follow them, and two of them without end."""
    for name in (".a", ".b"):
        link_to_where_it_lies(desk / "docs" / name)
    code, problems, _ = check(desk)
    assert code == 1
    assert [p["path"] for p in problems] == ["docs/.a", "docs/.b"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ("briefdesk", "build"), ("mkdocs", "build"),
        ("mkdocs", "serve", "--dev-addr", "127.0.0.1:0"), ("briefdesk", "stage", "../staged"),
    ],
)  # fmt: skip
def test_no_command_runs_round_in_links(desk: Path, command: tuple[str, ...]) -> None:
    """Every command ends, and names the links that lead to the folder that they lie in."""
    names = [f"docs/{name}{number}" for name in ("loop", ".loop") for number in range(3)]
    for name in names:
        link_to_where_it_lies(desk / name)
    done = run(desk, *command)
    assert done.returncode == 1
    assert [name for name in names if name not in done.stderr] == []
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("call", "kept"), [("open", TALKS), ("scandir", "briefs/2017"), ("lstat", "briefs")]
)
def test_what_may_not_be_read_is_told(
    desk: Path, monkeypatch: pytest.MonkeyPatch, call: str, kept: str
) -> None:
    """A file or folder that the system keeps from us is a problem, not an end.

    Who runs as root may read everything; so the system's answer is put in its mouth.
    """
    real = getattr(os, call)

    def refused(place: object, *arguments: object, **more: object) -> object:
        if place == str(desk / kept):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(place, *arguments, **more)

    monkeypatch.setattr(workspace.os, call, refused)
    result = CliRunner().invoke(main, ["check"], catch_exceptions=False)
    assert result.exit_code == 1
    assert "unreadable-file: it cannot be read: Permission denied" in result.output
    assert kept in result.output


@pytest.mark.parametrize("make", UNFIT)
def test_a_file_that_turns_into_something_else_is_not_opened(desk: Path, make: Make) -> None:
    """Between the look at a file and its opening it may be exchanged; that is seen."""
    (desk / TALKS).unlink()
    make(desk / TALKS)
    got = workspace.read(f"{desk}/{TALKS}", TALKS)
    assert isinstance(got, Problem)
    assert got.code == "unreadable-file"


@pytest.mark.slow
def test_everything_at_once_is_named_by_the_command(desk: Path) -> None:
    """The command itself ends with 1, names all of it, and nothing fails on the way."""
    for folder in FOLDERS:
        for make in UNFIT:
            if make not in {link_to_file, link_to_folder}:
                make(desk / folder / f"{make.__name__}.md")
        with open(os.path.join(os.fsencode(desk / folder), b"\xff.md"), "wb"):
            pass
    for command in (["check"], ["build"]):
        done = run(desk, "briefdesk", *command)
        said = done.stdout + done.stderr
        assert done.returncode == 1
        assert "Traceback" not in said
        for folder in FOLDERS:
            assert f"{folder}/fifo.md" in said
            assert f"{folder}/link_to_where_it_lies.md" in said
            assert f"{folder}/\\xff.md" in said


def test_all_that_is_sound_is_read(desk: Path) -> None:
    """Briefs and profiles are files; pages and media are the host's; a README may lie beside."""
    (desk / "briefs/README.md").write_text("Not a brief.\n")
    (desk / "docs/pictures").mkdir()
    (desk / "docs/pictures/plan.svg").write_text("<svg/>")
    found = workspace.load(find(desk))
    assert [file.path for file in found.files] == [
        "briefs/2017/2017-02-22-talks.md",
        "briefs/2018/2018-03-signature.md",
        "docs/systems/l-20.md",
    ]
    assert found.handwritten == ("about.md",)
    assert found.media == ("pictures/plan.svg",)
    assert found.problems == ()
