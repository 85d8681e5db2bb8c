"""Calendars (iCalendar, RFC 5545) of dates to come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from briefdesk.catalogue.order import publication
from briefdesk.exports.file import File
from briefdesk.exports.identity import uuid
from briefdesk.pages import addresses
from briefdesk.pages.agenda import Due, due
from briefdesk.pages.edition import Edition
from briefdesk.records.brief import Brief

#: Octets of a line without its end (RFC 5545, 3.1).
_OCTETS = 75

#: What a value of text may not hold: all controls but line feed and tab.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def files(edition: Edition, address: str, name: str, briefs: Iterable[Brief]) -> Iterator[File]:
    """The calendar beside the page at `address`; nothing where no date is to come."""
    found = due(briefs)
    if found:
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//briefdesk//dates to come//EN",
            f"X-WR-CALNAME:{_text(name)}",
            *(line for item in found for line in _event(edition, item)),
            "END:VCALENDAR",
        ]
        text = "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))
        yield File(addresses.calendar(address), text.encode())


def _event(edition: Edition, item: Due) -> Iterator[str]:
    """A judgement as an event of one day, the last on which it can be settled."""
    brief, judgement = item.brief, item.judgement
    day = item.date.last
    stamp = max(publication(brief), brief.updated.first if brief.updated else date.min)
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid(edition, 'judgement', brief.slug, judgement.id)}"
    yield f"DTSTAMP:{_day(stamp)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(day)}"
    if day < date.max:
        yield f"DTEND;VALUE=DATE:{_day(day + timedelta(days=1))}"
    yield f"SUMMARY:{_text(f'To be settled: {judgement.text}')}"
    words = f"Judged {judgement.likelihood} in the brief “{brief.title}” of {brief.date.words}."
    yield f"DESCRIPTION:{_text(words)}"
    if edition.site.url:
        address = addresses.brief(brief.date.year, brief.slug)
        yield f"URL:{edition.site.url}{address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _text(value: str) -> str:
    """A value of text (RFC 5545, 3.3.11)."""
    plain = "\n".join(value.splitlines())
    escaped = re.sub(r"([\\;,])", r"\\\1", _CONTROLS.sub(" ", plain))
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, none of which ends inside a character."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece += sign
        size += octets
    yield piece
