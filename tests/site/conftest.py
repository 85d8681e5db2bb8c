"""The demo, built once and served under a sub-path, and a browser to look at it."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from briefdesk.site.build import build
from briefdesk.site.project import find

ROOT = Path(__file__).parent.parent.parent

BASE = "briefings"

PAGES = {
    "home": "",
    "brief": "briefs/2017/2017-02-22-turkey-turns-to-russia-for-the-s-400/",
    "country": "countries/tur/",
    "system": "systems/s-400/",
    "deal": "deals/tur-rus-s-400/",
    "ledger": "deals/",
    "timeline": "timeline/",
    "guide": "guide/",
    "search": "search/",
}


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to serve, with the demo under a sub-path; built once for all workers."""
    shared = tmp_path_factory.getbasetemp() / "demo"
    if "PYTEST_XDIST_WORKER" in os.environ:  # each worker has a folder in that of the run
        shared = shared.parent.parent / "demo"
    with FileLock(f"{shared}.lock"):
        if not (shared / BASE).exists():
            build(find(ROOT), shared / BASE)
    return shared


@pytest.fixture(scope="session")
def address(served: Path) -> Iterator[str]:
    """The address of the demo, under a sub-path."""
    handler = functools.partial(_Quiet, directory=str(served))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{BASE}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
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
