"""A page's own place: from here, every link is relative and no page links to itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup, escape

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.catalogue.withdrawals import Withdrawal
from briefdesk.pages import addresses, places, weighing, wording
from briefdesk.pages.edition import Edition
from briefdesk.pages.forms import Form
from briefdesk.records.brief import Brief, DealEvent, Statement
from briefdesk.records.dates import EventDate
from briefdesk.records.gradings import CREDIBILITY, RELIABILITY, words_of
from briefdesk.records.kinds import Subject
from briefdesk.records.values import Question, Source

_ARCHIVE_DAY = re.compile(r"/(\d{4})(\d{2})(\d{2})\d{0,6}[a-z_]*/", re.ASCII)

_LINK = Form('<a href="{}"{}>{}</a>')
_CLASS = Form(' class="{}"')
_GRADE = Form('<a class="bd-grade" href="{}">{}{}<span class="bd-grade__words">{}</span></a>')
_WEIGHED = Form("{} {}")
_OUT = Form('<a class="bd-out" href="{}"{} rel="external noopener">{}</a>')
_ROBUST = Form(' data-originalurl="{}" data-versiondate="{}"')
_VERSION = Form(' data-versionurl="{}"')
_ARCHIVED = Form('<a class="bd-archived" href="{}"{} rel="external noopener">{}</a>')


@dataclass(frozen=True)
class Here:
    """The place from which a page of `edition` speaks."""

    edition: Edition
    address: str

    def to(self, target: str) -> str:
        """The relative link to another address."""
        return addresses.relative(self.address, target)

    def to_file(self, path: str) -> str:
        """The relative link to a file of the site that is no page."""
        folder, slash, name = path.rpartition("/")
        way = self.to(f"{folder}{slash}")
        return f"{'' if way == './' else way}{quote(name)}"

    def file(self, path: str) -> str:
        """The relative link to a file of the site, such as a picture."""
        return ("../" * self.address.count("/") or "./") + path

    def anchor(self, target: str, text: str | Markup, css: str = "") -> Markup:
        """A link to an address, or the bare text where that is this very page."""
        shown = text if isinstance(text, Markup) else wording.tight(text)
        if target == self.address:
            return shown
        kind = _CLASS(css) if css else ""
        return _LINK(self.to(target), kind, shown)

    def link(
        self, subject: Subject, on: EventDate | None = None, text: str | None = None
    ) -> Markup:
        """The name of a subject on a date; a link where it has a page of its own."""
        shown = text or self.edition.catalogue.name(subject, on)
        if not self.edition.catalogue.has(subject):
            return escape(shown)
        return self.anchor(addresses.subject(subject), shown)

    def links(self, subjects: Iterable[Subject], on: EventDate | None = None) -> Markup:
        """`Russia, China and India`, each a link."""
        return wording.series([self.link(subject, on) for subject in subjects])

    def kind(self, id: str) -> Markup:
        """A link to the index of a kind."""
        return self.anchor(addresses.kind(id), self.edition.catalogue.kind(id).title)

    def brief_address(self, brief: Brief) -> str:
        """The relative link to a brief."""
        return self.to(addresses.brief(brief.date.year, brief.slug))

    def brief(self, brief: Brief, text: str | None = None) -> Markup:
        """A link to a brief by its title."""
        return self.anchor(addresses.brief(brief.date.year, brief.slug), text or brief.title)

    def parties(self, deal: Deal | DealEvent, on: EventDate | None = None) -> str:
        """`Türkiye - Russia` with an en dash; the buyer alone where it supplies itself."""
        name = self.edition.catalogue.name
        buyer = name(deal.buyer, on)
        if deal.suppliers in ((), (deal.buyer,)):
            return buyer
        return f"{buyer} \u2013 {' / '.join(name(s, on) for s in deal.suppliers)}"

    def system_name(self, deal: Deal) -> str:
        """The system of a deal, by the name that its briefs use."""
        return deal.system_name or self.edition.catalogue.name(deal.system)

    def deal_name(self, deal: Deal) -> str:
        """A deal where its system stands beside it: `Türkiye - Russia`, and its lot."""
        name = self.parties(deal)
        if deal.suppliers == (deal.buyer,):
            name = f"{name}, own development"
        return f"{name}, {deal.lot}" if deal.lot else name

    def deal_title(self, deal: Deal, on: EventDate | None = None) -> str:
        """`Türkiye - Russia: S-400`, and the lot where there are several."""
        title = f"{self.parties(deal, on)}: {self.system_name(deal)}"
        return f"{title}, {deal.lot}" if deal.lot else title

    def deal(self, deal: Deal, text: str | None = None) -> Markup:
        """A link to a deal by its title."""
        return self.anchor(addresses.deal(deal.id), text or self.deal_title(deal))

    def publisher(self, name: str) -> Markup:
        """A link to what was published by a publisher; the bare name where it has no page."""
        publisher = self.edition.catalogue.publisher(name)
        if publisher is None:
            return escape(name)
        return self.anchor(addresses.publisher(publisher.id), name)

    def said_by(self, step: Step) -> Markup:
        """Who asserts a step: the named parties, else the publishers that report it."""
        return wording.series(wording.few(self.parties_of(step) or self.publishers_of(step)))

    def parties_of(self, step: Step) -> list[Markup]:
        """The people, organisations and countries that assert a step, each a link."""
        by = dict.fromkeys(party for report in step.reports for party in report.event.by)
        return [self.link(party, step.date) for party in by]

    def operators_of(self, step: Step) -> list[Markup]:
        """The countries that are told to operate what a step is about, each a link."""
        named = dict.fromkeys(c for report in step.reports for c in report.event.operators)
        return [self.link(country, step.date) for country in named]

    def publishers_of(self, step: Step) -> list[Markup]:
        """The publishers of the sources of a step, each a link to its source at the brief."""
        found = dict.fromkeys(
            report.brief.source(id).publisher
            for report in step.reports
            for id in report.event.sources
        )
        return [self.publisher(name) for name in found]

    def step_grades(self, step: Step) -> tuple[str, str | None]:
        """The grade of a step: the best letter of its sources, and its own credibility."""
        letters = self._letters(self.sources_of(step))
        credible = [r.event.credibility for r in step.reports if r.event.credibility]
        return min(letters, default="F"), min(credible, default=None)

    def sources_of(self, step: Step) -> list[Source]:
        """The sources of a step, as each report names them."""
        return [r.brief.source(id) for r in step.reports for id in r.event.sources]

    def step_grade(self, step: Step) -> Markup:
        """The grade of a step, explained; beside it, what the sources weigh together."""
        return _WEIGHED(self.grade(*self.step_grades(step)), self.weight(self.sources_of(step)))

    def _letters(self, sources: Sequence[Source]) -> list[str]:
        """The letters of the sources that stand; of all, where none does."""
        standing = [source for source in sources if not self.withdrawal(source)]
        return [self.edition.reliability(source) for source in standing or sources]

    def weight(self, sources: Iterable[Source]) -> Markup:
        """How many independent sources `sources` are, and whether any was withdrawn."""
        return weighing.shown(self.edition.catalogue.sourcing.weight(sources))

    def withdrawal(self, source: Source) -> Withdrawal | None:
        """When and why a source was withdrawn, by whatever brief says so."""
        return self.edition.catalogue.sourcing.withdrawal(source)

    def fallen(self, sources: Iterable[Source]) -> frozenset[str]:
        """The ids of those of `sources` that were withdrawn."""
        return frozenset(source.id for source in sources if self.withdrawal(source))

    def answer(self, question: Question) -> Brief | None:
        """The brief that answers a question, as far as readers may see it."""
        return self.edition.catalogue.brief(question.answered) if question.answered else None

    def place(self, brief: Brief, source: Source) -> str | None:
        """The link to what rests on a source that a brief cites."""
        address = places.place(self.edition, brief, source)
        return self.to(address) if address else None

    def source_grade(self, source: Source, credibility: str | None = None) -> Markup:
        """The grade of a source, and of one item in it."""
        return self.grade(self.edition.reliability(source), credibility)

    def publishers_said(self, brief: Brief, said: Statement) -> list[Markup]:
        """The publishers that carry a statement, each once."""
        names = dict.fromkeys(brief.source(id).publisher for id in said.sources)
        return [self.publisher(name) for name in names]

    def said_grades(self, brief: Brief, said: Statement) -> tuple[str, str | None]:
        """The grade of a statement: the best letter of its sources, and its own credibility."""
        return min(self._letters([brief.source(id) for id in said.sources])), said.credibility

    def said_grade(self, brief: Brief, said: Statement) -> Markup:
        """The grade of a statement, explained; beside it, what the sources weigh together."""
        sources = [brief.source(id) for id in said.sources]
        return _WEIGHED(self.grade(*self.said_grades(brief, said)), self.weight(sources))

    def grade(self, letter: str, credibility: str | None = None) -> Markup:
        """An Admiralty grade as a link to its explanation, its words beside it for whoever
        points at it, tabs to it, hears or prints it."""
        return _graded(self.to(f"{addresses.GUIDE}#grades"), letter, credibility)

    def external(self, source: Source, text: str | Markup) -> Markup:
        """A link to a source's page with Robust Links attributes; bare text without one."""
        if not source.url or not source.url.startswith(("https://", "http://")):
            return escape(text)
        return _OUT(source.url, _robust(source), text)

    def archived(self, source: Source) -> Markup:
        """A link to the archived copy of a source's page, with the day of the copy where its
        address tells it, and Robust Links attributes; nothing where there is none."""
        if not source.archived or not source.archived.startswith(("https://", "http://")):
            return Markup("")
        day = _captured(source)
        words = f"archived {day.words}" if day else "archived copy"
        return _ARCHIVED(source.archived, _robust(source), words)


def _robust(source: Source) -> Markup:
    """The Robust Links attributes of a source that has an address and a date."""
    known = _captured(source) or source.accessed or source.date
    if not source.url or not known:
        return Markup("")
    robust = _ROBUST(source.url, str(known))
    return robust + _VERSION(source.archived) if source.archived else robust


def _captured(source: Source) -> EventDate | None:
    """The day on which the page was archived, as the address of the copy tells it."""
    if match := _ARCHIVE_DAY.search(source.archived or ""):
        try:
            return EventDate.parse("-".join(match.groups()))
        except ValueError:
            pass
    return None


@lru_cache(maxsize=1024)
def _graded(guide: str, letter: str, credibility: str | None) -> Markup:
    words = words_of(RELIABILITY, letter)
    if credibility:
        words = f"{words}; {words_of(CREDIBILITY, credibility)}"
    return _GRADE(guide, letter, credibility or "", words)
