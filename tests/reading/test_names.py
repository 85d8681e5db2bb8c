"""Names resolve however people write them, and are refused where they may mislead."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefdesk.reading.countries import BLOCS, REFUSED, code_of, territories
from briefdesk.reading.lookalikes import latin
from briefdesk.reading.names import AmbiguousName, BlocName, Names, UnknownName
from briefdesk.reading.paths import fold, slugify
from briefdesk.records.brief import Profile
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject
from briefdesk.records.markdown import Markdown

S400 = Subject("systems", "s-400")


def profile(kind: str, id: str, name: str, *aliases: str) -> Profile:
    return Profile(
        path=f"docs/{kind}/{id}.md", subject=Subject(kind, id), name=name,
        body=Markdown.of(""), body_line=1, names={"aliases": aliases},
    )  # fmt: skip


NAMES = Names.of(
    [
        profile("systems", "s-400", "S-400", "S-400 Triumf", "SA-21 Growler", "Growler"),
        profile("systems", "hq-9", "HQ-9", "FD-2000"),
        profile("systems", "davids-sling", "David's Sling"),
        profile("systems", "samp-t", "SAMP/T"),
        profile("systems", "steel-dome", "Steel Dome", "Çelik Kubbe"),
        profile("organisations", "rostec", "Rostec", "Rostech", "Rostekh"),
    ],
    [("people", "Fikri Isik"), ("people", "Fikri Işık"), ("programmes", "T-LORAMIDS")],
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TUR", "TUR"), ("tur", "TUR"), ("Turkey", "TUR"), ("Türkiye", "TUR"), ("Turkiye", "TUR"),
        ("TURKEY", "TUR"), ("Republic of Türkiye", "TUR"), ("Russia", "RUS"), ("USSR", "SUN"),
        ("UK", "GBR"), ("U.K.", "GBR"), ("Burma", "MMR"), ("Czechia", "CZE"), ("NO", "NOR"),
        ("Czech Republic", "CZE"), ("South Korea", "KOR"), ("Ivory Coast", "CIV"),
        ("Côte d'Ivoire", "CIV"), ("Kosovo", "XKX"), ("Taiwan", "TWN"), ("Holland", "NLD"),
        ("Swaziland", "SWZ"), ("Macedonia", "MKD"), ("Zaire", "COD"), ("NA", "NAM"),
    ],
)  # fmt: skip
def test_country_resolves_by_any_common_name(text: str, code: str) -> None:
    """A country resolves by its codes and by any common name of any date."""
    assert NAMES.resolve("countries", text) == Subject("countries", code.lower())


@pytest.mark.parametrize("text", ["NATO", "nato", "EU", "the EU", "European Union", "BRICS"])
def test_bloc_is_no_country(text: str) -> None:
    """A union of countries is refused by name where a country belongs."""
    with pytest.raises(BlocName):
        NAMES.resolve("countries", text)


@pytest.mark.parametrize(
    "text", ["Korea", "Congo", "North Cyprus", "TRNC", "Crimea", "South Ossetia", "the Congo"]
)
def test_contested_name_is_refused(text: str) -> None:
    """A name that may mean several countries, or would take a side, lists the candidates."""
    with pytest.raises(AmbiguousName) as error:
        NAMES.resolve("countries", text)
    assert error.value.others


@pytest.mark.parametrize("text", ["Ankara", "Paris", "Texas", "Atlantis", "", "--", "&", " & "])
def test_city_is_no_country(text: str) -> None:
    """A city, a region and a nonsense word are no countries."""
    with pytest.raises(UnknownName):
        NAMES.resolve("countries", text)


def test_every_country_resolves_by_the_name_it_is_shown_by() -> None:
    """The name shown for a country leads back to it, and so does each further name."""
    assert len(territories()) == 255
    for code, land in territories().items():
        for name in (code, land.shown, *land.others, *land.foreign):
            assert code_of(name) == code, name


def test_every_candidate_of_a_refused_name_resolves() -> None:
    """What is offered in place of a contested name can be written as it stands."""
    for name, candidates in REFUSED.items():
        assert code_of(name) is None
        assert candidates
        assert all(code_of(candidate) for candidate in candidates)


def test_no_bloc_is_a_country() -> None:
    """No name of a bloc resolves to a country."""
    assert not [name for name in BLOCS if code_of(name)]


def test_country_is_shown_by_the_name_of_the_date() -> None:
    """Turkey in 2017, Türkiye in 2023; today's name where no date is given."""
    turkey = Subject("countries", "tur")
    assert NAMES.shown(turkey, EventDate(2017, 2, 22)) == "Turkey"
    assert NAMES.shown(turkey, EventDate(2023)) == "Türkiye"
    assert NAMES.shown(turkey) == "Türkiye"
    assert "Turkey" in NAMES.others(turkey)


@pytest.mark.parametrize(
    "text",
    [
        "S-400",
        "s400",
        "S 400",
        "S‑400",
        "s-400 triumf",
        "S400Triumf",
        "SA21 Growler",
        "growler",
        "С-400",
    ],
)
def test_system_resolves_however_it_is_spelled(text: str) -> None:
    """Case, hyphens, spaces and look-alike letters make no difference to a designation."""
    assert NAMES.resolve("systems", text) == S400


@pytest.mark.parametrize(
    ("kind", "text", "nearest"),
    [
        ("systems", "S-4О0", "S-400"), ("systems", "Ѕ-4000", "S-400"), ("systems", "FD-2О0О", "FD-2000"),
        ("organisations", "Rоstес Co", "Rostec"), ("countries", "Тurkеa", "Türkiye"),
    ],
)  # fmt: skip
def test_look_alikes_of_no_system_are_named(kind: str, text: str, nearest: str) -> None:
    """A name with look-alike letters that fits none is told with the one it looks like."""
    assert not text.isascii()
    with pytest.raises(UnknownName) as error:
        NAMES.resolve(kind, text)
    assert nearest in error.value.others


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Davids Sling", "davids-sling"), ("David’s sling", "davids-sling"), ("SAMPT", "samp-t"),
        ("Celik Kubbe", "steel-dome"), ("ÇELİK KUBBE", "steel-dome"), ("Çelik-Kubbe", "steel-dome"),
        ("FD 2000", "hq-9"), ("HQ9", "hq-9"),
    ],
)  # fmt: skip
def test_punctuation_and_accents_make_no_difference(text: str, id: str) -> None:
    """An apostrophe, a slash, a hyphen or an accent more or less makes no difference."""
    assert NAMES.resolve("systems", text).id == id


@pytest.mark.parametrize(
    ("kind", "text", "nearest"),
    [
        ("systems", "S-40O", "S-400"),
        ("systems", "FD-200", "FD-2000"),
        ("systems", "Davids Slingg", "David's Sling"),
        ("organisations", "Rosteck", "Rostec"),
        ("countries", "Turkaye", "Türkiye"),
        ("countries", "Rushia", "Russia"),
        ("countries", "Checkia", "Czechia"),
    ],
)
def test_unknown_name_offers_the_nearest(kind: str, text: str, nearest: str) -> None:
    """An unknown name is an error that holds the nearest known ones, the nearest first."""
    with pytest.raises(UnknownName) as error:
        NAMES.resolve(kind, text)
    assert error.value.others[0] == nearest
    assert len(error.value.others) <= 3


def test_name_unlike_any_other_offers_none() -> None:
    """Where nothing comes near, nothing is offered."""
    with pytest.raises(UnknownName) as error:
        NAMES.resolve("systems", "Quetzalcoatl")
    assert error.value.others == ()


def test_name_of_two_subjects_is_refused_with_the_candidates() -> None:
    """Growler may be a missile or an aircraft: where a desk knows both, neither is taken."""
    names = Names.of(
        [
            profile("systems", "s-400", "S-400", "SA-21 Growler", "Growler", "SA-21"),
            profile("systems", "ea-18g", "EA-18G", "Growler"),
            profile("systems", "f88-sa21", "F88", "SA21"),
        ]
    )
    for text, others in (("growler", ("EA-18G", "S-400")), ("SA-21", ("F88", "S-400"))):
        with pytest.raises(AmbiguousName) as error:
            names.resolve("systems", text)
        assert tuple(sorted(error.value.others)) == others
    assert names.resolve("systems", "sa21 growler") == S400
    assert not {"Growler", "SA-21", "SA21"} & set(names.linkable)


def test_name_of_two_kinds_resolves_by_the_field_it_stands_in() -> None:
    """S400 in `systems` is the missile, whatever else bears that name among other kinds."""
    names = Names.of(
        [profile("systems", "s-400", "S-400"), profile("organisations", "s400", "S400")]
    )
    assert names.resolve("systems", "S400") == S400
    assert names.resolve("organisations", "S-400") == Subject("organisations", "s400")
    assert not {"S-400", "S400"} & set(names.linkable)


@pytest.mark.parametrize("text", ["Rostec", "ROSTECH", "Rostekh", "Ростех"])
def test_transliterations_of_an_organisation_are_one(text: str) -> None:
    """An organisation resolves by each of its transliterations."""
    names = Names.of([profile("organisations", "rostec", "Rostec", "Rostech", "Rostekh", "Ростех")])
    assert names.resolve("organisations", text) == Subject("organisations", "rostec")


def test_spellings_of_a_person_are_one() -> None:
    """Isik and Işık are one person, shown with the letters of the name."""
    for text in ("FIKRI ISIK", "Fikri Işik", "fikri-isik", "FİKRİ IŞIK"):
        assert NAMES.resolve("people", text) == NAMES.resolve("people", "Fikri Işık"), text
    assert NAMES.shown(NAMES.resolve("people", "Fikri Isik")) == "Fikri Işık"


def test_party_is_a_person_an_organisation_or_a_country() -> None:
    """Who speaks is looked for among people, then organisations, then countries."""
    kinds = [NAMES.party(text).kind for text in ("Fikri Isik", "Rostech", "Turkey")]
    assert kinds == ["people", "organisations", "countries"]
    with pytest.raises(UnknownName):
        NAMES.party("Nobody")


def test_links_are_for_whole_and_unmistaken_names() -> None:
    """Full names and aliases are linked; codes, common words and shared names are not."""
    linked = NAMES.linkable
    assert linked["S-400 Triumf"] == S400
    assert linked["Turkey"] == linked["Türkiye"] == Subject("countries", "tur")
    assert not {"TUR", "Growler", "S400", "turkey", "UK"} & set(linked)
    clashing = Names.of(
        [profile("systems", "a", "Shared"), profile("organisations", "b", "Shared")]
    )
    assert "Shared" not in clashing.linkable


@given(st.text(max_size=40))
def test_slug_is_an_address(text: str) -> None:
    """Whatever the name, its slug is lower-case ASCII words joined by single hyphens."""
    slug = slugify(text)
    assert slug
    assert slug == slug.lower()
    assert all(part.isascii() and part.isalnum() for part in slug.split("-"))


@given(st.text(max_size=40))
@example("🄐")
def test_folding_is_stable(text: str) -> None:
    """Folding a folded name changes nothing, and look-alikes never raise."""
    assert fold(fold(text)) == fold(text)
    assert len(latin(text)) == len(text)


def test_slugs_of_other_scripts_differ() -> None:
    """Names in other scripts have addresses of their own."""
    assert len({slugify("中国"), slugify("日本"), slugify("C++"), slugify("🚀")}) == 4
    assert slugify("Çelik Kubbe") == "celik-kubbe"
    assert slugify("Wisła") == "wisla"
    assert slugify("David's Sling") == "davids-sling"
