"""Rules over the front matter of one brief, each a generator whose docstring is the rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefdesk.reading.locators import tracked
from briefdesk.records.authored import SUMMARY_WORDS, AuthoredBrief
from briefdesk.records.dates import EventDate
from briefdesk.records.gradings import TLP, Status
from briefdesk.records.kinds import Kind
from briefdesk.records.problems import Loc, Place, Places, Problem, Severity
from briefdesk.records.values import Source


@dataclass(frozen=True, slots=True)
class Given:
    """One brief as its author wrote it, and the ids its text cites with their places."""

    path: str
    fields: AuthoredBrief
    places: Places
    cited: tuple[tuple[str, Place], ...]
    kinds: tuple[Kind, ...]

    def problem(
        self, loc: Loc, code: str, message: str, hint: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """A problem with the value at `loc`."""
        place = self.places.at(loc)
        return Problem(self.path, place.line, place.column, code, message, hint, severity)


def it_is_about_something(given: Given) -> Iterator[Problem]:
    """A brief names a country, a system or another subject."""
    listed = [kind.id for kind in given.kinds if kind.listed]
    if not given.fields.countries and not any(getattr(given.fields, id) for id in listed):
        yield given.problem(
            (), "missing-field", "'countries' is missing, and so is 'systems'",
            "Name at least one country or system. For example `countries: {TUR: buyer}`.",
        )  # fmt: skip


def the_bottom_line_is_short(given: Given) -> Iterator[Problem]:
    """A summary has at most sixty words."""
    words = len(given.fields.summary.split())
    if words > SUMMARY_WORDS:
        yield given.problem(
            ("summary",), "summary-too-long",
            f"the summary has {words} words; the limit is {SUMMARY_WORDS}",
            "Say where it stands, since when and who says so; leave the rest to the text.",
        )  # fmt: skip


def nothing_happens_after_publication(given: Given) -> Iterator[Problem]:
    """What a brief reports lies before the day on which the brief was last published."""
    fields = given.fields
    last = max((d.last for d in (fields.published, fields.updated) if d), default=None)
    if last is None:
        return
    dated: list[tuple[Loc, EventDate | None]] = [(("date",), fields.date)]
    dated += [(("deals", n, "date"), event.date) for n, event in enumerate(fields.deals)]
    dated += [(("statements", n, "date"), said.date) for n, said in enumerate(fields.statements)]
    for field in ("date", "withdrawn"):
        dated += [(("sources", n, field), getattr(s, field)) for n, s in enumerate(fields.sources)]
    for loc, date in dated:
        if date is not None and date.first > last:
            yield given.problem(
                loc, "date-after-published",
                f"the date {date} lies after the brief's publication ({last.isoformat()})",
                "Mend the date, or write `updated` with the day on which this was added.",
            )  # fmt: skip


def deal_events_say_what_happened(given: Given) -> Iterator[Problem]:
    """An event in the life of a deal has a state, a milestone or both."""
    for number, event in enumerate(given.fields.deals):
        if event.state is None and event.milestone is None:
            yield given.problem(
                ("deals", number), "missing-field",
                f"the deal event number {number + 1} has neither 'state' nor 'milestone'",
                "Write the state that the deal is in from this date. For example `state: talks`.",
            )  # fmt: skip


def sources_have_words(given: Given) -> Iterator[Problem]:
    """A source has its own title, or a label in our words where the title was not seen."""
    for number, source in enumerate(given.fields.sources):
        if source.title is None and source.label is None:
            yield given.problem(
                ("sources", number), "missing-field",
                f"the source '{source.id}' has neither 'title' nor 'label'",
                "Write the title of the page; where it was not seen, a `label` in your own words.",
            )  # fmt: skip


def ids_are_unique(given: Given) -> Iterator[Problem]:
    """No two sources, and no two judgements, share an id."""
    ids = {
        "sources": [source.id for source in given.fields.sources],
        "judgements": [judgement.id for judgement in given.fields.judgements],
    }
    for field, listed in ids.items():
        for number, id in enumerate(listed):
            if id in listed[:number]:
                yield given.problem(
                    (field, number, "id"), "duplicate-id",
                    f"'{id}' is the id of two {field}", "Give one of them another id.",
                )  # fmt: skip


def _uses(given: Given) -> Iterator[tuple[str, Loc | Place]]:
    fields = given.fields
    for number, event in enumerate(fields.deals):
        for place, id in enumerate(event.sources):
            yield id, ("deals", number, "sources", place)
    for number, judgement in enumerate(fields.judgements):
        for place, id in enumerate(judgement.sources):
            yield id, ("judgements", number, "sources", place)
    for number, statement in enumerate(fields.statements):
        for place, id in enumerate(statement.source):
            yield id, ("statements", number, "source", place)
    yield from given.cited


def sources_are_listed_and_used(given: Given) -> Iterator[Problem]:
    """Every source that is cited is listed, and every one that is listed is cited."""
    listed = {source.id for source in given.fields.sources}
    known = ", ".join(sorted(listed))
    used = set()
    for id, where in _uses(given):
        used.add(id)
        if id not in listed:
            place = where if isinstance(where, Place) else given.places.at(where)
            yield Problem(
                given.path, place.line, place.column, "unknown-source",
                f"there is no source with the id '{id}'",
                f"List it under `sources`, or write one of: {known}.",
            )  # fmt: skip
    for number, source in enumerate(given.fields.sources):
        if source.id not in used:
            yield given.problem(
                ("sources", number), "unused-source",
                f"nothing in the brief rests on the source '{source.id}'",
                f"Cite it in the text as [@{source.id}], name it in a deal or a statement, or delete it.",
            )  # fmt: skip


def a_withdrawal_says_why(given: Given) -> Iterator[Problem]:
    """A withdrawn brief gives its reason, which is all that its page will say."""
    if given.fields.status is Status.WITHDRAWN and not given.fields.reason:
        yield given.problem(
            ("status",), "missing-field", "'reason' is missing in a withdrawn brief",
            "Say why it was withdrawn. For example `reason: The source withdrew its report.`",
        )  # fmt: skip


def a_reason_belongs_to_a_withdrawal(given: Given) -> Iterator[Problem]:
    """Only a withdrawn brief gives a reason; on another no reader would see it."""
    if given.fields.reason and given.fields.status is not Status.WITHDRAWN:
        yield given.problem(
            ("reason",), "missing-field", "'status: withdrawn' is missing beside 'reason'",
            "Write `status: withdrawn`, or delete `reason`.",
        )  # fmt: skip


def a_withdrawn_source_says_why(given: Given) -> Iterator[Problem]:
    """A source that is withdrawn gives the day and the reason."""
    yield from withdrawn_sources(given.path, given.fields.sources, given.places)


def withdrawn_sources(path: str, sources: Iterable[Source], places: Places) -> Iterator[Problem]:
    """The same for any list of sources, those of a profile among them."""
    for number, source in enumerate(sources):
        if (source.withdrawn is None) == (source.withdrawn_reason is None):
            continue
        given, missing, such = (
            ("withdrawn", "withdrawn_reason", "The paper retracted its report.")
            if source.withdrawn
            else ("withdrawn_reason", "withdrawn", "2018-03-05")
        )
        place = places.at(("sources", number, given))
        yield Problem(
            path, place.line, place.column, "missing-field",
            f"'{missing}' is missing beside '{given}' in the source '{source.id}'",
            f"A withdrawal has a day and a reason. For example `{missing}: {such}`.",
        )  # fmt: skip


def addresses_do_not_track(given: Given) -> Iterator[Problem]:
    """The address of a source says nothing of where a reader came from."""
    yield from tracking_sources(given.path, given.fields.sources, given.places)


def tracking_sources(path: str, sources: Iterable[Source], places: Places) -> Iterator[Problem]:
    """The same for any list of sources, those of a profile among them."""
    for number, source in enumerate(sources):
        if source.url and (said := tracked(source.url)):
            place = places.at(("sources", number, "url"))
            yield Problem(path, place.line, place.column, *said, Severity.WARNING)


def only_clear_is_published(given: Given) -> Iterator[Problem]:
    """A brief that is not marked TLP:CLEAR is never published, and that is said."""
    if given.fields.tlp is not TLP.CLEAR:
        said = f"is marked TLP:{given.fields.tlp}" if given.fields.tlp else "has no 'tlp'"
        yield given.problem(
            ("tlp",), "tlp-not-clear", f"the brief {said}, so it is not published",
            "Write `tlp: CLEAR` once it may be read by anybody.", Severity.WARNING,
        )  # fmt: skip


RULES = (
    it_is_about_something,
    the_bottom_line_is_short,
    nothing_happens_after_publication,
    deal_events_say_what_happened,
    sources_have_words,
    ids_are_unique,
    sources_are_listed_and_used,
    a_withdrawal_says_why,
    a_reason_belongs_to_a_withdrawal,
    a_withdrawn_source_says_why,
    addresses_do_not_track,
    only_clear_is_published,
)
