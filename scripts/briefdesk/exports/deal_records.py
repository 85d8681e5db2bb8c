"""A deal as a record of OCDS, beside its page."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.exports import file, ocds
from briefdesk.exports.file import File
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition


def make(edition: Edition, id: str) -> Iterator[File]:
    """The record."""
    if deal := edition.catalogue.deal(id):
        yield file.json(addresses.ocds(addresses.deal(id)), ocds.record_package(edition, deal))
