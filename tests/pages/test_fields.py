"""What an author writes is read, documented, and shown: every field, on some page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from briefdesk.catalogue.compile import compile
from briefdesk.desk.reference import fields as reference
from briefdesk.reading.library import File, Library, read
from briefdesk.records.authored import AuthoredProfile, authored_brief
from tests.pages.conftest import Book, book
from tests.pages.markup import Markup

FILES = {
    "briefs/2015/2015-06-07-before.md": """\
title: Marker of the brief before
date: 2015-06-07
summary: It began.
countries: [NOR]
tlp: CLEAR
sources: [{id: wire, publisher: Wire, title: It began}]
""",
    "briefs/2015/2015-06-08-gone.md": """\
title: A brief withdrawn
date: 2015-06-08
summary: It was wrong.
countries: [NOR]
tlp: CLEAR
status: withdrawn
reason: Marker of the reason.
sources: [{id: wire, publisher: Wire, title: It was wrong}]
""",
    "briefs/2016/2016-05-06-all-fields.md": """\
title: Marker of the title
date: 2016-05-06
date_note: Marker of the note on the date.
summary: Marker of the summary.
countries: {NOR: buyer, FIN: supplier, CHE: mediator}
systems: [Zephyr]
organisations: [Anvil Works]
topics: [marker of the topic]
people:
- {name: Marker Person, office: Marker Office, country: ISL, organisation: Anvil Works}
deals:
- buyer: NOR
  supplier: [FIN, MLT]
  system: Zephyr Export
  lot: marker lot
  state: shortlisted
  milestone: payment
  date: 2016-05-04
  programme: Marker Programme
  operator: LVA
  quantity: 71 marker launchers
  value: {amount: 812345678, currency: NOK, basis: budget}
  by: [Marker Person]
  claimed: true
  sources: [marker-source]
  credibility: 4
  note: Marker of the note on the deal.
- buyer: NOR
  supplier: [FIN, MLT]
  system: Zephyr Export
  lot: marker lot
  state: offer
  date: 2016-05-03
  disputed: Marker of the dispute.
  sources: [marker-source]
statements:
- {speaker: Marker Person, office: Marker Speaking Office, date: 2016-05-02, to: Marker Listener,
   says: Marker of what was said., source: marker-source, credibility: 5}
- {speaker: marker official, anonymous: true, says: Nothing., source: marker-source}
judgements:
- {id: marker-judgement, text: Marker of the judgement., likelihood: unlikely, confidence: low,
   resolves_by: 2017-01-02, outcome: cannot be told, resolved: 2016-12-24, sources: [second-source]}
sources:
- {id: marker-source, publisher: Marker Publisher, title: Marker of a source, url: "https://m.example/u",
   date: 2016-05-01, archived: "https://m.example/kept", accessed: 2016-04-30, author: Marker Author,
   language: fi, origin: Marker Origin, archivable: marker of leave, captured: 2016-05-08,
   sha256: 0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d}
- {id: second-source, publisher: Marker Publisher, label: Marker of a label, withdrawn: 2016-05-04,
   withdrawn_reason: Marker of a withdrawal}
questions: [Marker of a question?, {text: Marker of another question?, answered: 2015-06-07-before}]
confidence: high
tlp: CLEAR
status: published
published: 2016-05-07
updated: 2016-05-08
changes: [{date: 2016-05-09, note: Marker of a change.}]
supersedes: 2015-06-07-before
language: sv
authors: [marker author]
""",
    "docs/systems/zephyr.md": """\
name: Zephyr
aliases: [Marker Alias]
former_names: [Marker Former]
reporting_names: [Marker Reporting]
export_names: [Zephyr Export]
kind: marker kind
origin: [EST]
makers: [Anvil Works]
service_from: 1987-06
range_km: 4321
range_note: Marker of the note on the range
variant_of: Breeze
related: [Gust]
wikidata: Q424242
note: Marker of the remark.
sources:
- {id: marker-page, publisher: Marker Press, title: Marker of a page, url: "https://m.example/p",
   date: 1999-01-02, archived: "https://m.example/k", accessed: 1999-01-03, author: Press Author,
   language: et, origin: Press Origin, supports: [range_km], archivable: marker of press leave,
   captured: 1999-01-04, sha256: 4d5e6f704d5e6f704d5e6f704d5e6f704d5e6f704d5e6f704d5e6f704d5e6f70}
- {id: other-page, publisher: Marker Press, label: Marker of another label, withdrawn: 1999-01-05,
   withdrawn_reason: Marker of a loss}
""",
    "docs/systems/breeze.md": "name: Breeze\n",
    "docs/systems/gust.md": "name: Gust\n",
    "docs/organisations/anvil-works.md": """\
name: Anvil Works
country: LUX
parent: Hammer Group
reliability: D
reliability_basis: Marker of the basis
archivable: marker of a licence
""",
    "docs/organisations/hammer-group.md": "name: Hammer Group\n",
}

BRIEF, DEAL = "briefs/2016/2016-05-06-all-fields.md", "deals/nor-fin-mlt-zephyr-marker-lot.md"
SYSTEM, MAKER = "systems/zephyr.md", "organisations/anvil-works.md"
PERSON, GONE = "people/marker-person.md", "briefs/2015/2015-06-08-gone.md"

#: The page and the words that show each field of a brief; what begins with # is an address.
OF_BRIEF = {
    "title": (BRIEF, "Marker of the title"),
    "date": (BRIEF, "6 May 2016"),
    "date_note": (BRIEF, "Marker of the note on the date."),
    "summary": (BRIEF, "Marker of the summary."),
    "countries": (BRIEF, "Switzerland mediator"),
    "systems": (BRIEF, "Systems Zephyr"),
    "organisations": (BRIEF, "Organisations Anvil Works"),
    "topics": (BRIEF, "marker of the topic"),
    "people.name": (BRIEF, "Marker Person Marker Office"),
    "people.office": (BRIEF, "Marker Office"),
    "people.country": (PERSON, "Iceland"),
    "people.organisation": (PERSON, "Anvil Works"),
    "deals.buyer": (DEAL, "Buyer Norway"),
    "deals.supplier": (DEAL, "supplier Finland and Malta"),
    "deals.system": (DEAL, "Zephyr Export"),
    "deals.lot": (DEAL, "marker lot"),
    "deals.state": (DEAL, "shortlisted"),
    "deals.milestone": (DEAL, "payment made"),
    "deals.date": (DEAL, "4 May 2016"),
    "deals.programme": (DEAL, "Marker Programme"),
    "deals.operator": (DEAL, "operated by Latvia"),
    "deals.quantity": (DEAL, "71 marker launchers"),
    "deals.value.amount": (DEAL, "812.346 million"),
    "deals.value.currency": (DEAL, "NOK 812.346"),
    "deals.value.basis": (DEAL, "million (budget)"),
    "deals.by": (DEAL, "According to Marker Person"),
    "deals.claimed": (DEAL, "claimed by one side alone"),
    "deals.disputed": (DEAL, "Marker of the dispute."),
    "deals.sources": (DEAL, "Marker of a source"),
    "deals.credibility": (DEAL, "F4"),
    "deals.note": (DEAL, "Marker of the note on the deal."),
    "statements.speaker": (BRIEF, "Marker Person, Marker Speaking Office"),
    "statements.office": (BRIEF, "Marker Speaking Office"),
    "statements.date": (BRIEF, "2 May 2016"),
    "statements.to": (BRIEF, "to Marker Listener"),
    "statements.says": (BRIEF, "Marker of what was said."),
    "statements.source": (BRIEF, "to Marker Listener Source 1"),
    "statements.credibility": (BRIEF, "F5"),
    "statements.anonymous": (BRIEF, "marker official"),
    "judgements.id": (BRIEF, "#judgement-marker-judgement"),
    "judgements.text": (BRIEF, "Marker of the judgement."),
    "judgements.likelihood": (BRIEF, "Unlikely"),
    "judgements.confidence": (BRIEF, "low confidence in the evidence"),
    "judgements.resolves_by": (BRIEF, "to be known by 2 January 2017"),
    "judgements.outcome": (BRIEF, "Outcome: cannot be told"),
    "judgements.resolved": (BRIEF, "24 December 2016"),
    "judgements.sources": (BRIEF, "2 January 2017 source 2"),
    "sources.id": (BRIEF, "#source-marker-source"),
    "sources.publisher": (BRIEF, "Marker Publisher"),
    "sources.title": (BRIEF, "Marker of a source"),
    "sources.label": (BRIEF, "[Marker of a label]"),
    "sources.url": (BRIEF, "https://m.example/u"),
    "sources.date": (BRIEF, "1 May 2016"),
    "sources.archived": (BRIEF, "archived copy"),
    "sources.accessed": (BRIEF, "read 30 April 2016"),
    "sources.archivable": (BRIEF, "may be copied: marker of leave"),
    "sources.captured": (BRIEF, "copied 8 May 2016"),
    "sources.sha256": (BRIEF, "SHA-256 of the desk’s copy: 0a1b2c3d0a1b2c3d"),
    "sources.author": (BRIEF, "Marker Author"),
    "sources.language": (BRIEF, "in Finnish"),
    "sources.origin": (BRIEF, "repeats Marker Origin"),
    "sources.withdrawn": (BRIEF, "Withdrawn 4 May 2016"),
    "sources.withdrawn_reason": (BRIEF, "Marker of a withdrawal"),
    "questions.text": (BRIEF, "Marker of a question?"),
    "questions.answered": (
        BRIEF,
        "Marker of another question? Answered in Marker of the brief before",
    ),
    "confidence": (BRIEF, "Confidence high"),
    "tlp": (BRIEF, "Marking TLP:CLEAR"),
    "status": (GONE, "withdrawn"),
    "reason": (GONE, "Marker of the reason."),
    "published": (BRIEF, "Published 7 May 2016"),
    "updated": (BRIEF, "Updated 8 May 2016"),
    "changes.date": (BRIEF, "9 May 2016"),
    "changes.note": (BRIEF, "Marker of a change."),
    "supersedes": (BRIEF, "Marker of the brief before"),
    "language": (BRIEF, "Language Swedish"),
    "authors": (BRIEF, "Author marker author"),
}

#: The page and the words that show each field of a profile.
OF_PROFILE = {
    "name": (SYSTEM, "Zephyr"),
    "aliases": (SYSTEM, "Marker Alias"),
    "former_names": (SYSTEM, "Former name Marker Former"),
    "reporting_names": (SYSTEM, "NATO reporting name Marker Reporting"),
    "export_names": (SYSTEM, "Export name Zephyr Export"),
    "kind": (SYSTEM, "Kind marker kind"),
    "origin": (SYSTEM, "Origin Estonia"),
    "makers": (SYSTEM, "Maker Anvil Works"),
    "service_from": (SYSTEM, "June 1987"),
    "range_km": (SYSTEM, "4,321 km"),
    "range_note": (SYSTEM, "Marker of the note on the range"),
    "variant_of": (SYSTEM, "Breeze of which it is a version"),
    "related": (SYSTEM, "Gust"),
    "country": (MAKER, "Country Luxembourg"),
    "parent": (MAKER, "Part of Hammer Group"),
    "reliability": (MAKER, "Reliability D"),
    "reliability_basis": (MAKER, "Marker of the basis"),
    "archivable": (MAKER, "marker of a licence"),
    "wikidata": (SYSTEM, "Q424242"),
    "note": (SYSTEM, "Marker of the remark."),
    "sources.id": (SYSTEM, "#source-marker-page"),
    "sources.publisher": (SYSTEM, "Marker Press"),
    "sources.title": (SYSTEM, "Marker of a page"),
    "sources.label": (SYSTEM, "[Marker of another label]"),
    "sources.url": (SYSTEM, "https://m.example/p"),
    "sources.date": (SYSTEM, "2 January 1999"),
    "sources.archived": (SYSTEM, "archived copy"),
    "sources.accessed": (SYSTEM, "read 3 January 1999"),
    "sources.archivable": (SYSTEM, "may be copied: marker of press leave"),
    "sources.captured": (SYSTEM, "copied 4 January 1999"),
    "sources.sha256": (SYSTEM, "SHA-256 of the desk’s copy: 4d5e6f704d5e6f70"),
    "sources.author": (SYSTEM, "Press Author"),
    "sources.language": (SYSTEM, "in Estonian"),
    "sources.origin": (SYSTEM, "repeats Press Origin"),
    "sources.withdrawn": (SYSTEM, "Withdrawn 5 January 1999"),
    "sources.withdrawn_reason": (SYSTEM, "Marker of a loss"),
    "sources.supports": (SYSTEM, "for range"),
}


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models of front matter inside an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from models(part)


def paths(model: type[BaseModel]) -> Iterator[str]:
    """Every field that can hold a value, with the fields above it: `deals.value.amount`."""
    for name, field in model.model_fields.items():
        below = list(models(field.annotation))
        yield from (f"{name}.{path}" for inner in below for path in paths(inner))
        if not below:
            yield name


def words(html: str) -> str:
    """What a reader sees of a page, as one line: words that are hidden do not count."""
    seen = re.sub(r"<(p|div) hidden.*?</\1>", "", html, flags=re.DOTALL)
    text = " ".join(" ".join(Markup(seen.replace("<", " <")).text).split())
    return text.replace(" ,", ",").replace("[ ", "[").replace(" ]", "]")


def every_field() -> Library:
    """A library that uses every field."""
    files = []
    for path, text in FILES.items():
        # Each file cites what it lists, so that nothing is wrong with it.
        cited = " ".join(f"[@{id}]" for id in re.findall(r"\{id: ([a-z-]+), publisher", text))
        files.append(File(path, f"---\n{text}---\nText {cited}.\n".encode()))
    library = read(files)
    assert library.problems == ()
    return library


@pytest.fixture(scope="module")
def pages() -> Book:
    """The pages of that library."""
    return book(compile(every_field()))


def test_no_field_is_left_out_of_the_tables() -> None:
    """The tables above name every field of a brief and of a profile, and no other."""
    assert set(OF_BRIEF) == set(paths(authored_brief()))
    assert set(OF_PROFILE) == set(paths(AuthoredProfile))


@pytest.mark.parametrize(
    ("uri", "shown"),
    [*OF_BRIEF.values(), *OF_PROFILE.values()],
    ids=[*OF_BRIEF, *(f"profile.{path}" for path in OF_PROFILE)],
)
def test_field_is_shown(pages: Book, uri: str, shown: str) -> None:
    """What an author wrote in a field stands on a page, where a reader sees it."""
    html = pages[uri].html
    if shown.startswith("#"):
        assert shown[1:] in Markup(html).ids
    else:
        assert shown in words(html)


def test_text_in_another_language_says_so(pages: Book) -> None:
    """Headline, bottom line and text bear the language of the brief, for those who hear them."""
    spoken = [tag for tag, known in Markup(pages[BRIEF].html).elements if known.get("lang") == "sv"]
    assert spoken == ["h1", "p", "div"]


@pytest.mark.parametrize("model", [authored_brief(), AuthoredProfile])
def test_field_is_documented_and_in_the_schema(model: type[BaseModel]) -> None:
    """Each field is a row of the reference, with words, and a property of the JSON Schema."""
    page = reference()
    schema = model.model_json_schema()
    known = [schema, *schema["$defs"].values()]
    for path in paths(model):
        name = path.rpartition(".")[2]
        assert re.search(rf"^\| (\*\*)?`{name}`(\*\*)? \| \w[^|]+ \|", page, re.MULTILINE), path
        assert any(name in part.get("properties", {}) for part in known), path
