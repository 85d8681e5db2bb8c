"""The sources of all briefs as CSL-JSON, a file for each year of briefs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from briefdesk.catalogue import citations
from briefdesk.catalogue.withdrawals import page_of
from briefdesk.exports import file
from briefdesk.exports.file import File
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition
from briefdesk.records.brief import Brief


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """One for each year that has a brief."""
    yield from ((f"{year:04d}",) for year in edition.years)


def path(edition: Edition, year: str) -> str:
    """Where the sources of a year are."""
    return f"{addresses.DATA}sources/{year}.csl.json"


def make(edition: Edition, year: str) -> Iterator[File]:
    """The sources of the briefs on events of a year."""
    if briefs := edition.briefs_of(int(year)):
        yield file.json(path(edition, year), of_briefs(reversed(briefs)))


def of_briefs(briefs: Iterable[Brief]) -> list[dict[str, Any]]:
    """The sources of `briefs` as items of CSL-JSON; a page that several cite is one, by the name
    that the first of them gives it."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for brief in briefs:
        for source in brief.sources:
            title = source.title or source.label or ""
            what = (page_of(source),) if source.url else (source.publisher, title, str(source.date))
            if what not in found:
                reference = citations.of_source(source, f"{brief.slug}-{source.id}")
                found[what] = citations.csl(reference)
    return list(found.values())
