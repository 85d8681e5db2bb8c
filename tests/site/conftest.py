"""The demo as it is served, a browser, and a desk small enough to build in a second."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from briefdesk.site.build import build
from briefdesk.site.project import find
from tests.site.desks import BASE, PAGES, ROOT, lay, shared

__all__ = ["BASE", "PAGES", "ROOT"]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with a profile and two briefs, in which nothing is wrong."""
    return lay(tmp_path / "desk")


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A copy of the project's own desk."""
    root = tmp_path / "demo"
    for name in ("briefs", "docs"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to serve, with the demo under a sub-path; built once for all workers."""
    demo = shared(tmp_path_factory) / "demo"
    with FileLock(f"{demo}.lock"):
        if not (demo / BASE).exists():
            build(find(ROOT), demo / BASE, cache=demo / "cache")
    return demo


@pytest.fixture(scope="session")
def address(served: Path) -> Iterator[str]:
    """The address of the demo, under a sub-path."""
    with serving(served) as root:
        yield f"{root}{BASE}/"


@contextmanager
def serving(folder: Path, handler: type[Quiet] | None = None) -> Iterator[str]:
    """The address of a server of `folder`, as long as the block runs."""
    handle = functools.partial(handler or Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handle) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing of each."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as the machine has it."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert path, "the browser tests need Chromium: run `make browser`"
    flags = [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ]  # fmt: skip
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=flags)
        yield opened
        opened.close()
