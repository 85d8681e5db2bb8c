"""YAML as people mean it: every scalar is text as written, and every value has its place.

PyYAML's events are read one by one, so that a document which is too deep, too large or uses
what front matter has no use for is refused before anything is built of it. Sound documents,
which nearly all are, are read without places; whatever is unusual is read again with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from briefdesk.reading.sound import MAX_DEPTH, MAX_NODES, Loader, Unusual, sound
from briefdesk.records.problems import Loc, Place, Places

#: Stands at the end of a Loc for the key itself rather than its value.
KEY = "<key>"


class YamlProblem(Exception):
    """What is wrong with a piece of YAML: line and column in it from 1."""

    def __init__(self, code: str, place: Place, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.place, self.message, self.hint = code, place, message, hint


@dataclass(slots=True)
class Parsed:
    """Plain data out of YAML (dict, list, str), and the `text` that it is written in.

    `places` are those of values, and of keys under the value's Loc followed by KEY.
    `duplicates` are keys met again: the place of the second, its name, the place of the first.
    """

    data: Any
    places: Places
    text: str
    duplicates: tuple[tuple[Place, str, Place], ...] = ()


def parse(text: str, first_line: int = 1) -> Parsed:
    """Data of a YAML text whose first line is number `first_line`; YamlProblem if refused."""
    places = Places(partial(_places, text, first_line))
    try:
        return Parsed(sound(text), places, text)
    except Unusual:
        marked = _marked(text, first_line)
    return Parsed(marked.data, places, text, tuple(marked.duplicates))


def _places(text: str, first_line: int) -> dict[Loc, Place]:
    return _marked(text, first_line).known


@dataclass(slots=True)
class _Marked:
    """What has been read so far, with the place of each value."""

    data: Any = None
    known: dict[Loc, Place] = field(default_factory=dict)
    duplicates: list[tuple[Place, str, Place]] = field(default_factory=list)


def _marked(text: str, first_line: int) -> _Marked:
    _guard_brackets(text, first_line)
    parsed = _Marked()
    try:
        events = _events(text, first_line)
        for event in events:
            if isinstance(event, NodeEvent):
                parsed.data = _build(event, events, (), parsed, first_line)
                break
        for event in events:
            if isinstance(event, DocumentStartEvent):
                raise _refused(event, first_line, "a second document", "Keep one `---` block.")
    except yaml.MarkedYAMLError as error:
        raise _syntax(error, text, first_line) from None
    except yaml.YAMLError as error:
        raise YamlProblem(
            "yaml-syntax", Place(first_line, 1), f"the YAML cannot be read: {error}", ""
        ) from None
    return parsed


def _guard_brackets(text: str, first_line: int) -> None:
    """Libyaml recurses on each bracket it opens, so many of them never reach it."""
    for number, line in enumerate(text.split("\n"), first_line):
        depth = 0
        for column, character in enumerate(line, 1):
            depth += character in "[{"
            depth -= character in "]}"
            if depth > 10 * MAX_DEPTH:
                raise YamlProblem(
                    "too-complex", Place(number, column),
                    "the brackets are nested too deep",
                    "Front matter needs no more than a list of mappings.",
                )  # fmt: skip
    if text.count("[") + text.count("{") > MAX_NODES:
        opened = (match.start() for match in re.finditer(r"[\[{]", text))
        at = next(islice(opened, MAX_NODES, None))
        place = Place(text.count("\n", 0, at) + first_line, at - text.rfind("\n", 0, at))
        raise YamlProblem(
            "too-complex", place,
            "the front matter has too many brackets",
            "Front matter needs no more than a list of mappings.",
        )  # fmt: skip


def _events(text: str, first_line: int) -> Iterator[Event]:
    nodes = depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise _refused(
                event,
                first_line,
                "an anchor or alias (& or *)",
                "Write the value out, or quote it.",
            )
        if getattr(event, "tag", None):
            raise _refused(event, first_line, "a tag (!)", "Leave it out, or quote the value.")
        if isinstance(event, NodeEvent):
            nodes += 1
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            depth += 1
        if isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            depth -= 1
        if depth > MAX_DEPTH or nodes > MAX_NODES:
            place = _place(event, first_line)
            raise YamlProblem(
                "too-complex", place,
                f"the front matter is nested deeper than {MAX_DEPTH} or holds more than {MAX_NODES:,} values",
                "Front matter needs no more than a list of mappings.",
            )  # fmt: skip
        yield event


def _build(
    event: Event, events: Iterator[Event], loc: Loc, parsed: _Marked, first_line: int
) -> Any:
    parsed.known[loc] = _place(event, first_line)
    if isinstance(event, ScalarEvent):
        return event.value if event.value or event.style else None
    if isinstance(event, SequenceStartEvent):
        items: list[Any] = []
        for item in events:
            if isinstance(item, SequenceEndEvent):
                return items
            items.append(_build(item, events, (*loc, len(items)), parsed, first_line))
    mapping: dict[str, Any] = {}
    for key in events:
        if isinstance(key, MappingEndEvent):
            break
        if not isinstance(key, ScalarEvent):
            raise _refused(
                key, first_line, "a list or a mapping as a key", "A key is a plain word."
            )
        if key.value == "<<":
            raise _refused(key, first_line, "a merge (<<)", "Write the values out.")
        place = _place(key, first_line)
        value = next(events)
        if (name := key.value) in mapping:
            parsed.duplicates.append((place, name, parsed.known[(*loc, name, KEY)]))
            _build(value, events, (*loc, name, "<again>"), parsed, first_line)
            continue
        parsed.known[(*loc, name, KEY)] = place
        mapping[name] = _build(value, events, (*loc, name), parsed, first_line)
    return mapping


def _place(event: Event, first_line: int) -> Place:
    assert event.start_mark is not None
    return Place(event.start_mark.line + first_line, event.start_mark.column + 1)


def _refused(event: Event, first_line: int, what: str, hint: str) -> YamlProblem:
    return YamlProblem(
        "yaml-feature", _place(event, first_line), f"front matter has no use for {what}", hint
    )


_QUOTE = "found unexpected end of stream"
_BRACKET = "did not find expected ',' or"

# Parts of what libyaml and PyYAML say, then what is said to an author.
_KINDLY = (
    ("found character '\\t'", "a tab stands where YAML wants spaces", "Indent with spaces."),
    ("mapping values are not allowed", "a colon stands inside a value",
     "Put the value into quotes, or mend the indentation."),
    ("expected <block end>", "a line is not indented like its neighbours, or a quote is in the wrong place",
     "Align it with the fields above, or quote the whole value."),
    ("could not find expected ':'", "a line has no colon after its field", "Write `field: value`."),
    ("did not find expected key", "a line is not indented like its neighbours, or a quote is in the wrong place",
     "Align it with the fields above, or quote the whole value."),
    (_QUOTE, "the quote that begins here is not closed",
     "Close it; an apostrophe inside single quotes is written twice."),
    (_BRACKET, "the list or mapping that begins here is not closed, or lacks a comma",
     "Part its items with commas, and close it with `]` or `}`."),
    ("found character", "a value begins with a character that YAML keeps for itself",
     "Put the value into quotes."),
    ("did not find expected '-' indicator", "an item of a list does not begin with `- `", "Align it with the items above."),
    ("did not find expected <document start>", "a line `...` ends the fields too early", "Delete it."),
    ("found undefined tag handle", "a value begins with `!`", "Put the value into quotes."),
    ("unknown escape character", "a backslash in double quotes is not understood", "Use single quotes."),
)  # fmt: skip


def _syntax(error: yaml.MarkedYAMLError, text: str, first_line: int) -> YamlProblem:
    mark = error.problem_mark or error.context_mark
    said = f"{error.problem or ''}"
    place = Place(mark.line + first_line, mark.column + 1) if mark else Place(first_line, 1)
    lines = text.split("\n")
    if mark and mark.line < len(lines) and re.match(r" *\t", lines[mark.line]):
        column = lines[mark.line].index("\t") + 1
        return YamlProblem("tab", Place(place.line, column), *_KINDLY[0][1:])
    for start, message, hint in _KINDLY:
        if start in said:
            # What was never closed is mended where it begins, not where its lack was noticed.
            if start in (_QUOTE, _BRACKET) and (begun := error.context_mark):
                place = Place(begun.line + first_line, begun.column + 1)
            return YamlProblem("yaml-syntax", place, message, hint)
    return YamlProblem(
        "yaml-syntax", place, f"the YAML cannot be read: {said}", "Mend or quote the value."
    )
