"""What a person asks about, found by the name they give it: a source, a publisher, a brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from briefdesk.catalogue.model import Catalogue
from briefdesk.catalogue.withdrawals import page_of
from briefdesk.reading.locators import normal
from briefdesk.reading.paths import slugify
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.kinds import Subject
from briefdesk.records.values import Source

#: Names that an answer proposes where one is not known, or stands for several.
_MOST = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found. `name` is what it is called in full, `words` say what it is, `pages` are
    the pages of sources that it stands for, `places` where an author would withdraw them: the
    path of a record, and the id of a source in it. `brief` is the one, where it is a brief."""

    kind: str
    name: str
    words: str
    pages: frozenset[str] = frozenset()
    places: frozenset[tuple[str, str]] = frozenset()
    brief: Brief | None = None


class NotFound(LookupError):
    """Nothing goes by a name, or more than one thing does. `near` are names to try instead."""

    def __init__(self, message: str, near: Iterable[str]) -> None:
        super().__init__(message)
        self.near = tuple(near)[:_MOST]


def cited(catalogue: Catalogue) -> Iterator[tuple[str, Source, Brief | Profile]]:
    """Every source that a public record lists, by its full name: `slug#id` in a brief,
    `kind/id#id` in a profile."""
    records: tuple[Brief | Profile, ...] = (*catalogue.briefs, *catalogue.profiles)
    for record in records:
        for source in record.sources:
            yield f"{owner(record)}#{source.id}", source, record


def owner(record: Brief | Profile) -> str:
    """What a record is called: a brief by its slug, a profile by the address of its subject."""
    if isinstance(record, Brief):
        return record.slug
    return f"{record.subject.kind}/{record.subject.id.lower()}"


def source(catalogue: Catalogue, name: str) -> Asked:
    """The source of that name: `slug#id`, its id alone where that means one page, or its
    address. NotFound where there is none, or where an id means several pages."""
    every = list(cited(catalogue))
    if "://" in name:
        found = [item for item in every if item[1].url and page_of(item[1]) == normal(name)]
        near = _near(name, (one.url for _, one, _ in every if one.url))
    else:
        found = [item for item in every if name in (item[0], item[1].id)]
        ids = _near(name, (one.id for _, one, _ in every))
        alike = [full for full, one, _ in every if one.id in ids and "#" not in name]
        near = alike or _near(name, (full for full, _, _ in every))
    if not found:
        raise NotFound(f"no source is called '{name}'", near)
    pages = {page_of(one): full for full, one, _ in reversed(found)}
    if len(pages) > 1:
        message = f"'{name}' is the id of {len(pages)} sources; write which brief's"
        raise NotFound(message, sorted(pages.values(), reverse=True))
    full, one, record = found[0]
    words = f"{one.title or one.label or one.id}, {one.publisher}"
    return Asked("source", full, words, frozenset(pages), frozenset({(record.path, one.id)}))


def publisher(catalogue: Catalogue, name: str) -> Asked:
    """The publisher of that name, by any spelling and, where an organisation has a profile, by
    any of its names: with all the pages of its own. NotFound where nothing of it is cited."""
    organisation = _organisation(catalogue, slugify(name))
    found = [
        one
        for one in catalogue.publishers
        if one.id == slugify(name) or (organisation and one.organisation == organisation)
    ]
    ids = {one.id for one in found} or {slugify(name)}
    every = [item for item in cited(catalogue) if slugify(item[1].publisher) in ids]
    pages = {page_of(one): (record.path, one.id) for _, one, record in reversed(every)}
    if not pages:
        known = (one.name for one in catalogue.publishers)
        raise NotFound(f"nothing published by '{name}' is cited", _near(name, known))
    label = found[0].name if found else name
    many = f"{len(pages)} sources" if len(pages) > 1 else "1 source"
    return Asked("publisher", label, many, frozenset(pages), frozenset(pages.values()))


def _organisation(catalogue: Catalogue, slug: str) -> Subject | None:
    for profile in catalogue.profiles:
        names = (profile.name, *(name for group in profile.names.values() for name in group))
        if profile.subject.kind == "organisations" and slug in map(slugify, names):
            return profile.subject
    return None


def brief(catalogue: Catalogue, name: str) -> Asked:
    """The brief of that slug; its path will do as well. NotFound where no such brief is public."""
    slug = name.rstrip("/").rpartition("/")[2].removesuffix(".md")
    found = catalogue.brief(slug)
    if found is None:
        near = _near(slug, (one.slug for one in catalogue.briefs))
        raise NotFound(f"no brief that readers see is called '{name}'", near)
    return Asked("brief", found.slug, found.title, brief=found)


def _near(name: str, known: Iterable[str]) -> list[str]:
    ranked = process.extract(
        name, sorted(set(known)), scorer=fuzz.WRatio, processor=str.casefold, limit=3,
        score_cutoff=60,
    )  # fmt: skip
    return [found for found, _, _ in ranked]
