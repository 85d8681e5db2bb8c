"""Dates, letters and names of files have their forms; what has another is named at its place."""

from __future__ import annotations

import pytest

from briefdesk.reading.library import File, read
from tests.reading.briefs import BRIEF, PATH


def said(text: str, path: str = PATH) -> list[tuple[int, int, str]]:
    """Lines, columns and codes of what is said of a brief."""
    return [(p.line, p.column, p.code) for p in read([File(path, text.encode())]).problems]


@pytest.mark.parametrize(
    "date",
    ["24.11.2026", "2026-02-30", "2026-11-24T10:00:00", "2026-11-24 10:00", "2026-11-24Z", "2026-11-24+03:00",
     "2026-1-2", "26-11-24", "2026/11/24", "20261124", "2026-W48", "2026-328", "24 November 2026", "today",
     "２０２６-11-24", "٢٠٢٦", "2026-11-", "-2026", "0000", "2026-13", "2026-11-00", "99999", "2026-11-24x"],
)  # fmt: skip
def test_other_forms_of_dates_are_refused(date: str) -> None:
    """A date that is not ISO 8601, stands in no calendar, or has a time or a zone is named where it
    stands."""
    assert (3, 7, "invalid-date") in said(BRIEF.replace("2017-02-22", f"'{date}'", 1))


@pytest.mark.parametrize(
    "sign",
    ["\x00", "\x07", "\x0b", "\x0c", "\r", "\x1b", "\x7f", "\x80", "\x85", "\x9f", "\u00ad", "\u061c", "\u200b",
     "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2060", "\u2066", "\u2069", "\ufdd0", "\ufeff",
     "\ufffe", "\uffff", "\U0001fffe", "\U000e0041", "\U000e007f", "\U0010ffff"],
)  # fmt: skip
@pytest.mark.parametrize(
    "before", ["Talks", "Talks go on", "Talks ["], ids=["title", "summary", "text"]
)
def test_hidden_characters_are_refused(sign: str, before: str) -> None:
    """Controls, non-characters, and what turns the direction of text or shows as nothing are named
    where they stand, in a field and in the text; nothing else is said."""
    assert said(BRIEF) == []
    text = BRIEF.replace(before, f"{before[:-1]}{sign}{before[-1]}", 1)
    at = text.index(sign)
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    assert said(text) == [(line, column, "control-character")]


@pytest.mark.parametrize(
    "sign", ["\t", "ı", "\u0301", "\u200c", "\u200d", "\u00a0", "\u3000", "🛰", "\ue000"]
)
def test_letters_of_all_scripts_pass(sign: str) -> None:
    """Letters, marks, joiners that scripts need and blanks of any width are let be."""
    assert said(BRIEF.replace("Talks [", f"Talks a{sign}b [")) == []


@pytest.mark.parametrize(
    "name",
    ["<img src=x onerror=alert(1)>", "2017-02-22-<b>", "2017-02-22-a b", "2017-02-22-a\nb", "2017-02-22-..", "..",
     "con", "nul", "aux.txt", "2017-02-22-CON", "2017-02-22-a.b", "2017-02-22-a_b", "2017-02-22-é", "2017-02-22-",
     "2017-02-22-a--b", "-2017-02-22-a", "2017-02-22-a\u202eb", "2017-02-22-\x1b[31m", "2017-02-22-\u0430", "a" * 252],
)  # fmt: skip
def test_odd_file_names_are_named(name: str) -> None:
    """Markup, blanks, ends of lines, dots, names of devices, letters beyond ASCII and what has no
    date are no name of a brief; the brief is named, with a name that it may have."""
    (found,) = read([File(f"briefs/2017/{name}.md", BRIEF.encode())]).problems
    assert (found.path, found.line, found.column) == (f"briefs/2017/{name}.md", 1, 1)
    assert found.code == "file-name"
    assert str(found).isprintable()
    assert "briefs/2017/2017-02-22-" in found.hint
