"""A site built from nothing: aside, and then put in place in one step."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import chain

from briefdesk.pages.page import Task
from briefdesk.site import framing, search, sitemap, state
from briefdesk.site.making import Making, files_below, pages_among
from briefdesk.site.publishing import replacing
from briefdesk.site.report import Report
from briefdesk.site.state import Written


def build(making: Making) -> Report:
    """Build the whole site. HostProblem, ShellProblem, SearchProblem or PublishingProblem leave
    the one in place as it was."""
    with closing(state.Writing(making.cache)) as written:
        return _build(making, written)


def _build(making: Making, written: state.Writing) -> Report:
    edition = making.draft.edition
    paths: set[str] = set()
    index = 0

    def add(grounds: Mapping[Task, str], files: Sequence[Written]) -> None:
        # Of a hundred thousand briefs the grounds alone are half a gigabyte.
        written.add(grounds, files)
        paths.update(file.path for file in files)

    with replacing(making.target) as aside:
        frame = framing.make(
            making.project, making.shelved.workspace, edition, making.uris, making.paths, aside
        )
        by_hand = list(search.found(aside))
        rendered = making.render(frame, making.tasks, aside, add)
        if making.project.settings.search:
            search.supersede(aside)
            found = chain(by_hand, rendered)
            bundle = aside / search.BUNDLE
            index = search.index(bundle, found, making.jobs, making.search_state).size
        else:
            deque(rendered, maxlen=0)
        sitemap.write(aside, making.sitemap(frame, paths))
        rest = [file for file in files_below(aside) if file.path not in paths]
    count = pages_among(paths)
    written.finish(making.facts(frame, making.digest, making.reach, count, index), rest)
    return making.report(count, count, index)
