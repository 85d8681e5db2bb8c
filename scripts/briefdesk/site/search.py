"""The search index of a built site, by Pagefind."""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from briefdesk.site import search_order

#: Folder of the index in a built site; the script of the theme knows it too.
BUNDLE = "pagefind"

#: What is indexed of a page: its article, without the frame that all pages share.
ROOT = "article"

# Interfaces of Pagefind's own, which the theme does not use (and half a megabyte of the site).
_UNUSED = (
    "pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js",
)  # fmt: skip

# What Material and MkDocs write for a search of their own.
_SUPERSEDED = (
    "search/search_index.json", "search/main.js", "search/worker.js", "search/lunr.js", "search.json",
)  # fmt: skip


class SearchProblem(Exception):
    """There is no index; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Index:
    """What was indexed."""

    pages: int
    size: int


def index(site: Path) -> Index:
    """Write the search index of the site built in `site`, the same bytes for the same pages.

    SearchProblem where Pagefind is not installed or fails.
    """
    bundle = site / BUNDLE
    shutil.rmtree(bundle, ignore_errors=True)
    run = subprocess.run(
        [_binary(), "--site", site, "--output-subdir", BUNDLE, "--root-selector", ROOT],
        capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if run.returncode or not (bundle / "pagefind-entry.json").is_file():
        raise SearchProblem(f"Pagefind failed: {(run.stderr or run.stdout).strip()}")
    for pattern in _UNUSED:
        for path in bundle.glob(pattern):
            path.unlink()
    for name in _SUPERSEDED:
        (site / name).unlink(missing_ok=True)
    try:
        search_order.settle(bundle)
    except (search_order.UnknownForm, KeyError, ValueError, IndexError) as error:
        raise SearchProblem(
            f"the index is not as Pagefind 1.5 writes it ({error}). "
            "Install the version in requirements.lock."
        ) from error
    pages = re.search(r"Indexed (\d+) pages?\b", run.stdout)
    size = sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file())
    return Index(int(pages[1]) if pages else 0, size)


def _binary() -> Path:
    """Pagefind's program, from the package of that name or from the search path."""
    try:
        found: Path = importlib.import_module("pagefind_bin").get_executable()
        return found
    except (ImportError, FileNotFoundError):
        pass
    if on_path := shutil.which("pagefind"):
        return Path(on_path)
    raise SearchProblem(
        "Pagefind is not installed, and the search needs it. "
        "Install it with: pip install 'pagefind[bin]'"
    )
