"""What makes reading fast changes nothing that is read or said."""

from __future__ import annotations

import pickle
import re
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefdesk.reading import body as bodies
from briefdesk.reading import decoding, sound, yaml
from briefdesk.reading import targets as targeting
from briefdesk.reading.body import RULES, Body, check_body
from briefdesk.reading.frontmatter import Document, split
from briefdesk.records.problems import Loc, Place

ROOT = Path(__file__).parent.parent.parent

#: Pieces that make up what YAML is full of.
_PIECES = st.sampled_from(
    ["a", "b: ", "- ", "\n", "  ", "[", "]", "{", "}", ", ", ": ", "'", '"', "#", "&a ", "*a",
     "!t ", "<<: ", "...", "---", "|", "x: 1\n", "x: 2\n", "\t", "? ", "~", "é"]
)  # fmt: skip

#: Pieces that make up what Markdown is full of.
_MARKS = st.sampled_from(
    ["a", "\n", "\n\n", " ", "    ", "- ", "> ", "1. ", "<", ">", "<b>", "[", "]", "](", ")", "]: ",
     "{", "}", ": ", "#", "![", "@", "[@a]", "`", "```\n", "~~~\n", "https://a.b", "a.md", "\\", "*",
     "> - 1. " * 5]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join))
@example("a: 1\na: 2")
@example("a: &x 1")
@example("a: !t 1")
@example("- &x 1")
@example("- !t 1")
@example("<<: {a: 1}")
@example("a: 1\n---\nb: 2")
@example("a: [[[[[[1]]]]]]")
@example("{a: " * 7)
@example("- [1]\n" * 2_000)
@example("- x\n" * 3_999)
@example("- x\n" * 4_000)
@example("")
def test_short_way_through_yaml_reads_what_the_careful_one_reads(text: str) -> None:
    """What the short way reads, the careful way reads alike and has nothing to say of."""
    try:
        data = sound.sound(text)
    except sound.Unusual:
        return
    marked = yaml._marked(text, 1)
    assert data == marked.data
    assert not marked.duplicates


def test_demo_goes_the_short_way() -> None:
    """Every brief and profile of the demo is sound, and has places none the less."""
    files = [*ROOT.glob("briefs/*/*.md"), *ROOT.glob("docs/systems/*.md")]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        sound.sound(text.split("---\n", 2)[1])
        document = split("a.md", text)
        assert isinstance(document, Document)
        again: Document = pickle.loads(pickle.dumps(document))
        for name in document.data:
            place = document.places.at((name, yaml.KEY))
            assert re.match(rf"['\"]?{name}", text.split("\n")[place.line - 1][place.column - 1 :])
            assert again.places.at((name, yaml.KEY)) == place


def test_places_are_found_when_one_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sound text is read with care once, and not before somebody asks for a place."""
    calls: list[str] = []
    careful = yaml._marked

    def counted(text: str, first_line: int) -> yaml._Marked:
        calls.append(text)
        return careful(text, first_line)

    monkeypatch.setattr(yaml, "_marked", counted)
    parsed = yaml.parse("a: 1\nb: [2, 3]", 7)
    assert not calls
    locs: list[tuple[Loc, Place]] = [
        (("b", 1), Place(8, 8)),
        (("b", 9), Place(8, 4)),
        (("a",), Place(7, 4)),
    ]
    for loc, place in locs:
        assert parsed.places.at(loc) == place
    assert len(calls) == 1


def test_nothing_hidden_is_printable() -> None:
    """Whatever a text may not hold makes it unprintable, so printable texts need no search."""
    hidden = [chr(n) for n in range(sys.maxunicode + 1) if decoding._HIDDEN.match(chr(n))]
    assert len(hidden) > 100
    assert not [character for character in hidden if character.isprintable()]


@given(st.lists(_MARKS, max_size=40).map("".join))
@example(">" * 13)
@example("<i>")
@example("{:a}")
@example("![a](b)")
@example("[ @A]")
@example("a\n" + "> " * 13)
@example(" " * 52 + "a")
def test_rules_are_skipped_only_where_they_are_silent(text: str) -> None:
    """A text is judged as if every rule had looked at all of it."""
    body = Body("briefs/2017/a.md", text, 1)
    if next(bodies._complexity(body), None):
        return
    with pytest.MonkeyPatch.context() as patch:
        # A sign that every text has, and a first line that always looks deep.
        patch.setattr(bodies, "RULES", tuple(("", rule) for _, rule in RULES))
        patch.setattr(bodies, "_DEEP", re.compile(""))
        thorough = check_body(body)
    assert check_body(body) == thorough


@given(st.lists(_MARKS, max_size=40).map("".join))
@example("[a](b.md)")
@example("[a]: b.md")
@example("<https://a.b>")
def test_links_are_found_as_by_the_patterns_alone(text: str) -> None:
    """Every place that looks like a link is found, whatever signs the text lacks."""
    found = [
        (match.start(group), match[group])
        for match in re.finditer(r"(\\*)\]\(\s{0,99}(?:<([^<>\n]*)>|([^\s)]*))", text)
        if len(match[1]) % 2 == 0
        for group in [2 if match[2] is not None else 3]
    ]
    found += [
        (match.start(1), match[1])
        for pattern in (targeting._REFERENCE, targeting.AUTOLINK)
        for match in pattern.finditer(text)
    ]
    assert list(targeting.targets(text)) == found


@pytest.mark.parametrize("outer", ["part{}:\n", "- \n"], ids=["a mapping", "a list"])
def test_what_stands_inside_counts(outer: str) -> None:
    """Values within values are among those of which there may be so many and no more, in whatever
    holds them."""
    inner = "".join(f"  key{number}: value\n" for number in range(sound.MAX_NODES // 20))
    few = "".join(outer.format(number) + inner for number in range(9))
    many = "".join(outer.format(number) + inner for number in range(11))
    assert len(sound.sound(few)) == 9
    with pytest.raises(sound.Unusual):
        sound.sound(many)
