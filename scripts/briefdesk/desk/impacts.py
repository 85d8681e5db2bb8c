"""What rests on a source, a publisher or a brief of a project: worked out, and told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from briefdesk.catalogue import changes
from briefdesk.catalogue.asked import Asked, owner
from briefdesk.catalogue.changes import Change
from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.deals import Standing
from briefdesk.catalogue.digest import Digest
from briefdesk.catalogue.impact import Impact, Outcome, Rests, Stand, Verdict, impact, without
from briefdesk.catalogue.ledger import deal_id
from briefdesk.catalogue.model import Catalogue
from briefdesk.desk.reporters import visible
from briefdesk.pages.differing import differing
from briefdesk.records.brief import Brief, DealEvent, Profile, Statement
from briefdesk.records.dates import EventDate
from briefdesk.records.problems import Problem, Severity, shortened
from briefdesk.site import shelf, sweeping
from briefdesk.site.assembly import edit
from briefdesk.site.judging import judge
from briefdesk.site.making import Making
from briefdesk.site.project import Project
from briefdesk.site.shelf import Shelved
from briefdesk.site.state import State


@dataclass(frozen=True, slots=True)
class Found:
    """The impact, the addresses of the pages that would change, and the errors of the project:
    what a faulty brief holds is left out."""

    impact: Impact
    pages: tuple[str, ...]
    errors: tuple[Problem, ...]


def find(
    project: Project,
    today: date,
    ask: Callable[[Catalogue], Asked],
    cache: Path | None = None,
    jobs: int = 1,
) -> Found:
    """What rests on what `ask` finds in the catalogue of a project, and what would change if it
    were withdrawn today. NotFound as `ask` raises it.

    Where the site was built and nothing changed since, the build tells which pages come into
    question; otherwise every page is made once, which takes as long as a build.
    """
    with sweeping.resting():
        shelved = shelf.load(project, cache, jobs)
        making = _making(project, shelved, today, cache) if cache else None
        before = (
            making.draft.edition
            if making
            else edit(project, shelved.workspace, shelved.library, today)
        )
        asked = ask(before.catalogue)
        library = without(shelved.library, asked, EventDate.of(today))
        after = replace(before, catalogue=compile(library, today))
        change = _change(shelved.library.briefs, library.briefs)
        change |= _change(shelved.library.profiles, library.profiles)
        old = {path: pair[0] for path, pair in change.items()}
        new = {path: pair[1] for path, pair in change.items()}
        touched = changes.touched(
            Change(old, new), library, after.catalogue,
            Digest.of(before.catalogue), Digest.of(after.catalogue),
        )  # fmt: skip
        problems = (
            making.draft.problems
            if making
            else judge(project, shelved, None, today, lambda: before.catalogue)
        )
        known = _known(making) if making else None
        return Found(
            impact(before.catalogue, after.catalogue, asked),
            differing(before, after, touched, known.resting_on(touched) if known else None),
            tuple(p for p in problems if p.severity is Severity.ERROR),
        )


def _making(project: Project, shelved: Shelved, today: date, cache: Path) -> Making:
    target = project.root / project.site
    return Making(project, shelved, today, target, cache, 1, lambda pages: None)


def _known(making: Making) -> State | None:
    """What the last build knows of its pages, where that is how things stand now."""
    known = None if making.shelved.before else making.known()
    still = known and Digest.from_data(known.facts["digest"]).opens(making.draft.edition.catalogue)
    return known if still else None


def _change(
    old: Iterable[Brief | Profile], new: Iterable[Brief | Profile]
) -> dict[str, tuple[Brief | Profile, Brief | Profile]]:
    pairs = zip(old, new, strict=True)
    return {then.path: (then, now) for then, now in pairs if then is not now}


def text(found: Found) -> str:
    """The impact for a person."""
    return "".join(f"{visible(line)}\n" for line in _lines(found))


def _lines(found: Found) -> Iterator[str]:
    told = found.impact
    yield f"{told.asked.kind} {told.asked.name}: {told.asked.words}"
    if told.already:
        yield "It was withdrawn already: what follows rests on it, and nothing more would change."
    if told.asked.kind == "publisher":
        yield from _list("Sources", (f"{name}  {_title(s)}" for name, s in told.sources))
        yield from _list("Repeated by, which would count all the same", told.repeating)
    label = "Named by briefs" if told.asked.brief else "Cited by briefs"
    yield from _list(label, (brief.slug for brief in told.briefs))
    yield from _deals(told)
    yield from _rests("Events of deals", told.events())
    yield from _rests("Statements", told.statements())
    yield from _rests("Judgements", told.judgements())
    fields = (f"{owner(p)}  {field or 'the text'}  [{name}]" for p, field, name in told.fields)
    yield from _list("Fields of profiles", fields)
    yield from _list("Pages that would change", (page or "(the home page)" for page in found.pages))


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A list under its title, with its count; nothing where it is empty."""
    known = list(lines)
    if known:
        yield ""
        yield f"{title}: {len(known)}"
        yield from (f"  {line}" for line in known)


def _rests(title: str, rests: Iterable[Rests]) -> Iterator[str]:
    """The same for what briefs say, brief by brief."""
    known = list(rests)
    alone = sum(rest.alone for rest in known)
    if known:
        yield ""
        yield f"{title}: {len(known)}" + (f", {alone} resting on nothing else (*)" if alone else "")
    for slug, group in groupby(known, key=lambda rest: rest.brief.slug):
        yield f"  {slug}"
        yield from (
            f"    {'*' if rest.alone else '-'} {shortened(_said(rest), 90)}" for rest in group
        )


def _deals(told: Impact) -> Iterator[str]:
    lines = []
    for outcome in told.deals:
        lines.append(f"{outcome.before.id}  {_stand(Stand.of(outcome.before))}")
        lines.append(f"  {_verdict(outcome)}")
        lines += [
            f"  {step.date}  {step.state.label if step.state else step.milestone}: "
            f"{step.standing} → {now or 'not told any more'}"
            for step, now in outcome.steps
        ]
    changing = sum(outcome.changes for outcome in told.deals)
    if told.deals:
        yield ""
        yield f"Deals: {len(told.deals)}, of which {changing} would change"
        yield from (f"  {line}" for line in lines)


def _verdict(outcome: Outcome) -> str:
    now = Stand.of(outcome.after) if outcome.after else None
    if now is None:
        return "no report of it would be left"
    words = {
        Verdict.HOLDS: "the state holds",
        Verdict.UNSUPPORTED: "no state would be supported",
        Verdict.FALLS_BACK: f"falls back to {_stand(now)}",
        Verdict.REGRADED: f"would stand as {_stand(now)}",
        Verdict.REDATED: f"would be told as {_stand(now)}",
    }
    return f"→ {words[outcome.verdict]}"


def _stand(stand: Stand) -> str:
    if stand.state is None:
        return "no supported state"
    firm = "" if stand.standing is Standing.REPORTED else f" ({stand.standing})"
    return f"{stand.state.label}{firm}, {stand.date} ({stand.brief})"


def _said(rest: Rests) -> str:
    item = rest.item
    if isinstance(item, DealEvent):
        return f"{deal_id(item)}: {item.state or item.milestone}, {item.date}"
    return f"{item.speaker}: {item.says}" if isinstance(item, Statement) else item.text


def _title(source: Any) -> str:
    return shortened(source.title or source.label or source.id)


def as_json(found: Found) -> str:
    """The impact for a program."""
    told = found.impact
    value = {
        "asked": {"kind": told.asked.kind, "name": told.asked.name, "words": told.asked.words},
        "already_withdrawn": told.already,
        "sources": [{"name": name, "publisher": s.publisher, "title": s.title or s.label,
                     "url": s.url} for name, s in told.sources],
        "repeating": list(told.repeating),
        "briefs": [brief.slug for brief in told.briefs],
        "deals": [_deal(outcome) for outcome in told.deals],
        "events": [
            {"brief": r.brief.slug, "deal": deal_id(r.item), "state": r.item.state,
             "milestone": r.item.milestone, "date": str(r.item.date), "alone": r.alone}
            for r in told.events() if isinstance(r.item, DealEvent)
        ],
        "statements": [
            {"brief": r.brief.slug, "speaker": r.item.speaker, "says": r.item.says,
             "alone": r.alone}
            for r in told.statements() if isinstance(r.item, Statement)
        ],
        "judgements": [
            {"brief": r.brief.slug, "id": r.item.id, "text": r.item.text, "alone": r.alone}
            for r in told.judgements() if not isinstance(r.item, (DealEvent, Statement))
        ],
        "fields": [{"profile": owner(profile), "field": field, "source": name}
                   for profile, field, name in told.fields],
        "pages": list(found.pages),
    }  # fmt: skip
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _deal(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.before.id,
        "verdict": str(outcome.verdict),
        "before": _plain(Stand.of(outcome.before)),
        "after": _plain(Stand.of(outcome.after)) if outcome.after else None,
        "steps": [
            {"date": str(step.date), "state": step.state.value if step.state else None,
             "milestone": step.milestone, "before": str(step.standing),
             "after": str(now) if now else None}
            for step, now in outcome.steps
        ],
    }  # fmt: skip


def _plain(stand: Stand) -> dict[str, Any]:
    return {
        "state": stand.state.value if stand.state else None,
        "standing": str(stand.standing),
        "date": str(stand.date) if stand.date else None,
        "brief": stand.brief,
    }


FORMATS: dict[str, Callable[[Found], str]] = {"text": text, "json": as_json}
