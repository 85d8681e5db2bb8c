"""Known names in running text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from unicodedata import normalize

import ahocorasick

from briefdesk.records.kinds import Subject


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: its subject stands from `start` to `end` (characters)."""

    start: int
    end: int
    subject: Subject


class Mentions:
    """Finds names as they are spelled, as whole words, the longest where several begin.

    Where an `uncertain` name stands, a shorter one inside it is no mention.
    """

    def __init__(self, linkable: Mapping[str, Subject], uncertain: Iterable[str] = ()) -> None:
        self._automaton = ahocorasick.Automaton()
        known: dict[str, Subject | None] = dict.fromkeys(uncertain) | dict(linkable)
        for name, subject in sorted(known.items(), key=lambda item: item[0]):
            if spelled := normalize("NFC", name):
                self._automaton.add_word(spelled, (len(spelled), subject))
        self._empty = not len(self._automaton)
        if not self._empty:
            self._automaton.make_automaton()

    def find(self, text: str) -> list[Mention]:
        """The first mention of each subject in `text` (which is NFC), from left to right."""
        if self._empty:
            return []
        found: dict[Subject, Mention] = {}
        for last, (length, subject) in self._automaton.iter_long(text):
            start, end = last - length + 1, last + 1
            if subject and subject not in found and _stands_alone(text, start, end):
                found[subject] = Mention(start, end, subject)
        return list(found.values())


def _stands_alone(text: str, start: int, end: int) -> bool:
    """True where no letter or digit is joined on, directly or (`S-300PMU`, `S-300-4`,
    `Almaz-Antey`) by a hyphen that belongs to a longer name."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if before and (_joins(before[-1]) or (before[-1] == "-" and _joins(before[0]))):
        return False
    if after and _joins(after[0]):
        return False
    return not (len(after) == 2 and after[0] == "-" and (after[1].isdigit() or after[1].isupper()))


def _joins(character: str) -> bool:
    return character.isalnum() or character == "_"
