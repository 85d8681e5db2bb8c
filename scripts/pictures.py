"""Takes the pictures of the demo that the README shows: `python pictures.py SITE FOLDER`."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

#: What is shown, by the name of its picture.
PAGES = {
    "home": "",
    "brief": "briefs/2017/2017-02-22-turkey-turns-to-russia-for-the-s-400/",
    "deal": "deals/tur-rus-s-400/",
    "country": "countries/tur/",
}

#: Pixels, and the most bytes that a reader of the README is to wait for.
WIDTH, HEIGHT, LIMIT = 1280, 860, 200_000

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb",
)  # fmt: skip


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each file."""


def _chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        sys.exit("pictures need Chromium: run `make browser`")
    return found


def take(site: Path, folder: Path) -> None:
    """Write one PNG for each page into `folder`."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=list(FLAGS))
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT},
            color_scheme="light",
            reduced_motion="reduce",
            device_scale_factor=1,
        )
        for name, address in PAGES.items():
            answer = page.goto(f"http://127.0.0.1:{server.server_port}/{address}")
            if answer is None or not answer.ok:
                sys.exit(f"{site} has no page {address}")
            page.evaluate("document.fonts.ready")
            taken = page.screenshot(animations="disabled", caret="hide")
            if len(taken) > LIMIT:
                sys.exit(f"{name}.png would have {len(taken):,} bytes, more than {LIMIT:,}")
            (folder / f"{name}.png").write_bytes(taken)
            print(f"{folder / name}.png: {len(taken):,} bytes")  # noqa: T201 - what a command says
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]))
