"""Text of an author made fit for a terminal or a log: nothing in it acts, all of it shows."""

from __future__ import annotations

from unicodedata import category

# Control and format characters, halves of pairs, line and paragraph separators, unassigned.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})

#: What stands for a tab: one column wide, so that a caret below it stays in its place.
TAB = "⇥"


def printable(text: str) -> str:
    """`text` with every character that a terminal would act on, or hide, written as its number."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return TAB
    if category(character) in _HIDDEN:
        return f"<U+{ord(character):04X}>"
    return character
