"""Glyphs, axes and charts."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdesk.catalogue.deals import Standing, Step
from briefdesk.catalogue.model import Catalogue
from briefdesk.pages import glyphs, marks, paths, strips, tracks
from briefdesk.pages.axis import Axis
from briefdesk.records.dates import EventDate
from briefdesk.records.states import STATES, Group, State

dates = st.builds(EventDate, st.integers(1980, 2040) | st.integers(1, 9999)) | st.dates().map(
    EventDate.of
)


def test_shapes_tell_states_apart_without_colour() -> None:
    """Each glyph has a shape of its own, in each standing."""
    shapes = {state.glyph: glyphs.shape(state.glyph) for state in STATES}
    assert len(set(shapes.values())) == len(shapes)
    for glyph in shapes:
        assert len({glyphs.shape(glyph, standing) for standing in Standing}) == len(Standing)


@pytest.mark.parametrize("standing", Standing)
def test_glyph_is_one_svg_of_one_size_with_a_label(standing: Standing) -> None:
    """A state is drawn for the eye and told in words; doubt is told too."""
    for state in STATES:
        html = glyphs.labelled(state, standing)
        root = ET.fromstring(html)
        svg = root.find("svg")
        assert svg is not None
        assert (svg.get("viewBox"), svg.get("aria-hidden")) == ("0 0 16 16", "true")
        words = "".join(root.itertext()).split()
        assert " ".join(words).startswith(state.label)
        assert (standing.value in words) == (standing is not Standing.REPORTED)


def test_every_group_has_a_class_and_a_sample() -> None:
    """No group of states is without colour, lane and sign."""
    assert set(paths.LANES) == set(Group)
    assert {glyphs.css_class(group) for group in Group} == {
        "bd-exploring", "bd-choosing", "bd-committed", "bd-in-force", "bd-off-the-path",
    }  # fmt: skip


@given(st.lists(dates, min_size=1, max_size=8))
def test_axis_keeps_dates_in_order_and_in_the_frame(found: list[EventDate]) -> None:
    """Later dates stand further to the right, none outside, and a tick has room for its words."""
    axis = Axis.over(found, 100, 900)
    places = [
        axis.of(date)
        for date in sorted(found, key=lambda d: d.first.toordinal() + d.last.toordinal())
    ]
    assert places == sorted(places)
    assert all(100 <= place <= 900 for place in places)
    worded = [tick.x for tick in axis.ticks() if tick.words]
    assert all(later - earlier >= 30 for earlier, later in pairwise(worded))
    assert len(axis.ticks()) <= 300


def test_path_has_a_mark_for_each_step_that_leads_to_its_row(catalogue: Catalogue) -> None:
    """Both drawings of a path link every step of the history and tell who says so."""
    deal = catalogue.deal("tur-fin-l-20")
    assert deal
    root = ET.fromstring(paths.path(deal, "a deal", lambda step: "A & B"))
    wide, narrow = root.findall("svg")
    rows = [f"#step-{number}" for number in range(1, len(deal.history) + 1)]
    for drawing in (wide, narrow):
        assert [link.get("href") for link in drawing.iter("a")] == rows
        assert drawing.get("aria-label")
        for link, step in zip(drawing.iter("a"), deal.history, strict=True):
            what, who = (line.text for line in link.iter("tspan"))
            assert link.get("aria-label") == f"{what}, {who}"
            assert step.date.words in (what or "")
            assert who == "according to A & B"


@given(st.lists(st.tuples(dates, st.sampled_from(STATES)), min_size=2, max_size=40))
def test_marks_make_room_and_keep_to_their_dates(told: list[tuple[EventDate, State]]) -> None:
    """However many steps fall together, signs of a lane do not cover each other, and none stands
    far from its date."""
    history = [
        Step(date, state, None, (), Standing.REPORTED)
        for date, state in sorted(told, key=lambda item: item[0].first)
    ]
    axis = Axis.over((step.date for step in history), 116, 946)
    placed = marks.place(history, list(paths.LANES), axis)
    assert [mark.number for mark in placed] == list(range(1, len(history) + 1))
    assert all(abs(mark.x - axis.of(mark.step.date)) <= 2 * 54 for mark in placed)
    signs = [(mark.lane, mark.x) for mark in placed if mark.turns]
    for lane in range(len(paths.LANES)):
        row = [x for of, x in signs if of == lane]
        assert all(later - earlier >= 17.9 for earlier, later in pairwise(row))


def test_single_point_is_no_path(catalogue: Catalogue) -> None:
    """A deal with one state has no chart, nor has a list of one deal."""
    deal = catalogue.deal("tur-tur-harbour")
    assert deal
    assert paths.path(deal, "a deal", lambda step: "A & B") == ""
    assert tracks.tracks([tracks.Track(deal, "Harbour", "x/")], "one") == ""


@given(st.lists(dates, min_size=2, max_size=8))
def test_strip_is_short_however_long_the_span(found: list[EventDate]) -> None:
    """A strip has at most eighty bars, which stand for all dates."""
    html = strips.activity(found, (2000, 2001))
    if len({date.year for date in found}) < 2:
        assert html == ""
        return
    root = ET.fromstring(html)
    assert len(list(root.iter("rect"))) <= 80
    svg = root.find("svg")
    assert svg is not None
    told = svg.get("aria-label", "").removeprefix("Briefs by year: ").split(", ")
    assert sum(int(part.split(": ")[1]) for part in told) == len(found)


def test_strip_tells_its_numbers() -> None:
    """The strip has a bar for each year of the span and says how many each stands for."""
    html = strips.activity([EventDate(2015), EventDate(2017), EventDate(2017)], (2014, 2018))
    root = ET.fromstring(html)
    assert len(list(root.iter("rect"))) == 5
    svg = root.find("svg")
    assert svg is not None
    assert svg.get("aria-label") == "Briefs by year: 2015: 1, 2017: 2"
    assert strips.activity([EventDate(2015)], (2014, 2018)) == ""
