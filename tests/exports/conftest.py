"""Files of a small library, with and without a public address."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.model import Catalogue
from briefdesk.exports import book as exports
from briefdesk.pages import book
from briefdesk.pages.edition import Edition
from briefdesk.pages.page import SiteFacts
from briefdesk.reading.library import File, read
from briefdesk.records.problems import Severity
from tests.pages.conftest import catalogue, files, library

__all__ = ["catalogue", "files", "library"]

NOWHERE = SiteFacts("Coast Desk", "What is known of coastal batteries.")
SITE = SiteFacts(NOWHERE.name, NOWHERE.purpose, "https://coast.example/desk/")

Made = dict[str, bytes]
Fields = dict[str, Any]


def made_of(catalogue: Catalogue, site: SiteFacts) -> Made:
    """Every file for programs by its path."""
    edition = Edition(catalogue, site)
    tasks = (*book.tasks(edition), *exports.tasks(edition))
    return {f.path: f.content for task in tasks for f in exports.make(edition, task)[0]}


def desk(briefs: Iterable[Fields], today: date | None = None) -> Catalogue:
    """A catalogue of briefs given by their fields, which need a date and a slug, and of one
    system of every name that they use."""
    found = []
    for brief in briefs:
        fields: Fields = {
            "title": "News", "summary": "It goes on.", "countries": ["TUR"], "tlp": "CLEAR",
            "sources": [{"id": "wire", "publisher": "Wire", "title": "A report"}],
        }  # fmt: skip
        fields |= brief
        slug, body = fields.pop("slug"), fields.pop("body", "So it is said [@wire].")
        path = f"briefs/{fields['date'][:4]}/{fields['date']}-{slug}.md"
        found.append(File(path, f"---\n{json.dumps(fields)}\n---\n{body}\n".encode()))
    systems = [
        File(f"docs/systems/{n.lower()}.md", f"---\nname: {n}\n---\nX\n".encode())
        for n in ("L-20", "K-9")
    ]
    library = read([*found, *systems])
    assert [p for p in library.problems if p.severity is Severity.ERROR] == []
    return compile(library, today)


def event(state: str, **more: Any) -> Fields:
    """An event of a deal between two countries."""
    return {
        "buyer": "TUR", "supplier": "FIN", "system": "L-20", "state": state, "sources": ["wire"], **more,
    }  # fmt: skip


@pytest.fixture(scope="session")
def made(catalogue: Catalogue) -> Made:
    """The files of a site with a public address."""
    return made_of(catalogue, SITE)


@pytest.fixture(scope="session")
def made_nowhere(catalogue: Catalogue) -> Made:
    """The files of a site that knows of no address."""
    return made_of(catalogue, NOWHERE)
