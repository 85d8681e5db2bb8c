"""The corpus as a project of briefdesk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from bench.briefs import Brief, Corpus, slug
from bench.deals import DealEvent
from bench.prose import linked
from bench.world import Organisation, System

CONFIGURATION = """\
site_name: A desk of the benchmark
theme: material
plugins:
  - briefdesk
"""


def write(
    folder: Path, briefs: int, seed: int = 0, seen: Callable[[Brief], None] = lambda brief: None
) -> None:
    """Write a whole project with so many briefs; `seen` is told each of them."""
    corpus = Corpus(briefs, seed)
    put(folder / "mkdocs.yml", CONFIGURATION)
    for system in corpus.world.systems:
        put(folder / "docs/systems" / f"{slug(system.name)}.md", _system(system))
    for organisation in corpus.world.organisations:
        path = folder / "docs/organisations" / f"{slug(organisation.name)}.md"
        put(path, _organisation(organisation))
    for brief in corpus:
        put(folder / path_of(brief), text_of(brief))
        seen(brief)


def put(path: Path, text: str) -> None:
    """Write a file; its folder is made where it is not there yet."""
    try:
        path.write_text(text, encoding="utf-8")
    except FileNotFoundError:
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")


def path_of(brief: Brief) -> str:
    """Where a brief lies in the project."""
    return f"briefs/{brief.key}.md"


def text_of(brief: Brief) -> str:
    """A brief as its author would write it."""
    front_matter = "\n".join(_lines(brief))
    return f"---\n{front_matter}\n---\n\n{linked(brief.text, '../{}.md')}\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"title: {brief.title}"
    yield f"date: {brief.day}"
    yield f"summary: {brief.summary}"
    yield "countries:"
    yield from (f"  {country.code}: {role}" for country, role in brief.countries.items())
    yield f"systems: [{', '.join(system.name for system in brief.systems)}]"
    yield "organisations:"
    yield from (f"  - {organisation.name}" for organisation in brief.organisations)
    yield "people:"
    for person in brief.people:
        yield f"  - {{name: {person.name}, office: {person.office}, country: {person.country.code}}}"
    if brief.topics:
        yield f"topics: [{', '.join(brief.topics)}]"
    if brief.deals:
        yield "deals:"
        for event in brief.deals:
            yield from _event(brief, event)
    if brief.statements:
        yield "statements:"
    for said in brief.statements:
        yield f"  - speaker: {brief.people[0].name}"
        yield f"    date: {brief.day}"
        yield f"    says: {said}"
        yield f"    source: {brief.sources[-1].id}"
        yield "    credibility: 3"
    yield "sources:"
    for source in brief.sources:
        yield f"  - id: {source.id}"
        yield f"    publisher: {source.publisher}"
        yield f"    title: {source.title}"
        yield f"    url: https://example.org/{source.id}/{slug(brief.title)}"
        yield f"    date: {source.day}"
    if brief.questions:
        yield "questions:"
    yield from (f"  - {question}" for question in brief.questions)
    yield "tlp: CLEAR"
    yield f"published: {brief.published}"
    yield "authors: [desk]"


def _event(brief: Brief, event: DealEvent) -> Iterator[str]:
    yield f"  - buyer: {event.buyer.code}"
    yield f"    supplier: {event.system.origin.code}"
    yield f"    system: {event.system.name}"
    if event.lot:
        yield f"    lot: {event.lot}"
    yield f"    state: {event.state}"
    if event.programme:
        yield f"    programme: {event.programme}"
    if event.quantity:
        yield f"    quantity: {event.quantity} units"
    if event.value:
        yield f"    value: {{amount: {event.value}, currency: USD, basis: estimate}}"
    yield f"    by: {brief.people[0].name}"
    yield f"    sources: [{brief.sources[0].id}]"
    yield "    credibility: 2"
    if event.note:
        yield f"    note: {event.note}"


def _system(system: System) -> str:
    return (
        f"---\nname: {system.name}\naliases: [{system.alias}]\nkind: {system.kind}\n"
        f"origin: [{system.origin.code}]\nmakers: [{system.maker.name}]\n"
        f"service_from: {system.service_from}\nrange_km: {system.range_km}\n---\n\n"
        f"The {system.name} is a {system.kind} made by {system.maker.name}.\n"
    )


def _organisation(organisation: Organisation) -> str:
    return (
        f"---\nname: {organisation.name}\nkind: {organisation.kind}\n"
        f"country: {organisation.country.code}\n---\n\n"
        f"{organisation.name} is a {organisation.kind} of {organisation.country.name}.\n"
    )
