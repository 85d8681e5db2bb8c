"""A visit to a host: polite, within limits, and only to where anybody may go."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from typing import Any

import pytest

from briefdesk.desk import fetching, visiting
from briefdesk.desk.fetching import Limits, Refused, is_public, request
from briefdesk.desk.visiting import Visitor
from tests.desk.web import PAGE, drip, found, moved, serving

OURS = Limits(private=True)


def visitor() -> Visitor:
    """One that may call on this machine."""
    return Visitor("Desk", OURS)


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """No pause between two requests, but where pauses are what a test is about."""
    if "pause" not in request.fixturenames:
        monkeypatch.setattr(visiting, "PAUSE", 0.0)


def test_page_is_fetched_with_its_type() -> None:
    """Content, type and final address are those of the page; who asks is said."""
    with serving({"/a": moved("/b#part"), "/b": found()}) as web:
        visit = visitor().visit("GET", f"{web.url}/a")
    assert (visit.url, visit.answer.status) == (f"{web.url}/b", 200)
    assert visit.answer.content == PAGE
    assert visit.answer.type == "text/html; charset=utf-8"
    assert web.paths() == ["/robots.txt", "/a", "/b"]
    assert all(agent.startswith("briefdesk/") for _, _, agent in web.asked)
    assert all(agent.endswith("(Desk)") for _, _, agent in web.asked)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("127.8.8.8", False),
        ("10.0.0.1", False), ("172.16.0.1", False), ("192.168.1.1", False), ("0.0.0.0", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("224.0.0.1", False), ("::1", False),
        ("255.255.255.255", False), ("240.0.0.1", False), ("192.0.2.1", False), ("::", False),
        ("fe80::1%eth0", False), ("fc00::1", False), ("fec0::1", False), ("ff02::1", False),
        ("::ffff:127.0.0.1", False), ("::ffff:8.8.8.8", True), ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False), ("64:ff9b::808:808", True), ("2001:db8::1", False),
        ("localhost", False), ("", False),
    ],
)  # fmt: skip
def test_only_public_addresses_are_public(address: str, public: bool) -> None:
    """What is of this machine, its network or its cloud is not, in whatever form it is written."""
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/", "https://localhost/", "https://[::1]/", "https://169.254.169.254/",
        "https://2130706433/", "https://0x7f.1/", "https://[::ffff:127.0.0.1]/",
    ],
)  # fmt: skip
def test_own_network_is_not_called_on(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """An address that is not public is not dialled, by name or by number."""

    def connect(*args: object) -> None:
        raise AssertionError("it was dialled")

    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(Refused, match=r"no public address|does not answer"):
        request("GET", url, "briefdesk", Limits())


def test_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that stands for a public and a private address is not called on at all."""
    both = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))
        for address in ("8.8.8.8", "10.0.0.1")
    ]
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *args, **more: both)
    with pytest.raises(Refused, match=r"two\.example is at 10\.0\.0\.1"):
        request("GET", "https://two.example/", "briefdesk", Limits())


def test_redirect_to_the_own_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a public host leads to is looked at as the first address is."""
    asked: list[str] = []

    def request(method: str, url: str, agent: str, limits: Limits) -> fetching.Answer:
        asked.append(url)
        if url.startswith("https://wire.example/"):
            status = 404 if url.endswith("robots.txt") else 302
            return fetching.Answer(status, "https://127.0.0.1/secret", "", b"")
        return fetching.request(method, url, agent, limits)

    monkeypatch.setattr("briefdesk.desk.visiting.request", request)
    with pytest.raises(Refused, match="no public address"):
        Visitor().visit("GET", "https://wire.example/a")
    assert asked[-1] == "https://127.0.0.1/robots.txt"


@pytest.mark.parametrize(
    "url", ["http://wire.example/", "file:///etc/passwd", "ftp://wire.example/", "//wire.example/"]
)
def test_only_https_is_spoken(url: str) -> None:
    """Plain http and other schemes are refused before anything is asked."""
    with pytest.raises(Refused, match="does not begin with https"):
        request("GET", url, "briefdesk", Limits())


def test_answer_without_end_is_cut_off() -> None:
    """A host that never comes to an end takes the time that it is given, and no more."""
    with serving({"/a": drip}) as web:
        began = time.monotonic()
        with pytest.raises(Refused, match=r"it took longer than 0\.3 seconds"):
            request("GET", f"{web.url}/a", "briefdesk", Limits(private=True, seconds=0.3))
        assert time.monotonic() - began < 5


@pytest.mark.parametrize("told", [True, False])
def test_answer_that_is_too_big_is_not_taken(told: bool) -> None:
    """Not a byte over the limit is taken, whether its size is told or not."""
    headers = {} if told else {"Content-Length": ""}
    with serving({"/ok": found(b"x" * 1000), "/big": (200, headers, b"x" * 1001)}) as web:
        if not told:
            web.replies["/big"] = lambda handler: _untold(handler, b"x" * 1001)
        limits = Limits(private=True, size=1000)
        assert len(request("GET", f"{web.url}/ok", "briefdesk", limits).content) == 1000
        with pytest.raises(Refused, match="more than 1,000 bytes"):
            request("GET", f"{web.url}/big", "briefdesk", limits)


def _untold(handler: Any, content: bytes) -> None:
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(content)


def test_answer_that_breaks_off_is_not_taken() -> None:
    """Half a page is no page."""
    with (
        serving({"/a": (200, {"Content-Length": "99"}, b"half")}) as web,
        pytest.raises(Refused, match=r"broke off|does not answer"),
    ):
        request("GET", f"{web.url}/a", "briefdesk", OURS)


def test_silent_host_is_left() -> None:
    """A host that does not answer at all is left after the time of silence."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"http://127.0.0.1:{mute.getsockname()[1]}/"
        with pytest.raises(Refused, match="it is silent"):
            request("GET", url, "briefdesk", Limits(private=True, silence=0.2))


def test_moving_on_without_end_is_refused() -> None:
    """Five hops are followed, and not one more."""
    pages = {f"/{n}": moved(f"/{n + 1}") for n in range(9)} | {"/9": found()}
    with serving(pages) as web:
        assert visitor().visit("GET", f"{web.url}/4").answer.status == 200
        with pytest.raises(Refused, match="moved on more than 5 times"):
            visitor().visit("GET", f"{web.url}/3")


def test_host_that_minds_is_not_read() -> None:
    """What robots.txt forbids to all or to briefdesk is not asked for."""
    rules = b"User-agent: *\nDisallow: /all\n\nUser-agent: briefdesk\nDisallow: /ours\n"
    with serving({"/robots.txt": found(rules), "/ours": found(), "/all": found()}) as web:
        with pytest.raises(Refused, match="does not want it read by programs"):
            visitor().visit("GET", f"{web.url}/ours")
        assert visitor().visit("GET", f"{web.url}/all").answer.status == 200
        assert "/ours" not in web.paths()


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False)])
def test_rules_that_cannot_be_read(status: int, allowed: bool) -> None:
    """A host without rules minds nothing; one that fails to tell them minds everything."""
    with serving({"/robots.txt": (status, {}, b""), "/a": found()}) as web:
        if allowed:
            assert visitor().visit("GET", f"{web.url}/a").answer.status == 200
        else:
            with pytest.raises(Refused):
                visitor().visit("GET", f"{web.url}/a")


@pytest.mark.parametrize(("rule", "pause"), [(b"", 1.0), (b"User-agent: *\nCrawl-delay: 5\n", 5.0)])
def test_host_is_asked_once_a_second(rule: bytes, pause: float) -> None:
    """Between two requests to a host lies a second, or as many as it asks for."""
    waited: list[float] = []
    clock: Callable[[], float] = lambda: sum(waited)  # noqa: E731
    with serving({"/robots.txt": found(rule), "/a": found()}) as web:
        polite = Visitor("", OURS, clock=clock, sleep=waited.append)
        for _ in range(3):
            polite.visit("GET", f"{web.url}/a")
    assert waited == [1.0, pause, pause]


def test_name_of_a_desk_cannot_add_a_header() -> None:
    """Whatever a desk is called, its name is a comment in one header."""
    name = Visitor("Desk)\r\nCookie: a=1 (ü").agent
    assert "\n" not in name
    assert "\r" not in name
    assert name.count("(") == name.count(")") == 1
