"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, from one list of entries.

Where the site has a public address all links are whole. Where it has none those of Atom are
relative, which its `xml:base` allows; JSON Feed knows no such links, and has none then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote

from briefdesk.exports import file
from briefdesk.exports.file import File
from briefdesk.exports.xml import escape
from briefdesk.pages import addresses
from briefdesk.pages.page import SiteFacts

#: Entries of one feed.
LIMIT = 20

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened. `id` is a URI that stays, `address` the page that tells of it,
    `content` its words as HTML without links. Days stand for their first moment in UTC."""

    id: str
    title: str
    address: str
    summary: str
    content: str
    published: date
    updated: date
    language: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries, newest first, and at least one; they belong to the page at `address`."""

    id: str
    title: str
    address: str
    entries: tuple[Entry, ...]
    subtitle: str = ""

    @property
    def updated(self) -> date:
        """When the last of it changed."""
        return max(entry.updated for entry in self.entries)


def files(site: SiteFacts, feed: Feed) -> Iterator[File]:
    """A feed in both forms; nothing where it has no entry."""
    if feed.entries:
        yield File(addresses.atom(feed.address), atom(site, feed).encode())
        yield file.json(addresses.json_feed(feed.address), json_feed(site, feed))


def atom(site: SiteFacts, feed: Feed) -> str:
    """A feed as Atom."""
    base = "" if site.url else f' xml:base="{_up(feed.address)}"'
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"{base}>',
        f"<id>{feed.id}</id>",
        f"<title>{escape(_line(feed.title))}</title>",
        *([f"<subtitle>{escape(_line(feed.subtitle))}</subtitle>"] if feed.subtitle else ()),
        f"<updated>{_moment(feed.updated)}</updated>",
        _link("alternate", "text/html", _href(site, feed.address)),
        _link("self", "application/atom+xml", _href(site, addresses.atom(feed.address))),
        f"<author><name>{escape(_line(site.name))}</name></author>",
        *(_atom_entry(site, entry) for entry in feed.entries),
        "</feed>\n",
    ]
    return "\n".join(lines)


def _atom_entry(site: SiteFacts, entry: Entry) -> str:
    language = _language(entry.language)
    opening = f'<entry xml:lang="{language}">' if language else "<entry>"
    parts = [
        opening,
        f"<id>{entry.id}</id>",
        f"<title>{escape(_line(entry.title))}</title>",
        f"<published>{_moment(entry.published)}</published>",
        f"<updated>{_moment(entry.updated)}</updated>",
        _link("alternate", "text/html", _href(site, entry.address)),
        *(f"<author><name>{escape(_line(name))}</name></author>" for name in entry.authors),
        *(f'<category term="{escape(_line(term))}"/>' for term in entry.categories),
        f"<summary>{escape(_line(entry.summary))}</summary>",
        f'<content type="html">{escape(entry.content)}</content>',
        "</entry>",
    ]
    return "\n".join(parts)


def json_feed(site: SiteFacts, feed: Feed) -> dict[str, Any]:
    """A feed as JSON Feed, in plain data."""
    found: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _line(feed.title),
    }
    if site.url:
        found["home_page_url"] = _href(site, feed.address)
        found["feed_url"] = _href(site, addresses.json_feed(feed.address))
    if feed.subtitle:
        found["description"] = _line(feed.subtitle)
    found["authors"] = [{"name": _line(site.name)}]
    found["language"] = "en"
    found["items"] = [_item(site, entry) for entry in feed.entries]
    return found


def _item(site: SiteFacts, entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {"id": entry.id}
    if site.url:
        item["url"] = _href(site, entry.address)
    item |= {
        "title": _line(entry.title),
        "summary": _line(entry.summary),
        "content_html": entry.content,
        "date_published": _moment(entry.published),
        "date_modified": _moment(entry.updated),
    }
    if entry.authors:
        item["authors"] = [{"name": _line(name)} for name in entry.authors]
    if entry.categories:
        item["tags"] = [_line(term) for term in entry.categories]
    if language := _language(entry.language):
        item["language"] = language
    return item


def _href(site: SiteFacts, target: str) -> str:
    """The link to an address or a file of the site, from the site's root where it has no
    public address."""
    return f"{site.url}{quote(target)}" or "./"


def _up(address: str) -> str:
    return "../" * address.count("/") or "./"


def _link(rel: str, type: str, href: str) -> str:
    return f'<link rel="{rel}" type="{type}" href="{escape(href)}"/>'


def _line(text: str) -> str:
    return " ".join(text.split())


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _language(tag: str) -> str:
    """The tag where it has the form of one, else nothing."""
    return tag if _LANGUAGE.fullmatch(tag) else ""
