"""What a page tells programs of itself: schema.org in JSON-LD, as a block of data.

It is no script: nothing runs it, and no text in it can end it. Where the site has no public
address its links are relative to the page, as JSON-LD allows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal
from briefdesk.catalogue.model import Entry
from briefdesk.pages import addresses
from briefdesk.pages.here import Here
from briefdesk.records.brief import Brief
from briefdesk.records.gradings import Status
from briefdesk.records.kinds import Subject
from briefdesk.records.states import STATES
from briefdesk.records.values import Source

Thing = dict[str, Any]

#: What schema.org calls the kinds of subject; any other kind is a thing.
_TYPES = {
    "countries": "Country",
    "systems": "Product",
    "organisations": "Organization",
    "people": "Person",
    "programmes": "Project",
    "topics": "DefinedTerm",
}

#: Subjects, and sources, that the page of a brief names here.
_SUBJECTS = 30
_SOURCES = 100

#: Of JSON in ASCII these alone could mean something to a reader of HTML.
_INERT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def block(here: Here, things: Iterable[Thing], crumbs: Iterable[tuple[str, str]]) -> Markup:
    """The block of a page: `things`, and the way to it; nothing where there is neither."""
    graph = [*things, *_way(here, tuple(crumbs))]
    if not graph:
        return Markup("")
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, separators=(",", ":"))
    inert = text.translate(_INERT)
    return Markup(  # noqa: S704 - no letter in it can begin or end anything
        f'<script type="application/ld+json" data-pagefind-ignore>{inert}</script>'
    )


def report(here: Here, brief: Brief, *, replaced: bool) -> Thing:
    """A brief."""
    place = _url(here, here.address)
    published = str(brief.published or brief.date)
    return _known({
        "@type": "Report",
        "@id": place,
        "url": place,
        "headline": brief.title,
        "abstract": brief.summary,
        "inLanguage": brief.language,
        "datePublished": published,
        "dateModified": str(brief.updated) if brief.updated else published,
        "temporalCoverage": str(brief.date),
        "creativeWorkStatus": "Superseded" if replaced else "Published",
        "author": [{"name": name} for name in brief.authors] or _publisher(here),
        "publisher": _publisher(here),
        "about": [_subject(here, subject, brief) for subject in _about(brief)],
        "citation": [_source(source) for source in brief.sources[:_SOURCES]],
        "correction": [
            {"@type": "CorrectionComment", "datePublished": str(change.date), "text": change.note}
            for change in brief.changes
        ],
    })  # fmt: skip


def withdrawn(here: Here) -> Thing:
    """A brief of which no more is told than that it was withdrawn."""
    place = _url(here, here.address)
    return {
        "@type": "Report",
        "@id": place,
        "url": place,
        "headline": "A brief withdrawn",
        "creativeWorkStatus": Status.WITHDRAWN.value.capitalize(),
        "publisher": _publisher(here),
    }


def collection(here: Here, entry: Entry, told: str) -> Thing:
    """The page of a subject."""
    profile = entry.profile
    subject = _known({
        "@type": _TYPES.get(entry.subject.kind, "Thing"),
        "name": entry.name,
        "alternateName": list(entry.other_names),
        "sameAs": f"https://www.wikidata.org/wiki/{quote(profile.wikidata)}"
        if profile and profile.wikidata
        else None,
    })  # fmt: skip
    return _page(here, entry.name, told, subject, [brief.date.year for brief in entry.briefs])


def deal(here: Here, deal: Deal, title: str, told: str) -> Thing:
    """The page of a deal."""
    parties = dict.fromkeys((deal.buyer, *deal.suppliers, deal.system))
    about = [_subject(here, subject) for subject in parties]
    return _page(here, title, told, about, [step.date.year for step in deal.history])


def _page(here: Here, name: str, told: str, about: Any, years: list[int]) -> Thing:
    place = _url(here, here.address)
    span = sorted({min(years), max(years)}) if years else []
    return _known({
        "@type": "CollectionPage",
        "@id": place,
        "url": place,
        "name": name,
        "description": told,
        "about": about,
        "temporalCoverage": "/".join(f"{year:04d}" for year in span),
        "isPartOf": {"@type": "WebSite", "name": here.edition.site.name,
                     "url": _url(here, addresses.HOME)},
        "publisher": _publisher(here),
    })  # fmt: skip


def terms(here: Here, meanings: Mapping[str, str]) -> Iterator[Thing]:
    """The states of a deal as terms; `meanings` tell what each group of them means."""
    place = _url(here, addresses.GUIDE)
    yield {
        "@type": "DefinedTermSet",
        "@id": f"{place}#states",
        "name": "States of a deal",
        "url": f"{place}#states",
    }
    for state in STATES:
        yield {
            "@type": "DefinedTerm",
            "name": state.label,
            "termCode": state.value,
            "description": meanings[state.group.value],
            "inDefinedTermSet": f"{place}#states",
        }


def website(here: Here) -> Thing:
    """The site itself."""
    site, place = here.edition.site, _url(here, addresses.HOME)
    return _known({
        "@type": "WebSite", "@id": place, "url": place, "name": site.name,
        "description": site.purpose, "publisher": _publisher(here),
    })  # fmt: skip


def dataset(here: Here, files: Iterable[tuple[str, str, str]], years: tuple[int, int]) -> Thing:
    """All that the site knows, as data; `files` are path, media type and name of its tables."""
    site = here.edition.site
    return {
        "@type": "Dataset",
        "name": f"{site.name}: events, deals and sources",
        "description": f"Every event of every deal that the briefs of {site.name} report, with its"
        " date, its state, who asserts it and the sources that it rests on.",
        "url": _url(here, here.address),
        "isAccessibleForFree": True,
        "creator": _publisher(here),
        "temporalCoverage": "/".join(f"{year:04d}" for year in years),
        "distribution": [
            {"@type": "DataDownload", "name": name, "encodingFormat": type,
             "contentUrl": _url(here, path)}
            for path, type, name in files
        ],
    }  # fmt: skip


def _way(here: Here, crumbs: tuple[tuple[str, str], ...]) -> Iterator[Thing]:
    """The way to a page that lies below others."""
    if crumbs:
        yield {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": words, "item": _url(here, target)}
                for place, (target, words) in enumerate(crumbs, 1)
            ],
        }


def _about(brief: Brief) -> tuple[Subject, ...]:
    listed = (subject for subjects in brief.subjects.values() for subject in subjects)
    return tuple(dict.fromkeys(listed))[:_SUBJECTS]


def _subject(here: Here, subject: Subject, brief: Brief | None = None) -> Thing:
    catalogue = here.edition.catalogue
    found = {
        "@type": _TYPES.get(subject.kind, "Thing"),
        "name": catalogue.name(subject, brief.date if brief else None),
    }
    if catalogue.has(subject):
        found["url"] = _url(here, addresses.subject(subject))
    return found


def _source(source: Source) -> Thing:
    return _known({
        "@type": "CreativeWork",
        "name": source.title or source.label,
        "url": source.url,
        "archivedAt": source.archived,
        "datePublished": str(source.date) if source.date else None,
        "inLanguage": source.language,
        "author": {"name": source.author} if source.author else None,
        "publisher": {"@type": "Organization", "name": source.publisher},
    })  # fmt: skip


def _publisher(here: Here) -> Thing:
    return {"@type": "Organization", "name": here.edition.site.name}


def _url(here: Here, target: str) -> str:
    """The link to an address or a file of the site; the whole one where that is known."""
    site = here.edition.site.url
    if site:
        return f"{site}{quote(target)}"
    return here.to(target) if not target or target.endswith("/") else here.to_file(target)


def _known(thing: Thing) -> Thing:
    """What is told of a thing, without what is not."""
    return {name: value for name, value in thing.items() if value not in (None, "", [])}
