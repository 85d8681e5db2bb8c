"""Rules over a whole catalogue, each a generator of problems."""

from __future__ import annotations

from briefdesk.catalogue.model import Catalogue
from briefdesk.checks import deals, succession
from briefdesk.reading.library import Library
from briefdesk.records.problems import Problem, in_order

RULES = (*deals.RULES, *succession.RULES)


def check(library: Library, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Every problem of a library: those met in reading, and those of what it adds up to."""
    return in_order([*library.problems, *across(library, catalogue)])


def across(library: Library, catalogue: Catalogue) -> tuple[Problem, ...]:
    """The problems that no file has by itself."""
    return in_order([problem for rule in RULES for problem in rule(library, catalogue)])
