"""Addresses that two files want."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize

from briefdesk.pages import addresses
from briefdesk.records.kinds import Kind
from briefdesk.records.problems import Problem
from briefdesk.site.project import DOCS
from briefdesk.site.workspace import Workspace

#: Folders of a built site that hold what its pages run and look like.
FRAME = (
    "assets/css/", "assets/fonts/", "assets/javascripts/", "assets/js/", "assets/stylesheets/",
    "pagefind/",
)  # fmt: skip


def clashes(workspace: Workspace, kinds: tuple[Kind, ...]) -> Iterable[Problem]:
    """No page written by hand takes an address of the generated pages, of the frame, or of
    another page; addresses that differ by case alone are one on many a server."""
    ours = (*(f"{id}/" for id in (*addresses.RESERVED, *(k.id for k in kinds))), *FRAME)
    taken: dict[str, str] = {}
    for uri in (*workspace.handwritten, *workspace.media):
        address = addresses.of_file(uri) if uri.endswith(".md") else uri
        folded = normalize("NFC", address).casefold()
        path = f"{DOCS}/{uri}"
        if folded == addresses.HOME or folded.startswith(ours):
            yield Problem(
                path, 1, 1, "address-clash",
                f"its address, '/{address}', is among those of the generated site",
                "Move it to a folder of its own.",
            )  # fmt: skip
        elif folded in taken:
            yield Problem(
                path, 1, 1, "address-clash",
                f"{taken[folded]} has the same address, '/{address}'",
                "Give one of the two another name.",
            )  # fmt: skip
        else:
            taken[folded] = path
