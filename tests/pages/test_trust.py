"""What a page shows of trust: witnesses, withdrawn sources, accounts, judgements, questions."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from briefdesk.catalogue import publishers
from briefdesk.catalogue.compile import compile
from briefdesk.pages import addresses, calibration, sources, wording
from briefdesk.reading.library import File, read
from briefdesk.records.gradings import LIKELIHOOD
from tests.pages.conftest import Book, book
from tests.pages.markup import Markup

PROFILE = {"docs/systems/l-20.md": "---\nname: L-20\n---\n"}


def words(html: str) -> str:
    """What a reader sees of a page, as one line, without what is shown on pointing at it."""
    seen = re.sub(
        r'<(p|div) hidden.*?</\1>|<span class="bd-grade__words">.*?</span>',
        "",
        html,
        flags=re.DOTALL,
    )
    seen = re.sub(r"</?(?:span|a|b|time|small|sup|i)\b[^>]*>", "", seen)
    return " ".join(" ".join(Markup(seen.replace("<", " <")).text).split())


def made(briefs: Mapping[str, str]) -> Book:
    """The pages of briefs given by slug as front matter, each citing its sources in the text."""
    texts = dict(PROFILE)
    for slug, fields in briefs.items():
        ids = " ".join(f"[@{id}]" for id in re.findall(r"- \{id: (\w+), publisher", fields))
        texts[f"briefs/{slug[:4]}/{slug}.md"] = (
            f"---\ntitle: Of {slug}\ndate: {slug[:10]}\nsummary: Where it stands.\n"
            f"countries: [TUR, FIN]\nsystems: [L-20]\ntlp: CLEAR\n{fields}---\nText {ids}.\n"
        )
    library = read(File(path, text.encode()) for path, text in texts.items())
    assert library.problems == ()
    return book(compile(library))


def source(id: str, publisher: str, more: str = "") -> str:
    return f"- {{id: {id}, publisher: {publisher}, title: Title {id}{more}}}\n"


def deal(state: str, sources: str, more: str = "") -> str:
    event = (
        f"{{buyer: TUR, supplier: FIN, system: L-20, state: {state}, sources: [{sources}]{more}}}"
    )
    return f"deals:\n- {event}\n"


GONE = ", url: 'https://a.example/1', withdrawn: 2018-01-02, withdrawn_reason: It was invented."


def test_one_origin_counts_once() -> None:
    """Three papers of which two repeat the third are one witness, wherever they are graded."""
    fields = (
        deal("signed", "a, b, c")
        + "statements:\n- {speaker: TUR, says: So be it., source: [a, d]}\n"
        + "sources:\n"
        + source("a", "Wire")
        + source("b", "Daily", ", origin: Wire")
        + source("c", "Herald", ", origin: the wire")
        + source("d", "Courier")
    ).replace("the wire", "WIRE")
    pages = made({"2017-02-22-signed": fields})
    deal_page = words(pages["deals/tur-fin-l-20.md"].html)
    assert deal_page.count("1 independent source of 3") == 2  # in the answer, and in the row
    brief = words(pages["briefs/2017/2017-02-22-signed.md"].html)
    assert "Source 1 4 F 2 independent sources" in brief
    assert "Sources 2 independent sources of 4" in brief


def test_a_withdrawn_source_is_marked_wherever_it_bears() -> None:
    """One brief that knows of a withdrawal marks the deal, the brief that did not know, and the
    source in its own place; nothing is taken away."""
    pages = made(
        {
            "2017-02-22-talks": deal("talks", "a") + "sources:\n" + source("a", "Herald"),
            "2017-09-12-signed": deal("signed", "a")
            + "statements:\n- {speaker: TUR, says: It is signed., source: a}\n"
            + "sources:\n" + source("a", "Wire", ", url: 'https://a.example/1'"),
            "2018-01-03-news": "sources:\n" + source("a", "Wire", GONE),
        }
    )  # fmt: skip
    told = words(pages["deals/tur-fin-l-20.md"].html)
    assert "Signed (unsupported) since 12 September 2017" in told
    assert "A source was withdrawn on 2 January 2018: It was invented." in told
    assert "Without it the deal stood at talks, 22 February 2017." in told
    assert "rests only on a withdrawn source" in told
    brief = words(pages["briefs/2017/2017-09-12-signed.md"].html)
    assert "It is signed." in brief
    assert "rests only on a withdrawn source" in brief
    assert "Withdrawn 2 January 2018: It was invented." in brief
    assert "Text1, withdrawn." in brief
    place = pages["sources/wire.md"].html
    assert words(place).count("Title a") == 1
    assert "signed, 12 September 2017 without another source" in words(place)


def test_contradiction_is_shown_with_both_sides() -> None:
    """Two dates of one signature stand side by side, each with its publishers and its brief."""
    pages = made(
        {
            "2017-07-25-a": deal("signed", "a") + "sources:\n" + source("a", "Wire"),
            "2017-09-12-b": deal("signed", "a") + "sources:\n" + source("a", "Herald"),
        }
    )
    told = words(pages["deals/tur-fin-l-20.md"].html)
    section = told.partition("Where accounts differ")[2]
    assert section.startswith(" Briefs give different dates for the state “signed”.")
    for part in ("25 July 2017 Wire F single source Of 2017-07-25-a",
                 "12 September 2017 Herald F single source Of 2017-09-12-b"):  # fmt: skip
        assert part in section


def cited(count: int, year: int = 2017) -> dict[str, str]:
    """So many briefs of a year that cite one publisher, every second of them the same page."""
    return {
        f"{year}-01-01-n{n}": "sources:\n"
        + source("a", "Wire", f", url: 'https://a.example/{year if n % 2 else n}'")
        for n in range(count)
    }


@pytest.mark.parametrize("others", [0, 3, 9])
def test_every_source_has_a_place(others: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The link from a brief leads to its source: on the page of the publisher, on that of the
    year where there are many, and to the year as a whole where that fills several pages."""
    for module in (publishers, sources):
        monkeypatch.setattr(module, "LIMIT", 5)
    pages = made(cited(2) | cited(others, 2018))
    ids = {addresses.of_file(uri): set(Markup(page.html).ids) for uri, page in pages.items()}
    wanted = {0: "sources/wire/#", 3: "sources/wire/#", 9: "sources/wire/2017/#"}[others]
    for year in (2017, 2018):
        of_year = [page for uri, page in pages.items() if uri.startswith(f"briefs/{year}/")]
        for page in of_year:
            (link,) = re.findall(r'href="../../../(sources/wire/[^"]*)">what rests', page.html)
            place, _, anchor = link.partition("#")
            assert place in ids
            if others == 9 and year == 2018:
                assert link == "sources/wire/2018/"
            else:
                assert anchor in ids[place]
                assert link.startswith(wanted)


def judgements(count: int, more: str = "") -> str:
    rows = "".join(
        f"- {{id: j{n}, text: Event {n} comes., likelihood: {LIKELIHOOD[n % 7].value}{more}}}\n"
        for n in range(count)
    )
    return "judgements:\n" + rows


def test_open_judgements_come_first_by_due_date() -> None:
    """The next due stands first, one past the newest brief's day is overdue by so much, and one
    without a day comes last."""
    fields = (
        "judgements:\n- {id: a, text: Event a., likelihood: likely}\n"
        "- {id: b, text: Event b., likelihood: likely, resolves_by: 2019-05}\n"
        "- {id: c, text: Event c., likelihood: likely, resolves_by: 2016-01-01}\n"
        "- {id: d, text: Event d., likelihood: likely, outcome: happened}\n"
        "sources:\n" + source("a", "Wire")
    )
    pages = made({"2015-02-22-a": fields, "2018-01-01-b": "sources:\n" + source("a", "Wire")})
    told = words(pages["judgements/index.md"].html)
    places = [told.index(f"Event {one}.") for one in "cbad"]
    assert places == sorted(places)
    assert told.count("overdue, ") == 1
    assert "overdue, 2 years Event c." in told.replace("\u00a0", " ")


@pytest.mark.parametrize("count", [1, calibration.ENOUGH - 1, calibration.ENOUGH])
def test_few_judgements_make_no_curve(count: int) -> None:
    """Below so many scored judgements the page says how many there are, and draws nothing."""
    scored = judgements(count, ", outcome: happened") + "sources:\n" + source("a", "Wire")
    html = made({"2017-02-22-a": scored})["judgements/index.md"].html
    drawn = count >= calibration.ENOUGH
    assert ("bd-calibration" in html) == drawn
    assert ("So few say little" in html) != drawn
    assert wording.count(count, "scored judgement") in html
    if drawn:
        (label,) = re.findall(r'role="img" aria-label="([^"]+)"', html)
        assert "almost no chance: 3 of 3 happened" in label


def test_without_judgements_and_questions_there_are_no_such_pages() -> None:
    """Nothing is listed that is not there, and no door leads to it."""
    pages = made({"2017-02-22-a": "sources:\n" + source("a", "Wire")})
    assert not {"judgements/index.md", "questions/index.md"} & pages.keys()
    links = {link for page in pages.values() for link in Markup(page.html).links}
    assert not [link for link in links if link.endswith(("judgements/", "questions/"))]


def test_a_question_is_open_until_a_public_brief_answers_it() -> None:
    """An answered question is off the list and named as answered in its brief; one whose answer
    is not public is open. A later brief on the deal is named beside it, and no earlier one."""
    asking = (
        deal("talks", "a")
        + "questions: [Who pays?, {text: Is it signed?, answered: 2017-09-12-signed}]\n"
        + "sources:\n" + source("a", "Wire")
    )  # fmt: skip
    later = deal("signed", "a") + "questions: [How many?]\nsources:\n" + source("a", "Wire")
    pages = made({"2017-02-22-talks": asking, "2017-09-12-signed": later})
    told = words(pages["questions/index.md"].html)
    assert "2 open questions in 2 briefs" in told
    assert "Is it signed?" not in told
    assert "Who pays? Of 2017-02-22-talks 22 February 2017, open for 6 months" in told
    assert told.count("Later on the same deal") == 1
    assert "Later on the same deal, 12 September 2017: Of 2017-09-12-signed" in told
    brief = words(pages["briefs/2017/2017-02-22-talks.md"].html)
    assert "Is it signed? Answered in Of 2017-09-12-signed." in brief
    pages = made({"2017-02-22-talks": asking, "2017-09-12-signed": f"status: draft\n{later}"})
    assert "Is it signed?" in pages["questions/index.md"].html


def test_long_lists_go_on_by_year() -> None:
    """Where more is judged and asked than a page holds, each year has pages of its own."""
    briefs = {
        f"{2000 + n % 3}-01-01-n{n}": judgements(7)
        + f"questions: [What of {n}?]\nsources:\n"
        + source("a", "Wire")
        for n in range(120)
    }
    pages = made(briefs)
    for year in range(2000, 2003):
        html = "".join(
            page.html for uri, page in pages.items() if uri.startswith(f"judgements/{year}")
        )
        assert html.count(">Event 3 comes.<") == 40
        asked = "".join(
            page.html for uri, page in pages.items() if uri.startswith(f"questions/{year}")
        )
        assert len(set(re.findall(r"What of \d+\?", asked))) == 40
    assert "640\u00a0more open judgements" in pages["judgements/index.md"].html


@pytest.mark.parametrize(
    ("days", "told"),
    [(0, "0 days"), (1, "1 day"), (60, "60 days"), (61, "2 months"), (729, "23 months"),
     (731, "2 years"), (1826, "4 years")],
)  # fmt: skip
def test_time_is_told_in_whole_units(days: int, told: str) -> None:
    """A time is told in days, months or years, none of them begun."""
    assert wording.lasting(days).replace("\u00a0", " ") == told
