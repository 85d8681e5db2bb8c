"""A citation in any format reads back as what it was made of, whatever an author wrote."""

from __future__ import annotations

import json
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from briefdesk.catalogue.citations import Reference, bibtex, csl, csl_json, of_brief, ris, text
from briefdesk.reading.library import File, read
from briefdesk.records.dates import MONTHS, EventDate


def shown(value: str) -> str:
    """A text on one line, as a program shows it."""
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in value).split())


SPECIAL = ("\\", "{", "}", "$", "&", "#", "%", "_", "~", "^", '"', "@", ",", "=", "ER  - ",
           "\nTY  - JOUR", "\r\n", "\u2028", "</pre>", "\\}", "} @misc{x,", "]", "ı", "漢", "ش", "🛰")  # fmt: skip
words = st.lists(
    st.one_of(st.sampled_from(SPECIAL), st.text(st.characters(codec="utf-8"), max_size=5)),
    max_size=6,
).map("".join)
dates = st.one_of(
    st.none(),
    st.dates().map(EventDate.of),
    st.dates().map(lambda day: EventDate(day.year, day.month)),
    st.dates().map(lambda day: EventDate(day.year)),
)
addresses = words.map(lambda tail: f"https://a.example/{tail}" if tail else "")
references = st.builds(
    Reference,
    key=words,
    title=words,
    publisher=words,
    authors=st.lists(words.filter(shown), max_size=3).map(tuple),
    issued=dates,
    revised=dates,
    accessed=dates,
    url=addresses,
    archived=addresses,
    language=st.sampled_from(("", "en", "pt-BR")),
    abstract=words,
    report=st.booleans(),
)


def read_bibtex(entry: str) -> dict[str, str]:
    """The fields of one entry, by the rule of BibTeX: a value ends where its braces balance,
    whether a backslash stands before a brace or not."""
    head = re.match(r"@misc\{([^\s{},]+),\n", entry)
    assert head
    fields, rest = {"key": head[1]}, entry[head.end() :]
    while not rest.startswith("}"):
        start = re.match(r"  ([a-z]+) = \{", rest)
        assert start, rest
        depth, end = 1, start.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(rest[end], 0)
            end += 1
        fields[start[1]] = rest[start.end() : end - 1]
        assert rest[end : end + 2] == ",\n"
        rest = rest[end + 2 :]
    assert rest == "}"
    return fields


def without_tex(value: str) -> str:
    """What TeX would set; nothing in it may be a command but those that stand for a sign."""
    names = {
        "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}",
        "textasciitilde": "~", "textasciicircum": "^",
    }  # fmt: skip
    pattern = r"\\([a-z]+)\{\}|\\([$&#%_])|([\\{}$&#%_~^])"

    def sign(match: re.Match[str]) -> str:
        assert match[3] is None, f"{match[3]} is not escaped in {value}"
        return names[match[1]] if match[1] else match[2]

    return re.sub(pattern, sign, value)


@given(references)
def test_bibtex_reads_back(reference: Reference) -> None:
    """An entry ends where it should, and each field holds the words it was made of."""
    fields = read_bibtex(bibtex(reference))
    assert without_tex(fields["title"][1:-1]) == shown(reference.title)
    assert without_tex(fields.get("howpublished", "")) == shown(reference.publisher)
    inner = fields.get("author", "")
    assert bool(inner) == bool(reference.authors)
    if reference.authors:
        found = re.fullmatch(r"\{(.*)\}", inner)
        assert found
        assert [without_tex(name) for name in found[1].split("} and {")] == [
            shown(name) for name in reference.authors
        ]
    assert not re.search(r"[{}\\\s]", fields.get("url", ""))
    if reference.issued:
        assert fields["date"] == str(reference.issued)
        assert int(fields["year"]) == reference.issued.year
        month = reference.issued.month
        assert fields.get("month") == (MONTHS[month - 1] if month else None)


@given(references)
def test_ris_reads_back(reference: Reference) -> None:
    """A record has one line a field, begins once, ends once, and holds the words it was made of."""
    lines = ris(reference).split("\n")
    pairs = [(line[:2], line[6:]) for line in lines]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert not any(unicodedata.category(sign) == "Cc" for line in lines for sign in line)
    assert [tag for tag, _ in pairs].count("TY") == [tag for tag, _ in pairs].count("ER") == 1
    assert (pairs[0][0], pairs[-1]) == ("TY", ("ER", ""))
    assert [name for tag, name in pairs if tag == "AU"] == list(map(shown, reference.authors))
    told = dict(pairs)
    assert told.get("TI", "") == shown(reference.title)
    assert told.get("UR", "") == shown(reference.url)
    if reference.issued:
        year, month, day, other = told["DA"].split("/")
        assert other == ""
        assert EventDate.parse("-".join(filter(None, (year, month, day)))) == reference.issued


@given(references)
def test_csl_reads_back(reference: Reference) -> None:
    """An item of CSL-JSON has its id and type, and the words it was made of."""
    (item,) = json.loads(csl_json(reference))
    assert item == csl(reference)
    assert item["id"] == reference.key
    assert item["type"] in {"report", "webpage", "document"}
    assert item.get("title", "") == reference.title
    assert [name["literal"] for name in item.get("author", [])] == list(reference.authors)
    if reference.issued:
        (parts,) = item["issued"]["date-parts"]
        assert EventDate(*parts) == reference.issued


def test_sentence_tells_of_the_copy_and_of_the_day_of_reading() -> None:
    """Where a source is kept, and when it was read, stand behind its address; what is not known is
    left out, but for the date."""
    known = Reference(
        key="a", title="Talks", publisher="Wire", authors=("A. Writer", "B. Writer"),
        issued=EventDate(2017, 2), accessed=EventDate(2017, 3, 1), url="https://a.example/",
        archived="https://keep.example/a",
    )  # fmt: skip
    assert text(known) == (
        "A. Writer, B. Writer, “Talks”, Wire, February 2017, https://a.example/, "
        "archived at https://keep.example/a, read 1 March 2017."
    )
    assert text(Reference(key="a", title="Talks", publisher="Wire")) == "“Talks”, Wire, no date."


@given(references)
def test_sentence_is_one_line(reference: Reference) -> None:
    """The sentence is one line with title and address in it, and ends with a full stop."""
    sentence = text(reference)
    assert sentence == shown(sentence)
    assert shown(reference.title) in sentence
    assert shown(reference.url) in sentence
    assert sentence.endswith(".")


def test_a_brief_is_cited_by_when_it_was_published() -> None:
    """A brief is a report of its site, dated by its publication where that is told."""
    library = read([File("briefs/2017/2017-02-22-x.md", BRIEF.encode())])
    assert library.problems == ()
    reference = of_brief(library.briefs[0], "Coast Desk", "https://coast.example/x/")
    assert text(reference) == (
        "A. Writer, night desk, \u201cTalks & prices\u201d, Coast Desk, 23 February 2017, "
        "revised 1 March 2017, https://coast.example/x/."
    )
    assert bibtex(reference).startswith("@misc{2017-02-22-x,\n  author = {{A. Writer} and {night")
    assert "title = {{Talks \\& prices}}" in bibtex(reference)


BRIEF = """\
---
title: Talks & prices
date: 2017-02-22
summary: Talks go on.
countries: [TUR]
tlp: CLEAR
published: 2017-02-23
updated: 2017-03-01
changes: [{date: 2017-03-01, note: Adds a price.}]
authors: [A. Writer, night desk]
sources: [{id: wire, publisher: Wire, title: A report}]
---
Text [@wire].
"""
