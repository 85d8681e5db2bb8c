"""From records to the catalogue."""

from __future__ import annotations

from datetime import date

from briefdesk.catalogue.model import Catalogue
from briefdesk.reading.library import Library


def compile(library: Library, today: date | None = None) -> Catalogue:
    """The catalogue of what may be public on `today` (None: embargoes are not looked at).

    The order of files and of briefs in `library` is without effect.
    """
    return Catalogue(library, today)
