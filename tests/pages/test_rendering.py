"""The quick rendering of Markdown against the plain one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.model import Catalogue
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.prose import Prose
from briefdesk.pages.rendering import _BLOCKS, _INLINE, Renderer
from briefdesk.reading.library import File, read
from tests.pages.conftest import INPUT, SITE
from tests.pages.test_prose import PATH, PLACE

ROOT = Path(__file__).parent.parent.parent

NUMBERS = {"a": (1, "source-a"), "b": (2, "source-b")}

#: Whatever means something to Markdown, in whole and in part.
SIGNS = (
    "# ", "## ", "#", "===", "---", "- - -", "***", "___", "* ", "- ", "+ ", "1. ", "23. ", "٣. ",
    "> ", ">", "```", "~~~", "``", "`", "\\", "\\\\", "\\|", "|", "|---|", " | ", ":-:", "*", "**",
    "_", "__", "[", "]", "(", ")", "![", "[@a]", "[@a, @b]", "[@c]", "[1]", "[1]: x", "]:", "](", "]()",
    "[x](https://a.example/b)", "[x]: <https://a.example> 'y'", "[x][]", "[x][1]", "<https://a.example>",
    "<a@b.example>", "<b>", "</b>", "<!--", "-->", "<", "&", "&amp;", "&#65;", "&nbsp;", ";", "  \n",
    "    ", "\t", "  ", "\x02", "\x03", "\x02klzzwxh:0000\x03", "wzxhzdk:0", "{: #x .y}", "~~~ {.py}",
    "!!! x", ": ", "=", "-", "\r\n", "\r", "\u2028", "\u00a0", "\x0b", "\x0c",
)  # fmt: skip
WORDS = (
    "Kestrel",
    "Kestrel-E",
    "L-20",
    "Finland",
    "a",
    "word",
    "and so on,",
    "S-300PMU",
    "é",
    "1",
    "!",
)

texts = st.lists(
    st.one_of(
        st.sampled_from(SIGNS),
        st.sampled_from(WORDS),
        st.sampled_from((" ", "\n", "\n\n", "\n    ", "\n> ")),
        st.text(max_size=3),
    ),
    max_size=30,
).map("".join)


class Both(NamedTuple):
    """The two ways to render a text, each as that of a brief."""

    quick: Callable[[str], str]
    plain: Callable[[str], str]


@pytest.fixture(scope="module")
def both(catalogue: Catalogue) -> Both:
    """Both ways, on a page of the small library."""
    edition = Edition(catalogue, SITE, {"authors/index.md"})

    def html(text: str, *, plain: bool) -> str:
        here = Here(edition, PLACE)
        return str(Prose(here, PATH, NUMBERS, reserved=("sources",), plain=plain).html(text))

    return Both(partial(html, plain=False), partial(html, plain=True))


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts)
def test_quick_is_plain(both: Both, text: str) -> None:
    """What is spared a text changes nothing of its HTML, whatever was rendered before it."""
    assert both.quick(text) == both.plain(text)


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_works_alone(both: Both, sign: str) -> None:
    """Each sign by itself, at the start, within and at the end of a line, and over two lines,
    gives the same both ways."""
    for text in (
        sign, f"{sign}word", f"word{sign}", f"a {sign}b{sign} c", f"a\n{sign}\n\nb", f"> {sign}a\n> b",
        f"- {sign}a\n  {sign}b\n\n    {sign}c", f"{sign}[1]\n\n[1]: https://a.example", f"a\n{sign}",
        f"|a|b|\n|-|-|\n|{sign}|c|", f"{sign} a {sign}\n{sign} b {sign}",
    ):  # fmt: skip
        assert both.quick(text) == both.plain(text), text


def test_every_text_of_the_demo_is_the_same_both_ways() -> None:
    """The bodies of all briefs and profiles of this repository, on their own pages."""
    paths = sorted((*(ROOT / "briefs").rglob("*.md"), *(ROOT / "docs").glob("*/*.md")))
    paths = [path for path in paths if path.read_text(encoding="utf-8").startswith("---\n")]
    files = [File(path.relative_to(ROOT).as_posix(), path.read_bytes()) for path in paths]
    catalogue = compile(read(files))
    edition = Edition(catalogue, SITE, frozenset())
    bodies = [(brief.path, brief.body.text) for brief in catalogue.briefs]
    bodies += [(profile.path, profile.body.text) for profile in catalogue.profiles]
    assert len(bodies) > 100
    for path, body in bodies:
        prose = [Prose(Here(edition, PLACE), path, NUMBERS, plain=p) for p in (False, True)]
        assert prose[0].html(body) == prose[1].html(body), path


def test_every_text_of_the_golden_cases_is_the_same_both_ways(both: Both) -> None:
    """The small library's files, and every case of a mistake, front matter and all."""
    paths = sorted((*INPUT.rglob("*.md"), *(INPUT.parent.parent / "problems").rglob("*.md")))
    assert len(paths) > 50
    for path in paths:
        text = path.read_bytes().decode("utf-8", "replace")
        assert both.quick(text) == both.plain(text), path


def test_every_pattern_has_signs_or_is_always_tried() -> None:
    """The tables of signs name what Python-Markdown has; no more than three kinds of block are
    tried on every text."""
    md = Renderer(plain=True)._markdown
    assert {md.inlinePatterns[name] for name in _INLINE} == set(md.inlinePatterns)
    signed = {md.parser.blockprocessors[name] for name in _BLOCKS}
    always = {type(processor).__name__ for processor in set(md.parser.blockprocessors) - signed}
    assert always == {"EmptyBlockProcessor", "SaneOListProcessor", "ParagraphProcessor"}


def test_failed_renderer_is_not_used_again(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an exception in mid-text the next text comes out as ever."""
    before = both.quick("*a* [x](https://a.example) `c`")
    with monkeypatch.context() as patch:
        patch.setattr("briefdesk.pages.mentioning.MentionProcessor.run", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            both.quick("> - *half* [1]\n\n[1]: https://a.example\n")
    assert both.quick("*a* [x](https://a.example) `c`") == before
    assert both.quick("so [1]") == both.plain("so [1]")
