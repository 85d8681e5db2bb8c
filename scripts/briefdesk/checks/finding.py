"""A problem at its place in a brief."""

from __future__ import annotations

from briefdesk.records.brief import Brief
from briefdesk.records.problems import Loc, Problem


def problem(brief: Brief, loc: Loc, code: str, message: str, hint: str) -> Problem:
    """A problem with the value at `loc` of a brief's front matter."""
    place = brief.places.at(loc)
    return Problem(brief.path, place.line, place.column, code, message, hint)
