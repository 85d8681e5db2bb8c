"""Comparisons, the matrix, and the charts of a country and a deal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from gzip import compress
from itertools import combinations
from typing import Any

import pytest

from briefdesk.catalogue import pairs
from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.model import Catalogue
from briefdesk.pages import amounts, matrix, tables
from briefdesk.pages.edition import Edition
from briefdesk.reading.countries import territories
from briefdesk.reading.library import File, read
from briefdesk.records.kinds import Subject
from tests.pages.conftest import SITE, Book, book
from tests.pages.markup import Markup

Event = dict[str, Any]


def desk(events: Iterable[Event], profiles: dict[str, dict[str, Any]] | None = None) -> Catalogue:
    """A desk with a brief for each event; every system named has a profile."""
    events = [{"supplier": "RUS", "state": "talks", "sources": ["a"]} | event for event in events]
    systems = {event["system"]: {} for event in events} | (profiles or {})
    files = [
        File(f"docs/systems/{_slug(name)}.md", _text({"name": name} | fields))
        for name, fields in systems.items()
    ]
    for number, event in enumerate(events):
        day = event.pop("on", "2020-01-02")
        head = {
            "title": f"News {number}", "date": day, "summary": "It goes on.", "tlp": "CLEAR",
            "countries": [event["buyer"]], "deals": [event],
            "sources": [{"id": "a", "publisher": "Wire", "title": "A report"}],
        }  # fmt: skip
        slug = f"{day}-news-{number}"
        files.append(File(f"briefs/{day[:4]}/{slug}.md", _text(head)))
    library = read(files)
    assert library.problems == ()
    return compile(library)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "thing"


def _text(head: dict[str, Any], body: str = "Text.") -> bytes:
    return f"---\n{json.dumps(head, ensure_ascii=False)}\n---\n{body}\n".encode()


def system(id: str) -> Subject:
    return Subject("systems", id)


def contest(names: Iterable[str], buyer: str = "TUR", programme: str = "Light") -> list[Event]:
    """A programme with an option for each system."""
    return [{"buyer": buyer, "system": name, "programme": programme} for name in names]


# Which pairs there are


def test_systems_of_one_programme_are_compared() -> None:
    """Systems that one buyer considered in one programme are compared; that two buyers have a
    programme of one name makes no pair."""
    found = desk([*contest(["Lamp", "Mast"]), *contest(["Horn"], buyer="GRC")])
    compared = pairs.Pairs(found)
    assert compared.systems() == ((system("lamp"), system("mast")),)
    assert compared.systems_with(system("horn")) == ()
    assert compared.met(system("mast"), system("lamp")) == (
        (Subject("countries", "tur"), Subject("programmes", "light")),
    )


def test_relatives_are_compared_from_both_sides() -> None:
    """A system that names another as related, or as its base, is compared with it, whichever of
    the two is asked."""
    found = pairs.Pairs(
        desk(
            [{"buyer": "TUR", "system": "Lamp"}],
            {"Lamp 2": {"variant_of": "Lamp"}, "Horn": {"related": ["Lamp 2"]}},
        )
    )
    assert found.systems_with(system("lamp")) == (system("lamp-2"),)
    assert found.systems_with(system("lamp-2")) == (system("horn"), system("lamp"))
    assert found.related(system("lamp"), system("lamp-2"))
    assert not found.related(system("lamp"), system("horn"))


@pytest.mark.parametrize("count", [2, 8, 30])
def test_a_crowded_programme_is_not_squared(count: int) -> None:
    """However many options a programme has, those most told of are compared, and no others."""
    names = [f"Lamp {n:02d}" for n in range(count)]
    found = desk([*contest(names), *contest(names[-1:])])
    kept = min(count, pairs._OPTIONS)
    assert len(pairs.Pairs(found).systems()) == kept * (kept - 1) // 2
    assert pairs.Pairs(found).systems_with(system(f"lamp-{count - 1:02d}"))


def test_countries_are_compared_where_there_is_a_deal() -> None:
    """Two countries are compared where one buys from the other, once for both directions; a
    country's own development is no pair."""
    found = pairs.Pairs(
        desk(
            [
                {"buyer": "TUR", "system": "Lamp"},
                {"buyer": "RUS", "supplier": "TUR", "system": "Mast"},
                {"buyer": "TUR", "supplier": "TUR", "system": "Horn"},
                {"buyer": "GRC", "supplier": ["FRA", "ITA"], "system": "Horn"},
            ]
        )
    )
    tur, rus = Subject("countries", "tur"), Subject("countries", "rus")
    assert {tuple(c.id for c in both) for both in found.countries()} == {
        ("rus", "tur"), ("fra", "grc"), ("grc", "ita"),
    }  # fmt: skip
    assert found.countries()[0] == (rus, tur)
    assert [deal.id for deal in found.deals_between(tur, rus)] == ["rus-tur-mast", "tur-rus-lamp"]
    assert len(found.briefs_naming(rus, tur)) == 2


# Their pages


def test_comparison_shows_facts_users_and_meeting() -> None:
    """Facts of both stand in one row with the sources of each, users by state, and the deals in
    which they met; names are text whatever is in them."""
    hostile = "Mast <b> \u0645\u0635\u0628\u0627\u062d \U0001f4a1"
    found = book(
        desk(
            [
                *contest(["Lamp", hostile]),
                {"buyer": "GRC", "system": "Lamp", "state": "signed"},
            ],
            {
                "Lamp": {
                    "range_km": 40, "kind": "lamp",
                    "sources": [{"id": "x", "publisher": "P", "title": "T", "supports": ["range_km"]}],
                },
                hostile: {
                    "kind": "mast",
                    "sources": [{"id": "x", "publisher": "Q", "title": "U", "supports": ["kind"]}],
                },
            },
        )
    )  # fmt: skip
    uri = next(uri for uri in found if uri.startswith("compare/systems/lamp/"))
    html = found[uri].html
    assert "<b>" not in html
    assert "Mast &lt;b&gt;" in html
    markup = Markup(html)
    assert {"#one-x", "#other-x"} <= set(markup.links)
    assert {"one-x", "other-x"} <= set(markup.ids)
    assert html.index("Committed") < html.index("Exploring")
    assert "Both were considered in Light (Türkiye)." in html
    met = html[html.index('id="met"') :]
    assert "deals/tur-rus-lamp/" in met
    assert "deals/grc-rus-lamp/" not in met


def test_pages_lead_to_their_comparisons() -> None:
    """A system, a programme, a deal and a country lead to the comparisons they are part of."""
    found = book(desk(contest(["Lamp", "Mast"])))
    both, countries = "compare/systems/lamp/mast/", "compare/countries/rus/tur/"
    for uri, target in (
        ("systems/lamp.md", both), ("systems/mast.md", both), ("programmes/light.md", both),
        ("deals/tur-rus-lamp.md", both), ("deals/tur-rus-lamp.md", countries),
        ("compare/index.md", both[8:]), ("compare/index.md", countries[8:]),
    ):  # fmt: skip
        assert any(link.endswith(target) for link in Markup(found[uri].html).links), (uri, target)


def test_a_desk_without_deals_compares_nothing(made: Book) -> None:
    """Without deals there is neither a matrix nor a comparison, and no link to one."""
    head = {
        "title": "News", "date": "2020-01-02", "summary": "S.", "tlp": "CLEAR",
        "countries": ["TUR", "GRC"], "sources": [{"id": "a", "publisher": "P", "title": "T"}],
    }  # fmt: skip
    library = read([File("briefs/2020/2020-01-02-news.md", _text(head, "It is so [@a]."))])
    assert library.problems == ()
    pages = book(compile(library))
    assert "countries/tur.md" in pages
    assert not [uri for uri in pages if uri.startswith(("matrix", "compare"))]
    assert not [page for page in pages.values() if 'matrix/"' in page.html]
    assert [uri for uri in made if uri.startswith("matrix")] == ["matrix/index.md"]


# The matrix


def test_matrix_has_a_sign_for_every_deal() -> None:
    """A cell links to each of its deals and says in words where it stands; what is too much for
    a cell leads to the country."""
    events = [{"buyer": "TUR", "system": "Lamp", "lot": f"lot {n}"} for n in range(5)]
    html = book(desk([*events, {"buyer": "GRC", "system": "Mast", "state": "signed"}]))[
        "matrix/index.md"
    ].html
    assert html.count('class="bd-matrix__deal"') == 2 + 1
    assert "+3<" in html
    assert "Greece \u2013 Russia: Mast, signed" in html
    assert html.count("<tr>") == 1 + 2


def test_matrix_of_all_countries_is_in_parts() -> None:
    """With every country there is and many systems each part is light and bounded, every country
    has a row in one of them, and deals without a column are counted."""
    codes = sorted(territories())
    events = [
        {"buyer": code, "supplier": "TUR" if code == "RUS" else "RUS", "system": f"Lamp {n % 60}"}
        for n, code in enumerate(codes)
    ]
    found = {u: p for u, p in book(desk(events)).items() if u.startswith("matrix")}
    assert len(found) == -(-len(codes) // matrix.ROWS)
    rows: list[str] = []
    for uri, page in found.items():
        assert len(compress(page.html.encode(), 6)) < 100_000, uri
        assert page.html.count('<th scope="col">') <= matrix.COLUMNS + 1
        rows += re.findall(r'<th scope="row"><a href="[./]*countries/([a-z]{3})/"', page.html)
        assert "systems</a>" in page.html or "without a column here" in page.html
    assert sorted(rows) == [code.lower() for code in codes]
    signs = sum(page.html.count('class="bd-matrix__deal"') for page in found.values())
    elsewhere = sum(
        int(number)
        for page in found.values()
        for number in re.findall(r'bd-matrix__more" href="[^"]+">(\d+)<span', page.html)
    )
    assert signs + elsewhere == len(codes)


# A country at a glance


def test_country_tells_its_deals_by_part_state_and_partner() -> None:
    """The table counts deals by part and state, the lists by partner, each side for itself."""
    html = book(
        desk(
            [
                {"buyer": "TUR", "system": "Lamp", "state": "signed"},
                {"buyer": "TUR", "system": "Mast"},
                {"buyer": "GRC", "supplier": "TUR", "system": "Horn"},
                {"buyer": "TUR", "supplier": "TUR", "system": "Horn"},
            ]
        )
    )["countries/tur.md"].html
    table = html[html.index('class="bd-table bd-parts"') : html.index('class="bd-relations"')]
    assert re.findall(r'<a href="#([a-z]+)">', table) == ["buyer", "supplier", "developer"]
    assert re.findall(r'class="bd-number">(\d)', table) == ["2", "1", "1"]
    sides = re.findall(r"<h3>([^<]+)</h3>\n<ul>(.*?)</ul>", html, re.DOTALL)
    assert [title for title, _ in sides] == ["Supplies to", "Is supplied by"]
    assert "compare/countries/grc/tur/" in sides[0][1]
    assert "compare/countries/rus/tur/" in sides[1][1]
    assert "2\u00a0deals" in sides[1][1]
    assert "Türkiye" not in sides[0][1] + sides[1][1]


def test_country_with_one_deal_has_no_chart() -> None:
    """One deal is told by its row alone."""
    found = book(desk([{"buyer": "TUR", "system": "Lamp"}]))
    assert 'id="glance"' not in found["countries/tur.md"].html
    assert 'id="glance"' not in found["countries/rus.md"].html


# A deal's alternatives and amounts


def test_deal_shows_its_alternatives_on_one_axis() -> None:
    """The deal itself is the first row of the chart, its alternatives follow, each a link."""
    html = book(desk(contest(["Lamp", "Mast", "Horn"])))["deals/tur-rus-lamp.md"].html
    chart = html[html.index('class="bd-tracks"') : html.index('class="bd-options"')]
    wide = chart[: chart.index("bd-narrow")]
    assert re.findall(r'<a href="([^"]+)"><text class="bd-track"', wide) == [
        "#history", "../tur-rus-horn/", "../tur-rus-mast/",
    ]  # fmt: skip


def steps(*told: Event) -> tuple[tables.StepLine, ...]:
    """The history of a deal with a step for each of the terms given."""
    events = [
        {"buyer": "TUR", "system": "Lamp", "on": f"20{10 + n}-01-02"} | event
        for n, event in enumerate(told)
    ]
    deal = desk(events).deal("tur-rus-lamp")
    assert deal
    return tables.step_lines(deal)


def usd(amount: int, basis: str = "contract", currency: str = "USD") -> Event:
    return {"value": {"amount": amount, "currency": currency, "basis": basis}}


def test_amounts_in_one_currency_are_drawn() -> None:
    """Different amounts in one currency become bars in proportion, a contract's whole, others
    outlined; the list keeps what no bar tells."""
    lines = steps(
        usd(100, "estimate"), usd(400) | {"quantity": "some lamps"}, usd(9, "offer", "EUR")
    )
    (scale,) = amounts.scales(lines)
    assert scale.title == "Value, USD"
    assert [(f.share, f.firm, f.basis) for f in scale.figures] == [
        (25.0, False, "estimate"), (100.0, True, "contract"),
    ]  # fmt: skip
    assert [line.terms for line in amounts.untold(lines, [scale])] == [
        (), ("some lamps",), ("EUR\u00a09 (offer)",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        [usd(5), usd(5)],
        [usd(5)],
        [usd(5), usd(6, currency="EUR")],
        [{"quantity": "4 sets"}, {"quantity": "4 masts"}],
        [{"quantity": "first of 4 sets"}, {"quantity": "2 sets, 8 spares"}],
    ],
)
def test_what_does_not_compare_is_no_chart(told: list[Event]) -> None:
    """Equal amounts, a single one, other currencies, other units and words are told, not drawn."""
    assert amounts.scales(steps(*told)) == ()


def test_counts_of_one_unit_are_drawn() -> None:
    """A bare number of one thing compares with another, with a thousand parted or not."""
    (scale,) = amounts.scales(steps({"quantity": "1,000 lamps"}, {"quantity": "up to 250 lamps"}))
    assert scale.title == "Quantity, lamps"
    assert [(f.amount, f.share, f.firm) for f in scale.figures] == [
        (1000, 100.0, True), (250, 25.0, False),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 30])
def test_deal_of_any_length_has_its_page(count: int) -> None:
    """A deal with one event, with thirty, all on one day or dated by a year alone, long ago or
    far ahead, has a page whose drawings keep their marks in the frame."""
    states = ["talks", "offer", "selected", "signed"]
    for dates in (["2020-05-05"], ["1871"], ["0001", "9999"], ["1890-02", "2150-11-30", "2019"]):
        events = [
            {
                "buyer": "TUR", "system": "Lamp", "programme": "Light", "state": states[n % 4],
                "date": dates[n % len(dates)], "by": ["TUR"] if n % 2 else ["RUS"],
            }
            for n in range(count)
        ]  # fmt: skip
        found = book(desk([*events, *contest(["Mast"])]))
        html = found["deals/tur-rus-lamp.md"].html
        assert Markup(html).open_at_end == []
        assert len(html) < 250_000
        for x in re.findall(r"translate\((-?[\d.]+) ", html):
            assert -20 <= float(x) <= 980, (dates, x)


def test_every_two_of_few_are_one_page_each() -> None:
    """A comparison has one address, whichever of the two is named first, and its task makes it."""
    edition = Edition(desk(contest(["Lamp", "Mast", "Horn"])), SITE)
    found = [uri for uri in book(edition.catalogue) if uri.startswith("compare/systems")]
    assert sorted(found) == [
        f"compare/systems/{one}/{other}.md"
        for one, other in combinations(["horn", "lamp", "mast"], 2)
    ]
