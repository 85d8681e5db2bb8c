"""References, mentions and earlier days, word by word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from briefdesk.catalogue import earlier
from briefdesk.catalogue.citations import (
    Reference,
    bibtex,
    csl,
    csl_json,
    of_brief,
    of_source,
    ris,
    text,
)
from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.digest import Digest
from briefdesk.catalogue.mentions import Mention, Mentions
from briefdesk.catalogue.order import alphabetical, newest, newest_first, publication
from briefdesk.catalogue.scoring import Band, Judged, bands, mean
from briefdesk.catalogue.withdrawals import Withdrawal, page_of, withdrawals
from briefdesk.catalogue.witnesses import Weight
from briefdesk.records.brief import Profile
from briefdesk.records.dates import EventDate
from briefdesk.records.gradings import LIKELIHOOD, Outcome
from briefdesk.records.kinds import Subject
from briefdesk.records.markdown import Markdown
from briefdesk.records.values import Judgement, ProfileSource, Source
from tests.catalogue.conftest import Write, deal

FULL = Reference(
    key="2017-talks", title="Talks & {more}", publisher="The Desk", authors=("Ayla Işık", "Ben Moor"),
    issued=EventDate(2017, 2, 3), revised=EventDate(2018, 4), accessed=EventDate(2018, 5, 6),
    url="https://a.example/a b", archived="https://keep.example/a", language="en", abstract="In\nshort.",
    report=True,
)  # fmt: skip
BARE = Reference(key="a", title="", publisher="")


def test_a_reference_in_a_sentence() -> None:
    """Authors, title, publisher, day, revision, address, copy and reading, in that order."""
    assert text(FULL) == (
        "Ayla Işık, Ben Moor, “Talks & {more}”, The Desk, 3 February 2017, revised April 2018, "
        "https://a.example/a b, archived at https://keep.example/a, read 6 May 2018."
    )
    assert text(BARE) == "“”, no date."


def test_a_reference_in_bibtex() -> None:
    """Every field that is known, and no other."""
    assert bibtex(FULL).split("\n") == [
        "@misc{2017-talks,",
        "  author = {{Ayla Işık} and {Ben Moor}},",
        r"  title = {{Talks \& \textbraceleft{}more\textbraceright{}}},",
        "  howpublished = {The Desk},",
        "  year = {2017},",
        "  month = {February},",
        "  date = {2017-02-03},",
        "  url = {https://a.example/a%20b},",
        "  note = {revised April 2018; archived at https://keep.example/a; read 6 May 2018},",
        "  language = {en},",
        "}",
    ]
    assert bibtex(BARE) == "@misc{a,\n  title = {{}},\n}"
    assert bibtex(replace(BARE, key="")).startswith("@misc{brief,")
    year = bibtex(replace(BARE, issued=EventDate(987))).split("\n")
    assert year[2:4] == ["  year = {0987},", "  date = {0987},"]


def test_a_reference_in_ris() -> None:
    """Every tag that is known, each on a line, with dates of four parts."""
    assert ris(FULL).split("\n") == [
        "TY  - RPRT", "ID  - 2017-talks", "AU  - Ayla Işık", "AU  - Ben Moor", "TI  - Talks & {more}",
        "PB  - The Desk", "PY  - 2017", "DA  - 2017/02/03/", "Y2  - 2018/05/06/",
        "UR  - https://a.example/a b", "L4  - https://keep.example/a", "LA  - en", "AB  - In short.",
        "N1  - revised April 2018", "ER  - ",
    ]  # fmt: skip
    assert ris(BARE).split("\n") == ["TY  - ELEC", "ID  - a", "ER  - "]
    assert "DA  - 0987/04//\n" in ris(replace(BARE, issued=EventDate(987, 4)))
    assert "DA  - 2017///\n" in ris(replace(BARE, issued=EventDate(2017)))


def test_a_reference_in_csl() -> None:
    """What a desk wrote is a report, what has an address a page, all else a document."""
    assert csl_json(FULL).split("\n") == [
        "[{", '  "id": "2017-talks",', '  "type": "report",', '  "title": "Talks & {more}",',
        '  "author": [{"literal": "Ayla Işık"}, {"literal": "Ben Moor"}],', '  "publisher": "The Desk",',
        '  "issued": {"date-parts": [[2017, 2, 3]]},', '  "accessed": {"date-parts": [[2018, 5, 6]]},',
        '  "URL": "https://a.example/a b",', '  "archive_location": "https://keep.example/a",',
        '  "language": "en",', '  "abstract": "In\\nshort.",', '  "note": "revised April 2018"', "}]",
    ]  # fmt: skip
    assert csl(BARE) == {"id": "a", "type": "document"}
    page = csl_json(replace(BARE, url="https://a.example/", publisher="Wire"))
    assert '"type": "webpage",\n  "container-title": "Wire",\n  "URL": "https://a.example/"' in page
    assert '"type": "document",\n  "publisher": "Wire"' in csl_json(replace(BARE, publisher="Wire"))


def test_a_reference_is_made_of_what_is_known(write: Write) -> None:
    """A brief cites the desk as its publisher and itself by the day it came out; a source its
    own title, its author and its copy."""
    fields = "authors: [Ayla Işık]\npublished: 2017-03-01\nupdated: 2017-04-01\n"
    (brief,) = write(("2017-02-22-a", fields)).briefs
    assert of_brief(brief, "Desk", "https://d.example/a") == Reference(
        key="2017-02-22-a", title="2017-02-22-a", publisher="Desk", authors=("Ayla Işık",),
        issued=EventDate(2017, 3, 1), revised=EventDate(2017, 4, 1), url="https://d.example/a",
        language="en", abstract="Where it stands.", report=True,
    )  # fmt: skip
    source = Source(
        id="a", publisher="Wire", title="Title", label="Label", author="Ben Moor", date=EventDate(2016),
        accessed=EventDate(2017), url="https://a.example/", archived="https://k.example/", language="tr",
    )  # fmt: skip
    assert of_source(source, "k") == Reference(
        key="k", title="Title", publisher="Wire", authors=("Ben Moor",), issued=EventDate(2016),
        accessed=EventDate(2017), url="https://a.example/", archived="https://k.example/", language="tr",
    )  # fmt: skip


L20, L2 = Subject("systems", "l-20"), Subject("systems", "l-2")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("L-20", [(0, 4, L20)]), ("xL-20", []), ("-L-20", [(1, 5, L20)]), ("x-L-20", []),
        (" -L-20", [(2, 6, L20)]), ("L-20x", []), ("L-20-", [(0, 4, L20)]), ("L-20-x", [(0, 4, L20)]),
        ("L-20-X", []), ("L-20-3", []), ("L-20_", []), ("_L-20", []), ("L-20.", [(0, 4, L20)]),
        ("(L-20) L-2", [(1, 5, L20), (7, 10, L2)]), ("L-20 Mark", []), ("L-20 Mark L-20", [(10, 14, L20)]),
        ("L-2 L-20 L-2", [(0, 3, L2), (4, 8, L20)]),
    ],
)  # fmt: skip
def test_a_name_stands_alone(words: str, found: list[tuple[int, int, Subject]]) -> None:
    """No letter, digit or underscore is joined on, nor one behind a hyphen that belongs to a
    longer name; a name that is not sure hides the shorter one in it."""
    mentions = Mentions({"L-20": L20, "L-2": L2, "": L2}, ["L-20 Mark"])
    assert mentions.find(words) == [Mention(*one) for one in found]


def test_briefs_go_by_their_events_and_then_by_their_publication(write: Write) -> None:
    """The later event comes first, of two the one that is surely later, then the one that came
    out later, then the one whose slug is first."""
    library = write(
        ("2017-02-22-b", ""), ("2017-02-22-a", ""), ("2017-02-22-c", "published: 2017-03-01\n"),
        ("2017-03-01-d", "updated: 2019-05\n"),
    )  # fmt: skip
    briefs = sorted(library.briefs, key=newest_first)
    assert [brief.slug[-1] for brief in briefs] == ["d", "c", "a", "b"]
    month = replace(briefs[1], slug="m", date=EventDate(2017, 2), published=None)
    first = replace(briefs[1], slug="f", date=EventDate(2017, 2, 1), published=None)
    assert [b.slug for b in sorted([first, month], key=newest_first)] == ["m", "f"]
    assert publication(month) == date(2017, 2, 1)
    assert publication(briefs[1]) == date(2017, 3, 1)
    assert newest(briefs) == date(2019, 5, 1)
    assert newest(()) is None


def test_names_go_by_letters_alone() -> None:
    """Case, accents and hyphens make no difference, but for names that are else the same."""
    names = ["Zoo", "S 400", "élan", "S-400", "Elan", "elan", "s-4"]
    assert sorted(names, key=alphabetical) == [
        "Elan",
        "elan",
        "élan",
        "S 400",
        "s-4",
        "S-400",
        "Zoo",
    ]


WIRE = Source(id="a", publisher="The Wire", title="Title", label="Label")


def test_pages_of_sources_are_told_apart() -> None:
    """An address is a page, in its normal form; without one it is the publisher's, by its title,
    label or id."""
    assert (
        page_of(WIRE.model_copy(update={"url": "HTTPS://A.example:443/x"})) == "https://a.example/x"
    )
    assert page_of(WIRE) == "the-wire: Title"
    assert page_of(WIRE.model_copy(update={"title": None})) == "the-wire: Label"
    assert page_of(WIRE.model_copy(update={"title": None, "label": None})) == "the-wire: a"


def test_the_earliest_withdrawal_counts() -> None:
    """Of several days the first, of one day the reason that comes first by its letters; a day
    without a reason is none."""
    told = [(2019, "A."), (2018, "C."), (2018, "B."), (2018, "D."), (2017, None)]
    sources = (
        WIRE.model_copy(update={"withdrawn": EventDate(year), "withdrawn_reason": reason})
        for year, reason in told
    )
    assert withdrawals((WIRE, *sources)) == {"the-wire: Title": Withdrawal(EventDate(2018), "B.")}


def test_a_digest_is_as_small_as_it_may_be(write: Write) -> None:
    """What is kept of a catalogue, in plain words."""
    wire = "name: Wire\nreliability: B\nreliability_basis: Known.\n"
    more = "- {id: post, publisher: Post, title: B, withdrawn: 2018-01, withdrawn_reason: Wrong.}\n"
    fields = f"{more}questions: [Who?]\ndeals:\n{deal(state='talks', sources='[wire, post]')}"
    profiles = {"docs/systems/s-400.md": "name: S-400\n", "docs/organisations/wire.md": wire}
    catalogue = compile(write(("2017-02-22-a", fields), profiles=profiles))
    data = Digest.of(catalogue).to_data()
    assert len(data.pop("linkable")) > 200
    assert {ground: names[0] for ground, names in data.pop("subjects").items()} == {
        "subject countries tur": "Türkiye", "subject countries rus": "Russia",
        "subject systems s-400": "S-400", "subject organisations wire": "Wire",
    }  # fmt: skip
    assert data == {
        "public": ["2017-02-22-a"],
        "withdrawn": [],
        "years": (2017,),
        "present": ("briefs", "deals", "publishers", "questions", "countries", "systems", "organisations"),
        "publishers": {
            "publisher wire": ("Wire", "B", "Known.", "wire"), "publisher post": ("Post", "F", "", ""),
        },
        "withdrawals": {"post: B": ("2018-01", "Wrong.")},
    }  # fmt: skip
    assert Digest.of(catalogue).opens(catalogue)
    assert not Digest.of(catalogue).opens(compile(write()))


def test_what_has_no_source_left_fell() -> None:
    """All of one or more were withdrawn; of none there is nothing to fall."""
    assert Weight(2, 0, 2).fell
    assert not Weight(2, 1, 1).fell
    assert not Weight(0, 0, 0).fell


def test_bands_are_those_that_were_used() -> None:
    """Each band holds its own judgements, with the share that came true and their mean score."""
    given = [(4, Outcome.HAPPENED), (4, Outcome.DID_NOT_HAPPEN), (4, None), (1, Outcome.DID_NOT_HAPPEN),
             (6, Outcome.CANNOT_BE_TOLD)]  # fmt: skip
    every = [
        Judged(None, Judgement(id="a", text="A.", likelihood=LIKELIHOOD[n].value, outcome=outcome))  # type: ignore[arg-type]
        for n, outcome in given
    ]
    low, high = bands(every)
    assert low == Band(LIKELIHOOD[1], 1, 0, pytest.approx(0.125**2))
    assert high == Band(LIKELIHOOD[4], 2, 1, pytest.approx((0.325**2 + 0.675**2) / 2))
    assert (low.share, high.share) == (0.0, 0.5)
    assert mean(every) == (3, pytest.approx((0.125**2 + 0.325**2 + 0.675**2) / 3))
    assert mean(()) == (0, 0.0)


DAY = date(2017, 12, 31)
ON, AFTER = EventDate(2017, 12, 31), EventDate(2018, 1, 1)


def test_a_brief_is_as_it_was(write: Write) -> None:
    """On a day on which all of it was known a brief is what it is, unchanged; what was not known
    then is not there, and all else of it is."""
    fields = (
        "published: 2017-03-01\nupdated: 2018-01-01\nchanges:\n- {date: 2017-12-31, note: One.}\n"
        "- {date: 2018-01-01, note: Two.}\nsystems: [HQ-9]\n"
        "judgements:\n- {id: j, text: A., likelihood: likely, outcome: happened, resolved: 2018-01-01}\n"
        "- {id: k, text: B., likelihood: likely, outcome: happened, resolved: 2017-12-31}\n"
        f"deals:\n{deal(state='talks', date='2017-12-31')}{deal(state='offer', date='2018-01-01')}"
    )
    (given,) = write(("2017-02-22-a", fields)).briefs
    assert earlier.brief(given, date(2018, 1, 1)) == (given, False)
    found = earlier.brief(given, DAY)
    assert found
    open_ = given.judgements[0].model_copy(update={"outcome": None, "resolved": None})
    assert found == (
        replace(given, deals=given.deals[:1], judgements=(open_, given.judgements[1]),
                changes=given.changes[:1], updated=ON),
        True,
    )  # fmt: skip
    assert earlier.brief(given, date(2017, 2, 28)) is None
    as_updated = replace(given, updated=ON, changes=())
    assert earlier.brief(as_updated, DAY) == (replace(found[0], changes=()), True)
    read = given.sources[0].model_copy(update={"accessed": AFTER})
    same = replace(given, sources=(read,), updated=None, changes=(), judgements=(), deals=())
    assert earlier.brief(same, DAY) == (replace(same, sources=given.sources), False)


@pytest.mark.parametrize(
    ("updated", "told"),
    [(None, False), (ON, True), (AFTER, False), (EventDate(2018), False), (EventDate(2017), True)],
)
def test_why_a_brief_was_withdrawn_is_known_from_its_day_on(
    write: Write, updated: EventDate | None, told: bool
) -> None:
    """A reason counts as written on the day of the last change; before, or without one, it is
    said that it is not known."""
    (given,) = write(("2017-02-22-a", "status: withdrawn\nreason: It erred.\n")).briefs
    found = earlier.brief(replace(given, updated=updated), DAY)
    assert found
    assert found[0].reason == ("It erred." if told else earlier.UNKNOWN_REASON)


def test_a_profile_is_as_it_was() -> None:
    """Its text and note are left out, with what rests on later sources alone, what entered
    service later, and whom nobody knew."""
    hq9, s300, antey, rostec, tur = (
        Subject(kind, id) for kind, id in (
            ("systems", "hq-9"), ("systems", "s-300"), ("organisations", "antey"),
            ("organisations", "rostec"), ("countries", "tur"),
        )
    )  # fmt: skip
    given = Profile(
        "docs/systems/s-400.md", Subject("systems", "s-400"), "S-400", Markdown.of("Text."), 9,
        {"aliases": ("Triumf",)}, kind="SAM", makers=(antey, rostec), service_from=EventDate(2018),
        range_km=400, range_note="Far.", variant_of=s300, related=(hq9, s300), country=tur,
        parent=rostec, note="A note.",
        sources=(
            ProfileSource(id="a", publisher="Wire", date=ON, supports=("kind", "range_km")),
            ProfileSource(id="b", publisher="Wire", date=AFTER, supports=("range_km", "range_note", "name")),
            ProfileSource(id="c", publisher="Wire", supports=("country",)),
        ),
    )  # fmt: skip
    known: Any = {hq9, antey, None}.__contains__
    found = earlier.profile(given, DAY, known, lambda _: False)
    assert found == replace(
        given, body=Markdown.of(""), note=None, sources=(given.sources[0], given.sources[2]),
        range_note=None, service_from=None, makers=(antey,), related=(hq9,), variant_of=None, parent=None,
    )  # fmt: skip
    later = earlier.profile(
        given, date(2018, 12, 31), lambda _: True, lambda source: source.id == "c"
    )
    assert later == replace(
        given, body=Markdown.of(""), note=None, sources=given.sources[:2], country=None
    )
