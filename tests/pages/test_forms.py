"""Forms fill as Markup's own format does, and the shortcuts of words and links change nothing."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from briefdesk.pages import addresses, wording
from briefdesk.pages.forms import Form

values = st.one_of(st.text(max_size=8), st.text(max_size=8).map(Markup), st.integers(), st.none())


@given(st.lists(st.sampled_from(("<a>", "&", '"', "", "x {}")), max_size=5), st.data())
def test_form_fills_as_format_does(parts: list[str], data: st.DataObject) -> None:
    """Text is escaped, Markup is not, and everything else is what it is as text."""
    html = "".join(parts)
    given = data.draw(st.lists(values, min_size=html.count("{}"), max_size=html.count("{}")))
    made = Form(html)(*given)
    assert isinstance(made, Markup)
    assert made == Markup(html).format(*given)


@pytest.mark.parametrize("given", [(), ("a", "b")])
def test_form_takes_as_many_values_as_it_has_places(given: tuple[str, ...]) -> None:
    """A value too few or too many is an error, not a hole in the page."""
    with pytest.raises(ValueError, match="zip"):
        Form("<b>{}</b>")(*given)


def test_what_was_escaped_before_is_not_taken_for_markup() -> None:
    """The same letters as text and as Markup are worded apart, in either order."""
    for text in ("<i>x-1</i>", "<i>y-1</i>"):
        assert wording.tight(Markup(text)) == text
        assert "<i>" not in wording.tight(text)
        assert wording.tight(Markup(text)) == text
    assert "&amp;amp;" in wording.tight("&amp;")
    assert wording.tight(Markup("&amp;")) == "&amp;"


addresses_ = st.lists(st.sampled_from(("a", "b", "ı", "c d", "x%2F")), max_size=4).map(
    lambda steps: "".join(f"{step}/" for step in steps)
)


@given(addresses_, addresses_, st.sampled_from(("", "#", "#y2017", "#ı x")))
def test_link_leads_from_one_address_to_the_other(source: str, target: str, fragment: str) -> None:
    """Followed from its page a link ends at its target, and climbs no higher than it must."""
    link, _, hash = addresses.relative(source, target + fragment).partition("#")
    assert hash == quote(fragment[1:])
    if source == target:
        assert link == ("" if "#" in fragment else "./")
        return
    climbed = link.count("../")
    here, there = source.split("/")[:-1], target.split("/")[:-1]
    kept = here[: len(here) - climbed]
    assert kept + link.removeprefix("../" * climbed).split("/")[:-1] == [
        *there[: len(kept)], *map(quote, there[len(kept) :]),
    ]  # fmt: skip
    assert climbed == 0 or here[: len(kept) + 1] != there[: len(kept) + 1]
