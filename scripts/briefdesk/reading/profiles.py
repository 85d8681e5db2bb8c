"""One profile: from a file's text to a record."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from briefdesk.reading import countries
from briefdesk.reading.body import UNCHECKED, Body, Checked, check_body, check_links, cited
from briefdesk.reading.frontmatter import Document, split
from briefdesk.reading.names import Names
from briefdesk.reading.naming import REFERENCES, Finished, Resolver, check_references
from briefdesk.reading.paths import fold, slug_of, slugify
from briefdesk.reading.rules import tracking_sources, withdrawn_sources
from briefdesk.reading.validation import validate
from briefdesk.records.authored import AuthoredProfile
from briefdesk.records.brief import Profile
from briefdesk.records.kinds import Kind, Naming, Subject
from briefdesk.records.markdown import Markdown
from briefdesk.records.problems import Loc, Problem, Severity

#: Fields of a profile that hold further names.
NAME_FIELDS = ("aliases", "former_names", "reporting_names", "export_names")


@dataclass(frozen=True, slots=True)
class ProfileDraft:
    """A profile read, its references not yet resolved; `profile` is None where it has errors.

    The data of `document` are there only then.
    """

    path: str
    document: Document | None
    fields: AuthoredProfile | None
    profile: Profile | None
    problems: tuple[Problem, ...]
    text: Checked = UNCHECKED


def kind_of(path: str, kinds: tuple[Kind, ...]) -> Kind | None:
    """The kind that the profile at `path` introduces a subject of; None for other pages."""
    parts = path.split("/")
    known = {kind.id: kind for kind in kinds}
    return known.get(parts[1]) if len(parts) > 2 and parts[0] == "docs" else None


def draft(path: str, text: str, kind: Kind) -> ProfileDraft:
    """Read a profile's text as far as no other file is needed for it."""
    document = split(path, text)
    if isinstance(document, Problem):
        return ProfileDraft(path, None, None, None, (document,))
    checked = check_body(Body(path, document.body, document.body_line))
    fields = validate(AuthoredProfile, document.data, path, document.places)
    if isinstance(fields, list):
        problems = (*document.problems, *fields)
        return ProfileDraft(path, document, None, None, problems, checked)
    found = [
        *document.problems,
        *_file_name(path, fields.name, kind),
        *_sources(path, fields, document),
        *_supports(path, fields, document),
        *withdrawn_sources(path, fields.sources, document.places),
        *tracking_sources(path, fields.sources, document.places),
    ]
    profile = Profile(
        path=path,
        subject=Subject(kind.id, slug_of(path)),
        name=fields.name,
        body=Markdown.of(document.body),
        body_line=document.body_line,
        names={name: getattr(fields, name) for name in NAME_FIELDS},
        places=document.places,
        **{name: getattr(fields, name) for name in _AS_WRITTEN},
    )
    faulty = any(problem.severity is Severity.ERROR for problem in found)
    if faulty:
        return ProfileDraft(path, document, fields, None, tuple(found), checked)
    # What the fields hold already need not travel from process to process.
    bare = replace(document, data={})
    return ProfileDraft(path, bare, fields, profile, tuple(found), checked)


_AS_WRITTEN = (
    "kind", "service_from", "range_km", "range_note", "reliability", "reliability_basis",
    "archivable", "wikidata", "sources", "note",
)  # fmt: skip


def _file_name(path: str, name: str, kind: Kind) -> Iterator[Problem]:
    stem = slug_of(path)
    if kind.naming is Naming.ISO:
        code = countries.code_of(name)
        wanted = code.lower() if code else None
        if wanted is None:
            yield Problem(
                path, 1, 1, "unknown-country", f"there is no country '{name}'",
                "Write its ISO 3166 code of three letters or its name under `name`.",
            )  # fmt: skip
            return
    else:
        wanted = stem if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", stem) else slugify(name)
    if stem != wanted or path.count("/") != 2:
        yield Problem(
            path, 1, 1, "file-name", f"the profile of '{name}' is not named as its address",
            f"Rename it to docs/{kind.id}/{wanted}.md.",
        )  # fmt: skip


def _sources(path: str, fields: AuthoredProfile, document: Document) -> Iterator[Problem]:
    """Sources have ids of their own, and every one that the text cites is listed."""
    ids = [source.id for source in fields.sources]
    for number, id in enumerate(ids):
        if id in ids[:number]:
            place = document.places.at(("sources", number, "id"))
            yield Problem(
                path, place.line, place.column, "duplicate-id",
                f"'{id}' is the id of two sources", "Give one of them another id.",
            )  # fmt: skip
    listed = set(ids)
    for id, place in cited(Body(path, document.body, document.body_line)):
        if id not in listed:
            yield Problem(
                path, place.line, place.column, "unknown-source",
                f"there is no source with the id '{id}'", "List it under `sources`.",
            )  # fmt: skip


def _supports(path: str, fields: AuthoredProfile, document: Document) -> Iterator[Problem]:
    """What rests on a source is a field of the profile."""
    known = sorted({*AuthoredProfile.model_fields} - {"sources"})
    for number, source in enumerate(fields.sources):
        for at, field in enumerate(source.supports):
            if field not in known:
                place = document.places.at(("sources", number, "supports", at))
                yield Problem(
                    path, place.line, place.column, "unknown-value",
                    f"'{field}' is no field that could rest on a source",
                    f"Known: {', '.join(known)}.",
                )  # fmt: skip


def finish(draft: ProfileDraft, names: Names, pages: Collection[str]) -> Finished:
    """The profile with its references resolved and its links checked."""
    problems = [*draft.problems, *draft.text.problems]
    profile, fields, document = draft.profile, draft.fields, draft.document
    if document is None:
        return Finished(None, tuple(problems))
    problems += check_links(draft.path, draft.text.links, pages)
    resolver = Resolver(draft.path, document.places, names)
    if profile is None or fields is None:
        check_references(document.data, resolver)
        return Finished(None, (*problems, *resolver.problems), tuple(resolver.asked))
    resolved: dict[str, Any] = {}
    for field, kind in REFERENCES.items():
        named = getattr(fields, field)
        one = named is None or isinstance(named, str)
        resolve = resolver.maybe if one else resolver.many
        resolved[field] = resolve(kind, named, (field,))
    finished = replace(profile, **resolved)
    problems += resolver.problems
    faulty = any(problem.severity is Severity.ERROR for problem in problems)
    return Finished(None if faulty else finished, tuple(problems), tuple(resolver.asked))


def check_aliases(profiles: Iterable[Profile]) -> Iterator[Problem]:
    """No two profiles of a kind share a name, however it is spelled."""
    owners: defaultdict[tuple[str, str], list[tuple[Profile, Loc, str]]] = defaultdict(list)
    for profile in profiles:
        own: dict[str, tuple[Loc, str]] = {fold(profile.name): (("name",), profile.name)}
        for field, names in profile.names.items():
            for number, name in enumerate(names):
                own.setdefault(fold(name), ((field, number), name))
        for folded, (loc, name) in own.items():
            owners[profile.subject.kind, folded].append((profile, loc, name))
    for group in owners.values():
        for profile, loc, name in group:
            others = [other.path for other, _, _ in group if other.path != profile.path]
            if others:
                place = profile.places.at(loc)
                yield Problem(
                    profile.path, place.line, place.column, "alias-clash",
                    f"'{name}' is also a name in {', '.join(sorted(others))}",
                    "Keep it in one profile, or make it longer in one of them.",
                )  # fmt: skip
