"""Known names are found in running text, whole and unmistaken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdesk.catalogue.mentions import Mentions
from briefdesk.records.kinds import Subject

S400, S300, PMU1 = (Subject("systems", id) for id in ("s-400", "s-300", "s-300pmu-1"))
TUR, ANTEY = Subject("countries", "tur"), Subject("organisations", "almaz-antey")
NAMES = {
    "S-400": S400, "S-400 Triumf": S400, "S-300": S300, "S-300PMU-1": PMU1,
    "Turkey": TUR, "Türkiye": TUR, "Almaz-Antey": ANTEY,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Turkey's S-400 Triumf.", {"Turkey": TUR, "S-400 Triumf": S400}),
        ("The S-300PMU-1 is no S-300V4.", {"S-300PMU-1": PMU1}),
        ("S-300-4 and S-3000 and XS-300", {}),
        ("An S-400-based unit in Türkiye", {"S-400": S400, "Türkiye": TUR}),
        ("Turkey-wide and non-Turkey", {"Turkey": TUR}),
        ("Almaz-Antey-Telecom, then Almaz-Antey", {"Almaz-Antey": ANTEY}),
        ("turkey, TURKEY", {}),
    ],
)
def test_names_are_found_as_whole_words(text: str, found: dict[str, Subject]) -> None:
    """A name counts where it stands alone as it is spelled, and the longest one wins."""
    mentions = Mentions(NAMES).find(text)
    assert {text[m.start : m.end]: m.subject for m in mentions} == found


def test_each_subject_is_found_once() -> None:
    """The first mention stands for all of them, whatever name the later ones use."""
    mentions = Mentions(NAMES).find("Turkey, Türkiye, S-400 and S-400 Triumf")
    assert [m.subject for m in mentions] == [TUR, S400]
    assert mentions[0].start == 0


def test_no_names_find_nothing() -> None:
    """A desk that knows no names finds none."""
    assert Mentions({}).find("Turkey") == []


@given(st.text(alphabet="S-400 Turkeyİı\u0301.x", max_size=60))
def test_offsets_give_back_the_name(text: str) -> None:
    """Whatever the text, what stands at a mention's offsets is a name of its subject."""
    for mention in Mentions(NAMES).find(text):
        assert NAMES[text[mention.start : mention.end]] == mention.subject
