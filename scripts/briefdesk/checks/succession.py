"""Rules over briefs that replace one another, or answer what another asks."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.catalogue.model import Catalogue
from briefdesk.checks.finding import problem
from briefdesk.reading.library import Library
from briefdesk.records.problems import Problem


def superseded_briefs_exist(library: Library, catalogue: Catalogue) -> Iterator[Problem]:
    """A brief supersedes another one that is there, and no two replace each other in a ring."""
    replaced = {brief.slug: brief.supersedes for brief in library.briefs}
    for brief in library.briefs:
        if brief.supersedes is None:
            continue
        loc = ("supersedes",)
        if brief.supersedes not in replaced:
            yield problem(
                brief, loc, "broken-link",
                f"there is no brief '{brief.supersedes}' to supersede",
                "Write the file name of a brief without its folder and without `.md`.",
            )  # fmt: skip
        elif brief.slug in _chain(brief.supersedes, replaced):
            yield problem(
                brief, loc, "supersedes-ring",
                f"'{brief.supersedes}' is itself replaced by this brief",
                "Leave `supersedes` to the later of the two.",
            )  # fmt: skip


def answers_exist(library: Library, catalogue: Catalogue) -> Iterator[Problem]:
    """The brief that answers a question is there, and another than the one that asks."""
    known = {brief.slug for brief in library.briefs}
    for brief in library.briefs:
        for number, question in enumerate(brief.questions):
            if question.answered and question.answered not in known - {brief.slug}:
                yield problem(
                    brief, ("questions", number, "answered"), "broken-link",
                    f"there is no other brief '{question.answered}' that could answer this",
                    "Write the file name of a brief without its folder and without `.md`.",
                )  # fmt: skip


def _chain(slug: str | None, replaced: dict[str, str | None]) -> set[str]:
    seen: set[str] = set()
    while slug and slug not in seen:
        seen.add(slug)
        slug = replaced.get(slug)
    return seen


RULES = (superseded_briefs_exist, answers_exist)
