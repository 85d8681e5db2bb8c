"""The documents to index, on disk until their turn comes: a big site does not fit in memory."""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import IO, Self, overload

from briefdesk.site import search_state
from briefdesk.site.search_engine import Document

_BODY = "data-pagefind-body"
_INDEXED = re.compile(rf"<[a-z]+\s[^<>]*\b{_BODY}\b")
_LANGUAGE = re.compile(r"<html\b[^>]*\slang=\"?([\w-]+)", re.IGNORECASE)


def document(url: str, html: str) -> Document | None:
    """A page as it is indexed: its article, None where it is not to be found."""
    start, end = html.find("<article"), html.rfind("</article>")
    if start < 0 or end < start or _BODY not in html or not _INDEXED.search(html, start):
        return None
    article = html[start : end + len("</article>")]
    return Document(f"/{url}", f"<!doctype html><html><body>{article}</body></html>")


def bare(html: str) -> str:
    """What of a whole page counts for the index: a hundredth of it, where it is not indexed."""
    language = _LANGUAGE.search(html)
    found = document("", html)
    return f"{f'{language[0]}>' if language else ''}{found.html if found else ''}"


class Spool:
    """Documents in a file of their own, which is gone when the spool is."""

    def __init__(self, folder: Path) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._places: list[tuple[str, str, int, int]] = []
        self._languages: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def add(self, url: str, html: str) -> None:
        """Take a page in, where it is to be found."""
        if found := document(url, html):
            data = found.html.encode()
            key = search_state.key(found.url)
            self._places.append((key, found.url, self._file.tell(), len(data)))
            self._file.write(data)
        if language := _LANGUAGE.search(html):
            self._languages[language[1].lower()] += 1

    @property
    def language(self) -> str:
        """The language of most pages; English where none names any."""
        return min(self._languages, key=lambda name: (-self._languages[name], name), default="en")

    def __len__(self) -> int:
        return len(self._places)

    def dealt(self, number: int) -> list[Sequence[Document]]:
        """The documents in the order of their keys, in `number` parts of one size."""
        self._file.flush()
        self._places.sort()
        cuts = [len(self) * n // max(number, 1) for n in range(number + 1)]
        return [_Part(self._file.fileno(), self._places[a:b]) for a, b in pairwise(cuts)]


class _Part(Sequence[Document]):
    """Documents of a spool, read when asked for, by any thread."""

    def __init__(self, file: int, places: list[tuple[str, str, int, int]]) -> None:
        self._file, self._places = file, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Document: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Document]: ...
    def __getitem__(self, at: int | slice) -> Document | Sequence[Document]:
        if isinstance(at, slice):
            return _Part(self._file, self._places[at])
        _, url, start, size = self._places[at]
        return Document(url, os.pread(self._file, size, start).decode())
