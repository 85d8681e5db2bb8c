"""One brief: from a file's text to a record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from briefdesk.reading.body import UNCHECKED, Body, Checked, check_body, check_links, cited
from briefdesk.reading.frontmatter import Document, split
from briefdesk.reading.names import Names
from briefdesk.reading.naming import NOBODY, Finished, Resolver, check_names
from briefdesk.reading.paths import check_path, slug_of
from briefdesk.reading.rules import RULES, Given
from briefdesk.reading.validation import validate
from briefdesk.records.authored import AuthoredBrief, authored_brief
from briefdesk.records.authored_parts import AuthoredDealEvent, AuthoredStatement, listed
from briefdesk.records.brief import Brief, DealEvent, Person, Statement
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Kind, Naming, Subject
from briefdesk.records.markdown import Markdown
from briefdesk.records.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Draft:
    """A brief read, its names not yet resolved; `fields` is None where it has errors.

    The data of `document` are there only then. `is_keyed` is True where its countries are a
    mapping.
    """

    path: str
    document: Document | None
    fields: AuthoredBrief | None
    problems: tuple[Problem, ...]
    text: Checked = UNCHECKED
    is_keyed: bool = False

    def names(self, kinds: tuple[Kind, ...]) -> Iterator[tuple[str, str]]:
        """(kind, name) of everything that the brief makes known by using it."""
        if self.fields is None:
            yield from _used(self.document.data if self.document else {}, kinds)
            return
        yield from (("people", person.name) for person in self.fields.people)
        yield from (("programmes", e.programme) for e in self.fields.deals if e.programme)
        for kind in kinds:
            if kind.listed and kind.naming is Naming.USE:
                yield from ((kind.id, name) for name in getattr(self.fields, kind.id))


def _used(data: dict[str, Any], kinds: tuple[Kind, ...]) -> Iterator[tuple[str, str]]:
    """What a brief with mistakes makes known all the same, so that none is said twice."""
    people = data.get("people")
    for person in people if isinstance(people, list) else ():
        if isinstance(person, dict) and isinstance(person.get("name"), str):
            yield "people", person["name"]
    for kind in kinds:
        if kind.listed and kind.naming is Naming.USE:
            names = listed(data.get(kind.id))
            for name in names if isinstance(names, list) else ():
                if isinstance(name, str):
                    yield kind.id, name


def draft(path: str, text: str, kinds: tuple[Kind, ...]) -> Draft:
    """Read a brief's text as far as no other file is needed for it."""
    document = split(path, text)
    if isinstance(document, Problem):
        return Draft(path, None, None, (*check_path(path, None), document))
    problems = list(document.problems)
    body = Body(path, document.body, document.body_line)
    fields = validate(authored_brief(kinds), document.data, path, document.places)
    if isinstance(fields, list):
        problems += [*check_path(path, None), *fields]
        return Draft(path, document, None, tuple(problems), check_body(body))
    problems += check_path(path, fields.date)
    given = Given(path, fields, document.places, tuple(cited(body)), kinds)
    problems += [problem for rule in RULES for problem in rule(given)]
    is_keyed = isinstance(document.data.get("countries"), dict)
    # What the fields hold already need not travel from process to process.
    bare = replace(document, data={})
    return Draft(path, bare, fields, tuple(problems), check_body(body), is_keyed)


def finish(draft: Draft, names: Names, pages: Collection[str]) -> Finished:
    """The brief with its names resolved and its links checked."""
    problems = [*draft.problems, *draft.text.problems]
    if draft.document is None:
        return Finished(None, tuple(problems))
    problems += check_links(draft.path, draft.text.links, pages)
    resolver = Resolver(draft.path, draft.document.places, names)
    if draft.fields is None:
        check_names(draft.document.data, resolver)
        return Finished(None, (*problems, *resolver.problems), tuple(resolver.asked))
    brief = _brief(draft, draft.fields, draft.document, resolver)
    problems += resolver.problems
    faulty = any(problem.severity is Severity.ERROR for problem in problems)
    return Finished(None if faulty else brief, tuple(problems), tuple(resolver.asked))


def _brief(draft: Draft, fields: AuthoredBrief, document: Document, resolver: Resolver) -> Brief:
    countries: dict[Subject, tuple[str, ...]] = {}
    for number, (name, roles) in enumerate(fields.countries.items()):
        loc = ("countries", name if draft.is_keyed else number)
        subject = resolver.one("countries", name, loc, is_key=draft.is_keyed)
        countries[subject] = tuple(dict.fromkeys((*countries.get(subject, ()), *roles)))
    people = tuple(_people(fields, resolver))
    deals = tuple(_deal(event, n, fields.date, resolver) for n, event in enumerate(fields.deals))
    subjects: dict[str, tuple[Subject, ...]] = {}
    names: dict[Subject, str] = {}
    for kind in (kind for kind in resolver.names.kinds if kind.listed):
        written = getattr(fields, kind.id)
        found = [resolver.one(kind.id, name, (kind.id, n)) for n, name in enumerate(written)]
        subjects[kind.id] = tuple(dict.fromkeys(found))
        if kind.naming is Naming.USE:
            names |= dict(zip(reversed(found), reversed(written), strict=True))
    subjects["countries"] = tuple(countries)
    subjects["people"] = tuple(dict.fromkeys(person.subject for person in people))
    subjects["programmes"] = tuple(dict.fromkeys(e.programme for e in deals if e.programme))
    for event, authored in zip(deals, fields.deals, strict=True):
        if event.programme and authored.programme:
            names.setdefault(event.programme, authored.programme)
    return Brief(
        path=draft.path,
        slug=slug_of(draft.path),
        body=Markdown.of(document.body),
        body_line=document.body_line,
        places=document.places,
        countries=countries,
        subjects=subjects,
        names=names,
        people=people,
        deals=deals,
        statements=tuple(
            _statement(said, n, fields.date, resolver) for n, said in enumerate(fields.statements)
        ),
        **{name: getattr(fields, name) for name in _AS_WRITTEN},
    )


# Fields that mean the same to an author and to the rest of the package.
_AS_WRITTEN = (
    "title", "date", "date_note", "summary", "judgements", "sources", "questions", "confidence",
    "tlp", "status", "reason", "published", "updated", "changes", "supersedes", "language",
    "authors",
)  # fmt: skip


def _people(fields: AuthoredBrief, resolver: Resolver) -> Iterator[Person]:
    for number, person in enumerate(fields.people):
        loc = ("people", number)
        yield Person(
            subject=resolver.one("people", person.name, (*loc, "name")),
            name=person.name,
            office=person.office,
            country=resolver.maybe("countries", person.country, (*loc, "country")),
            organisation=resolver.maybe(
                "organisations", person.organisation, (*loc, "organisation")
            ),
        )


def _deal(event: AuthoredDealEvent, number: int, on: EventDate, resolver: Resolver) -> DealEvent:
    loc = ("deals", number)
    asserted = (resolver.party(name, (*loc, "by", place)) for place, name in enumerate(event.by))
    return DealEvent(
        buyer=resolver.one("countries", event.buyer, (*loc, "buyer")),
        suppliers=resolver.many("countries", event.supplier, (*loc, "supplier")),
        system=resolver.one("systems", event.system, (*loc, "system")),
        system_name=event.system,
        date=event.date or on,
        index=number,
        programme=resolver.maybe("programmes", event.programme, (*loc, "programme")),
        operators=resolver.many("countries", event.operator, (*loc, "operator")),
        by=tuple(dict.fromkeys(party for party in asserted if party is not NOBODY)),
        sources=event.sources,
        lot=event.lot,
        state=event.state,
        milestone=event.milestone,
        quantity=event.quantity,
        value=event.value,
        claimed=event.claimed,
        disputed=event.disputed,
        credibility=event.credibility,
        note=event.note,
    )


def _statement(
    said: AuthoredStatement, number: int, on: EventDate, resolver: Resolver
) -> Statement:
    loc = ("statements", number, "speaker")
    return Statement(
        speaker=said.speaker,
        subject=None if said.anonymous else resolver.party(said.speaker, loc),
        says=said.says,
        sources=said.source,
        date=said.date or on,
        office=said.office,
        to=said.to,
        credibility=said.credibility,
    )
