"""What is said of a brief, word for word, where no golden case says it."""

from __future__ import annotations

import pytest

from briefdesk.reading import countries, locators
from briefdesk.reading.library import File, Library, read
from briefdesk.reading.names import Names
from briefdesk.reading.profiles import kind_of
from briefdesk.reading.verbatim import prose
from briefdesk.reading.yaml import YamlProblem, parse
from briefdesk.records.brief import Profile
from briefdesk.records.kinds import KINDS, Subject
from tests.conftest import Golden
from tests.reading.briefs import HEAD, PATH
from tests.reading.test_problems import CASES

BRIEF = (
    HEAD.replace("tlp: CLEAR\n", "tlp: CLEAR\npublished: 2017-02-23\n")
    + "- {id: mail, publisher: Mail, title: A letter}\n---\nTalks [@wire, @mail].\n"
)


def library(text: str, *others: File) -> Library:
    return read([File(PATH, text.encode()), *others])


def said(text: str, *others: File) -> list[str]:
    """Place, code, message and hint of each problem of a brief."""
    return [
        str(problem).removeprefix(f"{PATH}:")
        for problem in library(text, *others).problems
        if problem.path == PATH
    ]


def given(fields: str) -> str:
    return BRIEF.replace("published:", f"{fields}\npublished:")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            given("statements: [{speaker: TUR, says: Yes., source: wire, date: 2017-03-01}]"),
            (
                "7:61: date-after-published: the date 2017-03-01 lies after the brief's publication "
                "(2017-02-23). Mend the date, or write `updated` with the day on which this was added."
            ),
        ),
        (
            BRIEF.replace("A letter}", "A letter, withdrawn: 2017-02-23}"),
            (
                "10:59: missing-field: 'withdrawn_reason' is missing beside 'withdrawn' in the source 'mail'. "
                "A withdrawal has a day and a reason. For example `withdrawn_reason: The paper retracted its report.`"
            ),
        ),
        (
            BRIEF.replace("A letter}", "A letter, withdrawn_reason: Wrong.}"),
            (
                "10:66: missing-field: 'withdrawn' is missing beside 'withdrawn_reason' in the source 'mail'. "
                "A withdrawal has a day and a reason. For example `withdrawn: 2018-03-05`"
            ),
        ),
        (
            BRIEF.replace("{TUR: buyer}", "TUR"),
            "5:12: wrong-type: 'countries' is a text. Write fields with values, or a list of names.",
        ),
        (given("people: [Isik]"), "7:10: wrong-type: people, number 1, is a text. Write fields with values, such as `{id: …, publisher: …}`."),
        (given("systems: {a: b}"), "7:10: wrong-type: 'systems' is a mapping. Write a list, each item on a line of its own after `- `."),
        (given("changes: [{date: 2017-02-23}]"), "7:11: missing-field: 'note' is missing in changes, number 1. What changed, for a reader. For example `note: Adds the deputy minister's remarks.`"),
        (given("authors: ['']"), "7:11: missing-field: 'authors, number 1,' is empty. Write it."),
    ],
    ids=range(8),
)  # fmt: skip
def test_a_rule_is_broken_in_these_words(text: str, expected: str) -> None:
    """The one thing that is wrong is named with its place and what to write instead."""
    (found,) = said(text)
    assert found.rstrip(".") == expected.rstrip(".")


#: Mistakes in YAML, with code, place and message of what is said of each.
YAML = [
    ("a: b\n\tc: d", "tab 2:1 a tab stands where YAML wants spaces"),
    ("a: b: c", "yaml-syntax 1:5 a colon stands inside a value"),
    ("- a\nb: c", "yaml-syntax 2:1 an item of a list does not begin with `- `"),
    ("a:\n  b: c\n d: e", "yaml-syntax 3:2 a line is not indented like its neighbours, or a quote is in the wrong place"),
    ("a: b\n c: d", "yaml-syntax 2:3 a colon stands inside a value"),
    ("a\nb: c", "yaml-syntax 2:2 a colon stands inside a value"),
    ("a: b\nc", "yaml-syntax 3:1 a line has no colon after its field"),
    ('a: "b" c', "yaml-syntax 1:8 a line is not indented like its neighbours, or a quote is in the wrong place"),
    ('a: "b', "yaml-syntax 1:4 the quote that begins here is not closed"),
    ("a: [b", "yaml-syntax 1:4 the list or mapping that begins here is not closed, or lacks a comma"),
    ("a: {b: c", "yaml-syntax 1:4 the list or mapping that begins here is not closed, or lacks a comma"),
    ("a: @b", "yaml-syntax 1:4 a value begins with a character that YAML keeps for itself"),
    ("a:\n- b\nc\n- d", "yaml-syntax 4:1 a line has no colon after its field"),
    ("a: b\n...\nc: d", "yaml-syntax 3:1 a line `...` ends the fields too early"),
    ("a: !b!c d", "yaml-syntax 1:4 a value begins with `!`"),
    ('a: "\\q"', "yaml-syntax 1:5 a backslash in double quotes is not understood"),
    ("a: b\n--- !t\nc: d", "yaml-feature 2:1 front matter has no use for a second document"),
    ("a: b\n---\nc: d", "yaml-feature 2:1 front matter has no use for a second document"),
    ("a: &b c", "yaml-feature 1:4 front matter has no use for an anchor or alias (& or *)"),
    ("a: *b", "yaml-feature 1:4 front matter has no use for an anchor or alias (& or *)"),
    ("a: !!int 1", "yaml-feature 1:4 front matter has no use for a tag (!)"),
    ("? [a]\n: b", "yaml-feature 1:3 front matter has no use for a list or a mapping as a key"),
    ("<<: {a: b}", "yaml-feature 1:1 front matter has no use for a merge (<<)"),
    (f"a: {'[' * 61}", "too-complex 1:64 the brackets are nested too deep"),
    (f"a: {'[], ' * 4_001}", "too-complex 1:16004 the front matter has too many brackets"),
    ("\n".join(["a:", *["- []"] * 4_001]), "too-complex 4002:3 the front matter has too many brackets"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), YAML)
def test_yaml_is_mended_in_these_words(text: str, expected: str) -> None:
    """What libyaml says is said in words that tell an author what to do, at the place to mend."""
    with pytest.raises(YamlProblem) as refused:
        parse(text)
    found = refused.value
    assert f"{found.code} {found.place.line}:{found.place.column} {found.message}" == expected


def test_what_to_write_instead_of_faulty_yaml(golden: Golden) -> None:
    """For each of these there is a hint, which a person reviews when it changes."""
    lines = []
    for text, expected in YAML:
        with pytest.raises(YamlProblem) as refused:
            parse(text)
        lines.append(f"{expected}: {refused.value.hint}")
    golden(CASES.parent / "yaml.txt", "\n".join(dict.fromkeys(lines)) + "\n")


def test_names_of_countries_and_unions(golden: Golden) -> None:
    """Which names stand for a country, since when, which for none, and which for a union: a list
    that a person reviews when it changes."""
    lines = [
        f"{code}: {land.shown}; {'; '.join((*(f'{n} until {d}' for n, d in land.before), *land.english, *land.foreign))}"
        for code, land in countries.territories().items()
    ]  # fmt: skip
    lines += [f"{name}: {' or '.join(meant)}" for name, meant in countries.REFUSED.items()]
    lines += [f"{name}: a union" for name in countries.BLOCS]
    golden(CASES.parent / "names.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize(
    "word",
    ["Growler", "Favorit", "Mamba", "Stunner", "Rafael", "FAR", "ADD", "ROE", "Barak", "Jersey"],
)
def test_words_of_english_are_no_mentions(word: str) -> None:
    """An alias that is a word, or the name of other things, resolves in a field and is no link in
    a text."""
    system = Profile(
        "docs/systems/a.md", Subject("systems", "a"), "Alpha-1", "", 1, {"aliases": (word,)}
    )
    names = Names.of([system])
    assert names.resolve("systems", word) == system.subject
    assert word not in names.linkable
    assert "Alpha-1" in names.linkable


@pytest.mark.parametrize(
    ("path", "kind"),
    [("docs/systems/a.md", "systems"), ("docs/systems/b/a.md", "systems"), ("docs/systems.md", None),
     ("notes/systems/a.md", None), ("briefs/2017/a.md", None), ("docs/other/a.md", None)],
)  # fmt: skip
def test_profiles_lie_in_folders_of_their_kind(path: str, kind: str | None) -> None:
    """A file two folders deep among the docs is a profile of the kind that its folder is called."""
    found = kind_of(path, KINDS)
    assert (found.id if found else None) == kind


def test_a_profile_of_no_country_is_refused() -> None:
    """A profile among the countries bears the name of one."""
    profile = File("docs/countries/atl.md", b"---\nname: Atlantis\n---\nA.\n")
    (found,) = library(BRIEF, profile).problems
    assert str(found) == (
        "docs/countries/atl.md:1:1: unknown-country: there is no country 'Atlantis'. "
        "Write its ISO 3166 code of three letters or its name under `name`."
    )


def test_what_a_faulty_brief_names_is_known_and_looked_at() -> None:
    """A brief with a mistake makes its people and topics known all the same, and names that it
    has and nobody knows are said beside the mistake."""
    faulty = BRIEF.replace("title: Talks", "titel: Talks").replace(
        "tlp:", "people: [{name: A. Person}]\ntopics: [trade]\ntlp:"
    )
    other = File(
        "briefs/2017/2017-02-22-other.md",
        given("statements: [{speaker: A. Person, says: Yes., source: wire}]").encode(),
    )
    assert {p.path for p in library(faulty, other).problems} == {PATH}
    unknown = faulty.replace("{TUR: buyer}", "{Atlantis: buyer}")
    codes = [problem.code for problem in library(unknown).problems]
    assert sorted(codes) == ["missing-field", "unknown-country", "unknown-field"]


def test_topics_keep_the_words_of_their_brief() -> None:
    """A subject that needs no profile is called as its brief calls it; others are not."""
    text = given("topics: [Air Defence]\nprogrammes: []").replace("programmes: []\n", "")
    (brief,) = library(text).briefs
    assert brief.names == {Subject("topics", "air-defence"): "Air Defence"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("~~~\n<b>\n~~~\n", "   \n   \n   \n"),
        ("a `<b>` c", "a       c"),
        ("\\`<b>`", "\\`<b>`"),
        ("\\\\`<b>`", "\\\\     "),
        ("\\\\\\`<b>`", "\\\\\\`<b>`"),
        ("a `<b>\n\nc` d", "a `<b>\n\nc` d"),
        ("`` ` <b>`` c", "           c"),
    ],
)
def test_code_is_blank_to_rules(text: str, shown: str) -> None:
    """Code in fences and between backticks is blank, unless a backslash stands before it."""
    assert prose(text) == shown


def test_half_a_pair_stands_in_an_address() -> None:
    """What is no text by itself is written in percents like any other letter."""
    assert (
        locators.normal("https://a.example/\ud800?\udfff")
        == "https://a.example/%ED%A0%80?%ED%BF%BF"
    )


@pytest.mark.parametrize(
    ("path", "wanted"),
    [("docs/systems/b/l-20.md", "l-20"), ("docs/systems/L 20.md", "l-20"), ("docs/countries/turkey.md", "tur")],
)  # fmt: skip
def test_profiles_are_named_as_their_addresses(path: str, wanted: str) -> None:
    """A profile in a folder too deep, or under another name than its address, is told where it
    belongs."""
    name = "Turkey" if "countries" in path else "L-20"
    (found,) = library(BRIEF, File(path, f"---\nname: {name}\n---\nA.\n".encode())).problems
    kind = path.split("/")[1]
    assert str(found) == (
        f"{path}:1:1: file-name: the profile of '{name}' is not named as its address. "
        f"Rename it to docs/{kind}/{wanted}.md."
    )


def test_a_programme_is_called_as_its_event_calls_it() -> None:
    """A programme that only an event names keeps the words of the event."""
    text = given("deals: [{buyer: TUR, supplier: FIN, system: L-20, state: talks, programme: Long Reach, sources: [wire]}]")  # fmt: skip
    system = File("docs/systems/l-20.md", b"---\nname: L-20\n---\nA.\n")
    (brief,) = library(text, system).briefs
    assert brief.names == {Subject("programmes", "long-reach"): "Long Reach"}
