"""Fields added to the front matter of a file, all else left as its author wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from briefdesk.reading.decoding import decode
from briefdesk.reading.frontmatter import Document, split

_FENCE = re.compile(r"---[ \t]*\r?\n")


class NotEditable(Exception):
    """A file cannot be edited without a person; the message says why."""


def set_in_source(path: str, content: bytes, id: str, fields: Mapping[str, str]) -> bytes:
    """The content of a brief with `fields` set in its source of that id. The values are plain
    scalars of YAML. All other bytes are those that were there; NotEditable where that cannot be
    made sure."""
    wanted = _read(path, content)
    (place,) = [n for n, source in enumerate(wanted["sources"]) if source["id"] == id]
    wanted["sources"][place].update(fields)
    text = content.decode()
    fence = _FENCE.match(text)
    if fence is None:
        raise NotEditable("its front matter does not begin on its first line")
    source = _source(text[fence.end() :], place)
    edits = sorted(_edits(text, source, fence.end(), fields), reverse=True)
    for start, end, new in edits:
        text = text[:start] + new + text[end:]
    edited = text.encode()
    try:
        sound = _read(path, edited) == wanted
    except NotEditable:
        sound = False
    if not sound:
        raise NotEditable(f"its source '{id}' is written in a way that only a person can add to")
    return edited


def _read(path: str, content: bytes) -> dict[str, Any]:
    text = decode(path, content)
    document = split(path, text) if isinstance(text, str) else text
    if not isinstance(document, Document):
        raise NotEditable(document.message)
    return document.data


def _source(text: str, place: int) -> yaml.MappingNode:
    """The node of a source, its marks counted from the beginning of the front matter."""
    # What is read here was read with every guard before, so that nothing in it can be a bomb.
    front = re.split(r"(?m)^---[ \t]*\r?$", text, maxsplit=1)[0]
    root = yaml.compose(front, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    sources = next(value for key, value in root.value if key.value == "sources")
    node = sources.value[place]
    assert isinstance(node, yaml.MappingNode)
    return node


def _edits(
    text: str, source: yaml.MappingNode, start: int, fields: Mapping[str, str]
) -> list[tuple[int, int, str]]:
    """What to put in place of what, from where to where in `text`: a value that is there is
    replaced, and what is missing comes after the address."""
    there = {key.value: (key, value) for key, value in source.value}
    edits = []
    missing = []
    for name, value in fields.items():
        if name in there:
            old = there[name][1]
            edits.append((start + old.start_mark.index, start + old.end_mark.index, value))
        else:
            missing.append(f"{name}: {value}")
    if missing:
        key, url = there["url"]
        end = start + url.end_mark.index
        if source.flow_style:
            edits.append((end, end, "".join(f", {field}" for field in missing)))
        else:
            line_end = text.find("\n", end)
            newline = "\r\n" if text[line_end - 1 : line_end] == "\r" else "\n"
            at = line_end - len(newline) + 1
            indent = " " * key.start_mark.column
            edits.append((at, at, "".join(f"{newline}{indent}{field}" for field in missing)))
    return edits
