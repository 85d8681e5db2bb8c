"""What a program adds to a brief is all that changes in it."""

from __future__ import annotations

import difflib

import pytest

from briefdesk.desk.editing import NotEditable, set_in_source

PATH = "briefs/2017/2017-02-22-talks.md"
SHA = "0" * 64
FIELDS = {"captured": "2026-11-24", "sha256": SHA}
BLOCK = """\
---
title:   "Talks"  # as it was
date: 2017-02-22
sources:
  # The agency
  - id: wire
    url: https://wire.example/a   # seen
    title: 'It''s on'
  - url: 'https://paper.example/b'
    id: paper
    publisher: Paper
tlp: CLEAR
---
Text with --- in it.

---
url: https://wire.example/a
"""
FLOW = """\
---
sources: [
  {id: wire, url: https://wire.example/a, title: 'A, {b}'},
  {url: "https://paper.example/b", id: paper}]
---
Text.
"""


def added(before: str, after: bytes) -> list[str]:
    """The lines that differ, as a diff tells them."""
    told = difflib.ndiff(before.splitlines(keepends=True), after.decode().splitlines(keepends=True))
    return [line for line in told if line[0] in "+-"]


@pytest.mark.parametrize("id", ["wire", "paper"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_two_lines_are_added_to_a_source_in_block_style(id: str, newline: str) -> None:
    """The fields stand on lines of their own below the address; no other byte changes."""
    before = BLOCK.replace("\n", newline)
    after = set_in_source(PATH, before.encode(), id, FIELDS)
    assert added(before, after) == [
        f"+     captured: 2026-11-24{newline}",
        f"+     sha256: {SHA}{newline}",
    ]
    lines = after.decode().split(newline)
    assert "example" in lines[lines.index("    captured: 2026-11-24") - 1]


@pytest.mark.parametrize(
    ("id", "old", "new"),
    [
        ("wire", "https://wire.example/a, ", f"https://wire.example/a, captured: 2026-11-24, sha256: {SHA}, "),
        ("paper", '/b", ', f'/b", captured: 2026-11-24, sha256: {SHA}, '),
    ],
)  # fmt: skip
def test_fields_are_added_to_a_source_in_flow_style(id: str, old: str, new: str) -> None:
    """The fields stand behind the address; no other byte changes."""
    assert set_in_source(PATH, FLOW.encode(), id, FIELDS).decode() == FLOW.replace(old, new)


@pytest.mark.parametrize("text", [BLOCK, FLOW])
def test_values_that_are_there_are_replaced(text: str) -> None:
    """Who writes twice finds the second values in the places of the first."""
    once = set_in_source(PATH, text.encode(), "wire", FIELDS)
    later = {"captured": "2026-11-25", "sha256": "1" * 64}
    twice = set_in_source(PATH, once, "wire", later)
    assert twice.decode() == once.decode().replace("2026-11-24", "2026-11-25").replace(
        SHA, "1" * 64
    )


def test_address_of_several_lines_is_no_obstacle() -> None:
    """Where an address is folded over lines, the two fields come below what follows it."""
    address = "url: >-\n      https://wire.example/a"
    folded = BLOCK.replace("url: https://wire.example/a   # seen", address)
    after = set_in_source(PATH, folded.encode(), "wire", FIELDS)
    assert len(added(folded, after)) == 2


def test_what_cannot_be_read_is_left_to_a_person() -> None:
    """A file without front matter is not edited, and that is said."""
    with pytest.raises(NotEditable):
        set_in_source(PATH, b"no front matter", "wire", FIELDS)
