"""What a page offers to those who follow it: feeds, and a calendar of dates to come."""

from __future__ import annotations

from collections.abc import Iterable

from briefdesk.pages import addresses
from briefdesk.pages.agenda import due
from briefdesk.pages.here import Here
from briefdesk.pages.page import Alternate
from briefdesk.records.brief import Brief

_ATOM = "application/atom+xml"
_JSON_FEED = "application/feed+json"
_CSL = "application/vnd.citationstyles.csl+json"
_JSON = "application/json"
_CALENDAR = "text/calendar"


def ways(here: Here, title: str, briefs: Iterable[Brief]) -> tuple[Alternate, ...]:
    """Whatever there is for a page on `briefs`: nothing where there are none."""
    every = tuple(briefs)
    return (*feeds(here, title), *calendar(here, title, every)) if every else ()


def feeds(here: Here, title: str, address: str | None = None) -> tuple[Alternate, ...]:
    """The feeds of the page at `address`: this one, where none is given."""
    place = here.address if address is None else address
    return (
        Alternate(_ATOM, here.to_file(addresses.atom(place)), title),
        Alternate(_JSON_FEED, here.to_file(addresses.json_feed(place)), title),
    )


def record(here: Here, title: str) -> tuple[Alternate, ...]:
    """The record in OCDS of the deal of this page."""
    return (Alternate(_JSON, here.to_file(addresses.ocds(here.address)), f"{title} (OCDS)"),)


def sources(here: Here, title: str) -> tuple[Alternate, ...]:
    """The sources of the brief of this page, for programs that keep references."""
    return (Alternate(_CSL, here.to_file(addresses.csl(here.address)), f"{title} (sources)"),)


def calendar(here: Here, title: str, briefs: Iterable[Brief]) -> tuple[Alternate, ...]:
    """The calendar of this page, where `briefs` tell of a date to come."""
    if not due(briefs):
        return ()
    return (Alternate(_CALENDAR, here.to_file(addresses.calendar(here.address)), title),)
