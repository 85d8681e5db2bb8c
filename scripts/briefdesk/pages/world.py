"""The map of the world: countries as shapes on one drawing, by their codes.

`world.tsv` and the ground `world.svg` that lies under them are made by `scripts/world/make.mjs`
from Natural Earth.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from briefdesk.records.kinds import Subject

#: Size of the drawing in its own units.
WIDTH = 2000
HEIGHT = 907

#: The ground, as the site has it among its assets.
GROUND = "assets/images/world.svg"


@dataclass(frozen=True, slots=True)
class Shape:
    """A country: `x` and `y` are the middle of its largest part, `area` is in square units,
    `path` is empty where it is too small to be drawn."""

    x: int
    y: int
    area: int
    path: str


@cache
def shapes() -> dict[str, Shape]:
    """Every country of the map by its ISO 3166-1 alpha-3 code."""
    table = (files("briefdesk.pages") / "world.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {code: Shape(int(x), int(y), int(area), path) for code, x, y, area, path in rows}


def shape(country: Subject) -> Shape | None:
    """The shape of a country; None for one that is not on the map, such as a former one."""
    return shapes().get(country.id.upper())
