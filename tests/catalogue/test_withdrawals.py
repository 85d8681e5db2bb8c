"""A source that was withdrawn counts no more, and nothing that rested on it disappears."""

from __future__ import annotations

from briefdesk.catalogue.compile import compile
from briefdesk.catalogue.deals import Deal, Standing
from briefdesk.catalogue.withdrawals import Withdrawal, withdrawals
from briefdesk.reading.library import File, Library, read
from briefdesk.records.dates import EventDate
from briefdesk.records.values import Source
from tests.catalogue.conftest import PROFILES, deal

URL = "https://wire.example/report"
GONE = ", withdrawn: 2018-03-05, withdrawn_reason: It erred."


def library(*briefs: tuple[str, str, str]) -> Library:
    """Briefs given as (slug, sources, deals), each citing what it lists in its text."""
    texts = {path: f"---\n{text}---\n" for path, text in PROFILES.items()}
    for slug, sources, deals in briefs:
        ids = [line.split("id: ")[1].split(",")[0] for line in sources.splitlines()]
        texts[f"briefs/{slug[:4]}/{slug}.md"] = (
            f"---\ntitle: {slug}\ndate: {slug[:10]}\nsummary: Where it stands.\n"
            f"countries: [TUR, RUS]\ntlp: CLEAR\nsources:\n{sources}deals:\n{deals}---\n"
            + "".join(f"Text [@{id}].\n" for id in ids)
        )
    found = read(File(path, text.encode()) for path, text in texts.items())
    assert {problem.code for problem in found.problems} <= {"tracking-parameter"}
    return found


def source(id: str, more: str = "") -> str:
    return f"- {{id: {id}, publisher: {id}, title: A report{more}}}\n"


def only(library: Library) -> Deal:
    (found,) = compile(library).deals
    return found


TALKS = ("2017-02-22-talks", source("wire"), deal(state="talks"))


def test_state_on_a_withdrawn_source_is_kept_and_doubted() -> None:
    """The state remains the deal's, marked as unsupported, and what stands without it is told."""
    found = only(
        library(
            TALKS,
            ("2017-09-12-signed", source("wire", f", url: '{URL}'{GONE}"), deal(state="signed")),
        )
    )
    assert found.current
    assert (found.current.standing, found.attested) == (Standing.UNSUPPORTED, found.current)
    assert found.upheld
    assert found.upheld.state
    assert found.upheld.state.value == "talks"
    assert len(found.history) == 2


def test_withdrawal_in_one_brief_holds_for_the_address_everywhere() -> None:
    """A brief that does not know of the withdrawal is doubted as well, fragment or none."""
    found = only(
        library(
            ("2017-02-22-talks", source("wire", f", url: '{URL}#part'"), deal(state="talks")),
            ("2018-03-06-news", source("paper") + source("wire", f", url: '{URL}'{GONE}"),
             deal(state="suspended", sources="[paper]")),
        )
    )  # fmt: skip
    assert [step.standing for step in found.history] == [Standing.UNSUPPORTED, Standing.REPORTED]


def test_withdrawal_holds_however_the_address_is_spelled() -> None:
    """Capitals in the host, its usual port and parameters that track make no other page of one."""
    other = "https://Wire.example:443/./report?utm_source=mail"
    found = only(
        library(
            ("2017-02-22-talks", source("wire", f", url: '{URL}'{GONE}"), deal(state="talks")),
            ("2018-03-06-news", source("copy", f", url: '{other}'"),
             deal(state="suspended", sources="[copy]")),
        )
    )  # fmt: skip
    assert [step.standing for step in found.history] == [Standing.UNSUPPORTED] * 2


def test_another_source_upholds_a_state() -> None:
    """An event with one source that stands is as firm as before, in one brief or in two."""
    fallen = source("wire", GONE)
    both = ("2017-09-12-a", fallen + source("paper"), deal(state="signed", sources="[wire, paper]"))
    assert [step.standing for step in only(library(both)).history] == [Standing.REPORTED]
    one = ("2017-09-12-a", fallen, deal(state="signed"))
    other = (
        "2017-09-13-b",
        source("paper"),
        deal(state="signed", date="2017-09-12", sources="[paper]"),
    )
    assert [step.standing for step in only(library(one, other)).history] == [Standing.REPORTED]


def test_state_holds_since_its_first_step_that_stands() -> None:
    """A withdrawn first report does not date a state that a later one upholds, nor does a
    withdrawn last report unmake it."""
    fallen, stands = source("wire", GONE), source("paper")
    found = only(
        library(
            ("2019-07-01-a", fallen, deal(state="delivery")),
            ("2019-07-12-b", stands, deal(state="delivery", sources="[paper]")),
            ("2019-09-01-c", fallen, deal(state="delivery")),
        )
    )
    assert str(found.since) == "2019-07-12"
    assert found.attested
    assert str(found.attested.date) == "2019-07-12"


def test_earliest_withdrawal_speaks() -> None:
    """Where several tell of a withdrawal, the earliest day counts, in any order."""
    told = [
        Source(id="a", publisher="Wire", url=URL, withdrawn=EventDate(year), withdrawn_reason=why)
        for year, why in ((2019, "Late."), (2018, "Second."), (2018, "First."))
    ]
    expected = {URL: Withdrawal(EventDate(2018), "First.")}
    assert withdrawals(told) == withdrawals(reversed(told)) == expected
