"""The reference for authors, out of the definitions that the checks use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from briefdesk.records.authored import AuthoredProfile, authored_brief
from briefdesk.records.authored_parts import (
    AuthoredDealEvent,
    AuthoredPerson,
    AuthoredStatement,
)
from briefdesk.records.codes import CODES
from briefdesk.records.gradings import CREDIBILITY, LIKELIHOOD, RELIABILITY, TLP
from briefdesk.records.kinds import KINDS, Naming
from briefdesk.records.roles import DEFAULT_ROLE, ROLES
from briefdesk.records.states import MILESTONES, STATES, VALUE_BASES
from briefdesk.records.values import Change, Judgement, ProfileSource, Question, Source, Value

_MODELS: tuple[tuple[str, str, type[BaseModel]], ...] = (
    ("A brief", "", authored_brief()),
    ("A person", "Items of `people`.", AuthoredPerson),
    ("A deal event", "Items of `deals`.", AuthoredDealEvent),
    ("A value", "The field `value` of a deal event.", Value),
    ("A statement", "Items of `statements`.", AuthoredStatement),
    ("A judgement", "Items of `judgements`.", Judgement),
    ("A source", "Items of `sources` in a brief.", Source),
    ("A question", "Items of `questions`; a text alone is a question that is open.", Question),
    ("A change", "Items of `changes`.", Change),
    ("A profile", "The front matter of a page under `docs/<kind>/`.", AuthoredProfile),
    ("A source of a profile", "Items of `sources` in a profile.", ProfileSource),
)


def fields() -> str:
    """The page of fields, in Markdown."""
    parts = ["# Fields of the front matter\n"]
    parts.append(
        "Every value is text as you write it: `NO` is Norway and `12:30` is a time. A date is\n"
        "`2017-02-22`, or `2017-02` or `2017` where no more is known. Fields in bold are\n"
        "required; a brief also names at least one country or system.\n"
    )
    for title, where, model in _MODELS:
        parts.append(f"## {title}\n")
        if where:
            parts.append(f"{where}\n")
        parts.append(_table(("field", "holds", "example"), _rows(model)))
    return "\n".join(parts)


def _rows(model: type[BaseModel]) -> Iterator[tuple[str, ...]]:
    for name, field in model.model_fields.items():
        shown = f"**`{name}`**" if field.is_required() else f"`{name}`"
        yield shown, field.description or "", _example(field)


def _example(field: FieldInfo) -> str:
    if not field.examples:
        return ""
    example: Any = field.examples[0]
    if isinstance(example, list):
        example = f"[{', '.join(map(str, example))}]"
    return f"`{example}`"


def problems() -> str:
    """The page of codes, in Markdown."""
    parts = [
        "# Problems\n",
        """What `briefdesk check` may say, by its code. A code never changes its meaning.
`briefdesk explain CODE` shows the same in a terminal.
""",
    ]
    for code in CODES:
        rule = code.rule.replace("<", "&lt;")  # or it is an element to a browser
        parts.append(f"## {code.id}\n\n{rule}\n")
        if code.severity == "warning":
            parts.append("This is a warning: the site is built all the same.\n")
        parts += [f"{label}\n\n{_block(text)}" for label, text in
                  (("Wrong:", code.wrong), ("Right:", code.right))]  # fmt: skip
    return "\n".join(parts)


def _block(text: str) -> str:
    return f"```text\n{text}\n```\n"


def vocabularies() -> str:
    """The page of values, in Markdown."""
    kept = {
        Naming.ISO: "ISO 3166, by any common name",
        Naming.PROFILE: "a profile",
        Naming.USE: "the first brief that names it",
    }
    sections = (
        ("States of a deal", "On the path from interest to service, then off it.",
         ("state", "means to a reader", "OCDS release tag", "OCDS status"),
         [(f"`{s.value}`", s.group.value, f"`{s.release_tag}`", s.ocds_status) for s in STATES]),
        ("Milestones", "What happens beside the state of a deal.", ("milestone", "means"),
         [(f"`{value}`", words) for value, words in MILESTONES.items()]),
        ("Roles of a country", f"In a plain list a country is `{DEFAULT_ROLE}`.",
         ("role", "heads its list as"), [(f"`{r.value}`", r.heading) for r in ROLES]),
        ("Reliability of a source", "Admiralty code; written once, in the publisher's profile.",
         ("grade", "means"), [(f"`{g.value}`", g.words) for g in RELIABILITY]),
        ("Credibility of an item", "Admiralty code; of one statement or deal event.",
         ("grade", "means"), [(f"`{g.value}`", g.words) for g in CREDIBILITY]),
        ("Likelihood", "ICD 203; one term in one judgement.", ("term", "also", "percent"),
         [(f"`{s.value}`", s.synonym, f"{s.lower}–{s.upper}") for s in LIKELIHOOD]),
        ("Bases of a value", "On what an amount of money rests.", ("basis",),
         [(f"`{basis}`",) for basis in VALUE_BASES]),
        ("Traffic Light Protocol", "Version 2.0. Only CLEAR is published.", ("mark",),
         [(f"`{mark}`",) for mark in TLP]),
        ("Kinds of subject", "Each has a field or a part in a brief, an index and pages.",
         ("kind", "is known by", "for"),
         [(f"`{k.id}`", kept[k.naming], k.purpose) for k in KINDS]),
    )  # fmt: skip
    parts = ["# Vocabularies\n", "Values that a brief may use, exactly as they are written.\n"]
    for title, lead, head, rows in sections:
        parts.append(f"## {title}\n\n{lead}\n\n{_table(head, rows)}")
    return "\n".join(parts)


def _table(head: tuple[str, ...], rows: Any) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    escaped = (tuple(cell.replace("|", "\\|") for cell in line) for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in escaped)


#: The pages by their place in the docs.
PAGES = {
    "authors/fields.md": fields,
    "authors/problems.md": problems,
    "authors/vocabularies.md": vocabularies,
}
