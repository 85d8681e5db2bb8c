"""Every address of the site, in this one place.

An address is relative to the root of the site and ends with a slash (`systems/s-400/`);
the home page is `""`. Hosts serve the file `systems/s-400.md` under it.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from briefdesk.records.kinds import Subject

HOME = ""
BRIEFS = "briefs/"
DEALS = "deals/"
TIMELINE = "timeline/"
SOURCES = "sources/"
ON_THIS_DATE = "on-this-date/"
SEARCH = "search/"
GUIDE = "guide/"
MATRIX = "matrix/"
COMPARE = "compare/"
CHANGES = "changes/"
JUDGEMENTS = "judgements/"
QUESTIONS = "questions/"

#: Where files for programs lie: tables of all there is, and the data behind each page.
DATA = "data/"
API = "api/v1/"

#: First part of an address that no kind of subject may take.
RESERVED = (
    *(
        place.rstrip("/")
        for place in (
            BRIEFS,
            DEALS,
            TIMELINE,
            ON_THIS_DATE,
            SOURCES,
            SEARCH,
            GUIDE,
            DATA,
            MATRIX,
            COMPARE,
            CHANGES,
            JUDGEMENTS,
            QUESTIONS,
        )
    ),
    API.partition("/")[0],
)  # fmt: skip


def brief(year: int, slug: str) -> str:
    """The address of a brief."""
    return f"{BRIEFS}{year:04d}/{slug}/"


def kind(id: str) -> str:
    """The index of a kind of subject."""
    return f"{id}/"


def subject(subject: Subject) -> str:
    """The page of a subject."""
    return f"{subject.kind}/{subject.id.lower()}/"


def deals_of(base: str) -> str:
    """Where the deals of a subject at `base` go on, year by year."""
    return f"{base}{DEALS}"


def deal(id: str) -> str:
    """The page of a deal."""
    return f"{DEALS}{id}/"


def comparison(one: Subject, other: Subject) -> str:
    """The page of two subjects of one kind side by side, whichever is named first."""
    first, second = sorted((one.id.lower(), other.id.lower()))
    return f"{COMPARE}{one.kind}/{first}/{second}/"


def publisher(id: str) -> str:
    """The page of a publisher of sources."""
    return f"{SOURCES}{id}/"


def year(base: str, year: int, part: int = 1) -> str:
    """The page of one year of a long list at `base`; `part` where a year fills several."""
    return f"{base}{year:04d}/" if part == 1 else f"{base}{year:04d}/{part}/"


def names(kind: str) -> str:
    """The file of the names of subjects of a kind: no page, but a file."""
    return f"{kind}/names.json"


def rows(base: str) -> str:
    """The file of rows by which a browser filters the list at `base`: no page, but a file."""
    return f"{base}rows.json"


def day(month: int, day: int | None = None, part: int = 1) -> str:
    """The page of a month of every year, or of a day of it; `part` where a day fills several."""
    base = f"{ON_THIS_DATE}{month:02d}/"
    if day is None:
        return base
    return f"{base}{day:02d}/" if part == 1 else f"{base}{day:02d}/{part}/"


def continued(base: str, year_of: str | None) -> str:
    """Where a list at `base` begins, or goes on for a year (written as in an address)."""
    return base if year_of is None else year(base, int(year_of))


def part(base: str, part: int) -> str:
    """The page of one part of a long list that has no dates."""
    return base if part == 1 else f"{base}page/{part}/"


def twin(address: str) -> str:
    """The file with the data behind the page at `address`."""
    return f"{API}{address}index.json"


def atom(address: str) -> str:
    """The feed in Atom of the page at `address`."""
    return f"{address}atom.xml"


def json_feed(address: str) -> str:
    """The same as JSON Feed."""
    return f"{address}feed.json"


def calendar(address: str) -> str:
    """The calendar of dates to come of the page at `address`."""
    return f"{address}calendar.ics"


def ocds(address: str) -> str:
    """The record in OCDS of the deal at `address`."""
    return f"{address}ocds.json"


def csl(address: str) -> str:
    """The sources in CSL-JSON of the brief at `address`."""
    return f"{address}sources.csl.json"


#: The picture of a page for those who share it, beside the page.
CARD = "card.png"


def table(address: str) -> str:
    """The file with the rows of the page at `address` as a table."""
    return f"{API}{address}index.csv"


def uri(address: str) -> str:
    """The Markdown file that a host serves under `address`."""
    steps = address.split("/")[:-1]
    return f"{address}index.md" if len(steps) < 2 else f"{'/'.join(steps)}.md"


def of_file(uri: str) -> str:
    """The address under which hosts serve a Markdown file of the docs."""
    stem = uri.removesuffix(".md")
    if stem in ("index", "README"):
        return HOME
    for name in ("/index", "/README"):
        stem = stem.removesuffix(name)
    return f"{stem}/"


def relative(source: str, target: str) -> str:
    """The link from the page at `source` to `target` (which may have a `#fragment`)."""
    here, first, root = _way_up(source)
    if first and not target.startswith(first):  # the usual case: another branch of the site
        return root + _quoted(target)
    place, hash, fragment = target.partition("#")
    there = tuple(place.split("/")[:-1])
    if here == there:
        return f"#{quote(fragment)}" if hash else "./"
    shared = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        shared += 1
    way = "../" * (len(here) - shared) + "".join([f"{quote(step)}/" for step in there[shared:]])
    return f"{way}#{quote(fragment)}" if hash else way


@lru_cache(maxsize=1024)
def _way_up(address: str) -> tuple[tuple[str, ...], str, str]:
    """The steps of an address, the first of them with its slash, and the way to the root."""
    steps = tuple(address.split("/")[:-1])
    return steps, f"{steps[0]}/" if steps else "", "../" * len(steps)


@lru_cache(maxsize=8192)
def _quoted(target: str) -> str:
    place, hash, fragment = target.partition("#")
    return f"{quote(place)}#{quote(fragment)}" if hash else quote(place)
