"""A host on this machine, which answers as hosts do."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = b"<!doctype html><title>A report</title>"

Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Web:
    """What a host has at each path, and what it was asked: method, path and who asked."""

    replies: dict[str, Reply | Callable[[BaseHTTPRequestHandler], None]]
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    url: str = ""

    def paths(self) -> list[str]:
        """The paths that it was asked for."""
        return [path for _, path, _ in self.asked]


@contextmanager
def serving(
    replies: dict[str, Reply | Callable[[BaseHTTPRequestHandler], None]],
) -> Iterator[Web]:
    """A host that serves `replies` while the block lasts; all else is 404."""
    web = Web(replies)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append((self.command, self.path, self.headers["User-Agent"]))
            reply = web.replies.get(self.path, (404, {}, b""))
            if callable(reply):
                reply(self)
                return
            status, headers, content = reply
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(content)

        do_HEAD = do_GET  # noqa: N815, what the base class calls it

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Answer a byte at a time, for ever."""
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b".")
            handler.wfile.flush()
            time.sleep(0.02)
    except OSError:
        pass


def found(content: bytes = PAGE, **headers: str) -> Reply:
    """A page that is there."""
    return 200, {"Content-Type": "text/html; charset=utf-8", **headers}, content


def moved(place: str) -> Reply:
    """A page that is elsewhere now."""
    return 302, {"Location": place}, b""
