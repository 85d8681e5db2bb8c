"""A library as it stood on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdesk.catalogue import earlier
from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.retrospect import stood
from briefdesk.reading.library import File, Library, read
from briefdesk.records.brief import Brief
from briefdesk.records.dates import EventDate
from briefdesk.records.gradings import Outcome
from briefdesk.records.kinds import Subject

from .conftest import PROFILES, Write, brief, deal

DAY = date(2017, 12, 31)

LONG = """\
published: 2017-03-01
updated: 2018-06-01
changes:
- {date: 2017-05-01, note: One.}
- {date: 2018-06-01, note: Two.}
people: [{name: Ayla Işık}]
statements:
- {speaker: Ayla Işık, date: 2017-02-20, says: Soon., source: wire}
- {speaker: Ayla Işık, date: 2018-02-20, says: Late., source: wire}
- {speaker: Ayla Işık, date: 2017-02-21, says: Much later., source: late}
judgements:
- {id: known, text: A., likelihood: likely, outcome: happened, resolved: 2017-09-12}
- {id: open, text: B., likelihood: likely, outcome: happened, resolved: 2018-09-12, sources: [wire, late]}
- {id: untold, text: C., likelihood: likely, outcome: happened}
- {id: due, text: D., likelihood: likely, outcome: did not happen, resolves_by: 2017-06}
"""
SOURCES = """\
- {id: late, publisher: Wire, title: A later report, date: 2018-05-01}
- {id: lost, publisher: Wire, title: An early report, date: 2017-01-01, accessed: 2019-01-01,
   captured: 2019-01-01, sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,
   archived: "https://archive.example/web/20190101000000/https://a.example/",
   withdrawn: 2018-01-05, withdrawn_reason: It erred.}
- {id: gone, publisher: Wire, title: A lost report, withdrawn: 2017-04-01, withdrawn_reason: It erred.}
"""
DEALS = (
    "deals:\n"
    + deal(state="talks", sources="[wire, late]")
    + deal(state="offer", date="2017-03", sources="[late]")
    + deal(state="selected", date="2017")
    + deal(state="signed", date="2018-02-01")
)


@pytest.fixture
def full(write: Write) -> Brief:
    """A brief of February 2017 that was changed more than a year later."""
    text = "Text [@wire, @late] and [@lost, @gone]."
    (found,) = write(("2017-02-22-talks", SOURCES + LONG + DEALS, text)).briefs
    return found


def test_later_parts_of_a_brief_are_left_out(full: Brief) -> None:
    """Of a brief changed since, what is dated later is not there, nor what rests on that alone."""
    then = earlier.brief(full, DAY)
    assert then
    found, changed = then
    assert changed
    assert [source.id for source in found.sources] == ["wire", "lost", "gone"]
    assert [statement.says for statement in found.statements] == ["Soon."]
    assert [(event.state, event.sources) for event in found.deals] == [
        ("talks", ("wire",)), ("selected", ("wire",)),
    ]  # fmt: skip
    assert [str(change.date) for change in found.changes] == ["2017-05-01"]
    assert str(found.updated) == "2017-05-01"


def test_later_outcomes_and_withdrawals_are_not_known_yet(full: Brief) -> None:
    """An outcome known by the day stands, one known later or on no day that is told does not;
    a source withdrawn later stands, without the day on which it was read or kept later."""
    then = earlier.brief(full, DAY)
    assert then
    outcomes = {judgement.id: judgement.outcome for judgement in then[0].judgements}
    assert outcomes == {
        "known": Outcome.HAPPENED, "open": None, "untold": None, "due": Outcome.DID_NOT_HAPPEN,
    }  # fmt: skip
    assert then[0].judgements[1].sources == ("wire",)
    lost, gone = then[0].sources[1:]
    assert (lost.withdrawn, lost.withdrawn_reason, lost.accessed, lost.archived) == (None,) * 4
    assert (lost.captured, lost.sha256) == (None, None)
    assert str(gone.withdrawn) == "2017-04-01"


@pytest.mark.parametrize(
    ("fields", "day", "there"),
    [
        ("", date(2017, 2, 21), False),
        ("", date(2017, 2, 22), True),
        ("published: 2017-03-01\n", date(2017, 2, 28), False),
        ("published: 2017-03-01\n", date(2017, 3, 1), True),
        ("published: 2017-03\n", date(2017, 3, 30), False),
        ("published: 2017-03\n", date(2017, 3, 31), True),
    ],
)
def test_when_a_brief_counts_as_published(
    write: Write, fields: str, day: date, there: bool
) -> None:
    """On the day that it names, else on the last of its own date; a vague day is its last."""
    (found,) = write(("2017-02-22-talks", fields)).briefs
    assert (earlier.brief(found, day) is not None) == there


def test_a_brief_is_not_older_than_all_its_sources(full: Brief) -> None:
    """Where every source is later, the brief cannot have been there."""
    late = replace(full, sources=full.sources[1:2], deals=(), statements=(), judgements=())
    assert earlier.brief(late, DAY) is None


def test_vague_dates_count_where_the_brief_could_tell(full: Brief) -> None:
    """An event of "2017" is known in a brief of February 2017, and one of "2018" is not."""
    days = earlier.Horizon(date(2017, 6, 30), date(2017, 2, 22))
    assert days.reaches(EventDate(2017))
    assert not days.reaches(EventDate(2018))
    assert not days.reaches(EventDate(2017, 12))
    assert days.reaches(EventDate(2017, 6))
    assert days.reaches(None)


def _library(days: list[date]) -> tuple[Library, Library]:
    """A library of briefs of these days, and the same of those up to `DAY` alone."""
    texts = {path: f"---\n{text}---\n" for path, text in PROFILES.items()}
    then = dict(texts)
    for number, day in enumerate(days):
        fields = (
            f"people: [{{name: Person {number % 5}, country: TUR}}]\ntopics: [topic {number % 3}]\n"
            f"deals:\n" + deal(state="talks", programme=f"Programme {number % 2}", note="N.")
        )
        path, text = brief(f"{day}-n{number}", fields)
        texts[path] = text
        if day <= DAY:
            then[path] = text
    return tuple(read(File(p, t.encode()) for p, t in of.items()) for of in (texts, then))  # type: ignore[return-value]


@given(st.lists(st.dates(date(2016, 6, 1), date(2019, 6, 1)), min_size=1, max_size=8))
def test_what_stood_is_what_was_there(days: list[date]) -> None:
    """Deals, briefs and names as of a day are those of a library that has nothing later."""
    full, then = _library(days)
    found, expected = compile(stood(full, DAY)), compile(then)
    assert found.briefs == expected.briefs
    assert found.deals == expected.deals
    for kind in full.kinds:
        of_briefs = {s for s in expected.subjects(kind.id) if expected.entry(s).briefs}  # type: ignore[union-attr]
        for subject in of_briefs - {Subject("countries", "tur")}:
            assert found.name(subject) == expected.name(subject)
    later = {f"person-{n % 5}" for n, day in enumerate(days) if day > DAY}
    early = {f"person-{n % 5}" for n, day in enumerate(days) if day <= DAY}
    assert not {s.id for s in found.subjects("people")} & (later - early)


def test_names_of_the_day(write: Write) -> None:
    """A country is called as it was, a person as in the briefs of then, and a profile that no
    brief of then names is not there."""
    library = write(
        ("2017-02-22-a", "people: [{name: Ayla Isik}]\nsystems: [HQ-9]\n"),
        ("2019-02-22-b", "people: [{name: Ayla Işık}]\nsystems: [Patriot]\n"),
        ("2019-02-23-c", "people: [{name: Ayla Işık}]\n"),
    )
    person, country = Subject("people", "ayla-isik"), Subject("countries", "tur")
    today, then = compile(library), compile(stood(library, DAY))
    assert (today.name(person), then.name(person)) == ("Ayla Işık", "Ayla Isik")
    assert (today.name(country), then.name(country)) == ("Türkiye", "Turkey")
    assert then.other_names(person) == ()
    assert [subject.id for subject in then.subjects("systems")] == ["hq-9"]
    assert "Patriot" not in then.linkable


def test_a_profile_keeps_what_was_known(write: Write) -> None:
    """The text of a profile has no date and is left out, and so is a fact whose only source is
    later; who makes a system is named where that has a profile."""
    system = (
        "name: S-400\nmakers: [Almaz-Antey]\nrange_km: 400\nkind: SAM\nrelated: [Patriot]\n"
        "sources:\n- {id: a, publisher: Wire, title: Old, date: 2016, supports: [kind]}\n"
        "- {id: b, publisher: Wire, title: New, date: 2018, supports: [range_km, kind]}\n"
    )
    profiles = PROFILES | {"docs/systems/s-400.md": system}
    library = write(("2017-02-22-a", "systems: [S-400]\n"), profiles=profiles)
    assert library.problems == ()
    (found,) = (p for p in stood(library, DAY).profiles if p.subject.id == "s-400")
    assert (found.kind, found.range_km, found.body.text, found.related) == ("SAM", None, "", ())
    assert [maker.id for maker in found.makers] == ["almaz-antey"]
    assert [source.id for source in found.sources] == ["a"]
