"""A file's text, split into front matter and body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast

import frontmatter
from frontmatter.default_handlers import BaseHandler

from briefdesk.reading.yaml import KEY, Parsed, YamlProblem, parse
from briefdesk.records.problems import Places, Problem

MAX_FRONT_MATTER = 32 * 1024

_FENCE = "---"


class _Handler(BaseHandler):
    """One framing and one reading of YAML: the package's own defaults read `NO` as false."""

    FM_BOUNDARY = re.compile(r"^---$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = _FENCE

    def load(self, fm: str) -> Any:
        """Front matter as Parsed; the first line of `fm` is what follows the opening `---`."""
        return {"parsed": parse(fm, 1)}


@dataclass(frozen=True, slots=True)
class Document:
    """A file split: front matter as text and as plain data with places, and the Markdown below."""

    front: str
    data: dict[str, Any]
    places: Places
    body: str
    body_line: int
    problems: tuple[Problem, ...]


def split(path: str, text: str) -> Document | Problem:
    """Split `text`; a Problem where there is no front matter or it cannot be read."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return Problem(
            path, 1, 1, "no-front-matter", "the file does not begin with front matter",
            "Begin it with a line `---`, then `title: …` and the other fields, then `---`.",
        )  # fmt: skip
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        return Problem(
            path, 1, 1, "unclosed-front-matter", "the front matter that begins here has no end",
            "Write a line `---` below its last field.",
        )  # fmt: skip
    fields = "\n".join(lines[1:end])
    if len(fields.encode()) > MAX_FRONT_MATTER:
        return Problem(
            path, 2, 1, "too-complex",
            f"the front matter has more than {MAX_FRONT_MATTER:,} bytes",
            "Move text below it.",
        )  # fmt: skip
    # The fences stand alone, so that python-frontmatter finds the very split found here.
    framed = f"{_FENCE}\n{fields}\n{_FENCE}\n"
    try:
        parsed = cast("Parsed", frontmatter.parse(framed, handler=_Handler())[0]["parsed"])
    except YamlProblem as error:
        return Problem(
            path, error.place.line, error.place.column, error.code, error.message, error.hint
        )
    return _document(path, parsed, "\n".join(lines[end + 1 :]), end + 2)


def _document(path: str, parsed: Parsed, body: str, body_line: int) -> Document | Problem:
    if not isinstance(parsed.data, dict):
        found = (
            "a list, not fields with values"
            if isinstance(parsed.data, list)
            else "empty"
            if parsed.data is None
            else "a text, not fields with values"
        )
        place = parsed.places.at(())
        return Problem(
            path, max(place.line, 2), place.column, "front-matter-not-a-mapping",
            f"the front matter is {found}",
            "Write one `field: value` a line, beginning with `title: …`.",
        )  # fmt: skip
    repeated = tuple(
        Problem(
            path, place.line, place.column, "duplicate-key",
            f"'{name}' stands here a second time; the first is on line {first.line}",
            "Delete one of them.",
        )
        for place, name, first in parsed.duplicates
    )  # fmt: skip
    return Document(parsed.text, parsed.data, parsed.places, body, body_line, repeated)


__all__ = ["KEY", "Document", "split"]
