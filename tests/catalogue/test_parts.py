"""Small parts of the catalogue, each by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from briefdesk.catalogue import asked, earlier
from briefdesk.catalogue.citations import Reference, bibtex, of_source
from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.contradictions import agree
from briefdesk.catalogue.deals import Standing
from briefdesk.catalogue.digest import Digest
from briefdesk.catalogue.impact import impact, without
from briefdesk.catalogue.ledger import _most_exact
from briefdesk.catalogue.publishers import Publishers
from briefdesk.catalogue.quantities import counted
from briefdesk.catalogue.retrospect import stood
from briefdesk.catalogue.scoring import Band
from briefdesk.records.brief import Profile
from briefdesk.records.dates import EventDate
from briefdesk.records.gradings import LIKELIHOOD
from briefdesk.records.kinds import Subject
from briefdesk.records.values import Source
from tests.catalogue.conftest import PROFILES, Write, deal
from tests.catalogue.test_retrospect import DAY
from tests.catalogue.test_withdrawals import GONE, library, only, source

NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        *((f"{word} batteries", {"battery": number}) for number, word in enumerate(NUMBERS, 1)),
        ("4 batteries and 96 missiles", {"battery": 4, "missile": 96}),
        ("1,200 missiles; 4 Radars", {"missile": 1200, "radar": 4}),
        ("4 batteries plus 2 radars, 1 post", {"battery": 4, "radar": 2, "post": 1}),
        ("2 fire control radars", {"fire control radar": 2}),
        ("up to 40 missiles", {}), ("first of 2 batteries", {}), ("4 more batteries", {}), ("40", {}),
        ("4 batteries and 2 batteries", {}), ("thirteen batteries", {}), ("some batteries", {}), ("", {}),
        ("4 a b c d e", {}), ("1,20 missiles", {}),
    ],
)  # fmt: skip
def test_plain_numbers_of_plain_things(quantity: str, expected: Mapping[str, int]) -> None:
    """Numbers in figures or words are read with what they count; what has a reservation, or no
    plain number, is none."""
    assert counted(quantity) == expected


@pytest.mark.parametrize(
    ("key", "shown"),
    [("a b/c", "a-b/c"), ("é{}", "---"), ("", "brief"), ("2017-02-22:x", "2017-02-22:x")],
)
def test_keys_of_bibtex_have_its_letters(key: str, shown: str) -> None:
    """What may not stand in a key is a hyphen."""
    assert bibtex(Reference(key=key, title="A", publisher="B")).startswith(f"@misc{{{shown},\n")


def test_a_claim_that_stands_speaks_for_one_that_fell() -> None:
    """Where the last report of a state lost its source, an earlier one speaks, though one side
    alone says so; a firm one is preferred."""
    talks = ("2019-07-01-a", source("paper"), deal(state="talks", by="[RUS]", sources="[paper]"))
    fell = ("2019-08-01-b", source("wire", GONE), deal(state="talks"))
    found = only(library(talks, fell))
    assert [step.standing for step in found.history] == [Standing.CLAIMED, Standing.UNSUPPORTED]
    assert found.attested == found.history[0]
    firm = ("2019-06-01-c", source("mail"), deal(state="talks", sources="[mail]"))
    assert str(only(library(talks, fell, firm)).attested.date) == "2019-06-01"  # type: ignore[union-attr]


def test_a_source_that_only_later_briefs_cite_is_later(write: Write) -> None:
    """A source without a date, in a profile, counts from the first brief that cites it; one that
    no brief cites counts always."""
    system = (
        "name: S-400\nrange_km: 400\nkind: SAM\nsources:\n"
        "- {id: a, publisher: Wire, title: Old, url: 'https://a.example/old', supports: [kind]}\n"
        "- {id: b, publisher: Wire, title: New, url: 'https://a.example/new', supports: [range_km]}\n"
        "- {id: c, publisher: Wire, title: Both, url: 'https://a.example/both'}\n"
    )
    cites = "people: []\n"
    profiles = PROFILES | {"docs/systems/s-400.md": system}
    both, new = (
        f"- {{id: {id}, publisher: Wire, title: {id}, url: 'https://a.example/{id}'}}\n"
        for id in ("both", "new")
    )
    early = deal(sources="[wire, both]", state="talks")
    late = deal(sources="[wire, new, both]", state="signed")
    read = write(
        ("2017-02-22-a", f"{both}{cites}systems: [S-400]\ndeals:\n{early}"),
        ("2019-02-22-b", f"{new}{both}{cites}systems: [S-400]\ndeals:\n{late}"),
        profiles=profiles,
    )
    assert read.problems == ()
    (found,) = (p for p in stood(read, DAY).profiles if p.subject.id == "s-400")
    assert [source.id for source in found.sources] == ["a", "c"]
    assert (found.kind, found.range_km) == ("SAM", None)


def organisation(path: str, name: str, *aliases: str) -> Profile:
    subject = Subject("organisations", path)
    return Profile(f"docs/organisations/{path}.md", subject, name, "", 1, {"aliases": aliases})


def test_the_first_profile_of_a_name_is_the_publishers(write: Write) -> None:
    """A publisher belongs to the organisation of its name, of two the one whose path comes
    first; a name goes before an alias of the same profile, and systems publish nothing."""
    briefs = write(("2017-02-22-a", "")).briefs
    system = Profile("docs/systems/a.md", Subject("systems", "a"), "Wire", "", 1, {})
    for profiles in (
        [organisation("b", "Wire"), organisation("a", "Agency", "Wire"), system],
        [system, organisation("a", "Agency", "Wire"), organisation("b", "Wire")],
    ):
        (found,) = Publishers(briefs, profiles).publishers()
        assert found.organisation == Subject("organisations", "a")
    (alone,) = Publishers(briefs, [system]).publishers()
    assert alone.organisation is None


def test_what_rests_on_a_publisher_is_told_by_kind(write: Write) -> None:
    """What would fall with a publisher: its events, statements and judgements, each by itself; it
    is called as briefs call it, and by another name of its organisation as well."""
    profiles = PROFILES | {"docs/organisations/wire.md": "name: Wire\naliases: [The Wire]\n"}
    fields = (
        f"deals:\n{deal(state='talks')}"
        "statements: [{speaker: TUR, says: 'Yes.', source: wire}]\n"
        "judgements: [{id: j, text: It is signed., likelihood: likely, sources: [wire]}]\n"
    )
    read = write(("2017-02-22-a", fields), profiles=profiles)
    catalogue = compile(read)
    for name in ("Wire", "wire", "The Wire"):
        found = asked.publisher(catalogue, name)
        assert (found.name, found.words) == ("Wire", "1 source")
        told = impact(catalogue, compile(without(read, found, EventDate(2018))), found)
        parts = (told.events, told.statements, told.judgements)
        assert [len(list(part())) for part in parts] == [1, 1, 1]
    with pytest.raises(asked.NotFound, match="nothing published by 'Wyre' is cited") as missing:
        asked.publisher(catalogue, "Wyre")
    assert missing.value.near == ("Wire",)


def test_a_digest_comes_back_as_it_was(write: Write) -> None:
    """What a build keeps of a catalogue is plain data, and the same again, part by part."""
    read = write(("2017-02-22-a", f"deals:\n{deal(state='talks')}"))
    digest = Digest.of(compile(read))
    data = digest.to_data()
    assert Digest.from_data(data) == digest
    assert {"public", "subjects", "publishers", "withdrawals"} <= data.keys()


@pytest.mark.parametrize(
    ("total", "happened", "low", "high"),
    [(1, 0, 0.0, 0.7935), (10, 5, 0.2366, 0.7634), (10, 9, 0.5958, 0.9821), (200, 100, 0.4314, 0.5686)],
)  # fmt: skip
def test_intervals_are_wilsons(total: int, happened: int, low: float, high: float) -> None:
    """The interval is that of Wilson's score, as tables of it have it."""
    found = Band(LIKELIHOOD[0], total, happened, 0.0).interval
    assert found == pytest.approx((low, high), abs=0.0001)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        *(((b, 25), (b, 40), True) for b in ("contract", "ceiling", "budget", "offer")),
        (("estimate", 25), ("estimate", 40), False), (("contract", 25), ("offer", 40), False),
        (("contract", 54), ("contract", 543), True), (("contract", 25), ("contract", 25), False),
    ],
)  # fmt: skip
def test_amounts_that_cannot_both_be_true(
    write: Write, one: tuple[str, int], other: tuple[str, int], differ: bool
) -> None:
    """Two amounts of one event on one basis contradict each other, but for estimates."""
    events = (
        deal(
            state="signed",
            date="2017-02",
            value=f"{{amount: {amount}, currency: USD, basis: {basis}}}",
        )
        for basis, amount in (one, other)
    )
    briefs = ((f"2017-03-0{n}-a", f"deals:\n{e}") for n, e in enumerate(events, 1))
    (found,) = compile(write(*briefs)).deals
    assert [difference.fact.value for difference in found.differences] == ["value"] * differ


@pytest.mark.parametrize(("one", "other", "alike"), [
    (5_400_000_000, 5_430_000_000, True), (5_400_000_000, 5_450_000_000, False), (5_400_000_000, 5_350_000_001, True),
    (5_000_000_000, 5_499_999_999, True), (5_000_000_000, 5_500_000_000, False), (7, 7, True), (7, 8, False),
    (0, 1, False), (10, 14, True), (10, 15, False),
])  # fmt: skip
def test_amounts_that_may_be_one_another_rounded(one: int, other: int, alike: bool) -> None:
    """An amount agrees with another where it may be that one, rounded to its own unit."""
    assert agree(one, other) is agree(other, one) is alike


def test_notes_of_a_reference_tell_of_copies() -> None:
    """A reference manager is told when a page was read and where a copy of it is kept."""
    reference = Reference(
        key="a", title="A", publisher="B", revised=EventDate(2017, 3), accessed=EventDate(2017, 4, 1),
        archived="https://keep.example/a",
    )  # fmt: skip
    note = "revised March 2017; archived at https://keep.example/a; read 1 April 2017"
    assert f"note = {{{note}}}" in bibtex(reference)
    assert "note" not in bibtex(Reference(key="a", title="A", publisher="B"))


def test_a_source_without_words_has_none_in_a_reference() -> None:
    """What is not known of a source is left out, and its label stands for a title not seen."""
    bare = Source(id="a", publisher="Wire")
    assert of_source(bare, "k") == Reference(key="k", title="", publisher="Wire")
    assert of_source(bare.model_copy(update={"label": "Seen"}), "k").title == "Seen"


def test_what_was_done_on_the_day_was_done() -> None:
    """A source read, kept or withdrawn on the day itself was; a day later it was not yet."""
    source_ = Source(
        id="a", publisher="Wire", accessed=EventDate.of(DAY), withdrawn=EventDate.of(DAY),
        withdrawn_reason="Wrong.", captured=EventDate.of(DAY), sha256="0" * 64,
        archived=f"https://keep.example/{DAY:%Y%m%d}120000/https://a.example/",
    )  # fmt: skip
    horizon = earlier.Horizon(DAY, DAY)
    assert earlier._source(source_, horizon) == source_
    before = DAY - timedelta(1)
    found = earlier._source(source_, earlier.Horizon(before, before))
    assert found == Source(id="a", publisher="Wire")


def test_dates_mean_the_most_exact_that_is_known() -> None:
    """A year means the one month or day in it that is told; of several it means none."""
    year, month, day, other = (
        EventDate(2017), EventDate(2017, 2), EventDate(2017, 2, 28), EventDate(2017, 3, 1),
    )  # fmt: skip
    assert _most_exact(year, {year, month, day}) == day
    assert _most_exact(month, {year, month, day, other}) == day
    assert _most_exact(year, {year, day, other}) == year
    assert _most_exact(year, {year, EventDate(2017, 1, 1)}) == EventDate(2017, 1, 1)
    assert _most_exact(day, {year, day}) == day
    assert _most_exact(month, {month, other}) == month


def test_ids_of_an_organisation_are_its_own() -> None:
    """An organisation may be cited by each of its names, but not by one that is another's."""
    one, other = organisation("a", "Wire", "The Wire", "Post"), organisation("b", "Post")
    found = Publishers((), [one, other])
    assert found.ids_of(one) == ("wire", "the-wire", "post")
    assert found.ids_of(other) == ()
