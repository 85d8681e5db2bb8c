"""Maps: the drawing of the world, and what a page draws on it."""

from __future__ import annotations

from itertools import combinations
from math import hypot
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup as Safe

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.model import Catalogue
from briefdesk.pages import maps, world
from briefdesk.pages.atlas import _bounds, _key
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.reading.countries import territories
from briefdesk.reading.library import File, read
from briefdesk.records.kinds import Subject
from briefdesk.site.frame import THEME
from tests.pages.conftest import SITE, Book, book
from tests.pages.markup import Markup

CODES = sorted(world.shapes())


def spots(codes: list[str], sign: bool = False) -> list[maps.Spot]:
    """A spot for each country."""
    circle = Safe('<circle r="1"/>') if sign else None
    return [
        maps.Spot(Subject("countries", code.lower()), "bd-shade-1", code, "x/", circle)
        for code in codes
    ]


def drawn(catalogue: Catalogue, codes: list[str], sign: bool = False) -> ET.Element:
    """The map of some countries, as a page in the depth of the site has it."""
    here = Here(Edition(catalogue, SITE), "systems/l-20/")
    return ET.fromstring(maps.draw(here, spots(codes, sign)))


def test_shapes_are_those_of_known_countries() -> None:
    """Every shape has a code that briefs know, and lies in the frame; nearly every code has one."""
    assert set(CODES) < set(territories())
    assert len(CODES) > 0.9 * len(territories())
    for code, shape in world.shapes().items():
        assert 0 <= shape.x <= world.WIDTH, code
        assert 0 <= shape.y <= world.HEIGHT, code
        assert shape.path == "" or shape.path.startswith("M"), code


def test_ground_has_the_size_of_the_shapes() -> None:
    """The picture that lies under the shapes is drawn to their measure."""
    root = ET.parse(THEME / world.GROUND).getroot()
    assert root.get("viewBox") == f"0 0 {world.WIDTH} {world.HEIGHT}"
    assert (THEME / world.GROUND).stat().st_size < 60_000


def test_all_countries_at_once_are_a_light_map(catalogue: Catalogue) -> None:
    """A map of every country that there is weighs less than half of what a page may."""
    here = Here(Edition(catalogue, SITE), "")
    assert len(maps.draw(here, spots(CODES)).encode()) < 90_000


@pytest.mark.parametrize("code", ["SGP", "MLT", "BHR", "QAT", "MCO", "HKG"])
def test_small_states_are_dots(catalogue: Catalogue, code: str) -> None:
    """A state too small to be seen has a dot, on a map of the whole world."""
    root = drawn(catalogue, [code, "USA", "AUS"])
    land = next(link for link in root.iter("a") if link.findtext("title") == code)
    dot = land.find("circle")
    assert dot is not None
    width = float(root.get("viewBox", "").split()[2])
    assert float(dot.get("r", "0")) / width * 960 == pytest.approx(4, abs=0.1)


def test_a_map_leaves_keys_and_ears_to_the_list(catalogue: Catalogue) -> None:
    """A map is hidden from assistive technology and no stop of the tabulator."""
    root = drawn(catalogue, ["TUR", "RUS"])
    assert root.get("aria-hidden") == "true"
    assert {link.get("tabindex") for link in root.iter("a")} == {"-1"}
    image = root.find("image")
    assert image is not None
    assert image.get("href") == "../../assets/images/world.svg"


def test_one_country_is_no_map(catalogue: Catalogue) -> None:
    """A single country, and one beside a state that is no more, need no map."""
    here = Here(Edition(catalogue, SITE), "")
    assert maps.draw(here, spots(["TUR"])) == ""
    assert maps.draw(here, spots(["TUR", "YUG"])) == ""


@given(st.sets(st.sampled_from(CODES), min_size=2, max_size=12))
def test_view_holds_every_country(codes: set[str]) -> None:
    """The middle of each country is inside the part of the world that is shown, which is never
    beyond the world and has its form."""
    shapes = [world.shapes()[code] for code in sorted(codes)]
    view = maps._view(shapes)
    for shape in shapes:
        assert view.x <= shape.x <= view.x + view.width
        assert view.y <= shape.y <= view.y + view.height
    assert view.x >= 0
    assert view.x + view.width <= world.WIDTH
    assert view.height / view.width == pytest.approx(world.HEIGHT / world.WIDTH, abs=0.01)


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), min_size=2, max_size=12))
def test_signs_make_room_for_each_other(places: list[tuple[float, float]]) -> None:
    """Signs that would cover each other move apart, even from one and the same place."""
    apart = maps._apart(places, 10)
    assert all(hypot(x - u, y - v) > 5 for (x, y), (u, v) in combinations(apart, 2))


def test_many_countries_have_no_signs(catalogue: Catalogue) -> None:
    """Where signs would cover the map there are none."""
    assert len(list(drawn(catalogue, CODES[:30], sign=True).iter("g"))) == 30
    assert not list(drawn(catalogue, CODES[: maps.SIGNS + 1], sign=True).iter("g"))


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=300))
def test_shades_part_the_counts(counts: list[int]) -> None:
    """The key tells a range for each of at most four shades, from one to the highest count,
    without a gap; the highest count has the darkest shade."""
    bounds = _bounds(counts)
    key = _key(bounds, max(counts))
    assert 1 <= len(key) <= 4
    assert bounds[0] == 1
    assert list(bounds) == sorted(set(bounds))
    assert bounds[-1] <= max(counts)
    assert key[-1][0] == "bd-shade-4"


def test_home_lists_what_its_map_shows(made: Book) -> None:
    """Each country of the map on the home page is a link of the list beside it."""
    page = Markup(made["index.md"].html)
    lands = [known for tag, known in page.elements if tag == "a" and "bd-land" in str(known)]
    assert lands
    for land in lands:
        assert page.links.count(land["href"]) > 1


def test_system_has_a_map_of_its_buyers_that_leads_to_their_deals() -> None:
    """The buyers of a system stand on its map, each with the farthest of its deals; a name of
    an author is no markup."""
    events = "".join(
        f'- {{buyer: {buyer}, supplier: RUS, system: Lamp, state: {state}, lot: "{lot}", sources: [a]}}\n'
        for buyer, state, lot in (
            ("TUR", "abandoned", "<b>old"),
            ("TUR", "signed", "new"),
            ("IND", "talks", "only"),
            ("SUN", "talks", "only"),
        )
    )
    brief = (
        "---\ntitle: T\ndate: 2020-01-02\nsummary: S.\ncountries: [TUR, IND]\ntlp: CLEAR\n"
        f"deals:\n{events}sources: [{{id: a, publisher: P, title: T}}]\n---\nText.\n"
    )
    library = read(
        [
            File(
                "docs/systems/lamp.md",
                b"---\nname: Lamp <i>\xf0\x9f\x92\xa1\naliases: [Lamp]\n---\n",
            ),
            File("briefs/2020/2020-01-02-a.md", brief.encode()),
        ]
    )
    assert library.problems == ()
    html = book(compile(library))["systems/lamp.md"].html
    page = Markup(html)
    lands = {
        known["class"]: known["href"]
        for tag, known in page.elements
        if tag == "a" and "bd-land" in known.get("class", "")
    }
    assert lands == {
        "bd-land bd-committed": "../../deals/tur-rus-lamp-new/",
        "bd-land bd-exploring": "../../deals/ind-rus-lamp-only/",
    }
    assert "Not on the map:" in html
    assert "<i>" not in html.replace("<i>[", "")
