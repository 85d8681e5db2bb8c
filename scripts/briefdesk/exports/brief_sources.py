"""The sources of a brief as CSL-JSON, beside its page."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.exports import file, references
from briefdesk.exports.file import File
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition


def make(edition: Edition, slug: str) -> Iterator[File]:
    """The file beside the page of a brief; none beside that of one withdrawn."""
    if brief := edition.catalogue.brief(slug):
        address = addresses.brief(brief.date.year, slug)
        yield file.json(addresses.csl(address), references.of_briefs((brief,)))
