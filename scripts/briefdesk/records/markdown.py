"""The text of a brief or a profile, which may lie elsewhere until somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b


def _nowhere() -> str:
    raise LookupError("nobody has said where the text lies")


class Markdown:
    """A text in Markdown. Two are equal where their words are, which `mark` tells unread.

    Texts are nine tenths of all that briefs hold, and an edit shows hardly any of them: who
    remembers records gives `find`, which is called whenever the words are asked for.
    """

    __slots__ = ("_find", "_text", "mark")

    def __init__(self, mark: str, find: Callable[[], str] = _nowhere) -> None:
        self.mark = mark
        self._find = find
        self._text: str | None = None

    @classmethod
    def of(cls, text: str) -> Markdown:
        """The words themselves."""
        made = cls(mark_of(text))
        made._text = text
        return made

    def wait(self, find: Callable[[], str]) -> None:
        """Have the words found by `find`, which answers with those of `mark`."""
        self._find = find

    @property
    def text(self) -> str:
        """The words. Raises what `find` raises where they are to be found no more."""
        return self._find() if self._text is None else self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Markdown) and self.mark == other.mark

    def __hash__(self) -> int:
        return hash(self.mark)

    def __repr__(self) -> str:
        return (
            f"Markdown.of({self._text!r})" if self._text is not None else f"Markdown({self.mark!r})"
        )

    def __reduce__(self) -> tuple[Callable[[str], Markdown], tuple[str]]:
        """Another process may be on another machine, where nothing waits."""
        return Markdown.of, (self.text,)


def mark_of(text: str) -> str:
    """A short name for a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
