"""The tables that the site offers, column by column.

The page about the data and the tables themselves (`exports/tables.py`) are made of these.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefdesk.pages import addresses
from briefdesk.records.kinds import Kind


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of all there is of a sort. `id` names its file."""

    id: str
    title: str
    row: str
    columns: tuple[Column, ...]

    @property
    def path(self) -> str:
        """Where the whole table lies in the site."""
        return f"{addresses.DATA}{self.id}.csv"


def _columns(*pairs: tuple[str, str]) -> tuple[Column, ...]:
    return tuple(Column(name, meaning) for name, meaning in pairs)


_PAGE = (
    "page",
    "Address of its page; as a whole where the site has a public address, else from its root",
)
_DATE = (
    ("date", "Date as its sources give it: YYYY, YYYY-MM or YYYY-MM-DD"),
    ("date_first", "First day that the date can mean"),
    ("date_last", "Last day that the date can mean"),
    ("date_precision", "How exact it is: day, month or year"),
)
_PARTIES = (
    ("buyer", "Id of the country that buys or receives"),
    ("buyer_name", "Its name today"),
    ("suppliers", "Ids of the countries that supply"),
    ("supplier_names", "Their names today"),
    ("system", "Id of what it is about"),
    ("system_name", "Its name"),
    ("lot", "Tells apart two deals of one buyer, supplier and system"),
    ("programmes", "Ids of the requirements that it competes for"),
    ("programme_names", "Their names"),
)
_GRADE = (
    ("reliability", "Admiralty reliability of the best source, A to F"),
    ("credibility", "Admiralty credibility of the item, 1 to 6"),
)
_TERMS = (
    ("quantity", "How much, in words"),
    ("amount", "How much money, in whole units of the currency"),
    ("currency", "ISO 4217 code of the currency"),
    ("basis", "On what the amount rests: contract, ceiling, estimate, budget or offer"),
)

EVENTS = Table(
    "events",
    "Events",
    "One event in the life of a deal: briefs that agree on state, milestone and date are one.",
    _columns(
        ("id", "Deal, date and what happened; it stays as long as these do"),
        ("deal", "Id of the deal"),
        ("deal_title", "Parties and system of the deal"),
        *_DATE,
        ("state", "State that the deal is in from this date"),
        (
            "state_group",
            "What the state means: exploring, choosing, committed, in force, off the path",
        ),
        ("milestone", "What happened beside the state"),
        (
            "standing",
            "How firmly it stands: reported, claimed by one side alone, disputed, unsupported",
        ),
        *_PARTIES,
        ("operators", "Ids of the countries that operate it, where that is told"),
        ("operator_names", "Their names on the date"),
        ("by", "Ids of who asserts it: people, organisations, countries"),
        ("by_names", "Their names on the date"),
        *_GRADE,
        *_TERMS,
        ("note", "What happened, in the words of each brief"),
        ("disputed", "How accounts of it differ, in the words of each brief"),
        ("briefs", "Ids of the briefs that tell of it, the latest published first"),
        ("publishers", "Who published the sources"),
        ("urls", "Addresses of the sources on the web"),
        _PAGE,
    ),
)

DEALS = Table(
    "deals",
    "Deals",
    "One buyer, its suppliers and one system, from first interest to service.",
    _columns(
        ("id", "Id of the deal, which never changes"),
        ("title", "Parties, system and lot"),
        *_PARTIES,
        ("state", "State that the deal is in"),
        (
            "state_group",
            "What the state means: exploring, choosing, committed, in force, off the path",
        ),
        (
            "standing",
            "How firmly it stands: reported, claimed by one side alone, disputed, unsupported",
        ),
        ("since", "Date from which the state is known to hold"),
        ("last_reported", "Date of the latest event with that state"),
        *_GRADE,
        *_TERMS,
        ("first_event", "Date of its first event"),
        ("last_event", "Date of its last event"),
        ("events", "How many events are known"),
        ("briefs", "Ids of the briefs that tell of it, earliest event first"),
        ("alternatives", "Ids of the other deals in its programmes"),
        _PAGE,
    ),
)

STATEMENTS = Table(
    "statements",
    "Statements",
    "What somebody said, in the desk's words.",
    _columns(
        ("brief", "Id of the brief that tells of it"),
        ("number", "Its place in the brief"),
        *_DATE,
        ("speaker", "Who said it, as named in the brief"),
        ("speaker_kind", "Kind of the speaker: countries, organisations, people"),
        ("speaker_id", "Id of the speaker, where named"),
        ("office", "In what office"),
        ("to", "To whom"),
        ("says", "What was said"),
        *_GRADE,
        ("sources", "Ids of its sources in the brief"),
        ("publishers", "Who published them"),
        _PAGE,
    ),
)

JUDGEMENTS = Table(
    "judgements",
    "Judgements",
    "What the desk judges, in words that can be scored later.",
    _columns(
        ("brief", "Id of the brief that makes it"),
        ("id", "Its id in the brief"),
        ("date", "Date of the brief"),
        ("text", "The judgement"),
        ("likelihood", "Term of ICD 203"),
        ("probability_from", "Lower bound of the term, in per cent"),
        ("probability_to", "Upper bound of the term, in per cent"),
        ("confidence", "Confidence in the evidence: low, moderate or high"),
        ("resolves_by", "When it can be scored"),
        ("outcome", "How it turned out"),
        ("resolved", "When that was known"),
        ("score", "Brier score, 0 at best and 1 at worst; empty where there is none"),
        ("sources", "Ids of its sources in the brief"),
        _PAGE,
    ),
)

SOURCES = Table(
    "sources",
    "Sources",
    "A source as one brief lists it.",
    _columns(
        ("brief", "Id of the brief that cites it"),
        ("id", "Its id in the brief"),
        ("publisher", "Id of the publisher"),
        ("publisher_name", "The publisher as named in the brief"),
        ("reliability", "Admiralty reliability of the publisher, A to F"),
        ("title", "The page's own title"),
        ("label", "Words of the desk's own, where no title was seen"),
        ("author", "Who wrote it"),
        ("date", "When it was published"),
        ("language", "BCP 47 language tag"),
        ("url", "Where it is on the web"),
        ("archived", "Where an archived copy is"),
        ("accessed", "When it was read"),
        ("origin", "Whom it repeats, where it is no witness of its own"),
        ("withdrawn", "When it was withdrawn, by whatever brief says so"),
        ("withdrawn_reason", "Why it was withdrawn"),
        _PAGE,
    ),
)


def briefs(kinds: Iterable[Kind]) -> Table:
    """The table of briefs, with a column for each kind of subject."""
    return Table(
        "briefs",
        "Briefs",
        "One dated event, told with its sources.",
        _columns(
            ("id", "Id of the brief, which never changes"),
            *_DATE,
            ("title", "The headline"),
            ("summary", "The bottom line"),
            ("country_roles", "Countries with their parts, as in tur:buyer; one for each part"),
            *((kind.id, f"Ids of its {kind.title.lower()}") for kind in kinds),
            ("deals", "Ids of the deals that it tells of"),
            ("confidence", "Confidence in the brief as a whole: low, moderate or high"),
            ("language", "BCP 47 tag of its text"),
            ("authors", "Who wrote it"),
            ("published", "When it was published"),
            ("updated", "When it was last changed"),
            ("replaces", "Id of the brief that it replaces"),
            ("statements", "How many statements it tells of"),
            ("judgements", "How many judgements it makes"),
            ("sources", "How many sources it lists"),
            ("publishers", "Who published them"),
            _PAGE,
        ),
    )


#: Columns that the table of a kind has beside those of every kind.
_OF_KIND: dict[str, tuple[tuple[str, str], ...]] = {
    "countries": (
        ("buys", "How many deals it buys in"),
        ("supplies", "How many deals it supplies in"),
    ),
    "systems": (
        ("kind", "What it is"),
        ("origin", "Ids of the countries that it comes from"),
        ("makers", "Ids of the organisations that make it"),
        ("service_from", "First service"),
        ("range_km", "Stated maximum range, in kilometres"),
        ("range_note", "Whose figure the range is, against what"),
        ("variant_of", "Id of the system that it is a version of"),
        ("wikidata", "Wikidata item"),
    ),
    "organisations": (
        ("kind", "What it is"),
        ("country", "Id of the country where it is at home"),
        ("parent", "Id of the organisation that it belongs to"),
        ("reliability", "Admiralty reliability as a source, A to F"),
        ("reliability_basis", "Who graded it so, and where"),
        ("wikidata", "Wikidata item"),
    ),
    "people": (
        ("office", "Office when last named"),
        ("speaks_for", "Id of the country or organisation that the person spoke for then"),
    ),
    "programmes": (("buyers", "Ids of the countries that buy in it"),),
}


def of_kind(kind: Kind) -> Table:
    """The table of the subjects of a kind."""
    return Table(
        kind.id,
        kind.title,
        kind.purpose,
        _columns(
            ("id", f"Id of the {kind.singular}, which never changes"),
            ("name", "Its name today"),
            ("other_names", "Further names"),
            *_OF_KIND.get(kind.id, ()),
            ("deals", "How many deals it has a part in"),
            ("briefs", "How many briefs tell of it"),
            ("first_date", "Date of the earliest event of a brief"),
            ("last_date", "Date of the latest event of a brief"),
            _PAGE,
        ),
    )


def tables(kinds: Iterable[Kind]) -> tuple[Table, ...]:
    """Every table."""
    known = tuple(kinds)
    return (
        EVENTS, DEALS, briefs(known), STATEMENTS, JUDGEMENTS, SOURCES, *map(of_kind, known),
    )  # fmt: skip
