"""Small parts of the catalogue, each by itself."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from briefdesk.catalogue import asked
from briefdesk.catalogue.citations import Reference, bibtex
from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.deals import Standing
from briefdesk.catalogue.digest import Digest
from briefdesk.catalogue.impact import impact, without
from briefdesk.catalogue.publishers import Publishers
from briefdesk.catalogue.quantities import counted
from briefdesk.catalogue.retrospect import stood
from briefdesk.records.brief import Profile
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject
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
