"""Text for XML 1.0, whatever an author wrote."""

from __future__ import annotations

import re

#: What no document may hold, not even escaped (XML 1.0, production 2).
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_ESCAPED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)  # fmt: skip


def escape(text: str) -> str:
    """A text as the content of an element or the value of an attribute between double quotes,
    which reads back as it was. What XML cannot hold becomes U+FFFD."""
    return _IMPOSSIBLE.sub("\ufffd", text).translate(_ESCAPED)
