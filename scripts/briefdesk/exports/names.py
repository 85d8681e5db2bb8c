"""The names of subjects, by which a browser tells whom an address means by a former one."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.exports import file
from briefdesk.exports.file import File
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """One for each kind of which there is anything."""
    catalogue = edition.catalogue
    yield from ((kind.id,) for kind in catalogue.kinds if catalogue.lists(kind.id))


def path(edition: Edition, kind: str) -> str:
    """Where the names of a kind are."""
    return addresses.names(kind)


def make(edition: Edition, kind: str) -> Iterator[File]:
    """By id, today's name and every other, of the subjects that have several."""
    catalogue = edition.catalogue
    named = (
        (subject.id, (catalogue.name(subject), *catalogue.other_names(subject)))
        for subject in catalogue.subjects(kind)
    )
    yield file.json(path(edition, kind), {id: names for id, names in named if len(names) > 1})
