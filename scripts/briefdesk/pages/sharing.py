"""What pages and files share, so that it is worked out once: of one task, or of all.

A result is kept with the grounds that it rests on, which are those of whoever is given it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar, cast

from briefdesk.catalogue.model import Catalogue

T = TypeVar("T")

#: Results that are kept for other tasks; at 100,000 briefs all of them would fill the memory.
_MOST = 16_384


class _Shared:
    """Results by name with the grounds that they rest on, at most `most` of them."""

    def __init__(self, catalogue: Catalogue, most: int | None = None) -> None:
        self._catalogue, self._most = catalogue, most
        self._known: dict[str, tuple[Any, frozenset[str]]] = {}

    def get(self, name: str, work: Callable[[], T]) -> T:
        """The result of that name, worked out where it is not known."""
        if (found := self._known.get(name)) is None:
            with self._catalogue.noting() as grounds:
                made = work()
            if self._most is not None and len(self._known) >= self._most:
                self.forget()
            found = self._known[name] = made, frozenset(grounds)
        self._catalogue.note(*found[1])
        return cast("T", found[0])

    def forget(self) -> None:
        """Forget all of them."""
        self._known.clear()


class Sharing:
    """Whatever has a catalogue, and keeps results drawn from it."""

    catalogue: Catalogue

    @cached_property
    def _shared(self) -> _Shared:
        return _Shared(self.catalogue)

    @cached_property
    def _repeated(self) -> _Shared:
        return _Shared(self.catalogue, _MOST)

    def once(self, name: str, work: Callable[[], T]) -> T:
        """What `work` gives: made for the pages of a task, and there for the files beside them
        with the grounds that it rests on. `name` tells it from all else."""
        return self._shared.get(name, work)

    def often(self, name: str, work: Callable[[], T]) -> T:
        """What `work` gives, made once for all pages and files that show the same of a thing;
        its grounds are theirs as well. `name` tells it from all else."""
        return self._repeated.get(name, work)

    def turn(self) -> None:
        """Forget what the last task shared: another one begins."""
        self._shared.forget()
