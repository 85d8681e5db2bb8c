"""What feeds tell: a brief, or a notice of a change, as an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nsmallest

from markupsafe import Markup

from briefdesk.catalogue.order import newest_first, publication
from briefdesk.exports.feeds import LIMIT, Entry
from briefdesk.exports.identity import urn
from briefdesk.pages import addresses, changes
from briefdesk.pages.edition import Edition
from briefdesk.pages.forms import Form
from briefdesk.pages.here import Here
from briefdesk.pages.notices import Notice
from briefdesk.records.brief import Brief, DealEvent
from briefdesk.records.states import MILESTONES, STATE

#: Events of one brief that its entry tells; subjects that it is filed under.
_EVENTS = 12
_SUBJECTS = 12

_TEXT = Form("<p>{}</p>")
_LIST = Form("<ul>{}</ul>")
_ITEM = Form("<li>{}: {}, {}</li>")


def newest(edition: Edition, briefs: Iterable[Brief]) -> tuple[Entry, ...]:
    """The briefs that came out last, the newest first."""
    found = nsmallest(LIMIT, briefs, key=_latest_published)
    return tuple(of_brief(edition, brief) for brief in found)


def _latest_published(brief: Brief) -> tuple[int, tuple[int, int, int, str]]:
    return -publication(brief).toordinal(), newest_first(brief)


def of_brief(edition: Edition, brief: Brief) -> Entry:
    """A brief: its bottom line, and the events that it reports."""
    here = Here(edition, addresses.HOME)
    events = Markup("").join(_events(here, brief))
    content = _TEXT(brief.summary)
    published = publication(brief)
    return Entry(
        id=urn(edition, "brief", brief.slug),
        title=brief.title,
        address=addresses.brief(brief.date.year, brief.slug),
        summary=brief.summary,
        content=content + _LIST(events) if events else content,
        published=published,
        updated=max(published, brief.updated.first) if brief.updated else published,
        language=brief.language,
        authors=brief.authors,
        categories=_categories(edition, brief),
    )


def _events(here: Here, brief: Brief) -> Iterator[Markup]:
    for event in brief.deals[:_EVENTS]:
        yield _ITEM(_named(here, event), _happened(event), event.date.words)


def _named(here: Here, event: DealEvent) -> str:
    named = f"{here.parties(event, event.date)}: {event.system_name}"
    return f"{named}, {event.lot}" if event.lot else named


def _happened(event: DealEvent) -> str:
    state = STATE[event.state].label if event.state else ""
    milestone = MILESTONES[event.milestone] if event.milestone else ""
    return ", ".join(filter(None, (state, milestone)))


def _categories(edition: Edition, brief: Brief) -> tuple[str, ...]:
    """What the brief lists, by the names of its day."""
    listed = (s for subjects in brief.subjects.values() for s in subjects if s.kind != "people")
    names = (edition.catalogue.name(subject, brief.date) for subject in listed)
    return tuple(dict.fromkeys(names))[:_SUBJECTS]


def of_notice(edition: Edition, notice: Notice) -> Entry:
    """A change that means something."""
    summary = changes.summary(notice)
    return Entry(
        id=urn(edition, notice.kind.value, *notice.names),
        title=changes.title(Here(edition, addresses.HOME), notice),
        address=notice.address,
        summary=summary,
        content=_TEXT(summary),
        published=notice.date,
        updated=notice.date,
        categories=(notice.kind.value,),
    )
