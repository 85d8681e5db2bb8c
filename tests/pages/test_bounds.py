"""However much is known, a page stays light: long lists are cut, and say what they leave out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from gzip import compress
from random import Random

import pytest

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.model import Catalogue
from briefdesk.pages.countries import _PARTS
from briefdesk.pages.runs import LIMIT
from briefdesk.pages.sections import BRIEFS
from briefdesk.reading.countries import territories
from briefdesk.reading.library import Library
from briefdesk.records.brief import Brief, DealEvent, Person, Profile, Statement
from briefdesk.records.dates import EventDate
from briefdesk.records.gradings import LIKELIHOOD, Outcome
from briefdesk.records.kinds import Subject
from briefdesk.records.roles import ROLES
from briefdesk.records.states import STATES
from briefdesk.records.values import Judgement, Question, Source
from tests.pages.conftest import Book, book

HERE = Subject("countries", "tur")
MAKER = Subject("organisations", "lantern-works")
SYSTEM = Subject("systems", "l-20")
PROGRAMME = Subject("programmes", "lighthouse")
LANDS = [Subject("countries", code.lower()) for code in territories() if code != "TUR"]

pytestmark = pytest.mark.slow

#: What the deals of the crowded catalogue have in common with one busy subject.
BUYER, SUPPLIER, OWN, OF_SYSTEM, LONG, OPTION = range(6)


def crowded(library: Library, count: int) -> Catalogue:
    """`count` briefs that all name one country, and crowd a system, a deal, a programme, an
    organisation and a person as well; nearly each tells of a deal of its own."""
    pattern = next(brief for brief in library.briefs if brief.slug.startswith("2017"))
    maker = next(profile for profile in library.profiles if profile.subject == MAKER)
    briefs = tuple(_brief(pattern, n) for n in range(count))
    made = tuple(_profile(maker, n) for n in range(count // 10))
    return compile(replace(library, briefs=briefs, profiles=(*library.profiles, *made)))


def _profile(maker: Profile, n: int) -> Profile:
    """Every other one is something that the maker makes, and belongs to it, and is a version of
    the system, as no profile is in earnest."""
    subject = Subject("systems" if n % 2 else "organisations", f"thing-{n}")
    return replace(
        maker, subject=subject, path=f"docs/{subject.kind}/{subject.id}.md", name=f"Thing {n}", names={},
        makers=(MAKER,), parent=MAKER, variant_of=SYSTEM, related=(SYSTEM,),
    )  # fmt: skip


def _brief(pattern: Brief, n: int) -> Brief:
    day = EventDate(1996 + n % 30, 1 + n // 30 % 12, 1 + n // 360 % 28)
    source = Source(
        id="a", publisher=f"Gazette {n % 997}", title=f"Item {n}", url=f"https://a.example/{n}"
    )
    speaker = Person(
        Subject("people", "ayla-isik"), "Ayla Işık", f"Office {n % 300}", LANDS[n % 200], MAKER
    )
    statement = Statement("Ayla Işık", speaker.subject, f"So be it {n}.", ("a", "b"), day)
    # One publisher that every brief cites, with few pages that many briefs rest on.
    wire = Source(id="b", publisher="Wire", title="Item", url=f"https://b.example/{n % 40}")
    judgement = Judgement(
        id="more", text=f"More comes of it, {n}.", likelihood=LIKELIHOOD[n % 7].value, sources=("b",),
        outcome=(*Outcome, None)[n % 4], resolves_by=EventDate(2020 + n % 9),
    )  # fmt: skip
    other = Person(Subject("people", f"person-{n % 700}"), f"Person {n % 700}", None, HERE)
    return replace(
        pattern, slug=f"{day}-report-{n}", path=f"briefs/{day.year}/{day}-report-{n}.md", date=day,
        title=_title(n), countries={HERE: (ROLES[n % len(ROLES)].value,), LANDS[n % 200]: ()},
        subjects={"countries": (HERE, LANDS[n % 200]), "systems": (SYSTEM,)}, people=(speaker, other),
        deals=_events(n, day), statements=(statement,) * 6, judgements=(judgement,), sources=(source, wire),
        questions=(Question(text=f"What then, {n}?"),),
        supersedes=None, published=None, updated=None, changes=(),
    )  # fmt: skip


def _title(n: int) -> str:
    """A number and letters by chance: no page may be light for being dull."""
    chance = Random(n)
    words = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz ", (*[1] * 26, 6), k=48)).split()
    return f"Report {n} {' '.join(words)}"


def _events(n: int, day: EventDate) -> tuple[DealEvent, ...]:
    land, thing = LANDS[n % 200], Subject("systems", f"thing-{n // 6}")
    common = {
        BUYER: (HERE, (land,), thing, None),
        SUPPLIER: (land, (HERE,), thing, None),
        OWN: (HERE, (HERE,), thing, None),
        OF_SYSTEM: (land, (LANDS[n // 200 % 200],), SYSTEM, f"lot {n}"),
        LONG: (HERE, (LANDS[0],), SYSTEM, None),
        OPTION: (LANDS[n // 200 % 2], (LANDS[5],), thing, f"lot {n}"),
    }
    buyer, suppliers, system, lot = common[n % 6]
    # Every tenth event of the long deal is one and the same, told again and again.
    again = n % 6 == LONG and n % 10 == 0
    event = DealEvent(
        buyer=buyer, suppliers=suppliers, system=system, system_name="x", sources=("a",), index=0, lot=lot,
        date=EventDate(2025, 12, 31) if again else day, by=(Subject("people", "ayla-isik"), MAKER),
        state=STATES[0 if again else n % len(STATES)].value,
        programme=PROGRAMME if n % 6 == OPTION else None,
    )  # fmt: skip
    return (event,)


@pytest.mark.parametrize("count", [3_000, pytest.param(5_000, marks=pytest.mark.exhaustive)])
def test_thousands_of_briefs(library: Library, count: int) -> None:
    """Where a country has thousands of briefs no page is heavy or long, and what is left out of a
    list is counted. They take long to make, so that this is one test."""
    most = crowded(library, count)
    full = book(most)
    are_light(full)
    are_cut(full)
    are_counted(most, full)


def are_light(full: Book) -> None:
    """No page takes more than 100 KB on its way, a brief's no more than 30 KB."""
    for uri, page in full.items():
        size = len(compress(page.html.encode(), 6))
        assert size < (30_000 if page.kind == "brief" else 100_000), (uri, size)


def are_cut(full: Book) -> None:
    """No page has more rows than a few full lists."""
    rows = re.compile(r"<(?:li|tr)\b")
    for uri, page in full.items():
        assert len(rows.findall(page.html)) < 9 * LIMIT, uri


DEAL = '<th scope="row" class="bd-c-main">'


def told(html: str) -> Counter[str]:
    """The numbers in the lines on what is left out, by their words."""
    lines = re.findall(r'<p class="bd-more">([\d,]+)\u00a0([^<]+?) <a href="[^"]+">', html)
    found: Counter[str] = Counter()
    for number, words in lines:
        found[words] += int(number.replace(",", ""))
    return found


def are_counted(most: Catalogue, full: Book) -> None:
    """The rows of a list and the number in the line below it are the whole."""
    deals = most.deals
    long = next(deal for deal in deals if deal.id == "tur-" + LANDS[0].id + "-l-20")
    page = full[f"deals/{long.id}.md"].html
    assert len(long.history) > LIMIT
    assert page.count('<tr id="step-') == LIMIT
    assert told(page) == {
        "earlier steps": len(long.history) - LIMIT,
        "earlier briefs": len(long.briefs) - LIMIT,
        "earlier sources": len(long.briefs) - LIMIT,
    }
    assert page.count('class="bd-briefs__title"') == LIMIT
    assert page.count('class="bd-source__publisher"') == LIMIT
    assert f'href="#step-{len(long.history)}"' in page
    assert 'href="#step-1"' not in page
    assert re.search(r"; \d+\u00a0others", page)
    system = [deal for deal in deals if deal.system == SYSTEM]
    page = full["systems/l-20.md"].html
    assert told(page)["more deals"] == len(system) - LIMIT
    assert page.count(DEAL) == LIMIT
    options = [deal for deal in deals if PROGRAMME in deal.programmes]
    page = full["programmes/lighthouse.md"].html
    assert told(page)["more deals"] == len(options) - LIMIT
    assert page.count(DEAL) == LIMIT
    option = full[f"deals/{options[0].id}.md"].html
    same = [deal for deal in options if deal.buyer == options[0].buyer]
    assert told(option)["more deals"] == len(same) - 1 - LIMIT
    page = full["countries/tur.md"].html
    parts = [
        sum(d.buyer == HERE and d.suppliers != (HERE,) for d in deals),
        sum(d.buyer != HERE and HERE in d.suppliers for d in deals),
        sum(d.buyer == HERE and d.suppliers == (HERE,) for d in deals),
    ]
    assert told(page)["more deals"] == sum(part - LIMIT for part in parts)
    assert page.count(DEAL) == 3 * LIMIT
    observed = [role.value for role in ROLES if role.value not in _PARTS]
    in_role = (sum(r in b.countries[HERE] for b in most.briefs) for r in observed)
    assert told(page)["earlier briefs"] == sum(number - BRIEFS for number in in_role)
    assert told(page)["more names"] == 700 - 60
    page = full["organisations/lantern-works.md"].html
    assert told(page)["earlier steps"] > 0
    assert told(page)["more names"] == 2 * (len(most.briefs) // 10) + 1 - 2 * LIMIT
    page = full["people/ayla-isik.md"].html
    assert "276\u00a0other offices" in page
    assert "189\u00a0others" in page
