"""Ids that last: made of what a thing is called in its desk, not of where that is published."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID, uuid5

from briefdesk.pages.edition import Edition

#: The space of all names that ids are made of; chosen once by chance.
_SPACE = UUID("5f1c8a52-9a0e-4d0b-8f0e-6f6a2d2c7b91")


@lru_cache(maxsize=8)
def _desk(identity: str) -> UUID:
    return uuid5(_SPACE, identity)


def uuid(edition: Edition, *names: str) -> UUID:
    """The id of the thing of these names (RFC 9562, version 5): a sort, then what tells it from
    others of the sort."""
    desk = _desk(edition.site.identity or edition.site.name)
    return uuid5(desk, "\n".join(names))


def urn(edition: Edition, *names: str) -> str:
    """The same as a URI."""
    return f"urn:uuid:{uuid(edition, *names)}"
