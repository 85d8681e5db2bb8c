"""Letters of other scripts that look like Latin ones (Unicode TR39, the part that matters).

A designation typed with a Cyrillic letter, such as `С-400`, looks right and matches nothing.
"""

from __future__ import annotations

_CYRILLIC = "АВЕКМНОРСТУХІЅЈԌавеорсухіѕјһ"
_LATIN = "ABEKMHOPCTYXISJGaveopcyxisjh"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_GREEK_LATIN = "ABEZHIKMNOPTYXo"

# С stands for S where it is read as a letter of a Russian designation, for C where it is
# taken by its look: both are tried.
_BY_LOOK = str.maketrans(_CYRILLIC + _GREEK, _LATIN + _GREEK_LATIN)
_BY_SOUND = _BY_LOOK | {ord("С"): "S", ord("с"): "s", ord("З"): "Z", ord("Б"): "B", ord("Г"): "G"}


def latin(text: str) -> str:
    """`text` with look-alike letters as Latin ones: `Т-90` is `T-90`, `С-400` is `S-400`."""
    starts_with_es = text[:1] in "Сс" and text[1:2] in "-0123456789 "
    return text.translate(_BY_SOUND if starts_with_es else _BY_LOOK)
