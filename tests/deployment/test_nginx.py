"""The configuration of nginx that hosting.md hands out serves the demo as it says."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefdesk.exports import policy
from tests.site.desks import BASE, ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

SAMPLE = ROOT / "deploy/nginx.conf"

#: Around the sample, what Debian's own nginx.conf has, with all that is written in a place of
#: one's own.
AROUND = """\
daemon off;
pid {place}/pid;
error_log {place}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    include {types};
    default_type application/octet-stream;
    include {sample};
}}
"""

TYPES = Path("/etc/nginx/mime.types")


def program() -> str:
    """The program; the tests are skipped where it is not there."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not found or not TYPES.is_file():
        pytest.skip("needs nginx: on Debian, apt-get install nginx-light")
    return found


def said(name: str) -> str:
    """The value of a header in the sample."""
    (value,) = re.findall(
        rf'^ +add_header {name} "([^"]*)" always;$', SAMPLE.read_text(), re.MULTILINE
    )
    return str(value)


def test_headers_are_those_of_the_site() -> None:
    """The sample says of every answer what `_headers` says."""
    wanted = policy.headers(policy.CONTENT)
    assert {name: said(name) for name in wanted} == wanted
    named = re.findall(r"^ +add_header (\S+)", SAMPLE.read_text(), re.MULTILINE)
    assert sorted(named) == sorted([*wanted, "Cache-Control"])


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@pytest.fixture(scope="module")
def port(served: Path) -> Iterator[int]:
    """Where nginx serves the demo, as nobody where the tests are run by root."""
    command = program()
    # Nobody has a way into the folder that pytest gives.
    with tempfile.TemporaryDirectory(prefix="nginx") as folder:
        place = Path(folder)
        port = free_port()
        lay(served / BASE, place, port)
        nobody = os.geteuid() == 0
        if nobody:
            for path in (place, *place.rglob("*")):
                shutil.chown(path, "nobody") if not path.is_symlink() else None
        who = {"user": "nobody", "extra_groups": []} if nobody else {}
        errors = f"{place}/error.log"
        arguments = [command, "-p", str(place), "-e", errors, "-c", f"{place}/nginx.conf"]
        tried = subprocess.run(
            [*arguments, "-t"], capture_output=True, text=True, check=False, **who
        )
        assert tried.returncode == 0, tried.stderr
        assert "warn" not in tried.stderr, tried.stderr
        with subprocess.Popen(arguments, **who) as server:
            try:
                for _ in range(200):
                    with (
                        contextlib.suppress(OSError),
                        socket.create_connection(("127.0.0.1", port), 1),
                    ):
                        break
                    time.sleep(0.05)
                yield port
            finally:
                server.terminate()
        assert not re.search(r"\[(emerg|alert)\]", Path(errors).read_text())


def lay(site: Path, place: Path, port: int) -> None:
    """The site in `place`, with what does not belong to it in and around it, and the
    configuration."""
    root = place / "www"
    shutil.copytree(site, root)
    (root / ".git").mkdir()
    (root / ".git/config").write_text("secret")
    (root / ".well-known").mkdir()
    (root / ".well-known/security.txt").write_text("Contact: mailto:desk@example.org\n")
    (place / "outside.txt").write_text("secret")
    (root / "linked.txt").symlink_to(place / "outside.txt")
    (root / "empty").mkdir()
    text = SAMPLE.read_text()
    for before, after in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("root /srv/www/briefings;", f"root {root};"),
    ):
        assert text.count(before) == 1
        text = text.replace(before, after)
    (place / "sample.conf").write_text(text)
    around = AROUND.format(place=place, types=TYPES, sample=place / "sample.conf")
    (place / "nginx.conf").write_text(around)


class Answer:
    """An answer, whole."""

    def __init__(self, port: int, target: str, method: str = "GET", **headers: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            # Sent as it is: a client that tidies an address up tests nothing.
            connection.putrequest(
                method, target, skip_host="Host" in headers, skip_accept_encoding=True
            )
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            response = connection.getresponse()
            self.status, self.body = response.status, response.read()
            self.headers = {name.lower(): value for name, value in response.getheaders()}
        finally:
            connection.close()


@pytest.mark.parametrize("target", ["/", "/deals/", "/assets/css/site.css", "/nothing/", "/deals"])
def test_every_answer_has_the_headers(port: int, target: str) -> None:
    """Pages, assets, redirects and errors have each header of the policy."""
    answer = Answer(port, target)
    for name, value in policy.headers(policy.CONTENT).items():
        assert answer.headers[name.lower()] == value
    assert "nginx/" not in answer.headers.get("server", "")


def test_pages_are_served(port: int, served: Path) -> None:
    """A page is answered with the file that was built, in UTF-8; its folder leads to it, by an
    address that trusts no Host."""
    answer = Answer(port, "/deals/")
    assert answer.status == 200
    assert answer.body == (served / BASE / "deals/index.html").read_bytes()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    led = Answer(port, "/deals", Host="evil.example")
    assert (led.status, led.headers["location"]) == (301, "/deals/")


def test_what_is_not_there_is_told_in_the_sites_own_words(port: int, served: Path) -> None:
    """An address that leads nowhere is answered with 404 and the page of the site, and is not
    remembered."""
    for target in ("/nothing", "/nothing/at/all/", "/pagefind/0123456789ab/none", "/404.html"):
        answer = Answer(port, target)
        assert (answer.status, answer.body) == (404, (served / BASE / "404.html").read_bytes())
        assert "cache-control" not in answer.headers, target


def test_lifetimes_fit_what_is_served(port: int, served: Path) -> None:
    """What is named by its content is kept for a year, fonts for a month, and all else is asked
    for each time and not sent twice."""
    site = served / BASE
    part = next(path for path in (site / "pagefind").rglob("*.pf_fragment"))
    bundle = next((site / "assets/javascripts").glob("bundle.*.min.js"))
    for path, lifetime in (
        (part, "public, max-age=31536000, immutable"),
        (bundle, "public, max-age=31536000, immutable"),
        (site / "assets/fonts/source-serif-4-latin.woff2", "public, max-age=2592000"),
        (site / "assets/css/site.css", "no-cache"),
        (site / "pagefind/parts.json", "no-cache"),
        (site / "data/deals.csv", "no-cache"),
        (site / "deals/index.html", "no-cache"),
    ):
        target = f"/{path.relative_to(site)}"
        answer = Answer(port, target)
        assert (answer.status, answer.headers["cache-control"]) == (200, lifetime), target
        again = Answer(port, target, If_None_Match=answer.headers["etag"])
        assert (again.status, again.body) == (304, b""), target


@pytest.mark.parametrize(
    ("target", "type"),
    [
        ("/deals/", "text/html; charset=utf-8"),
        ("/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json"),
        ("/api/v1/deals/index.json", "application/json"),
        ("/data/deals.csv", "text/csv; charset=utf-8"),
        ("/assets/css/site.css", "text/css; charset=utf-8"),
        ("/assets/images/briefdesk.svg", "image/svg+xml"),
    ],
)
def test_texts_are_sent_small_and_by_their_name(port: int, target: str, type: str) -> None:
    """A text has its type, and is sent compressed to who can read that, and plain to who cannot."""
    plain, small = Answer(port, target), Answer(port, target, Accept_Encoding="gzip")
    assert plain.status == small.status == 200
    assert small.headers["content-type"] == type
    assert "content-encoding" not in plain.headers
    if len(plain.body) >= 1000:
        assert small.headers["content-encoding"] == "gzip"
        assert "Accept-Encoding" in small.headers["vary"]
        assert len(small.body) < len(plain.body)
        assert gzip.decompress(small.body) == plain.body


@pytest.mark.parametrize("target", ["/empty/", "/assets/", "/api/", "/assets/fonts/"])
def test_no_folder_is_listed(port: int, target: str) -> None:
    """A folder without a page of its own is not there."""
    answer = Answer(port, target)
    assert answer.status in (403, 404)
    assert b"Index of" not in answer.body
    assert b"woff2" not in answer.body


@pytest.mark.parametrize(
    "target",
    [
        "/../outside.txt",
        "/assets/../../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/assets/..%5c..%5coutside.txt",
        "/%252e%252e/outside.txt",
        "//outside.txt",
        "/linked.txt",
        "/.git/config",
        "/.git",
        "/_headers",
    ],
)
def test_nothing_else_is_served(port: int, target: str) -> None:
    """No way leads out of the site, through a link, or to what is no reader's business."""
    answer = Answer(port, target)
    assert answer.status in (400, 403, 404)
    assert b"secret" not in answer.body
    assert b"Content-Security-Policy: " not in answer.body


def test_what_is_well_known_is_served(port: int) -> None:
    """The one folder whose name begins with a dot."""
    assert Answer(port, "/.well-known/security.txt").body == b"Contact: mailto:desk@example.org\n"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed(port: int, method: str) -> None:
    """There is nothing to do but to read."""
    assert Answer(port, "/deals/", method, Content_Length="0").status == 405
