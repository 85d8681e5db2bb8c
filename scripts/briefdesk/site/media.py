"""Files among the docs that are no pages: which of them a site publishes.

A host copies whatever lies there. So nothing does but pictures that are what their names say and
that tell nothing of who made them where, and tables and plain texts, which no browser runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from xml.parsers import expat

from briefdesk.records.problems import Problem
from briefdesk.site import configuration, rasters
from briefdesk.site.project import DOCS, Project
from briefdesk.site.rasters import Unfit

#: A picture of more bytes is for no reader's line.
MAX_BYTES = 10 * 1024 * 1024

_TEXTS = frozenset({".csv", ".tsv", ".txt"})
_NAMES = frozenset({"CNAME", "_headers", "_redirects"})
_KINDS = "pictures (.png, .jpg, .gif, .webp, .svg), tables (.csv) and plain texts (.txt)"


def examine(project: Project, uris: Iterable[str]) -> Iterator[Problem]:
    """Every problem of the files at `uris`. What the configuration names as styles and scripts
    of the site is its maintainers', and not looked at."""
    own = set(configuration.assets(project.configuration_path.read_text(encoding="utf-8")))
    for uri in sorted(uris):
        if uri in own or uri in _NAMES:
            continue
        kind = PurePosixPath(uri).suffix.lower()
        if kind not in _TEXTS and kind not in _PICTURES:
            yield Problem(
                f"{DOCS}/{uri}", 1, 1, "media-type",
                f"'{PurePosixPath(uri).name}' is no file that a site publishes",
                f"Beside pages, docs/ holds {_KINDS}; keep anything else elsewhere.",
            )  # fmt: skip
        else:
            yield from _objections(project, uri, kind)


def _objections(project: Project, uri: str, kind: str) -> Iterator[Problem]:
    path = f"{DOCS}/{uri}"
    with (project.root / path).open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        yield Problem(
            path, 1, 1, "too-large", f"the file has more than {MAX_BYTES:,} bytes",
            "Save it smaller.",
        )  # fmt: skip
    elif kind in _PICTURES:
        try:
            _PICTURES[kind](content)
        except Unfit as found:
            yield Problem(path, 1, 1, "picture", str(found), found.hint)


_ELEMENTS = frozenset(
    "circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon "
    "polyline radialGradient rect stop style svg symbol text title tspan use".split()
)
_REDRAW = "Draw it with shapes and text alone, or save it as PNG."


def _svg(content: bytes) -> None:
    """Unfit where a picture of shapes does more than to show them."""
    parser = expat.ParserCreate()
    depth = 0
    styled = False

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, styled
        if depth == 0 and name != "svg":
            raise Unfit("it is no picture in SVG", _REDRAW)
        depth += 1
        if name not in _ELEMENTS:
            raise Unfit(f"it holds an element '{name[:40]}'", _REDRAW)
        styled = name == "style"
        for key, value in attributes.items():
            if key.lower().startswith("on") or (key.endswith("href") and value[:1] != "#"):
                raise Unfit(f"it has an attribute '{key[:40]}'", _REDRAW)
            _no_address(key, value)

    def text(value: str) -> None:
        if styled:
            _no_address("style", value)

    def refuse(*_: object) -> int:
        raise Unfit("it declares a document type or entities", _REDRAW)

    parser.StartElementHandler, parser.CharacterDataHandler = begin, text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003 - it has no name
    except expat.ExpatError as error:
        raise Unfit(f"it is no sound SVG: {expat.ErrorString(error.code)}", _REDRAW) from error


def _no_address(name: str, value: str) -> None:
    if name.startswith("xmlns"):
        return
    bare = re.sub(r"\s", "", value).lower()
    if "@import" in bare or re.search(r"url\((?!['\"]?#)", bare) or "javascript:" in bare:
        raise Unfit(f"its '{name[:40]}' fetches something", _REDRAW)


_PICTURES = {
    ".png": rasters.png, ".jpg": rasters.jpeg, ".jpeg": rasters.jpeg, ".gif": rasters.gif,
    ".webp": rasters.webp, ".svg": _svg,
}  # fmt: skip
