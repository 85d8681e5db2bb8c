"""The page on safety names tests that there are."""

from __future__ import annotations

import re

from briefdesk.pages.prose import ATTRIBUTES, TAGS
from tests.site.desks import ROOT


def test_every_defence_has_its_test() -> None:
    """Each row names a file of tests, and a test in it where it names one."""
    text = (ROOT / "docs/safety.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and "---" not in line]
    heads = [line for line in rows if line.endswith("| shown by |")]
    named = re.findall(r"`([a-z_/]+\.py)(?:::(\w+))?`", text)
    assert len(rows) - len(heads) >= 30
    for row in rows:
        assert row in heads or re.search(r"`[a-z_/]+\.py", row), row
    for path, test in named:
        assert f"def {test}(" in (ROOT / "tests" / path).read_text() if test else True, (path, test)
        assert (ROOT / "tests" / path).is_file()


def test_the_list_of_elements_is_written_down() -> None:
    """The page lists the elements and attributes that the sanitiser lets stand, and no other."""
    text = (ROOT / "docs/safety.md").read_text(encoding="utf-8")
    section = text.split("## What a text may become")[1].split("\n## ")[0]
    told: dict[str, set[str]] = {}
    for line in re.findall(r"^- (`.*?): ", section, re.MULTILINE):
        elements, _, attributes = line.partition("(")
        for element in re.findall(r"`(\w+)`", elements):
            told.setdefault(element, set()).update(re.findall(r"`(\w+)`", attributes))
    assert told == {tag: ATTRIBUTES.get(tag, set()) for tag in TAGS}
