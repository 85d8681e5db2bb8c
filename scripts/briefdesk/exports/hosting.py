"""Files at the root of a site for those who serve it, crawl it, or find a hole in it.

They hold for a site at the root of its host; under a path, whoever looks for them looks elsewhere,
and `docs/hosting.md` tells what to do. Sources: robots.txt, RFC 9309; security.txt, RFC 9116.
`_headers` is read by several hosts of static sites: a path, then a header a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from briefdesk.exports import policy
from briefdesk.exports.file import File
from briefdesk.pages.edition import Edition

HEADERS = "_headers"
CRAWLERS = "robots.txt"
SECURITY = ".well-known/security.txt"

#: How long after the newest brief somebody may be expected to answer.
_YEAR = timedelta(days=365)


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """One for each file that there is anything to say in, and that the project has not itself."""
    yield from ((path,) for path in (HEADERS, CRAWLERS) if path not in edition.site.hosting.own)
    if edition.site.hosting.contact and _expires(edition):
        yield (SECURITY,)


def path(edition: Edition, path: str) -> str:
    """Where a file is."""
    return path


def make(edition: Edition, path: str) -> Iterator[File]:
    """One of the files."""
    lines = {HEADERS: _headers, CRAWLERS: _crawlers, SECURITY: _security}[path](edition)
    yield File(path, "".join(f"{line}\n" for line in lines).encode())


def _headers(edition: Edition) -> Iterator[str]:
    yield "/*"
    for name, value in policy.headers(edition.site.hosting.policy).items():
        yield f"  {name}: {value}"


def _crawlers(edition: Edition) -> Iterator[str]:
    yield from ("User-agent: *", "Disallow:")
    if edition.site.url:
        yield f"Sitemap: {edition.site.url}sitemap.xml"


def _security(edition: Edition) -> Iterator[str]:
    yield f"Contact: {edition.site.hosting.contact}"
    yield f"Expires: {_expires(edition)}T00:00:00Z"
    if edition.site.url:
        yield f"Canonical: {edition.site.url}{SECURITY}"


def _expires(edition: Edition) -> date | None:
    """The day on which the contact is no longer to be relied on: what is given, else a year after
    the newest brief. No clock is asked, so that a build from the same briefs is the same."""
    if given := edition.site.hosting.expires:
        return given
    newest = max((brief.date.last for brief in edition.catalogue.briefs), default=None)
    return newest and min(newest, date.max - _YEAR) + _YEAR
