"""The kinds of subject that a brief is about: one row each, and a row is all it takes.

From a row come the field in a brief's front matter, the folder of profiles, the index,
the pages, their addresses and the search filter.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Naming(StrEnum):
    """Where the known names of a kind come from."""

    ISO = "iso"  # a standard list; a profile may add to it
    PROFILE = "profile"  # a profile under docs/ is required
    USE = "use"  # the first brief that names a subject makes it known


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of subject. `id` is the field, the folder and the address; one word everywhere."""

    id: str
    singular: str
    title: str
    naming: Naming
    purpose: str
    #: True where the front matter has a field of this name that is a plain list of names.
    listed: bool = True
    #: True where the kind's names in a brief's text become links.
    linked: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """What a name stands for: `Subject("systems", "s-400")`."""

    kind: str
    id: str


KINDS: tuple[Kind, ...] = (
    Kind("countries", "country", "Countries", Naming.ISO,
         "Who buys, supplies, operates and objects.", listed=False),
    Kind("systems", "system", "Systems", Naming.PROFILE,
         "What is bought, offered, built and fired."),
    Kind("organisations", "organisation", "Organisations", Naming.PROFILE,
         "Makers, ministries, agencies, alliances."),
    Kind("people", "person", "People", Naming.USE,
         "Who spoke, signed and decided.", listed=False),
    Kind("programmes", "programme", "Programmes", Naming.USE,
         "What competes for one requirement.", listed=False),
    Kind("topics", "topic", "Topics", Naming.USE,
         "What a brief is about besides its subjects.", linked=False),
)  # fmt: skip
