"""Names of files and addresses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from unicodedata import name as unicode_name
from unicodedata import normalize

from briefdesk.records.dates import EventDate
from briefdesk.records.problems import Problem

# Letters that Unicode does not decompose into a Latin base letter.
_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae",
        "œ": "oe", "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e", "&": " and ",
        "'": "", "’": "", "ʻ": "", "`": "",
    }
)  # fmt: skip

_BRIEF = re.compile(
    r"briefs/(?P<folder>[^/]+)/(?P<date>\d{4}(?:-\d{2}(?:-\d{2})?)?)-(?P<rest>[a-z0-9]+(?:-[a-z0-9]+)*)\.md"
)
_FORM = "briefs/YYYY/YYYY-MM-DD-some-words.md"


def _lowered(text: str) -> str:
    # What decomposes may become a capital: 🄐 is one letter, and then `(A)`.
    lowered = normalize("NFKD", text.casefold().translate(_LETTERS)).casefold()
    return normalize("NFKD", lowered).translate(_LETTERS)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """`text` without case, accents and the like: two spellings of one name fold equal."""
    lowered = _lowered(text)
    return "".join(c for c in lowered if c.isalnum())


def slugify(text: str) -> str:
    """An address for `text`: lower-case ASCII words joined by hyphens, never empty.

    A letter that has no ASCII form is written as its number in Unicode, so that names in
    other scripts keep addresses that differ.
    """
    lowered = _lowered(text)
    letters = []
    for character in lowered:
        if character.isascii():
            letters.append(character)
        elif character.isalnum():
            letters.append(f"-u{ord(character):x}-")
        elif not unicode_name(character, "").startswith("COMBINING"):
            letters.append("-")
    slug = re.sub(r"[^a-z0-9]+", "-", "".join(letters)).strip("-")
    return slug or "-".join(f"u{ord(c):x}" for c in text) or "unnamed"


def slug_of(path: str) -> str:
    """The slug of a brief: its file's name without the ending."""
    return path.rsplit("/", 1)[-1].removesuffix(".md")


def check_path(path: str, date: EventDate | None) -> Iterator[Problem]:
    """A brief lies at `briefs/YYYY/<date>-<slug>.md`, under the date that it bears."""
    match = _BRIEF.fullmatch(path)
    if match is None:
        yield Problem(
            path, 1, 1, "file-name",
            f"the file is not named like {_FORM}",
            f"Rename it to briefs/{_suggestion(path, date)}: the date of the event, then words "
            "in lower-case letters and digits, joined by hyphens.",
        )  # fmt: skip
        return
    if match["folder"] != match["date"][:4]:
        yield Problem(
            path, 1, 1, "wrong-folder",
            f"the file is named {match['date']} but lies in the folder '{match['folder']}'",
            f"Move it to briefs/{match['date'][:4]}/.",
        )  # fmt: skip
    if date is not None and str(date) != match["date"]:
        yield Problem(
            path, 1, 1, "file-date",
            f"the file's name says {match['date']}, its front matter {date}",
            "Mend the one that is wrong.",
        )  # fmt: skip


def _suggestion(path: str, date: EventDate | None) -> str:
    stem = slug_of(path)
    written = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=\D|$)", stem)
    day = str(date) if date else written[0] if written else "YYYY-MM-DD"
    words = slugify(stem[written.end() :] if written else stem)
    return f"{day[:4]}/{day}-{words}.md"


def check_slugs(paths: Iterable[str]) -> Iterator[Problem]:
    """No two briefs share a slug, nor differ in it by case or by form of Unicode alone."""
    same: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(paths):
        same[normalize("NFC", slug_of(path)).casefold()].append(path)
    for group in same.values():
        for path in group[1:]:
            twin = group[0]
            exact = slug_of(path) == slug_of(twin)
            yield Problem(
                path, 1, 1, "duplicate-slug" if exact else "slug-case",
                f"'{slug_of(path)}' is also the name of {twin}"
                if exact
                else f"'{slug_of(path)}' differs from {twin} by the case of its letters alone",
                "Give one of the two another name.",
            )  # fmt: skip
