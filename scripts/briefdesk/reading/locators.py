"""Addresses of pages on the web (URLs) in a normal form, by which two that are one are equal."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from briefdesk.records.problems import shortened

#: Parameters that tell where a reader came from, and nothing of the page, by the services that
#: add them. What a site uses for its own pages is none of these.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|srsltid|_ga|_gl"  # Google, Meta
    r"|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|li_fat_id|rdt_cid"
    r"|mc_[ce]id|mkt_tok|_hsenc|_hsmi|__hs(?:tc|sc|fp)|hsctatracking|vero_(?:conv|id)"
    r"|oly_(?:anon|enc)_id|ref_src|ref_url|at_(?:campaign|medium)|_openstat",
    re.IGNORECASE,
)

#: An address that is in its normal form as it stands, as most are: no dot begins a segment.
_NORMAL = re.compile(r"https?://[a-z0-9.-]+/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*"
                     r"(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*)?")  # fmt: skip

_PORTS = {"http": 80, "https": 443}

_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")

#: What stands for itself anywhere in an address (RFC 3986, section 2.3).
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@lru_cache(maxsize=50_000)
def normal(url: str) -> str:
    """An address in its normal form (RFC 3986, section 6.2): scheme and host in lower case, the
    host in ASCII (IDNA), no port but an unusual one, no dot segments, percent signs only where
    they are needed, no fragment, and no parameter that only tracks. What is no address of a
    host stays as it is, without its fragment.

    Nothing is guessed that only a host could know: `http` and `https`, `www.` or none, a slash
    at the end or none, and the order of parameters make a difference.
    """
    bare = url.partition("#")[0]
    if _NORMAL.fullmatch(bare):
        return bare
    try:
        parts = urlsplit(bare)
        host, port = parts.hostname, parts.port
    except ValueError:
        return bare
    if not host:
        return bare
    scheme = parts.scheme.lower()
    user, at, _ = parts.netloc.rpartition("@")
    place = f"[{host}]" if ":" in host else _ascii(host)
    if port is not None and port != _PORTS.get(scheme):
        place = f"{place}:{port}"
    query = _escaped(_untracked(parts.query))
    path = _straight(_escaped(parts.path)) or "/"
    return f"{scheme}://{user}{at}{place}{path}{'?' if query else ''}{query}"


def tracking(url: str) -> tuple[str, ...]:
    """The names of the parameters of an address that only tell where a reader came from."""
    query = url.partition("#")[0].partition("?")[2]
    return tuple(name for part in query.split("&") if _tracks(name := part.partition("=")[0]))


def tracked(url: str) -> tuple[str, str, str] | None:
    """What there is to say of an address that tracks: code, message and hint of a problem."""
    names = dict.fromkeys(shortened(name) for name in tracking(url))
    if not names:
        return None
    listed = ", ".join(f"'{name}'" for name in names)
    message = f"the address bears {listed}, which only tells where a reader came from"
    return "tracking-parameter", message, f"Write `{shortened(untracked(url), 300)}`."


def untracked(url: str) -> str:
    """An address as it was written, but for parameters that only track."""
    if not tracking(url):
        return url
    page, hash, fragment = url.partition("#")
    place, _, query = page.partition("?")
    kept = _untracked(query)
    return f"{place}{'?' if kept else ''}{kept}{hash}{fragment}"


def _tracks(name: str) -> bool:
    return _TRACKING.fullmatch(name) is not None


def _untracked(query: str) -> str:
    return "&".join(part for part in query.split("&") if not _tracks(part.partition("=")[0]))


def _ascii(host: str) -> str:
    if host.isascii():
        return host.lower()
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()


def _escaped(text: str) -> str:
    """Percent signs in capitals, none before what stands for itself, one before each byte that
    may not stand in an address as it is; one that begins no escape stands for itself."""

    def shortest(match: re.Match[str]) -> str:
        if match[1] is None:
            return "%25"
        byte = int(match[1], 16)
        return chr(byte) if byte in _UNRESERVED else match[0].upper()

    text = _ESCAPE.sub(shortest, text)
    if text.isascii():
        return text
    return "".join(
        c if c.isascii() else "".join(f"%{b:02X}" for b in c.encode("utf-8", "surrogatepass"))
        for c in text
    )


def _straight(path: str) -> str:
    """A path without `.` and `..` segments (RFC 3986, section 5.2.4)."""
    if "/." not in path:
        return path
    found: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            del found[max(1, len(found) - 1) :]
        elif segment != ".":
            found.append(segment)
    if segments[-1] in (".", ".."):
        found.append("")
    return "/".join(found)
