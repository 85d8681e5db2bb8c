"""All files of a site beside its pages, from the same edition.

A file either stands beside the pages of a task, and is made with them of the same arguments, or
has a task of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefdesk.exports import (
    anniversaries,
    archives,
    brief_sources,
    briefs,
    change_news,
    changes,
    comparisons,
    database,
    deal_news,
    deal_records,
    deal_rows,
    deals,
    event_rows,
    guide,
    home,
    hosting,
    judgements,
    ledger,
    matrix,
    names,
    openapi,
    opendata,
    questions,
    references,
    releases,
    site_news,
    sources,
    subject_news,
    subjects,
    tables,
    timeline,
)
from briefdesk.exports.file import Database, File
from briefdesk.pages.edition import Edition
from briefdesk.pages.page import Task

#: What makes the files beside pages, by the name of the pages' maker (`pages/book.py`): modules
#: with `make`, which takes the arguments of one of its tasks.
BESIDE = {
    "home": (home, site_news),
    "briefs": (briefs, brief_sources),
    "archives": (archives,),
    "subjects": (subjects, subject_news),
    "ledger": (ledger,),
    "deals": (deals, deal_news, deal_records),
    "sources": (sources,),
    "timeline": (timeline,),
    "comparisons": (comparisons,),
    "matrix": (matrix,),
    "changes": (changes, change_news),
    "judgements": (judgements,),
    "questions": (questions,),
    "on this date": (anniversaries,),
    "guide": (guide,),
    "opendata": (opendata,),
}

#: What makes files of tasks of its own, by a name that no maker of pages bears: modules with
#: `tasks`, the arguments of each, `path`, where the first file of one lies, and `make`.
MAKERS = {
    "ocds": releases,
    "csl": references,
    "briefdesk.sqlite": database,
    "deal rows": deal_rows,
    "event rows": event_rows,
    "names": names,
    "tables": tables,
    "openapi": openapi,
    "hosting": hosting,
}


def tasks(edition: Edition) -> Iterator[Task]:
    """Every task that makes files alone."""
    for name, maker in MAKERS.items():
        with edition.catalogue.noting():
            found = tuple(maker.tasks(edition))
        for task in found:
            yield name, *task


def paths(edition: Edition) -> dict[str, Task]:
    """Every task that makes files alone, by the path of its first file."""
    with edition.catalogue.noting():
        return {
            MAKERS[name].path(edition, *arguments): (name, *arguments)
            for name, *arguments in tasks(edition)
        }


def make(edition: Edition, task: Task) -> tuple[tuple[File | Database, ...], frozenset[str]]:
    """The files of one task, whether it makes pages or files alone, and the grounds they rest
    on."""
    name, *arguments = task
    makers = (MAKERS[name],) if name in MAKERS else BESIDE.get(name, ())
    with edition.catalogue.noting() as grounds:
        files = tuple(file for maker in makers for file in maker.make(edition, *arguments))
    return files, frozenset(grounds)
