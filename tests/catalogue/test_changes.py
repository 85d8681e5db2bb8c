"""What an edit touches: exactly the grounds that are written down for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from briefdesk.catalogue.changes import Change, texts, touched
from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.digest import Digest
from briefdesk.catalogue.grounds import briefs_among, deals_among, names_among
from briefdesk.reading.library import File, Library, read
from tests.catalogue.conftest import PROFILES, brief, deal

GOLDEN = Path(__file__).parent.parent / "golden" / "touched.txt"
DAY = date(2020, 1, 1)

TALKS = deal(state="talks", by="[Rostec]")
RIVAL = deal(system="HQ-9", supplier="CHN", state="offer", programme="T-LORAMIDS")
SPOKEN = "people: [{name: Ayla Ender, organisation: Rostec}]\n"
CITED = "- {id: page, publisher: Post, title: Page, url: 'https://a.example/page'%s}\n"

Files = dict[str, str]


def desk() -> Files:
    """The files of a desk with a deal that two briefs tell of, a rival of it and a brief that
    comes out in 2021."""
    return dict((
        brief("2017-02-22-talks", f"{SPOKEN}systems: [S-400]\ndeals:\n{TALKS}", "Of Rostec [@wire]."),
        brief("2018-03-01-signed", f"{CITED % ''}deals:\n{deal(state='signed')}", "Text [@wire] [@page]."),
        brief("2018-04-01-offer", f"deals:\n{RIVAL}"),
        brief("2019-05-06-plain", "topics: [Tenders]\nsupersedes: 2018-04-01-offer\n"),
        brief("2019-06-07-later", "published: 2021-01-01\n"),
    )) | {path: f"---\n{text}---\n" for path, text in PROFILES.items()}  # fmt: skip


def edited(files: Files, path: str, old: str, new: str) -> Files:
    """The same files with words of one replaced, which stand in it."""
    assert old in files[path]
    return files | {path: files[path].replace(old, new)}


def read_all(files: Files) -> Library:
    """The library of sound files."""
    library = read(File(path, text.encode()) for path, text in files.items())
    assert not [problem for problem in library.problems if problem.severity == "error"]
    return library


def change(was: Library, now: Library) -> Change:
    """The records that differ."""
    before, after = (
        {record.path: record for record in (*library.briefs, *library.profiles)}
        for library in (was, now)
    )
    paths = sorted(p for p in before.keys() | after.keys() if before.get(p) != after.get(p))
    return Change({p: before.get(p) for p in paths}, {p: after.get(p) for p in paths})


def touched_by(was: Files, now: Files, then: date = DAY, today: date = DAY) -> set[str]:
    """The grounds that an edit touches."""
    old, new = read_all(was), read_all(now)
    first, second = compile(old, then), compile(new, today)
    return touched(change(old, new), new, second, Digest.of(first), Digest.of(second))


def edits(files: Files) -> Iterator[tuple[str, Files]]:
    """Each edit by its name."""
    talks, signed, offer, plain, later = (path for path in files if path.startswith("briefs"))
    rostec, patriot = "docs/organisations/rostec.md", "docs/systems/patriot.md"
    new, text = brief("2019-08-09-new", "systems: [Patriot]\norganisations: [NATO]\n")
    yield "nothing", dict(files)
    yield "a text", edited(files, talks, "Of Rostec", "Of Rostech")
    yield "a title", edited(files, plain, "title: 2019-05-06-plain", "title: Plain")
    yield (
        "a title of a brief with a deal",
        edited(files, talks, "title: 2017-02-22-talks", "title: A"),
    )
    yield "a state", edited(files, talks, "state: talks", "state: offer")
    yield "a deal goes to another system", edited(files, talks, "system: S-400", "system: Patriot")
    yield (
        "a deal joins a programme",
        edited(files, signed, "state: signed", "state: signed, programme: T-LORAMIDS"),
    )
    yield "a deal leaves a programme", edited(files, offer, ", programme: T-LORAMIDS", "")
    yield (
        "more is told of a rival",
        edited(files, offer, RIVAL, RIVAL + RIVAL.replace("offer", "talks")),
    )
    yield (
        "a source is withdrawn",
        edited(files, signed, "/page'", "/page', withdrawn: 2018-05-01, withdrawn_reason: Wrong."),
    )
    yield "a publisher is renamed", edited(files, signed, "publisher: Post", "publisher: The Post")
    yield "a brief is new", files | {new: text}
    yield "a brief is gone", {path: text for path, text in files.items() if path != plain}
    yield (
        "a brief is withdrawn",
        edited(files, offer, "tlp: CLEAR", "tlp: CLEAR\nstatus: withdrawn\nreason: No."),
    )
    yield "a brief is a draft", edited(files, offer, "tlp: CLEAR", "tlp: CLEAR\nstatus: draft")
    yield "a brief under embargo", edited(files, later, "title: 2019-06-07-later", "title: Later")
    yield (
        "a profile",
        edited(files, patriot, "name: Patriot\n", "name: Patriot\nmakers: [Rostec]\n"),
    )
    yield "a profile is renamed", edited(files, rostec, "name: Rostec", "name: Rostec Group")
    yield (
        "a profile names others",
        edited(
            files, patriot, "name: Patriot\n", "name: Patriot\nvariant_of: S-400\nrelated: [HQ-9]\n"
        ),
    )
    yield (
        "an organisation has a parent",
        edited(files, rostec, "country: RUS\n", "country: RUS\nparent: NATO\n"),
    )
    yield (
        "a country is another",
        edited(files, plain, "TUR: buyer, RUS: supplier", "GRC: concerned"),
    )
    yield "a date is a month", edited(
        {p: t for p, t in files.items() if p != plain} | {plain.replace("-06-", "-"): files[plain]},
        plain.replace("-06-", "-"), "date: 2019-05-06", "date: 2019-05",
    )  # fmt: skip


def test_an_edit_touches_what_is_written_down(golden: Callable[[Path, str], None]) -> None:
    """The grounds that each edit touches, and that taking it back touches, are those of the
    golden file: no fewer, which would leave pages as they were, and no more, which costs time."""
    files = desk()
    told = []
    for name, now in edits(files):
        there = touched_by(files, now)
        back = touched_by(now, files)
        told += [f"{name}:", *(f"  {ground}" for ground in sorted(there))]
        told += [f"  + {ground} (taken back)" for ground in sorted(back - there)]
        told += [f"  - {ground} (taken back)" for ground in sorted(there - back)]
    golden(GOLDEN, "\n".join(told) + "\n")


def test_an_embargo_that_ends_touches_its_brief_alone() -> None:
    """On the day on which a brief comes out it is touched as a new one is, although no file
    changed."""
    files = desk()
    later = {path: text for path, text in files.items() if "later" not in path}
    opened = touched_by(files, files, DAY, date(2021, 1, 1))
    assert opened == touched_by(later, files, date(2021, 1, 1), date(2021, 1, 1))
    assert "brief 2019-06-07-later" in opened
    assert touched_by(files, files) == set()


def test_texts_alone_touch_their_briefs_alone() -> None:
    """A change of words in the text is told from any other, and touches what shows the text."""
    files = desk()
    was = read_all(files)
    of_texts = edited(files, "briefs/2017/2017-02-22-talks.md", "Of Rostec", "Of Rostech")
    made = change(was, read_all(of_texts))
    assert made.is_of_texts_alone()
    assert texts(made) == {"brief 2017-02-22-talks"}
    for name, now in edits(files):
        assert change(was, read_all(now)).is_of_texts_alone() == (name in {"nothing", "a text"})


def test_several_files_touch_what_each_of_them_does() -> None:
    """In whichever order files come, none keeps another from being looked at."""
    files = desk()
    signed, rostec = "briefs/2018/2018-03-01-signed.md", "docs/organisations/rostec.md"
    one = edited(files, rostec, "name: Rostec", "name: Rostec Group")
    other = edited(files, signed, "title: 2018-03-01-signed", "title: Signed")
    both = one | {signed: other[signed]}
    was, now = read_all(files), read_all(both)
    whole = touched_by(files, both)
    assert whole >= touched_by(files, one) | touched_by(files, other)
    made = change(was, now)
    before, after = (dict(reversed(records.items())) for records in (made.before, made.after))
    assert list(before) == [rostec, signed]
    first, second = compile(was, DAY), compile(now, DAY)
    back = touched(Change(before, after), now, second, Digest.of(first), Digest.of(second))
    assert back == whole


def test_grounds_are_told_apart_by_what_they_are_of() -> None:
    """The briefs and deals among grounds are those by name, and a few grounds are of names."""
    given = {"brief a", "briefs", "briefs 2017", "deal tur-rus-s-400", "deals", "deals of s-400"}
    assert briefs_among(given) == {"a"}
    assert deals_among(given) == {"tur-rus-s-400"}
    assert not names_among(given)
    for name in ("present", "profiles", "publishers", "subject systems s-400", "publisher post"):
        assert names_among({*given, name})
