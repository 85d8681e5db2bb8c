"""The ways into the site: its indexes, with a word on each."""

from __future__ import annotations

from briefdesk.catalogue import grounds
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition


def doors(edition: Edition) -> tuple[tuple[str, str, str], ...]:
    """Address, title and purpose of each index that has something to list."""
    catalogue = edition.catalogue
    found = []
    if catalogue.lists(grounds.BRIEFS):
        found.append((addresses.BRIEFS, "Briefs", "All events, newest first."))
    if catalogue.lists(grounds.DEALS):
        found.append((addresses.DEALS, "Deals", "The ledger, latest change first."))
    found += [
        (addresses.kind(kind.id), kind.title, kind.purpose)
        for kind in catalogue.kinds
        if catalogue.lists(kind.id)
    ]
    if catalogue.lists(grounds.BRIEFS):
        found.append((addresses.TIMELINE, "Timeline", "Every step of every deal, year by year."))
    if catalogue.lists(grounds.DEALS):
        found.append((addresses.CHANGES, "Changes", "What became known last, and was corrected."))
    if catalogue.lists(grounds.PUBLISHERS):
        found.append((addresses.SOURCES, "Sources", "Who published what the briefs rest on."))
    if catalogue.lists(grounds.JUDGEMENTS):
        found.append(
            (addresses.JUDGEMENTS, "Judgements", "What the desk foresaw, and how it went.")
        )
    if catalogue.lists(grounds.QUESTIONS):
        found.append((addresses.QUESTIONS, "Open questions", "What the briefs could not answer."))
    found.append((addresses.DATA, "Data", "All of it as JSON and CSV."))
    found.append((addresses.GUIDE, "How to read this site", "States, grades, names, neutrality."))
    return tuple(found)
