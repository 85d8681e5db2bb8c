"""Grounds: the parts of a catalogue that a page may rest on, each by a name.

A catalogue notes the ground of whatever it is asked for. A page whose grounds did not change
is the same page; `catalogue/changes.py` tells which grounds a change of the briefs touches.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject

#: Every brief as a list knows it: all of its record but the text.
BRIEFS = "briefs"

#: Every deal, every publisher with what it is cited for, every profile.
DEALS = "deals"
PUBLISHERS = "publishers"
PROFILES = "profiles"

#: The years that have a brief.
YEARS = "years"

#: What briefs judge, and what they leave open: names of lists, and no grounds by themselves.
JUDGEMENTS = "judgements"
QUESTIONS = "questions"

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


def day(month: int, day: int) -> str:
    """What happened on a day of the year, in whatever year; of a month, where `day` is 0."""
    return f"day {month} {day}"


def days(*dates: EventDate) -> set[str]:
    """The days of the year that dates name. Where a deal changes, those of the briefs that tell of
    it count as well: a step that moves may leave the day of its brief to the brief alone."""
    return {day(date.month, date.day or 0) for date in dates if date.month}


def subject(subject: Subject) -> str:
    """What a subject is called, and whether it has a page."""
    return f"subject {subject.kind} {subject.id}"


def entry(subject: Subject) -> str:
    """All that rests on a subject: its profile, its briefs, its deals."""
    return f"entry {subject.kind} {subject.id}"


def entry_of(subject: Subject, year: int) -> str:
    """The briefs about a subject on events of a year."""
    return f"entry {subject.kind} {subject.id} {year}"


def profile(subject: Subject) -> str:
    """What the profile of a subject says."""
    return f"profile {subject.kind} {subject.id}"


def deals_of(system: Subject) -> str:
    """The deals for a system."""
    return f"deals of {system.id}"


def contest(buyer: Subject, programme: Subject) -> str:
    """Which deals a buyer has in a programme, and how often each is reported."""
    return f"contest {buyer.id} {programme.id}"


def pair(one: Subject, other: Subject) -> str:
    """What two subjects of one kind have in common: the briefs that name both, and for
    countries the deals between them."""
    first, second = sorted((one, other))
    return f"pair {first.kind} {first.id} {second.id}"


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


#: What of a catalogue touches a name: of a subject, or of a publisher.
_NAMES = (PRESENT, PROFILES, PUBLISHERS)
_OF_NAMES = ("subject ", "publisher ")


def briefs_among(grounds: Iterable[str]) -> set[str]:
    """The slugs of the briefs among `grounds`."""
    return {ground.removeprefix("brief ") for ground in grounds if ground.startswith("brief ")}


def deals_among(grounds: Iterable[str]) -> set[str]:
    """The ids of the deals among `grounds`."""
    return {ground.removeprefix("deal ") for ground in grounds if ground.startswith("deal ")}


def names_among(grounds: Iterable[str]) -> bool:
    """True where `grounds` may change what anything is called."""
    return any(ground in _NAMES or ground.startswith(_OF_NAMES) for ground in grounds)
