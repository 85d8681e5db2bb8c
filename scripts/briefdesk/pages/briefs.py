"""The page of a brief: the bottom line, the text, who said what, sources, what came next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefdesk.catalogue import citations
from briefdesk.catalogue.deals import Deal, Step
from briefdesk.pages import addresses, following, glyphs, structured
from briefdesk.pages.edition import Edition
from briefdesk.pages.finding import Finding, filters, names_of, subjects_of, told_of_brief
from briefdesk.pages.here import Here
from briefdesk.pages.laying import lay
from briefdesk.pages.page import Page
from briefdesk.pages.prose import Prose
from briefdesk.records.authored import AuthoredBrief
from briefdesk.records.brief import Brief
from briefdesk.records.kinds import Kind, Subject
from briefdesk.records.states import State

_IDS = (
    "what-was-said", "what-is-judged", "open-questions", "sources", "changes", "named", "cite",
    "cite-text", "cite-bibtex", "cite-ris", "cite-csl",
)  # fmt: skip

#: Kinds whose subjects stand in the panel of facts; others are named at the end.
_FACTS = ("systems", "programmes")

#: Kinds whose subjects the page of a brief lists in its own way.
_APART = ("countries", "people")

#: Characters of a statement that a narrow card may hold.
_CARD = 420

#: Kinds of which every further name leads to the brief in a search.
_FOUND_BY = ("countries", "systems", "organisations", "people")


@dataclass(frozen=True, slots=True)
class _After:
    """A deal as it stood after a brief; `now` where it has moved on since."""

    deal: Deal
    step: Step
    now: State | None


@dataclass(frozen=True, slots=True)
class _Neighbours:
    deal: Deal
    earlier: Brief | None
    later: Brief | None


def tasks(edition: Edition) -> Iterator[tuple[str, ...]]:
    """One for every brief, withdrawn ones included."""
    for brief in (*edition.catalogue.briefs, *edition.catalogue.withdrawn):
        yield (brief.slug,)


def address(edition: Edition, slug: str) -> str:
    """Where a brief is."""
    brief = edition.catalogue.brief(slug) or edition.catalogue.withdrawn_brief(slug)
    return addresses.brief(brief.date.year, slug) if brief else ""


def make(edition: Edition, slug: str) -> Iterator[Page]:
    """The page of a brief."""
    if brief := edition.catalogue.brief(slug):
        yield _brief_page(edition, brief)
    elif withdrawn := edition.catalogue.withdrawn_brief(slug):
        yield _withdrawn_page(edition, withdrawn)


def _brief_page(edition: Edition, brief: Brief) -> Page:
    here = Here(edition, addresses.brief(brief.date.year, brief.slug))
    after = _after(edition, brief)
    subjects = subjects_of(brief)
    return lay(
        here,
        "brief",
        title=brief.title,
        description=brief.summary,
        kind="brief",
        crumbs=(
            (addresses.BRIEFS, "Briefs"),
            (addresses.year(addresses.BRIEFS, brief.date.year), f"{brief.date.year:04d}"),
        ),
        finding=Finding(
            kind="Brief",
            summary=brief.summary,
            date=brief.date,
            state=_states_in_words(here, brief, after),
            filters=filters(
                edition.catalogue,
                "Brief",
                subjects,
                (brief.date,),
                told_of_brief(edition.catalogue, brief, (item.step for item in after)),
            ),
            names=names_of(edition.catalogue, (s for s in subjects if s.kind in _FOUND_BY)),
        ),
        brief=brief,
        foreign=brief.language != AuthoredBrief.model_fields["language"].default,
        body=text(here, brief),
        numbers={source.id: number for number, source in enumerate(brief.sources, 1)},
        datelined=datelined(brief),
        states=after,
        listed=listed(edition, brief),
        in_facts=_FACTS,
        best=min(map(edition.reliability, brief.sources), default=None),
        long=_CARD,
        citations=_citations(edition, brief),
        neighbours=_neighbours(edition, brief),
        replaced_by=edition.replaced_by(brief),
        replaces=edition.catalogue.brief(brief.supersedes) if brief.supersedes else None,
        others=following.sources(here, brief.title),
        things=[structured.report(here, brief, replaced=bool(edition.replaced_by(brief)))],
    )


def _citations(edition: Edition, brief: Brief) -> tuple[tuple[str, str, str], ...]:
    """How the brief may be cited: the anchor, the name and the text of each format."""
    site = edition.site
    place = addresses.brief(brief.date.year, brief.slug)
    cited = citations.of_brief(brief, site.name, f"{site.url}{place}" if site.url else "")
    return (
        ("cite-text", "Text", citations.text(cited)),
        ("cite-bibtex", "BibTeX", citations.bibtex(cited)),
        ("cite-ris", "RIS", citations.ris(cited)),
        ("cite-csl", "CSL-JSON", citations.csl_json(cited)),
    )


def text(here: Here, brief: Brief) -> Markup:
    """The text of a brief, seen from its page."""
    prose = Prose(
        here,
        brief.path,
        {s.id: (n, f"source-{s.id}") for n, s in enumerate(brief.sources, 1)},
        reserved=_IDS,
        fallen=here.fallen(brief.sources),
        lenient=here.edition.catalogue.as_of is not None,
    )
    return here.edition.once(f"text {here.address}", lambda: prose.html(brief.body.text))


def _after(edition: Edition, brief: Brief) -> tuple[_After, ...]:
    found = []
    for deal in edition.deals_of(brief):
        if step := edition.state_after(deal, brief):
            found.append(_After(deal, step, deal.state if deal.state != step.state else None))
    return tuple(found)


def _states_in_words(here: Here, brief: Brief, after: Sequence[_After]) -> str:
    return "; ".join(
        f"{here.deal_title(item.deal, brief.date)}: {glyphs.in_words(item.step)}"
        for item in after
        if item.step.state
    )


def datelined(brief: Brief) -> tuple[Subject, ...]:
    """The main subjects for the date line: parties of its deals first, then what it lists."""
    found: dict[Subject, None] = {}
    of_the_day = [event for event in brief.deals if event.date.overlaps(brief.date)]
    for event in (of_the_day or brief.deals)[:1]:
        found |= dict.fromkeys((event.buyer, *event.suppliers, event.system))
    if not found:
        found |= dict.fromkeys(
            (*tuple(brief.countries)[:2], *brief.subjects.get("systems", ())[:1])
        )
    return tuple(found)


def listed(edition: Edition, brief: Brief) -> tuple[tuple[Kind, tuple[Subject, ...]], ...]:
    """What a brief lists, by kind: all but countries and people, who have parts and offices."""
    rows = ((kind, brief.subjects.get(kind.id, ())) for kind in edition.catalogue.kinds)
    return tuple((kind, found) for kind, found in rows if found and kind.id not in _APART)


def _neighbours(edition: Edition, brief: Brief) -> tuple[_Neighbours, ...]:
    found = []
    for deal in edition.deals_of(brief):
        earlier, later = edition.neighbours(deal, brief)
        if earlier or later:
            found.append(_Neighbours(deal, earlier, later))
    return tuple(found)


def _withdrawn_page(edition: Edition, brief: Brief) -> Page:
    """A page that says no more than that its brief was withdrawn, and why."""
    here = Here(edition, addresses.brief(brief.date.year, brief.slug))
    return lay(
        here,
        "withdrawn",
        title="A brief withdrawn",
        description="The brief at this address was withdrawn.",
        kind="withdrawn",
        reason=brief.reason,
        things=[structured.withdrawn(here)],
    )
