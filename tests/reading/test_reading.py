"""Reading takes whatever there is, and says what it could not use."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdesk.catalogue.compile import compile
from briefdesk.checks import check
from briefdesk.reading.decoding import MAX_BYTES
from briefdesk.reading.library import File, read
from briefdesk.records.authored import AuthoredProfile, authored_brief
from briefdesk.records.codes import CODE
from briefdesk.records.kinds import KINDS
from tests.reading.briefs import BRIEF, PATH

_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=12)
    | st.sampled_from(["TUR", "wire"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "buyer", "system", "state", "date", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


def codes(text: str | bytes, path: str = PATH) -> set[str]:
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    library = read([File(path, content)])
    problems = check(library, compile(library))
    assert all(problem.code in CODE for problem in problems)
    return {problem.code for problem in problems}


@given(st.binary(max_size=400))
def test_random_bytes_are_refused_in_words(content: bytes) -> None:
    """No bytes make reading fail, and none but a brief is silently taken for one."""
    assert codes(content)


@given(st.text(max_size=300))
def test_random_front_matter_is_refused_in_words(text: str) -> None:
    """No text between the fences makes reading fail."""
    assert codes(f"---\n{text}\n---\nText.\n")


@given(
    st.dictionaries(st.sampled_from(sorted(authored_brief().model_fields)), _VALUES, max_size=10)
)
def test_fields_of_any_type_are_refused_in_words(fields: dict[str, Any]) -> None:
    """No value of a wrong type in any field makes reading fail."""
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items())
    assert codes(f"---\n{text}---\nText.\n")


_FIELDS = sorted({*authored_brief().model_fields, *AuthoredProfile.model_fields})

_PROFILES = [f"docs/{kind.id}/one.md" for kind in KINDS]

#: YAML with what makes it dangerous: anchors, tags, merges, block texts, several documents.
_YAML = st.lists(
    st.sampled_from(
        [*(f"{name}: " for name in _FIELDS), "- ", "? ", ": ", "&a ", "*a ", "<<: *a", "!!binary ",
         "!!python/object:os.system ", "!t ", "|\n", ">-\n", "---\n", "...\n", "%YAML 1.1\n", "#",
         "{", "}", "[", "]", ",", "'", '"', "\\", "\n", "\n  ", "\t", "2017-02-22", "TUR", "~", "NO",
         "0x1F", "1e999", ".nan", "\u2028", "\x00", "ı", "\U0001f680"]
    ) | st.text(max_size=6),
    max_size=40,
).map("".join)  # fmt: skip


@given(_YAML, st.sampled_from([PATH, *_PROFILES]))
def test_random_yaml_is_read(text: str, path: str) -> None:
    """No YAML in a brief or a profile makes reading fail."""
    codes(f"---\n{text}\n---\nText.\n", path)


@given(st.binary(max_size=400), st.sampled_from(_PROFILES))
def test_random_bytes_are_no_profile(content: bytes, path: str) -> None:
    """No bytes make the reading of a profile fail, and none is silently taken for one."""
    assert codes(content, path)


@given(
    st.dictionaries(st.sampled_from(sorted(AuthoredProfile.model_fields)), _VALUES, max_size=8),
    st.sampled_from(_PROFILES),
)
def test_fields_of_any_type_are_read_in_profiles(fields: dict[str, Any], path: str) -> None:
    """No value of a wrong type in any field of a profile makes reading fail."""
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items())
    codes(f"---\n{text}---\nText.\n", path)


@given(
    st.dictionaries(
        st.sampled_from([PATH, *_PROFILES, "briefs/x", "briefs/", "docs/systems/a/b.md", ""])
        | st.text(max_size=20),
        st.binary(max_size=60) | st.just(BRIEF.encode()) | st.just(b"---\nname: One\n---\n"),
        max_size=6,
    )
)
def test_any_set_of_files_is_read(contents: dict[str, bytes]) -> None:
    """No set of files under any names makes reading fail, and no problem names another file."""
    library = read([File(path, content) for path, content in contents.items()])
    problems = check(library, compile(library))
    assert {problem.path for problem in problems} <= set(contents)


@given(st.text(max_size=300))
def test_any_body_is_read(body: str) -> None:
    """No text below the front matter makes reading fail."""
    codes(BRIEF + body)


@given(st.text(min_size=1, max_size=40))
def test_any_file_name_is_read(name: str) -> None:
    """No file name makes reading fail."""
    codes(BRIEF, f"briefs/2017/{name}.md")


@pytest.mark.parametrize(
    "text",
    [
        "---\na: " + "[" * 20_000 + "\n---\n",
        "---\n" + "- [[\n" * 5_000 + "---\n",
        "---\na: " + "{a: " * 7_000 + "\n---\n",
        "---\na: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n---\n",
        "---\n" + "a: [1]\n" * 5_000 + "---\n",
        BRIEF + "- " * 2_000,
        BRIEF + "[" * 9_000,
        BRIEF + "<![CDATA[" * 2_000,
        BRIEF + "`" * 10_000,
        BRIEF + "x" * 20_001,
    ],
    ids=range(10),
)
def test_bombs_are_refused(text: str) -> None:
    """What is built to exhaust a parser is refused, or harmless, before it does."""
    codes(text)


@pytest.mark.parametrize("size", [MAX_BYTES + 1, 5_000_000])
def test_large_file_is_refused(size: int) -> None:
    """A file over the limit is refused unread, and its author told what to do."""
    library = read([File(PATH, BRIEF.encode() + b"x" * size)])
    (problem,) = check(library, compile(library))
    assert (problem.code, problem.line, problem.column) == ("too-large", 1, 1)
    assert problem.message == "the file has more than 1,048,576 bytes"
    assert problem.hint == "Split it, or leave what it quotes to its sources."


def test_file_at_the_limit_is_read() -> None:
    """A file of exactly the limit is read."""
    padding = MAX_BYTES - len(BRIEF.encode())
    body = ("x" * 99 + "\n") * (padding // 100) + "x" * (padding % 100)
    assert codes(BRIEF + body) == set()


def test_text_fields_keep_what_was_written() -> None:
    """What YAML 1.1 takes for booleans, numbers and times stays the text that it is."""
    written = ["NO", "on", "y", "010", "12:30", "1e3", "null", "~", "0x1F", "2017-02-22"]
    questions = "".join(f"- {text}\n" for text in written)
    (brief,) = read(
        [File(PATH, BRIEF.replace("tlp:", f"questions:\n{questions}tlp:").encode())]
    ).briefs
    assert [question.text for question in brief.questions] == written


@given(st.randoms(use_true_random=False))
def test_order_of_files_is_without_effect(shuffled: random.Random) -> None:
    """However the files are shuffled, the records and the problems are the same."""
    files = [
        File("docs/systems/one.md", b"---\nname: One\naliases: [X-1]\n---\n"),
        File("docs/systems/two.md", b"---\nname: Two\naliases: [X 1]\n---\n"),
        File("briefs/2017/2017-02-22-talks.md", BRIEF.encode()),
        File("briefs/2016/2017-02-22-talks.md", BRIEF.encode()),
        File(
            "briefs/2017/2017-02-22-more.md",
            BRIEF.replace("tlp", "people: [{name: Isik}]\ntlp").encode(),
        ),
        File(
            "briefs/2017/2017-02-22-yet.md",
            BRIEF.replace("tlp", "people: [{name: Işık}]\ntlp").encode(),
        ),
    ]
    before = read(files)
    shuffled.shuffle(files)
    after = read(files)
    assert after.problems == before.problems
    assert after.briefs == before.briefs
    assert after.profiles == before.profiles
    assert after.names == before.names
