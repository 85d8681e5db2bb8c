"""A server for one author on one machine: the preview, and a word to the browser when it changes."""

from __future__ import annotations

import http.server
import mimetypes
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from briefdesk.site.preview import Preview
from briefdesk.site.project import BRIEFS, DOCS, Project

#: Addresses of the server's own; no file of a site begins with a dot.
_SCRIPT, _EVENTS = ".briefdesk/reload.js", ".briefdesk/version"

#: Seconds that a browser waits for an answer, and that changes are gathered before a build.
_PATIENCE, _GATHERING = 20.0, 0.03

_RELOAD = """\
(async () => {
  let known = document.currentScript.dataset.version;
  const address = new URL("version", document.currentScript.src);
  for (;;) {
    try {
      const answer = await fetch(`${address}?known=${known}`, { cache: "no-store" });
      const version = await answer.text();
      if (answer.ok && version !== known) return location.reload();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
})();
"""

_KINDS = {".pagefind": "application/wasm", ".pf_meta": "application/octet-stream"}


class _Answer(http.server.BaseHTTPRequestHandler):
    """Answers from the preview; nothing outside of its site is ever read."""

    preview: Preview
    hosts: frozenset[str]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a request."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Answer a request for the head alone."""
        self._answer(body=False)

    def log_message(self, format: str, *args: object) -> None:
        """An author has no use for a line for each picture."""

    def _answer(self, *, body: bool) -> None:
        # A page elsewhere may point a name of its own at this machine and read what is not public.
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in self.hosts:
            self._send(
                HTTPStatus.MISDIRECTED_REQUEST, b"not served here\n", "text/plain", body=body
            )
            return
        asked = urlsplit(self.path)
        address = unquote(asked.path).lstrip("/")
        if address == _SCRIPT:
            self._send(HTTPStatus.OK, _RELOAD.encode(), "text/javascript", body=body)
        elif address == _EVENTS:
            known = parse_qs(asked.query).get("known", ["0"])[0]
            version = self.preview.version(int(known) if known.isdigit() else 0, _PATIENCE)
            self._send(HTTPStatus.OK, str(version).encode(), "text/plain", body=body)
        else:
            self._file(address, body=body)

    def _file(self, address: str, *, body: bool) -> None:
        # Whoever asks before the first build is done waits for it.
        version = self.preview.version(0, _PATIENCE)
        if cover := self.preview.cover(address):
            self._page(HTTPStatus.OK, cover, version, body=body)
            return
        path = self._path(address)
        if path and path.is_dir() and not address.endswith("/") and address:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"/{address}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        file = path / "index.html" if path and path.is_dir() else path
        try:
            content = file.read_bytes() if file else None
        except OSError:
            content = None
        if content is None:
            lost = self.preview.site / "404.html"
            page = lost.read_bytes() if lost.is_file() else b"nothing here\n"
            self._page(HTTPStatus.NOT_FOUND, page, version, body=body)
        elif file and file.suffix == ".html":
            self._page(HTTPStatus.OK, content, version, body=body)
        else:
            kind = _KINDS.get(file.suffix if file else "") or mimetypes.guess_type(str(file))[0]
            self._send(HTTPStatus.OK, content, kind or "application/octet-stream", body=body)

    def _path(self, address: str) -> Path | None:
        """The file or folder of the site at an address; None for what leads out of it."""
        steps = [step for step in address.split("/") if step]
        if "\0" in address or any(step.startswith(".") or "\\" in step for step in steps):
            return None
        return self.preview.site.joinpath(*steps)

    def _page(self, status: HTTPStatus, content: bytes, version: int, *, body: bool) -> None:
        script = f'<script src="/{_SCRIPT}" data-version="{version}"></script></body>'
        head, found, tail = content.rpartition(b"</body>")
        whole = head + script.encode() + tail if found else content
        self._send(status, whole, "text/html; charset=utf-8", body=body)

    def _send(self, status: HTTPStatus, content: bytes, kind: str, *, body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if body:
            self.wfile.write(content)


class _Server(http.server.ThreadingHTTPServer):
    """Says nothing of browsers that hang up before they have their answer."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that left needs no answer."""


class _Watcher(FileSystemEventHandler):
    """Sets `changed` when a file that counts may have changed."""

    def __init__(self) -> None:
        self.changed = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Looking at a file is no change."""
        if event.event_type not in ("opened", "closed_no_write"):
            self.changed.set()


class _Top(FileSystemEventHandler):
    """Looks at the top of a project: its configuration, and the folders that authors write in,
    which may come later than the server."""

    def __init__(self, project: Project, watcher: _Watcher, observer: BaseObserver) -> None:
        self._project, self._watcher, self._observer = project, watcher, observer
        for name in (BRIEFS, DOCS):
            self._watch(project.root / name)

    def _watch(self, folder: Path) -> None:
        if folder.is_dir() and not folder.is_symlink():
            self._observer.schedule(self._watcher, str(folder), recursive=True)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Only two folders and one file matter here."""
        paths = {Path(str(path)) for path in (event.src_path, event.dest_path) if path}
        folders = paths & {self._project.root / name for name in (BRIEFS, DOCS)}
        if event.event_type in ("created", "moved"):
            for folder in folders:
                self._watch(folder)
        if folders or self._project.configuration_path in paths:
            self._watcher.on_any_event(event)


@contextmanager
def _watching(project: Project) -> Iterator[threading.Event]:
    watcher, observer = _Watcher(), Observer()
    observer.schedule(_Top(project, watcher, observer), str(project.root), recursive=False)
    observer.start()
    try:
        yield watcher.changed
    finally:
        observer.stop()
        observer.join()


def serve(project: Project, preview: Preview, host: str, port: int) -> Generator[str, None, None]:
    """Serve the preview of a project for as long as it is iterated over: first the address,
    then an empty text after each change. OSError where the address cannot be had."""
    names = frozenset({"localhost", "127.0.0.1", "::1", host})
    handler = type("Answer", (_Answer,), {"preview": preview, "hosts": names})
    with _Server((host, port), handler) as server, _watching(project) as changed:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://{host}:{server.server_port}/"
            while True:
                preview.follow()
                yield ""
                changed.wait()
                # What an editor does in one go is one change.
                threading.Event().wait(_GATHERING)
                changed.clear()
        finally:
            server.shutdown()
