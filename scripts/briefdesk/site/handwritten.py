"""Pages written by hand: what they link to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from briefdesk.site.project import DOCS, Project
from briefdesk.site.workspace import Workspace

_LINK = re.compile(r"\(\s*<?([^\s()<>#?]+\.\w+)|^\s*\[[^\]]+\]:\s*<?([^\s#?]+\.\w+)", re.MULTILINE)


def linked(project: Project, workspace: Workspace) -> Iterator[str]:
    """The uris and files that pages written by hand link to."""
    for uri in workspace.handwritten:
        text = (project.root / DOCS / uri).read_text(encoding="utf-8", errors="replace")
        for match in _LINK.finditer(text):
            yield normpath(join(dirname(uri), unquote(match[1] or match[2])))
