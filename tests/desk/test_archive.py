"""Copies of cited pages: taken where somebody allows it, and told in the brief alone."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from briefdesk.desk import visiting
from briefdesk.desk.fetching import Limits
from briefdesk.site import clock
from tests.desk.web import PAGE, Web, found, serving
from tests.test_cli import run

TALKS = "briefs/2017/2017-02-22-talks.md"
SEAL = sha256(PAGE).hexdigest()
BRIEF = """\
---
title: Talks  # a remark
date: 2017-02-22
summary: Talks go on.
countries: [Turkey]
tlp: CLEAR
sources:
- id: free
  publisher: Wire
  title: A report
  url: {url}/free
  archivable: CC BY 4.0
- {{id: office, publisher: The Office, title: A report, url: '{url}/office'}}
- {{id: closed, publisher: Paper, title: A report, url: '{url}/closed'}}
- {{id: spoken, publisher: Wire, title: A talk, archivable: CC0}}
---
Talks [@free], [@office], [@closed], [@spoken].
"""


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """A host, and a desk with a brief that cites it, which is where commands run."""
    monkeypatch.setattr(visiting, "PAUSE", 0.0)
    monkeypatch.chdir(tmp_path)
    with serving({"/free": found(), "/office": found(b"office"), "/closed": found()}) as host:
        (tmp_path / "mkdocs.yml").write_text(
            "site_name: Desk\ntheme: {name: material}\nplugins: [briefdesk]\n"
        )
        profile = tmp_path / "docs/organisations/office.md"
        profile.parent.mkdir(parents=True)
        profile.write_text(
            "---\nname: Office\naliases: [The Office]\narchivable: Open Government Licence v3.0\n---\n"
        )
        brief = tmp_path / TALKS
        brief.parent.mkdir(parents=True)
        brief.write_text(BRIEF.format(url=host.url))
        yield host


def test_copies_are_kept_where_it_is_allowed(web: Web, tmp_path: Path) -> None:
    """A source's own word, or that of its publisher's profile, lets a copy be taken; the brief
    then tells its day and its SHA-256, and not a byte more of it changes."""
    before = (tmp_path / TALKS).read_text()
    result = run("archive", "--all", "--allow-private")
    assert result.exit_code == 0, result.output
    assert web.paths() == ["/robots.txt", "/free", "/office"]
    day, other = clock.today().isoformat(), sha256(b"office").hexdigest()
    after = before.replace("/free\n", f"/free\n  captured: {day}\n  sha256: {SEAL}\n").replace(
        "/office'", f"/office', captured: {day}, sha256: {other}"
    )
    assert (tmp_path / TALKS).read_text() == after
    assert (tmp_path / ".archive" / SEAL).read_bytes() == PAGE
    facts = json.loads((tmp_path / f".archive/{SEAL}.json").read_text())
    assert facts == {
        "url": f"{web.url}/free", "taken_from": f"{web.url}/free", "taken_on": day,
        "type": "text/html; charset=utf-8", "bytes": len(PAGE), "sha256": SEAL,
    }  # fmt: skip
    assert "2 kept, 0 not to be had, 1 left alone." in result.stderr
    assert run("check").exit_code == 0


def test_copy_is_taken_once(web: Web, tmp_path: Path) -> None:
    """What has a copy is not asked for again, unless that is wanted."""
    run("archive", "--all", "--allow-private")
    asked, before = len(web.asked), (tmp_path / TALKS).read_bytes()
    assert run("archive", "2017-02-22-talks", "--allow-private").exit_code == 0
    assert len(web.asked) == asked
    web.replies["/free"] = found(b"another")
    run("archive", TALKS, "--again", "--allow-private")
    new = sha256(b"another").hexdigest().encode()
    assert (tmp_path / TALKS).read_bytes() == before.replace(SEAL.encode(), new)


def test_page_that_is_gone_is_told(web: Web, tmp_path: Path) -> None:
    """Where a host has no page any more the brief stays as it is, and the command ends with 1."""
    before = (tmp_path / TALKS).read_bytes()
    web.replies["/free"] = (410, {}, b"gone")
    web.replies["/office"] = (500, {}, b"")
    result = run("archive", "--all", "--allow-private")
    assert result.exit_code == 1
    assert f"{TALKS}: free: its host answers with 410" in result.stdout
    assert (tmp_path / TALKS).read_bytes() == before


def test_own_network_is_left_alone_without_leave(web: Web, tmp_path: Path) -> None:
    """A brief cannot make the desk call on its own network."""
    result = run("archive", "--all")
    assert result.exit_code == 1
    assert web.asked == []
    assert not (tmp_path / ".archive" / SEAL).exists()


def test_archive_behind_a_link_is_refused(web: Web, tmp_path: Path) -> None:
    """A repository cannot have copies written elsewhere."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".archive").symlink_to(tmp_path / "elsewhere")
    assert run("archive", "--all", "--allow-private").exit_code == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert web.asked == []


def test_limits_are_private_only_where_it_is_said() -> None:
    """Nobody reaches the own network by default."""
    assert Limits().private is False
