"""The pages that differ between two editions: those alone are made twice that may."""

from __future__ import annotations

from collections.abc import Collection

from briefdesk.pages import addresses, book
from briefdesk.pages.edition import Edition
from briefdesk.pages.page import Page, Task


def differing(
    before: Edition,
    after: Edition,
    touched: Collection[str],
    candidates: Collection[Task] | None = None,
) -> tuple[str, ...]:
    """The addresses of the pages that readers of `after` find other than those of `before`, gone
    or new, in order.

    It is exact: both versions of a page are made and compared. `touched` are the grounds that
    differ, so that a page which rests on none of them is made once, to learn its grounds;
    `candidates` are the tasks that rest on any of them, where that is known from a build, and
    then no other is made at all.
    """
    old, new = set(book.tasks(before)), set(book.tasks(after))
    both, grounds = old & new, set(touched)
    found: set[str] = set()
    for task in sorted(old | new):
        if candidates is not None and task in both and task not in candidates:
            continue
        then: dict[str, Page] = {}
        if task in old:
            pages, rested = book.make(before, task)
            if candidates is None and task in new and grounds.isdisjoint(rested):
                continue
            then = {page.uri: page for page in pages}
        pages = book.make(after, task)[0] if task in new else ()
        now = {page.uri: page for page in pages}
        found |= {uri for uri in then.keys() | now.keys() if then.get(uri) != now.get(uri)}
    return tuple(sorted(map(addresses.of_file, found)))
