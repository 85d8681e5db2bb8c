"""The sitemap: every page of the site with its public address, for crawlers.

A host's own sitemap grows past what the protocol allows (50,000 addresses), so ours takes its
place: one file, or an index of several. Source: sitemaps.org, protocol 0.9.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from markupsafe import escape

from briefdesk.site.shells import canonical

#: The most addresses that one file may hold.
LIMIT = 50_000

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def files(pages: Mapping[str, date | None], site_url: str) -> dict[str, bytes]:
    """The files of the sitemap by name; none where the site has no public address.

    `pages` has the day on which each page last changed by its address, None where nobody knows.
    """
    if not site_url:
        return {}
    every = sorted(pages.items())
    parts = [every[start : start + LIMIT] for start in range(0, len(every), LIMIT)]
    if len(parts) <= 1:
        return _both("sitemap.xml", "urlset", _lines(every, site_url))
    found: dict[str, bytes] = {}
    listed = []
    for number, part in enumerate(parts, 1):
        name = f"sitemap-{number}.xml"
        found |= _both(name, "urlset", _lines(part, site_url))
        address = escape(f"{site_url.rstrip('/')}/{name}.gz")
        last = max((day for _, day in part if day), default=None)
        listed.append(f"<sitemap><loc>{address}</loc>{_changed(last)}</sitemap>")
    return found | _both("sitemap.xml", "sitemapindex", listed)


def _lines(pages: Iterable[tuple[str, date | None]], site_url: str) -> list[str]:
    return [
        f"<url><loc>{escape(canonical(address, site_url))}</loc>{_changed(day)}</url>"
        for address, day in pages
    ]


def _changed(day: date | None) -> str:
    return f"<lastmod>{day.isoformat()}</lastmod>" if day else ""


def _both(name: str, element: str, lines: list[str]) -> dict[str, bytes]:
    text = "\n".join((f"{_HEAD}<{element} {_SPACE}>", *lines, f"</{element}>\n")).encode()
    return {name: text, f"{name}.gz": gzip.compress(text, mtime=0)}


def write(site: Path, made: dict[str, bytes]) -> None:
    """Put the sitemap in place of the host's in the folder `site`."""
    for old in (*site.glob("sitemap*.xml"), *site.glob("sitemap*.xml.gz")):
        if old.name not in made:
            old.unlink()
    for name, content in made.items():
        (site / name).write_bytes(content)
