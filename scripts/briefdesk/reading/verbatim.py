"""Code in a Markdown text: what stands in it is shown as it is, so no rule looks at it.

Blocks and spans are found as the renderer finds them, in one pass whatever the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

_FENCE = re.compile(r"(`{3,}|~{3,})(?=[ ]*(?:\{[^\n]*\}|\.?[\w#.+-]*)[ ]*$)")
_RUN = re.compile(r"(\\*)(`+)")
# A span never runs past a blank line, nor into the next item, heading or quotation.
_BREAK = re.compile(r"^(?=[ \t]*$|[ \t]*(?:[-*+]|\d+[.)]|#+|>)[ \t])", re.MULTILINE)


def prose(text: str) -> str:
    """`text` with blanks in place of code, so that every offset stays what it is."""
    if "`" not in text and "~~~" not in text:
        return text
    without_blocks = "".join(_without_blocks(text))
    return "".join(_without_spans(without_blocks))


def _without_blocks(text: str) -> Iterator[str]:
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    closing: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if line.startswith(("```", "~~~")):
            closing[line.rstrip("\n ")].append(number)
    end = -1
    for number, line in enumerate(lines):
        if number <= end:
            yield _blank(line)
            continue
        if opening := _FENCE.match(line.rstrip("\n")):
            ends = closing.get(opening[1], [])
            place = bisect_right(ends, number)
            if place < len(ends):
                end = ends[place]
                # What the opening line says of the code stays: it may set attributes.
                yield " " * len(opening[1]) + line[len(opening[1]) :]
                continue
        yield line


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _without_spans(text: str) -> Iterator[str]:
    start = 0
    for match in _BREAK.finditer(text):
        if match.start() > start:
            yield _block_without_spans(text[start : match.start()])
            start = match.start()
    yield _block_without_spans(text[start:])


def _block_without_spans(block: str) -> str:
    if "`" not in block:
        return block
    runs = [
        (match.start(2), len(match[2]), len(match[1]) % 2 == 1) for match in _RUN.finditer(block)
    ]
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    for start, length, _ in runs:
        by_length[length].append(start)
    parts, done = [], 0
    for start, length, escaped in runs:
        if start < done or escaped:
            continue
        ends = by_length[length]
        place = bisect_right(ends, start)
        if place < len(ends):
            end = ends[place] + length
            parts += [block[done:start], _blank(block[start:end])]
            done = end
    return "".join([*parts, block[done:]])
