"""What is remembered changes how fast a project is read, and nothing else."""

from __future__ import annotations

import os
import pickle
import random
import re
import shutil
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefdesk.desk import checking
from briefdesk.reading.library import Library, read
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.markdown import Markdown
from briefdesk.records.problems import Problem
from briefdesk.site import clock, gathering, memory, project, shelf, workspace
from briefdesk.site.build import build
from briefdesk.site.entries import Held
from briefdesk.site.holding import Edited
from briefdesk.site.project import Project
from briefdesk.site.seen import REST, Seen
from briefdesk.site.shelf import Shelved

Record = Brief | Profile | None

DAY = date(2026, 1, 1)

PROFILES = {
    "docs/systems/lantern.md": "---\nname: Lantern\naliases: [L-20]\nmakers: [Works]\n---\nAn introduction.\n",
    "docs/systems/torch.md": "---\nname: Torch\nvariant_of: Lantern\n---\n",
    "docs/organisations/works.md": "---\nname: Works\ncountry: TUR\n---\n[a brief](../../briefs/2017/2017-02-01-a.md)\n",
    "docs/countries/tur.md": "---\nname: TUR\naliases: [Anatolia]\n---\n",
}

# What is sound stands there several times, so that about half of all briefs are.
SYSTEMS = [*["Lantern", "Torch"] * 4, "L-20", "T-9", "Lampion"]
COUNTRIES = [*["TUR", "RUS"] * 8, "Anatolia", "Anatolia", "Ruritania", "NATO", "Korea"]
PEOPLE = ["Işık", "Isik", "ISIK", "Jane Doe", "Works"]
LINKS = [*["../../docs/systems/lantern.md"] * 3, "2017-02-02-b.md", "../../docs/about.md"]
BODIES = [*["Talks [@w].", "More talks [@w]. `code`"] * 3, "<b>No</b> [@w].", "No citation."]
DATES = ["2017-02-01", "2017-02-02", "2018-01-01", "2018"]

SOUND = """\
---
title: Talks
date: 2017-02-01
summary: Talks go on.
countries: {TUR: buyer}
deals: [{buyer: TUR, supplier: RUS, system: Torch, state: signed, sources: [w]}]
tlp: CLEAR
sources: [{id: w, publisher: Wire, title: A report}]
---
Talks [@w].
"""


def brief(on: str, chance: random.Random) -> str:
    """A brief, right or wrong as chance will have it."""
    pick = chance.choice
    lines = [f"title: {pick(['Talks', 'More talks'])}", f"date: {on}", "summary: Talks go on."]
    lines.append(f"countries: {{{pick(COUNTRIES)}: {pick([*['buyer'] * 9, 'byer'])}}}")
    if chance.random() < 0.6:
        lines.append(f"systems: [{pick(SYSTEMS)}]")
    if chance.random() < 0.5:
        lines.append(f"topics: [{pick(['Air Defence', 'air defence', 'Tenders'])}]")
    if chance.random() < 0.6:
        lines.append(f"people: [{{name: {pick(PEOPLE)}, country: {pick(COUNTRIES)}}}]")
    if chance.random() < 0.6:
        state = pick(["talks", "signed", "offer"])
        by = f", by: {pick(PEOPLE)}" if chance.random() < 0.3 else ""
        lines.append(
            f"deals: [{{buyer: TUR, supplier: RUS, system: {pick(SYSTEMS)}, state: {state}, "
            f"date: {pick(DATES)}, programme: {pick(['Beacon', 'beacon'])}, sources: [w]{by}}}]"
        )
    if chance.random() < 0.3:
        lines.append(f"supersedes: {pick(['2017-02-01-a', '2017-02-02-b', '2018-01-01-c'])}")
    if chance.random() < 0.2:
        lines.append(f"published: {pick(['2018-02-01', '2026-06-01', '2027-06-01'])}")
    lines += ["tlp: CLEAR", "sources: [{id: w, publisher: Wire, title: A report}]"]
    links = "".join(f" [x]({pick(LINKS)})" for _ in range(pick([0, 0, 1, 2])))
    return "---\n" + "\n".join(lines) + f"\n---\n{pick(BODIES)}{links}\n"


@dataclass
class Desk:
    """A project under edit. Each write has a time of its own, however fast the machine is."""

    root: Path
    chance: random.Random
    moment: int = 1_000_000_000_000_000_000

    @property
    def project(self) -> Project:
        return project.load(self.root / "mkdocs.yml")

    @property
    def cache(self) -> Path:
        return self.root / ".briefdesk"

    def write(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        self.moment += 1_000_000_000
        os.utime(place, ns=(self.moment, self.moment))

    def paths(self, pattern: str) -> list[str]:
        return sorted(p.relative_to(self.root).as_posix() for p in self.root.glob(pattern))

    def edit(self) -> None:
        """One change such as people make."""
        self.chance.choice(EDITS)(self)

    def some(self, pattern: str) -> str | None:
        known = self.paths(pattern)
        return self.chance.choice(known) if known else None


def _rewrite(desk: Desk) -> None:
    path = desk.some("briefs/*/*.md")
    if path:
        desk.write(path, brief(path.rsplit("/", 1)[1][:10], desk.chance))


def _add(desk: Desk) -> None:
    on = desk.chance.choice(DATES[:3])
    folder = desk.chance.choice([*[on[:4]] * 5, "2016"])
    name = desk.chance.choice(["a", "b", "c", "d", "A"])
    desk.write(f"briefs/{folder}/{on}-{name}.md", brief(on, desk.chance))


def _delete(desk: Desk) -> None:
    path = desk.some("briefs/*/*.md")
    if path:
        (desk.root / path).unlink()


def _rename(desk: Desk) -> None:
    path = desk.some("briefs/*/*.md")
    if path:
        place = desk.root / path
        place.rename(place.with_name(f"{place.stem[:10]}-{desk.chance.choice('abcd')}.md"))


def _spoil(desk: Desk) -> None:
    path = desk.some("briefs/*/*.md")
    if path:
        text = (desk.root / path).read_text(encoding="utf-8")
        desk.write(path, desk.chance.choice(["title: [", text[4:], "---\n", text[:-1] + "\x07"]))


def _touch(desk: Desk) -> None:
    path = desk.some("briefs/*/*.md")
    if path:
        desk.write(path, (desk.root / path).read_text(encoding="utf-8"))


def _profile(desk: Desk) -> None:
    path = desk.chance.choice(sorted(PROFILES))
    aliases = desk.chance.choice(["", "aliases: [T-9]\n", "aliases: [L-20]\n", "aliases: [Isik]\n"])
    text = re.sub(r"aliases: .*\n", "", PROFILES[path]) if aliases else PROFILES[path]
    desk.write(path, text.replace("---\n", f"---\n{aliases}", 1))


def _other_alias(desk: Desk) -> None:
    names = desk.chance.sample(["L-20", "T-9", "Lampion", "Lantern"], 2)
    path = desk.chance.choice(["docs/systems/lantern.md", "docs/systems/torch.md"])
    name = path.rsplit("/", 1)[1].removesuffix(".md").title()
    desk.write(path, f"---\nname: {name}\naliases: [{', '.join(names)}]\n---\nText.\n")


def _no_profile(desk: Desk) -> None:
    path = desk.some("docs/*/*.md")
    if path:
        (desk.root / path).unlink()


def _restore(desk: Desk) -> None:
    for path, text in PROFILES.items():
        if not (desk.root / path).exists():
            desk.write(path, text)


def _page(desk: Desk) -> None:
    place = desk.root / "docs/about.md"
    if place.exists():
        place.unlink()
    else:
        desk.write("docs/about.md", "# About\n")


def _stray(desk: Desk) -> None:
    place = desk.root / "briefs/2017/notes.txt"
    if place.exists():
        place.unlink()
    else:
        desk.write("briefs/2017/notes.txt", "notes")


EDITS: list[Callable[[Desk], None]] = [
    _rewrite, _rewrite, _rewrite, _rewrite, _rewrite, _rewrite, _add, _add, _add, _add, _delete, _rename, _spoil, _touch,
    _profile, _profile, _profile, _restore, _restore, _other_alias, _no_profile, _page, _stray,
]  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A small project all of whose files have rested, so that their times are believed."""
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Desk\ntheme: {name: material}\nplugins: [briefdesk]\n"
    )
    desk = Desk(tmp_path, random.Random(1))
    for path, text in PROFILES.items():
        desk.write(path, text)
    for on, name in zip(DATES[:3], "abc", strict=True):
        desk.write(f"briefs/{on[:4]}/{on}-{name}.md", brief(on, desk.chance))
    now = clock.nanoseconds
    monkeypatch.setattr(clock, "nanoseconds", lambda: now() + 10 * REST)
    return desk


def clean(desk: Desk) -> Library:
    """All of it, read anew."""
    found = workspace.load(desk.project)
    return read(found.files, pages=[f"docs/{uri}" for uri in found.handwritten])


State = dict[str, tuple[Record, tuple[Problem, ...]]]


def state(library: Library, paths: list[str]) -> State:
    """Of each file its record and its problems."""
    records = {r.path: r for r in (*library.briefs, *library.profiles)}
    problems: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in library.problems:
        problems[problem.path].append(problem)
    return {path: (records.get(path), tuple(problems[path])) for path in paths}


def files(desk: Desk) -> list[str]:
    return [*desk.paths("briefs/*/*.md"), *desk.paths("docs/*/*.md")]


def agree(loaded: Shelved, desk: Desk) -> Library:
    """The library that was loaded equals one read anew, places and all."""
    expected = clean(desk)
    assert loaded.library == expected
    found = workspace.load(desk.project)
    assert loaded.workspace.handwritten == found.handwritten
    assert loaded.workspace.media == found.media
    assert loaded.workspace.problems == found.problems
    for mine, theirs in zip(loaded.library.briefs, expected.briefs, strict=True):
        for loc in ((), ("supersedes",), ("deals", 0, "state")):
            assert mine.places.at(loc) == theirs.places.at(loc)
    return expected


@pytest.mark.parametrize("seed", range(3))
def test_remembered_reading_equals_a_clean_one(seed: int, desk: Desk) -> None:
    """After any of many edits the library is that of a clean reading, and so is what is
    told of the difference from the last committed load, whoever looked in between."""
    desk.chance.seed(seed)
    seen: Counter[str] = Counter()
    # One of the seeds is a preview, which holds records from one load to the next.
    held = Held() if seed == 1 else None
    loaded = shelf.load(desk.project, desk.cache, held=held)
    assert loaded.fresh
    assert set(loaded.before.values()) == {None}
    loaded.commit()
    committed, names = state(clean(desk), files(desk)), loaded.library.names
    for _ in range(70):
        for _ in range(desk.chance.choice([1, 1, 1, 3])):
            desk.edit()
        if desk.chance.random() < 0.5:
            shelf.load(desk.project, desk.cache)
        loaded = shelf.load(desk.project, desk.cache, held=held)
        library = agree(loaded, desk)
        now = state(library, files(desk))
        differing = {p for p in {*committed, *now} if committed.get(p) != now.get(p)}
        assert not loaded.fresh
        assert loaded.before == {p: committed[p][0] if p in committed else None for p in differing}
        assert loaded.after == {p: now[p][0] if p in now else None for p in differing}
        assert loaded.names_changed == (library.names != names)
        seen.update(problem.code for problem in library.problems)
        seen["sound"] += len(library.briefs)
        said = checking.problems(desk.project, DAY, (), desk.cache)
        assert said == checking.problems(desk.project, DAY)
        if desk.chance.random() < 0.4:
            if desk.chance.random() < 0.5:
                # Somebody looks at a later state between the load and its commit.
                desk.edit()
                shelf.load(desk.project, desk.cache)
            loaded.commit()
            committed, names = now, library.names
    # Chance has tried what it was to try.
    assert seen["sound"] > 50, seen
    assert {"unknown-system", "alias-clash", "broken-link", "duplicate-slug"} <= seen.keys()


def test_file_that_did_not_change_is_not_opened(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two loads the second opens what changed in between, and nothing else."""
    shelf.load(desk.project, desk.cache)
    desk.write("briefs/2017/2017-02-01-a.md", brief("2017-02-01", desk.chance) + "More.\n")
    opened: list[str] = []
    reading = workspace.read

    def counted(place: str, path: str) -> object:
        opened.append(path)
        return reading(place, path)

    monkeypatch.setattr(gathering, "read", counted)
    shelf.load(desk.project, desk.cache)
    assert opened == ["briefs/2017/2017-02-01-a.md"]
    shelf.load(desk.project, desk.cache)
    assert len(opened) == 1


def test_file_of_just_now_is_opened_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Times are believed only of files that have rested: an edit may hide within a tick."""
    monkeypatch.undo()
    path = "briefs/2017/2017-02-01-a.md"
    assert Seen.of(desk.project).is_fleeting
    shelf.load(desk.project, desk.cache)
    place = desk.root / path
    before = place.stat()
    place.write_bytes(place.read_bytes().replace(b"talks", b"TALKS").replace(b"Talks", b"TALKS"))
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))
    # As if the file system had kept no better time.
    monkeypatch.setattr(
        workspace, "survey", _with_states(workspace.survey, {path: "the same as ever"})
    )
    shelf.load(desk.project, desk.cache)
    place.write_bytes(place.read_bytes().replace(b"TALKS", b"Talks"))
    agree(shelf.load(desk.project, desk.cache), desk)


def _with_states(survey: Callable[..., workspace.Survey], states: dict[str, str]) -> object:
    def changed(*arguments: object) -> workspace.Survey:
        seen = survey(*arguments)
        known = tuple(
            workspace.Found(f.place, f.path, states.get(f.path, f.state), f.time)
            for f in seen.files
        )
        return workspace.Survey(known, seen.others, seen.handwritten, seen.media, seen.problems)

    return changed


def database(desk: Desk) -> Path:
    if not list(desk.cache.glob("shelf-*.db")):
        shelf.load(desk.project, desk.cache)
    (place,) = desk.cache.glob("shelf-*.db")
    return place


def _random_bytes(desk: Desk) -> None:
    place = database(desk)
    content = bytearray(place.read_bytes())
    for _ in range(desk.chance.choice([1, 20, 2_000])):
        content[desk.chance.randrange(len(content))] = desk.chance.randrange(256)
    place.write_bytes(content)


def _cut(desk: Desk) -> None:
    place = database(desk)
    os.truncate(place, desk.chance.randrange(place.stat().st_size))


def _other_facts(desk: Desk) -> None:
    table = desk.chance.choice(["entries SET record", "entries SET facts", "notes SET value"])
    with sqlite3.connect(database(desk)) as connection:
        text = desk.chance.choice(["'[]'", "NULL", "''", "7", "x'ff'"])
        connection.execute(f"UPDATE {table} = {text}")
    connection.close()


def _gone(desk: Desk) -> None:
    shutil.rmtree(desk.cache)


def _noise(desk: Desk) -> None:
    database(desk).write_bytes(desk.chance.randbytes(20_000))


def _no_tables(desk: Desk) -> None:
    with sqlite3.connect(database(desk)) as connection:
        connection.execute("DROP TABLE entries")
        connection.execute("CREATE TABLE entries (a)")
    connection.close()


@pytest.mark.parametrize(
    "spoil", [_random_bytes, _cut, _other_facts, _gone, _noise, _no_tables],
    ids=lambda spoil: spoil.__name__,
)  # fmt: skip
def test_spoilt_memory_makes_no_difference(spoil: Callable[[Desk], None], desk: Desk) -> None:
    """A memory that was damaged in any way gives what a clean reading gives."""
    for _ in range(15):
        shelf.load(desk.project, desk.cache).commit()
        desk.edit()
        spoil(desk)
        agree(shelf.load(desk.project, desk.cache), desk)
        spoil(desk)
        assert checking.problems(desk.project, DAY, (), desk.cache) == checking.problems(
            desk.project, DAY
        )


def test_memory_of_another_version_is_not_opened(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another form of entries, another set of kinds or another package begins anew."""
    shelf.load(desk.project, desk.cache).commit()
    first = database(desk)
    monkeypatch.setattr(memory, "FORMAT", memory.FORMAT + 1)
    assert shelf.load(desk.project, desk.cache).fresh
    assert database(desk) != first
    shelf.load(desk.project, desk.cache).commit()
    monkeypatch.setattr(memory, "__version__", "0")
    assert shelf.load(desk.project, desk.cache).fresh
    shelf.load(desk.project, desk.cache).commit()
    assert shelf.load(desk.project, desk.cache, kinds=clean(desk).kinds[:-1]).fresh


def test_memory_that_came_with_a_project_is_not_believed(desk: Desk, tmp_path: Path) -> None:
    """A memory that was copied, checked out or unpacked is passed over, however sound."""
    shelf.load(desk.project, desk.cache).commit()
    with sqlite3.connect(database(desk)) as connection:
        assert connection.execute("SELECT count(*) FROM entries").fetchone()[0] > 0
    connection.close()
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(tmp_path, elsewhere, ignore=shutil.ignore_patterns("elsewhere"))
    copied = project.load(elsewhere / "mkdocs.yml")
    assert shelf.load(copied, elsewhere / ".briefdesk").fresh


def test_memory_in_a_linked_place_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    """Where the folder or the file is a link to another place, nothing is written there."""
    other = tmp_path / "other"
    other.mkdir()
    desk.cache.symlink_to(other)
    agree(shelf.load(desk.project, desk.cache), desk)
    assert not list(other.iterdir())
    desk.cache.unlink()
    shelf.load(desk.project, desk.cache)
    place = database(desk)
    place.unlink()
    place.symlink_to(other / "file")
    agree(shelf.load(desk.project, desk.cache), desk)
    assert not list(other.iterdir())


def test_memory_that_cannot_be_written_is_done_without(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that cannot be made, or a memory that another process holds, is no obstacle."""
    blocked = desk.root / "mkdocs.yml" / ".briefdesk"
    agree(shelf.load(desk.project, blocked), desk)
    assert checking.problems(desk.project, DAY, (), blocked) == checking.problems(desk.project, DAY)
    shelf.load(desk.project, desk.cache).commit()
    monkeypatch.setattr(memory, "PATIENCE", 0.0)
    with memory.opened(desk.cache, clean(desk).kinds):
        desk.edit()
        loaded = shelf.load(desk.project, desk.cache)
        assert loaded.fresh
        agree(loaded, desk)
        loaded.commit()
    # What is in place now is not what that memory tells of: it is gone.
    assert shelf.load(desk.project, desk.cache).fresh


def test_read_only_memory_is_done_without(desk: Desk) -> None:
    """A memory that cannot be written to is passed over."""
    shelf.load(desk.project, desk.cache).commit()
    with sqlite3.connect(database(desk)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    desk.edit()
    database(desk).chmod(0o400)
    desk.cache.chmod(0o500)
    try:
        agree(shelf.load(desk.project, desk.cache), desk)
    finally:
        desk.cache.chmod(0o700)


def test_nothing_is_read_where_nothing_changed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second check answers from memory, until the day on which an embargo ends."""
    path = "briefs/2017/2017-02-01-a.md"
    desk.write(path, SOUND)
    later = SOUND.replace("signed", "talks").replace("2017-02-01", "2018-01-01")
    desk.write("briefs/2018/2018-01-01-c.md", later.replace("tlp:", "published: 2026-06-01\ntlp:"))
    before, after = date(2026, 5, 31), date(2026, 6, 1)
    first = checking.problems(desk.project, before, (), desk.cache)
    loads: list[object] = []
    load = shelf.load
    monkeypatch.setattr(shelf, "load", lambda *given: loads.append(given) or load(*given))
    assert checking.problems(desk.project, before, (), desk.cache) == first
    assert not loads
    due = checking.problems(desk.project, after, (), desk.cache)
    assert loads
    assert {problem.code for problem in set(due) - set(first)} == {"state-goes-backwards"}
    assert checking.problems(desk.project, before, (), desk.cache) == first


def test_what_briefs_add_up_to_is_found_out_anew_where_it_changed(desk: Desk) -> None:
    """Deals are looked at again where front matter changed, or a brief became wrong or right."""
    one, two = "briefs/2017/2017-02-01-a.md", "briefs/2018/2018-01-01-c.md"
    talks = SOUND.replace("signed", "talks").replace("2017-02-01", "2018-01-01")

    def backwards() -> list[int]:
        said = checking.problems(desk.project, DAY, (), desk.cache)
        assert said == checking.problems(desk.project, DAY)
        return [problem.line for problem in said if problem.code == "state-goes-backwards"]

    desk.write(one, SOUND)
    desk.write(two, talks)
    assert backwards() == [6]
    desk.write(two, talks.replace("title: Talks", "language: en\ntitle: Talks"))
    assert backwards() == [7]
    desk.write(one, SOUND + "<b>\n")
    assert backwards() == []
    desk.write(one, SOUND)
    assert backwards() == [7]
    desk.write(two, talks.replace("state: talks", "state: talks, note: They began anew."))
    assert backwards() == []


def test_file_that_goes_while_it_is_read_is_not_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot be read any more is a problem, and no record is left of it."""
    path = "briefs/2017/2017-02-01-a.md"
    desk.write(path, SOUND.replace("Torch", "L-20"))
    assert path in {b.path for b in shelf.load(desk.project, desk.cache).library.briefs}
    # The brief has to be read again, since the name in it stands for another system.
    desk.write("docs/systems/lantern.md", "---\nname: Lantern\n---\n")
    desk.write("docs/systems/torch.md", "---\nname: Torch\naliases: [L-20]\n---\n")
    reading = workspace.read
    lost = Problem(path, 1, 1, "unreadable-file", "it cannot be read", "Look.")
    monkeypatch.setattr(
        gathering, "read", lambda place, name: lost if name == path else reading(place, name)
    )
    loaded = shelf.load(desk.project, desk.cache)
    assert lost in loaded.workspace.problems
    monkeypatch.undo()
    (desk.root / path).unlink()
    assert loaded.library == clean(desk)


def test_texts_wait_until_they_are_asked_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text comes from the memory, or from its file where that has another by now; where both
    have, the build is told rather than given other words. What was read ahead may be out of date."""
    path, words = "briefs/2017/2017-02-01-a.md", "Talks [@w].\n"
    desk.write(path, SOUND)
    first = shelf.load(desk.project, desk.cache)
    first.commit()
    # Not even who has read the file holds its words.
    assert "Talks" not in repr(first.library.briefs[0].body)

    def remembered() -> Brief:
        return shelf.load(desk.project, desk.cache).library.briefs[0]

    untold, edited, lost, sent = remembered(), remembered(), remembered(), remembered()
    assert pickle.loads(pickle.dumps(sent)) == sent
    desk.write(path, SOUND.replace(words, "Other words [@w].\n"))
    assert untold.body.text == words
    newer = remembered()
    assert newer.body.text == "Other words [@w].\n"
    assert untold.body.text == words
    memory.forget(desk.cache)
    monkeypatch.setattr(memory, "_ahead", {})
    with pytest.raises(Edited):
        _ = lost.body.text
    desk.write(path, SOUND)
    assert edited.body.text == words
    assert edited == untold
    assert remembered().body != Markdown.of("Other words [@w].\n")


def test_a_build_that_meets_an_edit_begins_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a text is lost once, the second try makes the site."""
    shutil.rmtree(desk.root / "briefs")
    desk.write("briefs/2017/2017-02-01-a.md", SOUND)
    load, lost = shelf.load, iter([True])

    def once(*given: Any, **further: Any) -> Shelved:
        if next(lost, False):
            raise Edited("a text is lost")
        return load(*given, **further)

    monkeypatch.setattr(shelf, "load", once)
    assert build(desk.project).briefs == 1
