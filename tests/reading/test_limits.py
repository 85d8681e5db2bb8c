"""Each limit lets through what reaches it, and names what is one past it, where it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefdesk.reading.library import File, read
from briefdesk.reading.yaml import YamlProblem, parse
from tests.reading.briefs import END, HEAD, PATH

#: The line on which a text begins, and that on which what a test adds to it does.
TEXT = HEAD.count("\n") + 2
BODY = TEXT + 2


def said(text: str) -> list[tuple[int, int, str, str]]:
    """Lines, columns, codes and messages of what is said of a brief."""
    problems = read([File(PATH, text.encode())]).problems
    return [(p.line, p.column, p.code, p.message) for p in problems]


def below(text: str) -> str:
    return f"{HEAD}{END}\n{text}\n"


def headed(fields: str) -> str:
    return f"{HEAD}{fields}\n{END}"


def padded(size: int) -> str:
    """A brief whose front matter has so many bytes, by lines of comment."""
    missing = size - len(HEAD.split("---\n", 1)[1])
    lines = ["#" + "x" * 998] * (missing // 1_000) + ["#" + "x" * (missing % 1_000 - 1)]
    return headed("\n".join(lines))


def titled(size: int) -> str:
    return HEAD.replace("Talks\n", f"{'T' * size}\n", 1) + END


def nested(depth: int) -> str:
    return below("> " * depth + "a")


def indented(depth: int) -> str:
    return below("- a\n\n" + "    " * depth + "b")


LIMITS: dict[str, tuple[Callable[[int], str], int, tuple[int, str, str]]] = {
    "front matter": (padded, 32 * 1024, (2, "too-complex", "the front matter has more than 32,768 bytes")),
    "depth": (
        lambda n: headed(f"a: {'[' * (n - 1)}1{']' * (n - 1)}"), 6,
        (9, "too-complex", "the front matter is nested deeper than 6 or holds more than 4,000 values"),
    ),
    "title": (titled, 160, (2, "too-long", "'title' is longer than 160 characters")),
    "line": (
        lambda n: below("x" * n), 20_000,
        (BODY, "too-complex", "the line has 20,001 characters; the limit is 20,000"),
    ),
    "quotations": (nested, 12, (BODY, "too-complex", "lists or quotations are nested deeper than 12")),
    "indentation": (indented, 12, (BODY + 2, "too-complex", "lists or quotations are nested deeper than 12")),
    "links": (
        lambda n: below("[a](https://a.b)\n" * n), 1_000,
        (TEXT, "too-complex", "the text has more than 1,000 links"),
    ),
    "autolinks": (
        lambda n: below("<https://a.b>\n" * n), 1_000,
        (TEXT, "too-complex", "the text has more than 1,000 links"),
    ),
    # One of them is the citation.
    "brackets": (
        lambda n: below("[a\n" * (n - 1)), 2_000, (TEXT, "too-complex", "the text has more than 2,000 brackets"),
    ),
    "marks": (
        lambda n: below("* *\n" * (n // 2) + "*" * (n % 2)), 10_000,
        (TEXT, "too-complex", "the text has more than 10,000 marks such as * and _"),
    ),
    "headings": (
        lambda n: below("# a\n" * n), 1_000,
        (TEXT, "too-complex", "the text has more than 1,000 headings and rules"),
    ),
    "lines": (
        lambda n: below("x\n" * (n - 3)), 20_000, (TEXT, "too-complex", "the text has more than 20,000 lines"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LIMITS)
def test_the_limit_is_let_through_and_one_more_is_not(name: str) -> None:
    """What is as large as may be is read without a word of its size; one more is refused."""
    make, limit, (line, code, message) = LIMITS[name]
    sizes = [found for found in said(make(limit)) if found[2] in ("too-complex", "too-long")]
    assert sizes == []
    (found,) = [found for found in said(make(limit + 1)) if found[2] in ("too-complex", "too-long")]
    assert (found[0], found[2], found[3]) == (line, code, message)
    assert found[1] == (limit + 1 if name == "line" else found[1])


@pytest.mark.parametrize("text", ["- x\n", "a{}: 1\n", "- [x]\n", "- {{a: b}}\n"])
def test_values_are_counted(text: str) -> None:
    """Four thousand values and keys are read, the list or mapping of all among them; what goes
    beyond is refused where it stands."""
    each = {"- x\n": 1, "a{}: 1\n": 2, "- [x]\n": 2, "- {{a: b}}\n": 3}[text]
    most = (4_000 - 1) // each
    assert len(parse("".join(text.format(n) for n in range(most))).data) == most
    with pytest.raises(YamlProblem) as refused:
        parse("".join(text.format(n) for n in range(most + 1)))
    assert refused.value.code == "too-complex"
    assert refused.value.place.line == most + 1


@pytest.mark.parametrize("name", ["[ @wire]", "[@Wire]", "[@wire; @b]", "[@ wire]", "[@wire,]"])
def test_what_begins_like_a_citation_is_one(name: str) -> None:
    """A citation of another form is named with the form that it should have."""
    (found,) = read([File(PATH, below(f"So {name}.").encode())]).problems
    assert (found.line, found.column, found.code) == (BODY, 4, "invalid-value")
    assert found.message == f"'{name}' is no citation"
    assert (
        found.hint == "Write the id of a source as in [@janes], or several as in [@janes, @tass]."
    )


def test_what_is_found_often_is_counted() -> None:
    """Fifty of one kind are listed, and the next says how many there are."""
    found = said(below("<b>\n" * 60))
    assert len(found) == 51
    assert found[49][3] == "HTML stands in the text"
    assert found[50][3] == "HTML stands in the text; 10 places from here on are like it"
