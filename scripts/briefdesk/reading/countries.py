"""Countries by the names that people use, and the name that held on a date.

The table `territories.tsv` holds ISO 3166-1, Kosovo (XKX, user-assigned) and five former
countries; what it cannot tell, such as a name that would take a side, stands here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from briefdesk.reading.paths import fold
from briefdesk.records.dates import EventDate

#: Names that mean several countries, or by which a reader would learn a side rather than a
#: place. Each comes with names that do resolve.
REFUSED = {
    "North Cyprus": ("Cyprus", "Turkey"),
    "Northern Cyprus": ("Cyprus", "Turkey"),
    "TRNC": ("Cyprus", "Turkey"),
    "Korea": ("South Korea", "North Korea"),
    "Congo": ("Republic of the Congo", "DR Congo"),
    "Crimea": ("Ukraine", "Russia"),
    "Donetsk": ("Ukraine", "Russia"),
    "Luhansk": ("Ukraine", "Russia"),
    "Abkhazia": ("Georgia", "Russia"),
    "South Ossetia": ("Georgia", "Russia"),
    "Transnistria": ("Moldova", "Russia"),
    "Nagorno-Karabakh": ("Azerbaijan", "Armenia"),
    "Artsakh": ("Azerbaijan", "Armenia"),
    "Somaliland": ("Somalia",),
    "Golan": ("Israel", "Syria"),
    "Kashmir": ("India", "Pakistan"),
    "Virgin Islands": ("British Virgin Islands", "US Virgin Islands"),
    "Saint Martin": ("Saint Martin (French part)", "Sint Maarten"),
    "Samoa Islands": ("Samoa", "American Samoa"),
    # Codes of two letters that ISO 3166 has given to two countries, one after the other.
    "AI": ("AIA",),
    "BQ": ("BES",),
    "BY": ("BLR",),
    "CS": ("CSK", "SCG"),
    "GE": ("GEO",),
    "SK": ("SVK",),
}

#: What people take for a country and is a union of several: an organisation on this site.
BLOCS = (
    "NATO", "North Atlantic Treaty Organization", "North Atlantic Treaty Organisation",
    "North Atlantic Alliance", "EU", "European Union", "European Community", "Europe", "UN",
    "United Nations", "OSCE", "African Union", "Arab League", "League of Arab States",
    "ASEAN", "GCC", "Gulf Cooperation Council", "CSTO", "CIS",
    "Commonwealth of Independent States", "Eurasian Economic Union", "BRICS", "SCO",
    "Shanghai Cooperation Organisation", "Shanghai Cooperation Organization", "Warsaw Pact",
    "AUKUS", "Quad", "G7", "G20", "OPEC", "ECOWAS", "Mercosur", "Benelux", "Visegrad Group",
    "Baltic States", "Nordic Council", "NORDEFCO", "OIC", "SAARC",
)  # fmt: skip

_BLOCS = frozenset(fold(bloc) for bloc in BLOCS)
_REFUSED = {fold(name): candidates for name, candidates in REFUSED.items()}
_THE = re.compile(r"\s*the\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Territory:
    """A country as `territories.tsv` has it.

    `shown` is its short English name today, `before` the names it was shown by, each with
    the date from which the next one holds. `english` and `foreign` are further names.
    """

    alpha3: str
    alpha2: str
    shown: str
    before: tuple[tuple[str, EventDate], ...]
    english: tuple[str, ...]
    foreign: tuple[str, ...]

    @property
    def others(self) -> tuple[str, ...]:
        """Every further English name, former ones first."""
        names = dict.fromkeys((*(name for name, _ in self.before), *self.english))
        return tuple(name for name in names if name != self.shown)


@cache
def territories() -> dict[str, Territory]:
    """Every country by its ISO 3166-1 alpha-3 code."""
    table = (files("briefdesk.reading") / "territories.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[0]: _territory(*row, *[""] * (6 - len(row))) for row in rows}


def _territory(
    alpha3: str, alpha2: str, shown: str, before: str, english: str, foreign: str
) -> Territory:
    held = (name.rsplit("<", 1) for name in _names(before))
    dated = tuple((name, EventDate.parse(until)) for name, until in held)
    return Territory(alpha3, alpha2, shown, dated, _names(english), _names(foreign))


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split("; ") if name)


@cache
def _codes() -> dict[str, str]:
    """Codes by folded name; a code comes before a name that would fold to it."""
    known = territories()
    names = {
        fold(name): alpha3
        for alpha3, land in known.items()
        for name in (*land.foreign, *land.others, land.shown)
    }
    two = {land.alpha2.lower(): alpha3 for alpha3, land in known.items() if land.alpha2}
    return names | two | {alpha3.lower(): alpha3 for alpha3 in known}


def _bare(text: str) -> str:
    """The name without its article: the Netherlands, the EU, the Congo."""
    return text[article.end() :] if (article := _THE.match(text)) else text


def is_bloc(text: str) -> bool:
    """True for the name of an alliance or a union of countries."""
    return fold(_bare(text)) in _BLOCS


def refused(text: str) -> tuple[str, ...] | None:
    """The countries that a name may mean which stands for none by itself; None for others."""
    return _REFUSED.get(fold(_bare(text)))


def code_of(text: str) -> str | None:
    """The alpha-3 code of the country that `text` names, by code or by name of any date.

    None for what is no country, and for a city: "Ankara said" is not "Turkey said".
    """
    folded = fold(_bare(text))
    if folded in _REFUSED or not any(map(str.isalnum, text)):
        # A sign alone may fold to a word, as `&` does: to the code of Andorra.
        return None
    return _codes().get(folded)


def name_on(alpha3: str, on: EventDate | None = None) -> str:
    """The short name of a country on a date, or today's; KeyError for an unknown code."""
    land = territories()[alpha3]
    if on is None or not land.before:
        return land.shown
    held = (name for name, until in land.before if on.first < until.first)
    return next(held, land.shown)
