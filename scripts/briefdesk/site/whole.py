"""A site built from nothing: aside, and then put in place in one step."""

from __future__ import annotations

from collections import deque
from itertools import chain

from briefdesk.site import framing, search, sitemap, state
from briefdesk.site.making import Making, Result, files_below, pages_among
from briefdesk.site.publishing import replacing
from briefdesk.site.report import Report


def build(making: Making) -> Report:
    """Build the whole site. HostProblem, ShellProblem, SearchProblem or PublishingProblem leave
    the one in place as it was."""
    edition = making.draft.edition
    result = Result()
    index = 0
    with replacing(making.target) as aside:
        frame = framing.make(
            making.project, making.shelved.workspace, edition, making.uris, making.paths, aside
        )
        by_hand = list(search.found(aside))
        rendered = making.render(frame, making.tasks, aside, result)
        if making.project.settings.search:
            search.supersede(aside)
            found = chain(by_hand, rendered)
            bundle = aside / search.BUNDLE
            index = search.index(bundle, found, making.jobs, making.search_state).size
        else:
            deque(rendered, maxlen=0)
        sitemap.write(aside, making.sitemap(frame, result.files))
        rest = [file for file in files_below(aside) if file.path not in result.files]
    count = pages_among(result.files)
    facts = making.facts(frame, making.digest, making.reach, count, index)
    state.save(making.cache, facts, result.grounds, [*result.files.values(), *rest])
    return making.report(count, count, index)
