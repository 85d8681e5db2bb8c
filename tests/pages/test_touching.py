"""An edit touches the pages that look different after it, and a build makes no others."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from briefdesk.catalogue import pairs, publishers
from briefdesk.catalogue.changes import Change, texts, touched
from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.digest import Digest
from briefdesk.exports import book as exports
from briefdesk.exports import sources as exported_sources
from briefdesk.exports.file import File as Exported
from briefdesk.pages import book, runs, sources
from briefdesk.pages.edition import Edition
from briefdesk.pages.page import Page, Task
from briefdesk.pages.runs import LIMIT
from briefdesk.reading.library import File, Library, read
from briefdesk.records.problems import Severity
from tests.pages.conftest import SITE

COUNTRIES = ["TUR", "RUS", "CHN", "GRC", "USA", "FIN"]
SYSTEMS = ["Lantern", "Beacon", "L-20", "Harpoon Light"]
ORGANISATIONS = ["Lantern Works", "Harbour Office", "Coast Guard"]
STATES = ["interest", "talks", "offer", "selected", "signed", "delivered", "abandoned"]
WORDS = [
    *SYSTEMS,
    *ORGANISATIONS,
    "Turkey",
    "Finland",
    "Angola",
    "Old Lamp",
    "Bright Eye",
    "harbour",
]
PUBLISHERS = ["The Gazette", "the gazette", "Herald", "Harbour Office", "Courier"]


@dataclass
class Desk:
    """A desk's files as fields, and the day on which it is looked at."""

    dice: random.Random
    briefs: dict[str, dict[str, Any]] = field(default_factory=dict)
    profiles: dict[str, dict[str, Any]] = field(default_factory=dict)
    today: date = date(2030, 1, 1)

    def files(self) -> Iterator[File]:
        """The files as bytes."""
        for path, fields in (*self.briefs.items(), *self.profiles.items()):
            head = {name: value for name, value in fields.items() if name != "body"}
            text = f"---\n{json.dumps(head)}\n---\n{fields['body']}\n"
            yield File(path, text.encode())

    # What an author does

    def add_brief(self) -> None:
        day = date(2015, 1, 1) + timedelta(days=self.dice.randrange(1_500))
        slug = f"{day}-{self.dice.choice(['a', 'b', 'c'])}-{self.dice.randrange(10_000)}"
        self.briefs[f"briefs/{day.year}/{slug}.md"] = {
            "title": f"News {self.dice.randrange(100)}",
            "date": str(day),
            "summary": "Where it stands.",
            "countries": dict.fromkeys(self.dice.sample(COUNTRIES, 2), "concerned"),
            "systems": self.dice.sample(SYSTEMS, self.dice.randrange(2)),
            "organisations": self.dice.sample(ORGANISATIONS, self.dice.randrange(2)),
            "topics": self.dice.sample(["tenders", "Tenders", "money"], 1),
            "tlp": "CLEAR",
            "sources": [
                {"id": "a", "publisher": self.dice.choice(PUBLISHERS), "title": "A report"}
            ],
            "questions": ["Who pays?", {"text": "When?", "answered": self._other()}][
                : 1 + bool(self.briefs)
            ],
            "deals": [self._event() for _ in range(self.dice.randrange(3))],
            "people": [self._person()] if self.dice.random() < 0.4 else [],
            "body": self._text(),
        }

    def _other(self) -> str:
        return self.dice.choice(sorted(self.briefs))[12:-3] if self.briefs else ""

    def _event(self) -> dict[str, Any]:
        event: dict[str, Any] = {
            "buyer": self.dice.choice(COUNTRIES[:3]),
            "supplier": self.dice.choice(COUNTRIES[3:]),
            "system": self.dice.choice(SYSTEMS),
            "state": self.dice.choice(STATES),
            "sources": ["a"],
            "note": "Noted.",
        }
        if self.dice.random() < 0.5:
            event["programme"] = self.dice.choice(["Lighthouse", "lighthouse", "Shore"])
        if self.dice.random() < 0.4:
            event["by"] = [self.dice.choice([*ORGANISATIONS, *COUNTRIES])]
            if event["by"][0] in COUNTRIES:
                event["operator"] = event["by"]
        if self.dice.random() < 0.3:
            event["date"] = self.dice.choice(["2014", "2014-06", "2015-02-03"])
        return event

    def _person(self) -> dict[str, Any]:
        person = {
            "name": self.dice.choice(["Ayla Işık", "Ayla Isik", "Ben Moor"]),
            "office": "Chief",
        }
        other = (
            ("country", COUNTRIES) if self.dice.random() < 0.5 else ("organisation", ORGANISATIONS)
        )
        return person | {other[0]: self.dice.choice(other[1])}

    def _text(self) -> str:
        words = self.dice.sample(WORDS, 4)
        link = ""
        if self.briefs and self.dice.random() < 0.3:
            link = f" See [it](../../{self.dice.choice(sorted(self.briefs))})."
        return f"Of {words[0]} and {words[1]}, {words[2]} said {words[3]} [@a].{link}"

    def edit(self) -> None:
        """One thing that an author or the passing of time may do."""
        path = self.dice.choice(sorted(self.briefs))
        brief = self.briefs[path]
        profile = self.profiles[self.dice.choice(sorted(self.profiles))]
        what = self.dice.randrange(18)
        if what <= 1:
            brief["body"] = self._text()
        elif what == 2:
            brief["title"] = f"News {self.dice.randrange(100)}"
        elif what == 3:
            brief["deals"] = [self._event() for _ in range(self.dice.randrange(3))]
        elif what == 4 and brief["deals"]:
            self.dice.choice(brief["deals"])["state"] = self.dice.choice(STATES)
        elif what == 5:
            brief["countries"] = dict.fromkeys(self.dice.sample(COUNTRIES, 2), "concerned")
        elif what == 6:
            brief["sources"][0]["publisher"] = self.dice.choice(PUBLISHERS)
        elif what == 7:
            brief.update(self.dice.choice([
                {"status": "draft"}, {"status": "published"}, {"tlp": "AMBER"}, {"tlp": "CLEAR"},
                {"status": "withdrawn", "reason": "It was wrong."}, {"published": "2030-01-05"},
            ]))  # fmt: skip
            if brief.get("status") != "withdrawn":
                brief.pop("reason", None)
        elif what == 8:
            brief["supersedes"] = self.dice.choice(sorted(self.briefs))[12:-3]
        elif what == 9:
            self.add_brief()
        elif what == 10 and len(self.briefs) > 8:
            del self.briefs[path]
        elif what == 11:
            profile["aliases"] = self.dice.sample(["Old Lamp", "Bright Eye", "Angola Light"], 1)
        elif what == 12:
            profile.update(self.dice.choice([{"kind": "lamp"}, {"kind": "mast"}, {"aliases": []}]))
        elif what == 13:
            own = self.profiles["docs/organisations/lantern-works.md"]
            own.update(self.dice.choice([
                {"country": "TUR"}, {"country": "FIN"},
                {"reliability": "B", "reliability_basis": "A study."}, {"name": "Lantern works"},
            ]))  # fmt: skip
        elif what == 14:
            lantern = self.profiles["docs/systems/lantern.md"]
            lantern["makers"] = self.dice.sample(ORGANISATIONS, 1)
            lantern["related"] = self.dice.sample(SYSTEMS[1:], self.dice.randrange(4))
            brief["people"] = [self._person()]
        elif what == 15:
            brief["sources"][0].update(self.dice.choice([
                {"url": f"https://wire.example/{self.dice.randrange(3)}"}, {"origin": "Herald"},
                {"origin": "Lantern Works"}, {"withdrawn": "2014", "withdrawn_reason": "It erred."},
            ]))  # fmt: skip
        elif what == 16:
            for field in ("origin", "withdrawn", "withdrawn_reason"):
                brief["sources"][0].pop(field, None)
        else:
            self.today += timedelta(days=self.dice.randrange(-3, 4))


def _profiles() -> dict[str, dict[str, Any]]:
    systems = {f"docs/systems/{n.lower().replace(' ', '-')}.md": {"name": n} for n in SYSTEMS}
    others = {
        f"docs/organisations/{n.lower().replace(' ', '-')}.md": {"name": n} for n in ORGANISATIONS
    }
    return {
        path: fields | {"body": "It is a Lantern of Finland."}
        for path, fields in (systems | others).items()
    }


Made = dict[str, Page | Exported]


def _tasks(edition: Edition) -> set[Task]:
    return {*book.tasks(edition), *exports.tasks(edition)}


def _make(edition: Edition, task: Task) -> tuple[Made, frozenset[str]]:
    """The pages and files of a task by uri or path, and the grounds they rest on."""
    pages, grounds = book.make(edition, task) if task[0] in book.MAKERS else ((), frozenset())
    files, further = exports.make(edition, task)
    made: Made = {page.uri: page for page in pages} | {file.path: file for file in files}
    return made, grounds | further


class Site:
    """Pages and files as an incremental build keeps them: made once, and again where an edit
    touches."""

    def __init__(self, library: Library, today: date) -> None:
        edition = Edition(compile(library, today), SITE)
        self.library = library
        self.digest = Digest.of(edition.catalogue)
        self.made = {task: _make(edition, task) for task in _tasks(edition)}

    def update(self, library: Library, today: date) -> int:
        """Make again what `library` touches; returns how many tasks that were."""
        was = {record.path: record for record in (*self.library.briefs, *self.library.profiles)}
        now = {record.path: record for record in (*library.briefs, *library.profiles)}
        paths = [path for path in {*was, *now} if was.get(path) != now.get(path)]
        change = Change({p: was.get(p) for p in paths}, {p: now.get(p) for p in paths})
        edition = Edition(compile(library, today), SITE)
        digest = Digest.of(edition.catalogue)
        alone = change.is_of_texts_alone() and self.library.names == library.names
        if alone and self.digest.opens(edition.catalogue):
            grounds = texts(change)
        else:
            grounds = touched(change, library, edition.catalogue, self.digest, digest)
        every = _tasks(edition)
        todo = {task for task in every if task not in self.made or self.made[task][1] & grounds}
        self.made = {task: self.made[task] for task in every - todo}
        self.made |= {task: _make(edition, task) for task in todo}
        self.library, self.digest = library, digest
        return len(todo)

    @property
    def all(self) -> Made:
        """The pages by uri, the files by path."""
        return {name: one for made, _ in self.made.values() for name, one in made.items()}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "limit", "edits"),
    [
        (2, 3, 50),
        *(
            pytest.param(seed, 3 if seed % 2 else LIMIT, 110, marks=pytest.mark.exhaustive)
            for seed in (0, *range(3, 13))
        ),
    ],
)
def test_random_edits_make_what_a_clean_build_makes(
    seed: int, limit: int, edits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each of many random edits, the pages and files made for it and those left as
    they were are those of a build from nothing, whether lists fit on a page or go on by year."""
    _cut(monkeypatch, limit)
    # So few that they are reached: which systems are compared then changes with every edit.
    monkeypatch.setattr(pairs, "_OPTIONS", 3)
    monkeypatch.setattr(pairs, "_RELATIVES", 2)
    desk = Desk(random.Random(seed), profiles=_profiles())
    for _ in range(10):
        desk.add_brief()
    site = Site(read(desk.files()), desk.today)
    done = least = 0
    for step in range(edits):
        before = json.dumps([desk.briefs, desk.profiles, str(desk.today)])
        desk.edit()
        library = read(desk.files())
        if any(problem.severity is Severity.ERROR for problem in library.problems):
            briefs, profiles, today = json.loads(before)
            desk.briefs, desk.profiles, desk.today = briefs, profiles, date.fromisoformat(today)
            continue
        made = site.update(library, desk.today)
        clean = Site(library, desk.today).all
        assert site.all == clean, (step, _first_difference(site.all, clean))
        done += 1
        least += made < len(clean) // 2
    lists = (task for task in site.made if task[0] in ("subjects", "sources"))
    assert any(map(_is_of_year, lists)) == (limit < LIMIT)
    assert done > 0.6 * edits
    assert least > done // 3


def _cut(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    """Let lists of more than `limit` go on by year."""
    for parted in (runs.run, runs.years):
        monkeypatch.setattr(parted, "__defaults__", (False, limit))
    for module in (publishers, sources, exported_sources):
        monkeypatch.setattr(module, "LIMIT", min(limit, publishers.LIMIT))


def _is_of_year(task: Task) -> bool:
    return task[-1].isdigit()


def _first_difference(one: Made, other: Made) -> str:
    return next(uri for uri in sorted({*one, *other}) if one.get(uri) != other.get(uri))


def test_an_edited_text_makes_its_own_page_alone() -> None:
    """A sentence more in one brief touches one page."""
    desk = Desk(random.Random(1), profiles=_profiles())
    for _ in range(12):
        desk.add_brief()
    site = Site(read(desk.files()), desk.today)
    path = sorted(desk.briefs)[3]
    desk.briefs[path]["body"] += " It is known."
    assert site.update(read(desk.files()), desk.today) == 1


def test_the_page_of_a_year_rests_on_its_year_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a list goes on by year, a new title in a brief of one year makes no page of another
    year of a subject or of a publisher."""
    _cut(monkeypatch, 3)
    desk = Desk(random.Random(4), profiles=_profiles())
    for _ in range(30):
        desk.add_brief()
    site = Site(read(desk.files()), desk.today)
    before = dict(site.made)
    path = sorted(desk.briefs)[12]
    desk.briefs[path]["title"] = "Another title"
    site.update(read(desk.files()), desk.today)
    anew = (task for task in site.made if site.made[task] is not before[task])
    years = {task[-1] for task in anew if task[0] in ("subjects", "sources") and _is_of_year(task)}
    assert years == {path[7:11]}


def test_an_alias_touches_the_texts_that_have_it() -> None:
    """A new alias makes its own pages and the texts in which it stands, and no other brief."""
    desk = Desk(random.Random(2), profiles=_profiles())
    for _ in range(12):
        desk.add_brief()
    for number, fields in enumerate(desk.briefs.values()):
        fields["systems"], fields["deals"], fields["questions"] = [], [], []
        fields["body"] = "The Bright Eye shone [@a]." if number == 4 else "Nothing [@a]."
    site = Site(read(desk.files()), desk.today)
    before = dict(site.made)
    desk.profiles["docs/systems/beacon.md"]["aliases"] = ["Bright Eye"]
    site.update(read(desk.files()), desk.today)
    anew: set[Task] = {task for task in site.made if site.made[task] is not before.get(task)}
    assert {task for task in anew if task[0] == "briefs"} == {
        ("briefs", list(desk.briefs)[4][12:-3])
    }
    assert ("subjects", "systems", "beacon") in anew
