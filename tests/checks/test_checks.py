"""Rules over the whole catalogue."""

from __future__ import annotations

import pytest

from briefdesk.catalogue.compile import compile
from briefdesk.checks import RULES, check
from briefdesk.records.problems import Problem
from tests.catalogue.conftest import Write, deal, write

__all__ = ["write"]


def problems(library_of: Write, *briefs: tuple[str, str]) -> tuple[Problem, ...]:
    library = library_of(*briefs)
    return check(library, compile(library))


def test_going_back_needs_a_note(write: Write) -> None:
    """A state earlier on the path than the one before is refused, and accepted with a note."""
    before = ("2017-01-01-a", "deals:\n" + deal(state="signed"))
    (found,) = problems(write, before, ("2018-01-01-b", "deals:\n" + deal(state="talks")))
    assert found.code == "state-goes-backwards"
    assert (found.path, found.line) == ("briefs/2018/2018-01-01-b.md", 10)
    assert "2017-01-01-a" in found.message
    noted = deal(state="talks", note="Talks began again.")
    assert problems(write, before, ("2018-01-01-b", "deals:\n" + noted)) == ()


@pytest.mark.parametrize("state", ["suspended", "cancelled", "abandoned", "blocked", "donated"])
def test_leaving_the_path_and_coming_back_needs_none(write: Write, state: str) -> None:
    """Off the path and back on it, earlier or later, is no step backwards."""
    assert not problems(
        write,
        ("2017-01-01-a", "deals:\n" + deal(state="signed")),
        ("2018-01-01-b", "deals:\n" + deal(state=state)),
        ("2019-01-01-c", "deals:\n" + deal(state="talks")),
    )


def test_superseded_brief_exists(write: Write) -> None:
    """A brief supersedes one that is there."""
    (found,) = problems(write, ("2017-01-01-a", "supersedes: 2016-01-01-nothing\n"))
    assert found.code == "broken-link"
    assert not problems(
        write, ("2016-01-01-old", ""), ("2017-01-01-a", "supersedes: 2016-01-01-old\n")
    )


def test_ring_of_succession_is_refused(write: Write) -> None:
    """Two briefs do not replace each other."""
    found = problems(
        write,
        ("2016-01-01-a", "supersedes: 2017-01-01-b\n"),
        ("2017-01-01-b", "supersedes: 2016-01-01-a\n"),
    )
    assert {problem.code for problem in found} == {"supersedes-ring"}


def test_lots_that_share_an_address_are_refused(write: Write) -> None:
    """Two deals whose terms differ do not share an address."""
    profiles = {
        "docs/systems/rus-s-400.md": "name: RUS S-400\n",
        "docs/systems/s-400.md": "name: S-400\n",
    }
    library = write(
        ("2017-01-01-a", "deals:\n" + deal(state="talks") + deal(system="S-400", state="talks")),
        profiles=profiles,
    )
    assert not [p for p in check(library, compile(library)) if p.code == "deal-address-clash"]
    clash = write(
        (
            "2017-01-01-a",
            "deals:\n"
            + deal(supplier="[CHN, RUS]", state="talks")
            + deal(supplier="CHN", system="RUS S-400", state="talks"),
        ),
        profiles=profiles,
    )
    codes = [problem.code for problem in check(clash, compile(clash))]
    assert codes == ["deal-address-clash"]


def test_each_rule_states_itself() -> None:
    """A rule's docstring is the rule."""
    assert all(rule.__doc__ and rule.__doc__.endswith(".") for rule in RULES)
