"""Whether the pages of sources are still there; what was found out is remembered for a while."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from briefdesk.desk.fetching import Refused
from briefdesk.desk.visiting import Visitor
from briefdesk.reading.library import Library
from briefdesk.reading.locators import normal
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.problems import Problem, Severity, in_order
from briefdesk.records.values import Source

#: The file of what was found out, in the folder of what is remembered.
STATE = "links.json"

#: So long an answer holds.
HOLDS = timedelta(days=7)

#: Statuses by which a host says that a page is not there. Others (401, 403, 429, 5xx) say that
#: it does not want to tell, or not now.
_GONE = {404, 410, 451}

_FORM = 1

#: So many visits may be lost when a run is broken off.
_OFTEN = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of an address: `dead` is True where its host says that the page is gone,
    False where it is there, None where nobody can tell; `words` say why."""

    dead: bool | None
    words: str
    day: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many addresses there are, of how many nobody can tell, and a problem for each source
    whose page is gone and of which no copy is named."""

    addresses: int
    unknown: int
    problems: tuple[Problem, ...]


def check(
    library: Library,
    visitor: Visitor,
    today: date,
    memory: Path,
    progress: Callable[[str, Finding], None] = lambda url, finding: None,
) -> Outcome:
    """Ask for the page of each source of all briefs and profiles, once in a while.

    What `memory` holds is not asked for again; it is written as the run goes on, so that one
    that is broken off is taken up where it ended.
    """
    known = {url: f for url, f in _load(memory).items() if f.day <= today < f.day + HOLDS}
    cited = list(_cited(library))
    wanted = dict.fromkeys(normal(source.url) for _, _, source in cited if source.url)
    try:
        for number, url in enumerate((url for url in wanted if url not in known), 1):
            known[url] = Finding(*_look(visitor, url), today)
            progress(url, known[url])
            if number % _OFTEN == 0:
                _save(memory, known)
    finally:
        _save(memory, known)
    problems = [
        _problem(record, number, source, known[normal(source.url)])
        for record, number, source in cited
        if source.url and not source.archived and known[normal(source.url)].dead
    ]
    unknown = sum(known[url].dead is None for url in wanted)
    return Outcome(len(wanted), unknown, in_order(problems))


def _cited(library: Library) -> Iterator[tuple[Brief | Profile, int, Source]]:
    records: Iterable[Brief | Profile] = (*library.briefs, *library.profiles)
    for record in records:
        yield from ((record, number, source) for number, source in enumerate(record.sources))


def _look(visitor: Visitor, url: str) -> tuple[bool | None, str]:
    """Ask for the head of a page, and for the page where a host does not give heads."""
    if url.startswith("http://") and not visitor.limits.private:
        # Plain http is not spoken; most hosts that once did have the same pages under https.
        dead, words = _look(visitor, f"https{url.removeprefix('http')}")
        return (False, words) if dead is False else (None, f"not asked for by http; {words}")
    try:
        status = visitor.visit("HEAD", url).answer.status
        if status >= 400:
            status = visitor.visit("GET", url).answer.status
    except Refused as error:
        return None, str(error)
    if status in _GONE:
        return True, f"its host answers with {status}"
    return (False, "there") if status < 400 else (None, f"its host answers with {status}")


def _problem(record: Brief | Profile, number: int, source: Source, finding: Finding) -> Problem:
    place = record.places.at(("sources", number, "url"))
    url = source.url or ""
    return Problem(
        record.path, place.line, place.column, "dead-link",
        f"the page of the source '{source.id}' is gone: {finding.words}",
        f"Write `archived: {kept(source, url)}` if a copy is there.",
        Severity.WARNING,
    )  # fmt: skip


def kept(source: Source, url: str) -> str:
    """The address under which the Internet Archive would have a page, as it was nearest to the
    day on which the desk read it, or on which it was published."""
    day = source.accessed or source.captured or source.date
    stamp = f"{day.last:%Y%m%d}/" if day else ""
    return f"https://web.archive.org/web/{stamp}{url}"


def _load(memory: Path) -> dict[str, Finding]:
    """What was found out before; nothing, where that cannot be read."""
    try:
        given: Any = json.loads((memory / STATE).read_text(encoding="utf-8"))
        if given["form"] != _FORM:
            return {}
        return {
            str(url): Finding(
                None if dead is None else bool(dead), str(words), date.fromisoformat(day)
            )
            for url, (dead, words, day) in given["found"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _save(memory: Path, known: dict[str, Finding]) -> None:
    found = {url: (f.dead, f.words, f.day.isoformat()) for url, f in sorted(known.items())}
    text = json.dumps({"form": _FORM, "found": found}, ensure_ascii=False, indent=1)
    memory.mkdir(exist_ok=True)
    aside = memory / f"{STATE}.new"
    aside.write_text(text, encoding="utf-8", errors="backslashreplace")
    os.replace(aside, memory / STATE)
