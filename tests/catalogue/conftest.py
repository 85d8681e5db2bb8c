"""Libraries written as text, the way an author would write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefdesk.reading.library import File, Library, read

PROFILES = {
    "docs/systems/s-400.md": "name: S-400\naliases: [S-400 Triumf]\nmakers: [Almaz-Antey]\n",
    "docs/systems/hq-9.md": "name: HQ-9\nexport_names: [FD-2000]\n",
    "docs/systems/patriot.md": "name: Patriot\n",
    "docs/organisations/almaz-antey.md": "name: Almaz-Antey\ncountry: RUS\n",
    "docs/organisations/rostec.md": "name: Rostec\ncountry: RUS\naliases: [Rostech]\n",
    "docs/organisations/ministry.md": "name: Ministry\ncountry: TUR\n",
    "docs/organisations/nato.md": "name: NATO\n",
}

HEAD = """\
title: {title}
date: {date}
summary: Where it stands.
countries: {{TUR: buyer, RUS: supplier}}
tlp: CLEAR
sources:
- {{id: wire, publisher: Wire, title: A report}}
"""

Write = Callable[..., Library]


def brief(slug: str, fields: str = "", body: str = "Text [@wire].") -> tuple[str, str]:
    """A path and the text of a brief whose file name gives its date."""
    date = slug[:10]
    head = HEAD.format(title=slug, date=date)
    return f"briefs/{date[:4]}/{slug}.md", f"---\n{head}{fields}---\n{body}\n"


@pytest.fixture
def write() -> Write:
    """Reads briefs, given as (slug, fields) pairs, together with a few profiles."""

    def library(*briefs: tuple[str, str], profiles: dict[str, str] | None = None) -> Library:
        texts = {path: f"---\n{text}---\n" for path, text in (profiles or PROFILES).items()}
        texts |= dict(brief(*given) for given in briefs)
        return read(File(path, text.encode()) for path, text in texts.items())

    return library


def deal(**fields: str) -> str:
    """One deal event in flow style: the S-400 for Turkey unless `fields` say otherwise."""
    event = {"buyer": "TUR", "supplier": "RUS", "system": "S-400", "sources": "[wire]", **fields}
    return "- {" + ", ".join(f"{key}: {value}" for key, value in event.items()) + "}\n"
