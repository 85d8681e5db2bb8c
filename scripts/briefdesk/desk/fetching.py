"""One request to one host: to a public address, within limits, and by no detour.

The standard library's opener follows redirects, proxies and schemes of its own accord. Here a
request goes where it is told or nowhere, and the address that was looked at is the one that is
dialled, so that no name can change its mind in between.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlsplit

_CHUNK = 64 * 1024

#: Addresses of IPv6 that stand for one of IPv4, which is then what counts (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Refused(Exception):
    """A request that is not made, or an answer that is not taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a host's time and answer is taken: bytes of content, seconds in all, seconds
    of silence. `private` allows plain http and addresses that are not public, which is for tests
    alone: with it a brief could make the desk call on its own network."""

    size: int = 20 * 1024 * 1024
    seconds: float = 60.0
    silence: float = 20.0
    private: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host said: its status, where it leads to instead (None: nowhere), the type of the
    content as it was told, and the content."""

    status: int
    location: str | None
    type: str
    content: bytes


def request(method: str, url: str, agent: str, limits: Limits) -> Answer:
    """Ask for a page by `GET` or `HEAD`. Refused where the address is not public, nobody
    answers in time, or the answer is too much."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (limits.private and parts.scheme == "http"):
        raise Refused("its address does not begin with https://")
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Refused("its address is none") from None
    if not host:
        raise Refused("its address names no host")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "identity"}
    connection = _Connection(host, port, parts.scheme == "https", limits)
    too_long = f"it took longer than {limits.seconds:g} seconds"
    timer = threading.Timer(limits.seconds, connection.cut)
    timer.daemon = True
    timer.start()
    try:
        with closing(connection):
            connection.request(method, target, headers=headers)
            with closing(connection.getresponse()) as response:
                answer = _answer(response, limits)
    except (Refused, OSError, HTTPException, ValueError) as error:
        if connection.was_cut:
            raise Refused(too_long) from error
        if isinstance(error, Refused):
            raise
        raise Refused(f"{host} does not answer: {_why(error)}") from error
    finally:
        timer.cancel()
    if connection.was_cut:  # an answer without a size ends wherever it is cut
        raise Refused(too_long)
    return answer


def _answer(response: HTTPResponse, limits: Limits) -> Answer:
    too_much = f"it has more than {limits.size:,} bytes"
    if (response.length or 0) > limits.size:
        raise Refused(too_much)
    if response.getheader("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise Refused("it is sent packed, though it was asked for as it is")
    content = bytearray()
    while chunk := response.read1(_CHUNK):
        content += chunk
        if len(content) > limits.size:
            raise Refused(too_much)
    if response.length:
        raise Refused("it broke off before its end")
    kind = response.getheader("Content-Type", "").strip() or "application/octet-stream"
    return Answer(response.status, response.getheader("Location"), kind, bytes(content))


class _Connection(HTTPConnection):
    """A connection to an address that was looked at."""

    def __init__(self, host: str, port: int | None, secure: bool, limits: Limits) -> None:
        super().__init__(host, port or (443 if secure else 80), timeout=limits.silence)
        self._secure = secure
        self._limits = limits
        self._line: socket.socket | None = None
        self.was_cut = False

    def connect(self) -> None:
        """Dial the first address that answers, all of them having been looked at."""
        self._line = dialled = _dial(self.host, self.port, self._limits)
        if self._secure:
            context = ssl.create_default_context()
            self._line = secured = context.wrap_socket(
                dialled, server_hostname=self.host, do_handshake_on_connect=False
            )
            secured.do_handshake()
        self.sock = self._line

    def cut(self) -> None:
        """Break off, whatever it is that takes so long."""
        self.was_cut = True
        with suppress(OSError):
            if self._line:
                # Whoever reads the answer holds the line when the connection has let it go.
                self._line.shutdown(socket.SHUT_RDWR)


def _dial(host: str, port: int, limits: Limits) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, place in found:
        if not limits.private and not is_public(str(place[0])):
            raise Refused(f"{host} is at {place[0]}, which is no public address")
    failure: OSError = OSError("it has no address")
    for family, kind, protocol, _, place in found:
        dialled = socket.socket(family, kind, protocol)
        dialled.settimeout(limits.silence)
        try:
            dialled.connect(place)
        except OSError as error:
            dialled.close()
            failure = error
        else:
            return dialled
    raise failure


def is_public(address: str) -> bool:
    """True for an address that anybody may reach: not of this machine, its network, its cloud."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if found.is_site_local:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({error.verify_message})"
    if isinstance(error, TimeoutError):
        return "it is silent"
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or "it broke off"
