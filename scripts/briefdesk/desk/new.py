"""New files: what an author begins with, so that only real gaps are left to fill."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefdesk.reading.paths import slugify
from briefdesk.records.dates import EventDate

#: Whatever YAML would not read as the text that it is gets quotes.
_PLAIN = re.compile(r"[^\W_][\w /’.()–-]*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be written: its path in the project and its text."""

    path: str
    text: str


def brief(
    title: str, date: EventDate, countries: Sequence[str] = (), systems: Sequence[str] = ()
) -> NewFile:
    """A brief about an event: front matter to fill in, and the outline of a text."""
    fields = [
        ("title", _scalar(title)),
        ("date", str(date)),
        (
            "summary",
            "# the bottom line, at most 60 words: where it stands, since when, who says so",
        ),
        ("countries", _flow(countries) or "# {TUR: buyer, RUS: supplier}"),
        ("systems", _flow(systems) or "# [S-400]"),
        ("tlp", "CLEAR"),
        ("authors", "[desk]"),
        (
            "sources",
            "# - {id: wire, publisher: Whose, title: Its own title, url: 'https://…', date: 2017-02-22}",
        ),
    ]
    head = "".join(f"{name}: {value}\n" for name, value in fields)
    body = "\n## What is known\n\n## What is claimed\n\n## What is open\n"
    path = f"briefs/{date.year:04d}/{date}-{slugify(title)}.md"
    return NewFile(path, f"---\n{head}---\n{body}")


def system(name: str, aliases: Sequence[str] = (), origin: Sequence[str] = ()) -> NewFile:
    """A profile of a system."""
    fields = [
        ("name", _scalar(name)),
        ("aliases", _flow(aliases)),
        ("kind", "# long-range SAM"),
        ("origin", _flow(origin) or "# [RUS]"),
    ]
    return _profile("systems", name, fields)


def organisation(name: str, aliases: Sequence[str] = (), country: str | None = None) -> NewFile:
    """A profile of an organisation."""
    fields = [
        ("name", _scalar(name)),
        ("aliases", _flow(aliases)),
        ("kind", "# manufacturer, ministry, agency, alliance …"),
        ("country", _scalar(country) if country else "# RUS"),
    ]
    return _profile("organisations", name, fields)


def _profile(kind: str, name: str, fields: Sequence[tuple[str, str]]) -> NewFile:
    head = "".join(f"{field}: {value}\n" for field, value in fields if value)
    return NewFile(f"docs/{kind}/{slugify(name)}.md", f"---\n{head}---\n")


def _scalar(value: str) -> str:
    plain = _PLAIN.fullmatch(value) and value == value.strip()
    return value if plain else json.dumps(value, ensure_ascii=False)


def _flow(values: Sequence[str]) -> str:
    return f"[{', '.join(_scalar(value) for value in values)}]" if values else ""
