"""What is timed: each job changes a project as an author would, then builds it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.briefs import Brief
from bench.contestants import Contestant
from bench.corpus import put
from bench.places import COUNTRIES

#: Of the briefs that are told to a `Choice`, each repeat edits so many.
EDITED_EACH = 2

Change = Callable[[Contestant, Path, Sequence[Brief]], None]


@dataclass(frozen=True)
class Job:
    """`change` is not timed. `check` is true where a check is timed and not a build."""

    id: str
    title: str
    change: Change
    check: bool = False


class Choice:
    """Picks the briefs to edit: from the middle of the corpus on, with a deal to report."""

    def __init__(self, briefs: int, repeats: int) -> None:
        self.chosen: list[Brief] = []
        self._skipped, self._wanted = briefs // 2, repeats * EDITED_EACH

    def __call__(self, brief: Brief) -> None:
        """Look at the next brief of the corpus."""
        self._skipped -= 1
        if self._skipped < 0 and brief.deals and len(self.chosen) < self._wanted:
            self.chosen.append(brief)

    def of(self, repeat: int) -> list[Brief]:
        """The briefs that a repeat edits; no two repeats edit the same, which a cache would know."""
        first = repeat * EDITED_EACH
        places = range(first, first + EDITED_EACH)
        return [self.chosen[place % len(self.chosen)] for place in places]


def with_text_edited(brief: Brief) -> Brief:
    """The brief with a sentence more."""
    return replace(brief, text=f"{brief.text}\n\nThe desk has added this sentence since.")


def with_facts_edited(brief: Brief) -> Brief:
    """The brief with another country, and another state of its first deal.

    Its summary says so: in the form of a rival without tags nothing would change otherwise.
    """
    other = next(country for country in COUNTRIES if country not in brief.countries)
    event = replace(brief.deals[0], state="suspended", note="The buyer paused it.")
    return replace(
        brief,
        summary=f"{brief.summary} {other.name} objects.",
        countries={**brief.countries, other: "critic"},
        deals=(event, *brief.deals[1:]),
    )


def another(brief: Brief) -> Brief:
    """A brief that is not in the corpus, of the same day as `brief`."""
    return replace(brief, key=f"{brief.key}-again", title=f"{brief.title} again", deals=())


def _from_nothing(contestant: Contestant, folder: Path, briefs: Sequence[Brief]) -> None:
    for name in contestant.made:
        made = folder / name
        if made.is_dir():
            shutil.rmtree(made)
        else:
            made.unlink(missing_ok=True)


def _nothing(contestant: Contestant, folder: Path, briefs: Sequence[Brief]) -> None:
    pass


def _edit_text(contestant: Contestant, folder: Path, briefs: Sequence[Brief]) -> None:
    _put(contestant, folder, with_text_edited(briefs[0]))


def _edit_facts(contestant: Contestant, folder: Path, briefs: Sequence[Brief]) -> None:
    _put(contestant, folder, with_facts_edited(briefs[1]))


def _add(contestant: Contestant, folder: Path, briefs: Sequence[Brief]) -> None:
    _put(contestant, folder, another(briefs[0]))


def _delete(contestant: Contestant, folder: Path, briefs: Sequence[Brief]) -> None:
    # The one that was added: no link leads to it, so nobody has a broken link to report.
    (folder / contestant.path_of(another(briefs[0]))).unlink()


def _put(contestant: Contestant, folder: Path, brief: Brief) -> None:
    put(folder / contestant.path_of(brief), contestant.text_of(brief))


COLD, BODY = "cold", "body"

#: In the order in which they are run: each finds what the one before it left.
JOBS = (
    Job(COLD, "from nothing", _from_nothing),
    Job("same", "nothing changed", _nothing),
    Job(BODY, "one brief's text edited", _edit_text),
    Job("facts", "one brief's deal and countries edited", _edit_facts),
    Job("added", "one brief added", _add),
    Job("deleted", "one brief deleted", _delete),
    Job("check-cold", "check, from nothing", _from_nothing, check=True),
    Job("check-again", "check, again", _nothing, check=True),
)
