"""The lists of values that authors choose from, and what readers and programs are told of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefdesk.records import gradings
from briefdesk.records.authored import SUMMARY_WORDS, TITLE_LENGTH
from briefdesk.records.gradings import TLP, Confidence, Outcome, Status, words_of
from briefdesk.records.kinds import KINDS
from briefdesk.records.roles import DEFAULT_ROLE, ROLE, ROLES
from briefdesk.records.states import MILESTONES, STATE, STATES, VALUE_BASES, Group, in_ocds

GOLDEN = Path(__file__).parent.parent / "golden" / "vocabularies.txt"


def _lines() -> Iterator[str]:
    yield "States: rank, group, glyph, label; in OCDS before there is a contract | once there is one"
    for state in STATES:
        rank = "-" if state.rank is None else state.rank
        told = " | ".join(" ".join(in_ocds(state, bound=bound)) for bound in (False, True))
        yield f"{state.value}: {rank}, {state.group}, {state.glyph}, {state.label}; {told}"
    yield "\nGroups: " + ", ".join(Group)
    yield "Bases of a value: " + ", ".join(VALUE_BASES)
    yield "\nMilestones"
    yield from (f"{value}: {words}" for value, words in MILESTONES.items())
    yield f"\nRoles, {DEFAULT_ROLE} where none is given"
    yield from (f"{role.value}: {role.heading}" for role in ROLES)
    for title, scale in (
        ("Reliability", gradings.RELIABILITY),
        ("Credibility", gradings.CREDIBILITY),
    ):
        yield f"\n{title}"
        yield from (f"{grade.value}: {grade.words}" for grade in scale)
    yield "\nLikelihood: synonym, bounds in percent, probability when it is scored"
    for step in gradings.LIKELIHOOD:
        yield f"{step.value}: {step.synonym}, {step.lower} to {step.upper}, {step.middle:g}"
    yield ""
    for values in (Confidence, TLP, Status, Outcome):
        yield f"{values.__name__}: " + ", ".join(values)
    yield "\nKinds: a subject, title, naming, listed, linked, purpose"
    for kind in KINDS:
        yield (
            f"{kind.id}: {kind.singular}, {kind.title}, {kind.naming}, {kind.listed}, {kind.linked}, "
            f"{kind.purpose}"
        )
    yield f"\nA title has {TITLE_LENGTH} characters at most, a summary {SUMMARY_WORDS} words."


def test_vocabularies_are_as_reviewed(golden: Callable[[Path, str], None]) -> None:
    """Every value with all that is told of it is that of the golden file."""
    golden(GOLDEN, "\n".join(_lines()) + "\n")


def test_each_value_is_found_by_its_name() -> None:
    """States and roles are known by the values that authors write, each by one."""
    assert [STATE[state.value] for state in STATES] == list(STATES)
    assert [ROLE[role.value] for role in ROLES] == list(ROLES)
    assert list(gradings.LIKELIHOODS.values()) == list(gradings.LIKELIHOOD)
    assert len(STATE) == len(STATES)
    assert DEFAULT_ROLE in ROLE


def test_likelihoods_cover_all_but_certainty() -> None:
    """The bands of ICD 203 meet, from 1 to 99 percent, each about the middle it is scored by."""
    steps = gradings.LIKELIHOOD
    assert [step.lower for step in steps[1:]] == [step.upper for step in steps[:-1]]
    assert (steps[0].lower, steps[-1].upper) == (1, 99)
    assert [step.middle for step in steps] == pytest.approx(
        [0.03, 0.125, 0.325, 0.5, 0.675, 0.875, 0.97]
    )


def test_words_are_those_of_the_scale() -> None:
    """A grade has its own words on its own scale, and a value of another scale has none."""
    assert words_of(gradings.RELIABILITY, "B") == "usually reliable"
    assert words_of(gradings.CREDIBILITY, "2") == "probably true"
    with pytest.raises(KeyError):
        words_of(gradings.CREDIBILITY, "B")
