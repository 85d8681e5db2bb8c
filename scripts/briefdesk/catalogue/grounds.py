"""Grounds: the parts of a catalogue that a page may rest on, each by a name.

A catalogue notes the ground of whatever it is asked for. A page whose grounds did not change
is the same page; `catalogue/changes.py` tells which grounds a change of the briefs touches.
"""

from __future__ import annotations

from briefdesk.records.kinds import Subject

#: Every brief as a list knows it: all of its record but the text.
BRIEFS = "briefs"

#: Every deal, every publisher with what it is cited for, every profile.
DEALS = "deals"
PUBLISHERS = "publishers"
PROFILES = "profiles"

#: The years that have a brief.
YEARS = "years"


#: Of what there is anything at all: briefs, deals, publishers, and which kinds.
PRESENT = "present"


def brief(slug: str) -> str:
    """One brief, its text included."""
    return f"brief {slug}"


def year_of_briefs(year: int) -> str:
    """The briefs on events of a year."""
    return f"briefs {year}"


def year_of_deals(year: int) -> str:
    """The steps of deals in a year, and the deals that last changed in it."""
    return f"deals {year}"


def subject(subject: Subject) -> str:
    """What a subject is called, and whether it has a page."""
    return f"subject {subject.kind} {subject.id}"


def entry(subject: Subject) -> str:
    """All that rests on a subject: its profile, its briefs, its deals."""
    return f"entry {subject.kind} {subject.id}"


def entry_of(subject: Subject, year: int) -> str:
    """The briefs about a subject on events of a year."""
    return f"entry {subject.kind} {subject.id} {year}"


def named(subject: Subject) -> str:
    """The profiles of others that name a subject."""
    return f"named {subject.kind} {subject.id}"


def kind(id: str) -> str:
    """All entries of a kind."""
    return f"kind {id}"


def deal(id: str) -> str:
    """One deal with its history, and the briefs that tell of it."""
    return f"deal {id}"


def publisher(id: str) -> str:
    """How a publisher is spelled and graded."""
    return f"publisher {id}"


def cited(id: str) -> str:
    """What a publisher is cited for."""
    return f"cited {id}"


def cited_in(id: str, year: int) -> str:
    """What a publisher is cited for in briefs on events of a year."""
    return f"cited {id} {year}"


def file(path: str) -> str:
    """The address of a file of the project, if readers may see it."""
    return f"file {path}"


def follower(slug: str) -> str:
    """The brief that replaces one."""
    return f"follower {slug}"
