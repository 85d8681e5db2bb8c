"""Pictures of dots, looked at without being decoded: that each is what its name says, of a size
that a browser can show, and carries nothing besides.

Sources: PNG (W3C, third edition), JPEG (ITU T.81), GIF89a, RIFF container of WebP.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

#: Dots that a browser unpacks into 160 MB.
MAX_DOTS = 40_000_000

_AGAIN = "Save it anew from the program that made it."
_WITHOUT = (
    "Save it without metadata, as `exiftool -all= FILE` does; they may tell who took it where."
)


class Unfit(Exception):
    """A picture that is not published; `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def png(content: bytes) -> None:
    """Unfit where these are not the bytes of a bare PNG."""
    if content[:8] != b"\x89PNG\r\n\x1a\n":
        raise Unfit("it is no PNG, whatever its name says", _AGAIN)
    kinds: list[bytes] = []
    for kind, body in _png_chunks(content):
        if not kinds:
            if kind != b"IHDR" or len(body) != 13:
                raise _broken()
            _measure(*struct.unpack(">II", body[:8]))
        if kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"):
            raise _talkative()
        kinds.append(kind)
    if kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise _broken()


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(content):
        if at + 12 > len(content):
            raise _broken()
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        body = content[at + 8 : at + 8 + size]
        if content[at + 8 + size : at + 12 + size] != struct.pack(">I", zlib.crc32(kind + body)):
            raise _broken()
        at += 12 + size
        if kind == b"IEND" and at != len(content):
            raise Unfit("something stands behind the picture", _AGAIN)
        yield kind, body


def jpeg(content: bytes) -> None:
    """Unfit where these are not the bytes of a bare JPEG."""
    if content[:3] != b"\xff\xd8\xff":
        raise Unfit("it is no JPEG, whatever its name says", _AGAIN)
    at, measured = 2, False
    while True:
        if content[at : at + 1] != b"\xff" or at + 4 > len(content):
            if content[at:] == b"\xff\xd9" and measured:
                return
            raise _broken()
        marker = content[at + 1]
        if marker == 0xD9:
            raise Unfit("something stands behind the picture", _AGAIN)
        (size,) = struct.unpack(">H", content[at + 2 : at + 4])
        body = content[at + 4 : at + 2 + size]
        if marker == 0xFE or (0xE1 <= marker <= 0xEF and not body.startswith((b"ICC_P", b"Adobe"))):
            raise _talkative()
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            if len(body) < 5:
                raise _broken()
            _measure(*struct.unpack(">HH", body[1:5]))
            measured = True
        at += 2 + size
        if marker == 0xDA:
            at = _after_scan(content, at)


def _after_scan(content: bytes, at: int) -> int:
    """Where the next marker stands behind coded dots."""
    while (at := content.find(b"\xff", at)) >= 0:
        if at + 1 < len(content) and content[at + 1] and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2
    raise _broken()


def gif(content: bytes) -> None:
    """Unfit where these are not the bytes of a bare GIF."""
    if content[:6] not in (b"GIF87a", b"GIF89a") or len(content) < 13:
        raise Unfit("it is no GIF, whatever its name says", _AGAIN)
    _measure(*struct.unpack("<HH", content[6:10]))
    at = 13 + _colours(content[10])
    while content[at : at + 1] != b";":
        block = content[at : at + 1]
        if block == b"," and at + 10 < len(content):
            _measure(*struct.unpack("<HH", content[at + 5 : at + 9]))
            at = _behind(content, at + 11 + _colours(content[at + 9]))
        elif block == b"!":
            looping = content[at + 3 : at + 14] == b"NETSCAPE2.0"
            if content[at + 1 : at + 2] != b"\xf9" and not looping:
                raise _talkative()
            at = _behind(content, at + 2)
        else:
            raise _broken()
    if at + 1 != len(content):
        raise Unfit("something stands behind the picture", _AGAIN)


def _colours(flags: int) -> int:
    return 3 << (1 + (flags & 7)) if flags & 0x80 else 0


def _behind(content: bytes, at: int) -> int:
    """Where the blocks end that begin here."""
    while at < len(content) and content[at]:
        at += 1 + content[at]
    return at + 1


def webp(content: bytes) -> None:
    """Unfit where these are not the bytes of a bare WebP."""
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        raise Unfit("it is no WebP, whatever its name says", _AGAIN)
    if struct.unpack("<I", content[4:8])[0] + 8 != len(content):
        raise Unfit("something stands behind the picture", _AGAIN)
    at, measured = 12, False
    while at < len(content):
        kind, body = content[at : at + 4], content[at + 8 : at + 18]
        if at + 8 > len(content):
            raise _broken()
        (size,) = struct.unpack("<I", content[at + 4 : at + 8])
        if kind in (b"EXIF", b"XMP "):
            raise _talkative()
        if kind in (b"VP8X", b"VP8 ", b"VP8L"):
            _measure(*_webp_size(kind, body))
            measured = True
        at += 8 + size + size % 2
    if at != len(content) or not measured:
        raise _broken()


def _webp_size(kind: bytes, body: bytes) -> tuple[int, int]:
    if len(body) < 10:
        raise _broken()
    if kind == b"VP8X":
        return (
            1 + int.from_bytes(body[4:7], "little"),
            1 + int.from_bytes(body[7:10], "little"),
        )
    if kind == b"VP8 ":
        return (
            int.from_bytes(body[6:8], "little") & 0x3FFF,
            int.from_bytes(body[8:10], "little") & 0x3FFF,
        )
    bits = int.from_bytes(body[1:5], "little")
    return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)


def _measure(one: int, other: int) -> None:
    if not one or not other:
        raise _broken()
    if one * other > MAX_DOTS:
        raise Unfit(f"it has {one * other:,} dots; the limit is {MAX_DOTS:,}", "Save it smaller.")


def _broken() -> Unfit:
    return Unfit("the picture is broken", _AGAIN)


def _talkative() -> Unfit:
    return Unfit("it carries metadata", _WITHOUT)
