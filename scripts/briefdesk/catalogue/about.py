"""Whom and what a brief is about."""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.records.brief import Brief
from briefdesk.records.kinds import Subject


def subjects_of(brief: Brief) -> Iterator[Subject]:
    """Whom and what a brief is about: what it lists, and what its parts name."""
    for subjects in brief.subjects.values():
        yield from subjects
    for event in brief.deals:
        yield from (event.buyer, *event.suppliers, event.system, *event.operators, *event.by)
        if event.programme:
            yield event.programme
    yield from (s.subject for s in brief.statements if s.subject)
    yield from (p.organisation for p in brief.people if p.organisation)
