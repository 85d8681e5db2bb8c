"""Countries by the names that people use, and the name that held on a date."""

from __future__ import annotations

from functools import cache

from briefdesk.reading.paths import fold
from briefdesk.records.dates import EventDate

#: Names by date: (name, from). The first holds before the second's date. Sources: the
#: states' own notifications to the United Nations and ISO 3166-1's newsletters.
DATED = {
    "TUR": (("Turkey", None), ("Türkiye", EventDate(2022, 6))),
    "MMR": (("Burma", None), ("Myanmar", EventDate(1989, 6, 18))),
    "SWZ": (("Swaziland", None), ("Eswatini", EventDate(2018, 4, 19))),
    "MKD": (("Macedonia", None), ("North Macedonia", EventDate(2019, 2, 12))),
    "CZE": (("Czech Republic", None), ("Czechia", EventDate(2016, 7))),
    "CPV": (("Cape Verde", None), ("Cabo Verde", EventDate(2013, 10, 24))),
    "COD": (("Zaire", None), ("DR Congo", EventDate(1997, 5, 17))),
    "LKA": (("Ceylon", None), ("Sri Lanka", EventDate(1972, 5, 22))),
    "BFA": (("Upper Volta", None), ("Burkina Faso", EventDate(1984, 8, 4))),
    "KHM": (("Kampuchea", None), ("Cambodia", EventDate(1989, 4, 30))),
}

#: Short names in English where the territory list's own is longer or not the common one.
SHOWN = {"COD": "DR Congo", "COG": "Congo", "PSE": "Palestine", "VAT": "Holy See"}

#: States that are no more, by the code that they had in ISO 3166-1 (now in 3166-3).
FORMER = {
    "SUN": ("Soviet Union", ("USSR", "Union of Soviet Socialist Republics")),
    "YUG": ("Yugoslavia", ("SFR Yugoslavia", "Federal Republic of Yugoslavia")),
    "CSK": ("Czechoslovakia", ()),
    "DDR": ("East Germany", ("German Democratic Republic", "GDR")),
    "SCG": ("Serbia and Montenegro", ()),
}

#: Codes of rigour's list that ISO 3166-1 has not assigned.
NOT_ISO = frozenset({"ASC", "CPT", "CRQ", "CYB", "DGA"})

#: Names that a reader would not know the meaning of, or that would take a side.
REFUSED = {
    "North Cyprus": ("Cyprus (CYP)", "Türkiye (TUR)"),
    "Northern Cyprus": ("Cyprus (CYP)", "Türkiye (TUR)"),
    "TRNC": ("Cyprus (CYP)", "Türkiye (TUR)"),
    "Korea": ("South Korea (KOR)", "North Korea (PRK)"),
    "Congo": ("Congo (COG)", "DR Congo (COD)"),
    "Guinea Coast": (),
    "Crimea": ("Ukraine (UKR)", "Russia (RUS)"),
    "Abkhazia": ("Georgia (GEO)",),
    "South Ossetia": ("Georgia (GEO)",),
    "Transnistria": ("Moldova (MDA)",),
    "Donetsk": ("Ukraine (UKR)",),
    "Luhansk": ("Ukraine (UKR)",),
    "Nagorno-Karabakh": ("Azerbaijan (AZE)", "Armenia (ARM)"),
    "Somaliland": ("Somalia (SOM)",),
    "Virgin Islands": ("British Virgin Islands (VGB)", "US Virgin Islands (VIR)"),
}

#: Names that decide where the territory list leaves it open or says otherwise.
DECIDED = {
    "Kosovo": "XKX", "Taiwan": "TWN", "Palestine": "PSE", "Georgia": "GEO",
    "West Germany": "DEU", "Holland": "NLD", "England": "GBR", "Great Britain": "GBR",
    "America": "USA", "US": "USA", "U.S.": "USA", "UAE": "ARE", "Emirates": "ARE",
    "Ivory Coast": "CIV", "Burma": "MMR", "Vatican": "VAT", "Micronesia": "FSM",
    "Republic of Korea": "KOR", "DPRK": "PRK", "Zaire": "COD", "Czech Republic": "CZE",
    "Soviet Union": "SUN", "Macedonia": "MKD", "Turkiye": "TUR", "DRC": "COD",
}  # fmt: skip

#: What people take for a country and is a union of several: an organisation on this site.
BLOCS = (
    "NATO", "North Atlantic Treaty Organization", "North Atlantic Alliance", "EU",
    "European Union", "Europe", "UN", "United Nations", "OSCE", "African Union", "AU",
    "Arab League", "ASEAN", "GCC", "Gulf Cooperation Council", "CSTO", "CIS", "BRICS", "SCO",
    "Warsaw Pact", "AUKUS", "Quad", "G7", "G20", "OPEC", "ECOWAS", "Mercosur",
)  # fmt: skip

_BLOCS = frozenset(fold(bloc) for bloc in BLOCS)
_REFUSED = {fold(name): candidates for name, candidates in REFUSED.items()}


def is_bloc(text: str) -> bool:
    """True for the name of an alliance or a union of countries."""
    return fold(text) in _BLOCS


def refused(text: str) -> tuple[str, ...] | None:
    """The countries that a name may mean which stands for none by itself; None for others."""
    return _REFUSED.get(fold(text))


@cache
def territories() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Every country by its ISO 3166-1 alpha-3 code: the short name, and further names.

    The list is rigour's, restricted to entries with a code of three letters; Kosovo has the
    user-assigned XKX. Of former countries those in FORMER are known.
    """
    # The territory database takes a quarter of a second to load; only names need it.
    from rigour.territories import get_territories

    known: dict[str, tuple[str, tuple[str, ...]]] = {}
    for territory in get_territories():
        alpha3 = (territory.alpha3 or "").upper()
        if len(alpha3) != 3 or alpha3 in NOT_ISO or territory.is_historical:
            continue
        shown = DATED[alpha3][-1][0] if alpha3 in DATED else SHOWN.get(alpha3, territory.name)
        names = {territory.name, territory.full_name, *(name for name, _ in dated_names(alpha3))}
        known[alpha3] = shown, tuple(sorted(names - {shown, ""}))
    for alpha3, (shown, others) in FORMER.items():
        known[alpha3] = shown, others
    return known


@cache
def _codes() -> dict[str, str]:
    codes = {
        fold(name): alpha3
        for alpha3, (shown, others) in territories().items()
        for name in (shown, *others)
    }
    codes |= {fold(name): alpha3 for name, alpha3 in DECIDED.items()}
    return codes | {alpha3.lower(): alpha3 for alpha3 in territories()}


@cache
def code_of(text: str) -> str | None:
    """The alpha-3 code of the country that `text` names, by code or by name of any date.

    None for what is no country, and for a city: "Ankara said" is not "Turkey said".
    """
    folded = fold(text)
    if not folded or folded in _REFUSED or folded in _BLOCS:
        return None
    if folded in _codes():
        return _codes()[folded]
    from rigour.territories.lookup import lookup_territory

    territory = lookup_territory(text)
    if territory is None or folded in {fold(place) for place in territory.places}:
        return None
    alpha3 = (territory.alpha3 or "").upper()
    return alpha3 if alpha3 in territories() and len(territory.code) == 2 else None


def name_on(alpha3: str, on: EventDate | None = None) -> str:
    """The short name of a country on a date, or today's; KeyError for an unknown code."""
    if on is None or alpha3 not in DATED:
        return territories()[alpha3][0]
    held = [name for name, since in DATED[alpha3] if since is None or since.first <= on.first]
    return held[-1]


def dated_names(alpha3: str) -> tuple[tuple[str, EventDate | None], ...]:
    """The names a country bore, earliest first, each with the date it began."""
    return DATED.get(alpha3, ())
