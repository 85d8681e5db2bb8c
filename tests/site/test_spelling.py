"""Plain spellings beside those of a page."""

from __future__ import annotations

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from briefdesk.site import spelling
from briefdesk.site.spelling import spelled

pieces = st.one_of(
    st.sampled_from(
        ("Işık", "Türkiye", "ısı", "Łódź", "S-400", " ", "\n", "\u00a0", "\u2028", "_", "3", "-", "Ⅷ",
         "&amp;", "&#305;", "&Lstrok;", "<b title='Ağrı'>", "</b>", "İzmir", "Россия", "ʼ", "ʻ", "a\u0307", "ﬁ"),
    ),
    st.text(st.characters(blacklist_categories=("Cs",)), max_size=4),
)  # fmt: skip
texts = st.lists(pieces, max_size=12).map("".join)


def page(text: str) -> str:
    return f'<div class="bd bd-brief" data-pagefind-body>\n{text}\n</div>'


def plain_words(text: str) -> set[str]:
    """Word by word, without a shortcut."""
    words = {word for word in spelling._WORD.findall(text) if not spelling._apart(word).isascii()}
    found = ((word, spelling.fold(word)) for word in words)
    plain = {folded.capitalize() if word[0].isupper() else folded for word, folded in found}
    return {word for word in plain if word and word.isascii()}


@given(texts, texts)
def test_words_are_those_of_a_closer_look(text: str, title: str) -> None:
    """The words added are those that every single word of the page would give."""
    html = page(text)
    of_title = plain_words(title)
    of_text = plain_words(unescape(spelling._TAG.sub(" ", html))) - of_title
    rows = "".join(
        f'<p hidden data-pagefind-weight="{weight}">· {" · ".join(sorted(words))} ·</p>\n'
        for weight, words in ((7, of_title), (2, of_text))
        if words
    )
    assert spelled(html, title) == html.removesuffix("</div>") + rows + "</div>"


def test_a_page_that_no_search_holds_is_left_alone() -> None:
    """Without a mark for the index nothing is added."""
    html = '<div class="bd">Işık</div>'
    assert spelled(html, "Işık") == html


def test_title_and_text_are_weighed_apart() -> None:
    """A word of the title stands in the first line alone."""
    added = spelled(page("Işık and Ağrı"), "Işık")
    assert '<p hidden data-pagefind-weight="7">· Isik ·</p>\n' in added
    assert '<p hidden data-pagefind-weight="2">· Agri ·</p>\n' in added
