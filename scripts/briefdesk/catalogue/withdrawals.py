"""Sources that were withdrawn: what one brief says of an address holds wherever it is cited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefdesk.reading.locators import normal
from briefdesk.reading.paths import slugify
from briefdesk.records.dates import EventDate
from briefdesk.records.values import Source


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When a source was withdrawn, and why."""

    date: EventDate
    reason: str


def page_of(source: Source) -> str:
    """What makes two sources one: the address in its normal form, else publisher and words."""
    if source.url:
        return normal(source.url)
    return f"{slugify(source.publisher)}: {source.title or source.label or source.id}"


def withdrawals(sources: Iterable[Source]) -> dict[str, Withdrawal]:
    """Every page that any of `sources` calls withdrawn. Where several do, the earliest day
    counts, and of one day the reason that comes first by its letters."""
    found: dict[str, Withdrawal] = {}
    for source in sources:
        if source.withdrawn and source.withdrawn_reason:
            told = Withdrawal(source.withdrawn, source.withdrawn_reason)
            known = found.setdefault(page_of(source), told)
            if (told.date, told.reason) < (known.date, known.reason):
                found[page_of(source)] = told
    return found
