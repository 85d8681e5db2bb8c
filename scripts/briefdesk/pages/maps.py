"""Maps: the countries that a page is about, drawn on a ground that all pages share.

The ground is one picture, fetched once; a page holds the shapes of its own countries alone. A map
repeats for the eye what a table or a list beside it tells, so it is hidden from those who listen,
and its links are no stops of the tabulator.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from markupsafe import Markup

from briefdesk.catalogue.deals import Deal
from briefdesk.pages import addresses, glyphs, world
from briefdesk.pages.forms import Form
from briefdesk.pages.here import Here
from briefdesk.pages.ledger import groups
from briefdesk.records.kinds import Subject
from briefdesk.records.states import Group, State

#: Said wherever a map stands.
NEUTRALITY = (
    "Shapes and borders are those of Natural Earth, simplified; how a territory is drawn implies "
    "no legal recognition and no view of its status."
)

#: Fewest countries that are worth a map.
FEWEST = 2

#: Width on the screen for which signs and dots are drawn, in pixels.
_SCREEN = 960

#: How much of the world a map shows at least, and how much beyond the middles of its countries.
_LEAST = 760
_MARGIN = 130

#: Beyond this part of the world, all of it is shown.
_MOST = 0.72

#: A country smaller than this, in pixels each way, is drawn as a dot.
_TINY = 5

#: Signs are drawn for so many countries at most: more would cover the map.
SIGNS = 40
_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Spot:
    """A country on a map: the class that colours it, what it says to whoever points at it, where
    it leads, and the elements of the sign on it (a glyph in a box of 16 by 16)."""

    country: Subject
    css: str
    words: str
    link: str
    sign: Markup | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The part of the world that a map shows; `unit` is a pixel in units of the drawing."""

    x: float
    y: float
    width: float
    height: float

    @property
    def unit(self) -> float:
        """A pixel of the screen."""
        return self.width / _SCREEN


_MAP = Form(
    '<svg class="bd-map__sheet" viewBox="{} {} {} {}" aria-hidden="true" focusable="false">'
    '<image href="{}" width="{}" height="{}"/>{}{}</svg>'
)
_LAND = Form('<a class="bd-land {}" href="{}" tabindex="-1"><title>{}</title>{}{}</a>')
_PATH = Form('<path d="{}"/>')
_DOT = Form('<circle cx="{}" cy="{}" r="{}"/>')
_LEADER = Form('<path class="bd-leader" d="M{} {}L{} {}"/>')
_SIGN = Form(
    '<g class="bd-sign {}" transform="translate({} {}) scale({})">'
    '<circle class="bd-ground" cx="8" cy="8" r="9.5"/>{}</g>'
)


def draw(here: Here, spots: Sequence[Spot]) -> Markup:
    """A map of `spots`; nothing where fewer than two of them are on it."""
    known = [(spot, shape) for spot in spots if (shape := world.shape(spot.country))]
    if len(known) < FEWEST:
        return Markup("")
    view = _view([shape for _, shape in known])
    # Small countries last, so that none lies under a large one.
    known.sort(key=lambda item: (-item[1].area, item[0].country.id))
    lands = Markup("").join(_land(spot, shape, view.unit) for spot, shape in known)
    return _MAP(
        f"{view.x:g}", f"{view.y:g}", f"{view.width:g}", f"{view.height:g}",
        here.file(world.GROUND), world.WIDTH, world.HEIGHT, lands, _signs(known, view),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map of states: `key` counts the countries of each group, whose sign is that of a state;
    `missing` are the names of countries that are not on the map."""

    drawing: Markup
    key: tuple[tuple[Group, int, State], ...]
    missing: tuple[Markup, ...]


def of_states(here: Here, deals: Mapping[Subject, Deal]) -> Drawn | None:
    """The countries of `deals` by the state of each, whose glyph stands on it; None where that
    is no map."""
    spots = [_of_deal(here, country, deal) for country, deal in deals.items()]
    drawing = draw(here, [spot for spot in spots if spot])
    if not drawing:
        return None
    missing = [here.link(country) for country in deals if world.shape(country) is None]
    return Drawn(drawing, groups(tuple(deals.values())), tuple(missing))


def _of_deal(here: Here, country: Subject, deal: Deal) -> Spot | None:
    if deal.state is None or deal.attested is None:
        return None
    standing = deal.attested.standing
    name = here.edition.catalogue.name(country)
    since = f" since {deal.since.words}" if deal.since else ""
    return Spot(
        country,
        glyphs.css_class(deal.state.group),
        f"{name}: {glyphs.told(deal.state, standing)}{since}",
        here.to(addresses.deal(deal.id)),
        glyphs.shape(deal.state.glyph, standing),
    )


def _view(shapes: Sequence[world.Shape]) -> View:
    """The part of the world with the middles of `shapes` in it, in the form of the whole."""
    form = world.HEIGHT / world.WIDTH
    xs, ys = [s.x for s in shapes], [s.y for s in shapes]
    across, down = max(xs) - min(xs) + 2 * _MARGIN, max(ys) - min(ys) + 2 * _MARGIN
    width = max(across, down / form, _LEAST)
    if width > _MOST * world.WIDTH:
        return View(0, 0, world.WIDTH, world.HEIGHT)
    height = width * form
    x = (max(xs) + min(xs) - width) / 2
    y = (max(ys) + min(ys) - height) / 2
    return View(
        round(min(max(x, 0), world.WIDTH - width)),
        round(min(max(y, 0), world.HEIGHT - height)),
        round(width),
        round(height),
    )


def _land(spot: Spot, shape: world.Shape, unit: float) -> Markup:
    dot = Markup("")
    if not shape.path or shape.area < (_TINY * unit) ** 2:
        dot = _DOT(shape.x, shape.y, f"{4 * unit:.1f}")
    path = _PATH(shape.path) if shape.path else Markup("")
    return _LAND(spot.css, spot.link, spot.words, path, dot)


def _signs(known: Sequence[tuple[Spot, world.Shape]], view: View) -> Markup:
    """The signs, none on another: those that would be move aside, with a line to their place."""
    signed = [(spot, shape) for spot, shape in known if spot.sign]
    if not signed or len(signed) > SIGNS:
        return Markup("")
    unit = view.unit
    places = _apart([(shape.x, shape.y) for _, shape in signed], 18 * unit)
    leaders, signs = [], []
    for (spot, shape), (x, y) in zip(signed, places, strict=True):
        if hypot(x - shape.x, y - shape.y) > 9 * unit:
            leaders.append(_LEADER(shape.x, shape.y, f"{x:.1f}", f"{y:.1f}"))
        corner = 7 * unit
        signs.append(
            _SIGN(spot.css, f"{x - corner:.1f}", f"{y - corner:.1f}", f"{14 * unit / 16:.3f}", spot.sign)
        )  # fmt: skip
    return Markup("").join((*leaders, *signs))


def _apart(places: Sequence[tuple[float, float]], room: float) -> list[tuple[float, float]]:
    """`places` moved until each has `room` to the next, as far as a few rounds bring them."""
    found = list(places)
    for _ in range(_ROUNDS):
        still = True
        for one in range(len(found)):
            for other in range(one):
                (x, y), (u, v) = found[one], found[other]
                dx, dy = x - u, y - v
                away = hypot(dx, dy)
                if away >= room:
                    continue
                still = False
                if away == 0:  # one above the other: part them sideways
                    dx, dy, away = 1.0, 0.0, 1.0
                push = (room - min(away, room)) / 2 / away
                found[one] = x + dx * push, y + dy * push
                found[other] = u - dx * push, v - dy * push
        if still:
            break
    return found
