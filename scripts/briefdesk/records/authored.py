"""Front matter as an author writes it: fields by their types, names still as text.

This is the one definition of what a brief and a profile may hold. The checks, the JSON
Schema, the reference page and the templates of `briefdesk new` all derive from it.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema, create_model

from briefdesk.records.authored_parts import (
    AuthoredDealEvent,
    AuthoredPerson,
    AuthoredStatement,
    Names,
    RoleName,
    listed,
)
from briefdesk.records.gradings import TLP, Confidence, Status
from briefdesk.records.kinds import KINDS, Kind
from briefdesk.records.roles import DEFAULT_ROLE, ROLES
from briefdesk.records.values import (
    Change,
    Date,
    Judgement,
    Line,
    OrText,
    ProfileSource,
    Question,
    Reliability,
    Source,
    Strict,
    Text,
)

#: The bottom line up front fits in so many words.
SUMMARY_WORDS = 60

TITLE_LENGTH = 160


def _roles(value: Any) -> Any:
    """`[TUR, RUS]` and `{TUR: buyer}` both become `{TUR: [buyer]}`."""
    if isinstance(value, list):
        return {name: [DEFAULT_ROLE] for name in value if isinstance(name, str)}
    if isinstance(value, dict):
        return {name: listed(roles) for name, roles in value.items()}
    return value


_COUNTRIES_SCHEMA = {
    "anyOf": [
        {"type": "array", "items": {"type": "string"}},
        {
            "type": "object",
            "additionalProperties": {
                "anyOf": [
                    {"enum": [role.value for role in ROLES]},
                    {"type": "array", "items": {"enum": [role.value for role in ROLES]}},
                ]
            },
        },
    ]
}


class AuthoredBrief(Strict):
    """The front matter of a brief."""

    #: The kinds that the model has fields for.
    kinds: ClassVar[tuple[Kind, ...]] = ()

    title: Annotated[
        str,
        Field(
            min_length=1,
            max_length=TITLE_LENGTH,
            description="The headline.",
            examples=["Turkey turns to Russia for the S-400"],
        ),
    ]
    date: Annotated[Date, Field(description="The date of the event.", examples=["2017-02-22"])]
    date_note: Annotated[
        Text | None, Field(description="What a reader should know of the date.")
    ] = None
    summary: Annotated[
        Text,
        Field(
            description=f"The bottom line, at most {SUMMARY_WORDS} words.",
            examples=[
                "Ankara says talks have advanced, but nothing is signed and financing is open."
            ],
        ),
    ]
    countries: Annotated[
        dict[Line, tuple[RoleName, ...]],
        BeforeValidator(_roles),
        WithJsonSchema(_COUNTRIES_SCHEMA),
        Field(
            description="Countries with their roles, or a plain list.",
            examples=["{TUR: buyer, RUS: supplier}"],
        ),
    ] = {}
    people: Annotated[tuple[AuthoredPerson, ...], Field(description="People of the brief.")] = ()
    deals: Annotated[
        tuple[AuthoredDealEvent, ...], Field(description="What happened to which deal.")
    ] = ()
    statements: Annotated[tuple[AuthoredStatement, ...], Field(description="Who said what.")] = ()
    judgements: Annotated[tuple[Judgement, ...], Field(description="What the desk judges.")] = ()
    sources: Annotated[
        tuple[Source, ...],
        Field(
            min_length=1,
            description="Where it was read.",
            examples=[["{id: janes, publisher: Jane's, title: …}"]],
        ),
    ]
    questions: Annotated[
        tuple[Annotated[Question, OrText()], ...],
        Field(description="What is open: texts, or fields where an answer is known."),
    ] = ()
    confidence: Annotated[
        Confidence | None,
        Field(description="Confidence in the brief as a whole.", examples=["high"]),
    ] = None
    tlp: Annotated[
        TLP | None,
        Field(
            description="Traffic Light Protocol 2.0; only CLEAR is published.", examples=["CLEAR"]
        ),
    ] = None
    status: Annotated[
        Status, Field(description="Where the brief stands.", examples=["published"])
    ] = Status.PUBLISHED
    reason: Annotated[Text | None, Field(description="Why it was withdrawn.")] = None
    published: Annotated[
        Date | None,
        Field(
            description="When the desk published it; a later date is an embargo.",
            examples=["2017-02-23"],
        ),
    ] = None
    updated: Annotated[
        Date | None, Field(description="When it was last changed.", examples=["2017-03-01"])
    ] = None
    changes: Annotated[tuple[Change, ...], Field(description="What changed since.")] = ()
    supersedes: Annotated[
        Line | None, Field(description="Slug of the brief that this one replaces.")
    ] = None
    language: Annotated[
        Line, Field(description="BCP 47 language tag of the text.", examples=["en"])
    ] = "en"
    authors: Annotated[
        tuple[Line, ...],
        BeforeValidator(listed),
        Field(description="Who wrote it.", examples=[["desk"]]),
    ] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """A model made of kinds has no name that another process could find it by."""
        return _again, (self.kinds, self.__getstate__())


def _again(kinds: tuple[Kind, ...], state: dict[Any, Any]) -> AuthoredBrief:
    brief = AuthoredBrief.__new__(authored_brief(kinds))
    brief.__setstate__(state)
    return brief


class AuthoredProfile(Strict):
    """The front matter of a profile: a page with an introduction to one subject."""

    name: Annotated[Line, Field(description="The name that heads the page.", examples=["S-400"])]
    aliases: Annotated[
        tuple[Line, ...], Field(description="Other names it goes by.", examples=[["S-400 Triumf"]])
    ] = ()
    former_names: Annotated[tuple[Line, ...], Field(description="Names it bore before.")] = ()
    reporting_names: Annotated[
        tuple[Line, ...],
        Field(description="NATO reporting names and codes.", examples=[["SA-21", "Growler"]]),
    ] = ()
    export_names: Annotated[
        tuple[Line, ...], Field(description="Names for export.", examples=[["FD-2000"]])
    ] = ()
    kind: Annotated[Line | None, Field(description="What it is.", examples=["long-range SAM"])] = (
        None
    )
    origin: Annotated[Names, Field(description="Countries it comes from.", examples=[["RUS"]])] = ()
    makers: Annotated[
        Names, Field(description="Organisations that make it.", examples=[["Almaz-Antey"]])
    ] = ()
    service_from: Annotated[Date | None, Field(description="First service.", examples=["2007"])] = (
        None
    )
    range_km: Annotated[
        int | None, Field(gt=0, description="Stated maximum range, km.", examples=[400])
    ] = None
    range_note: Annotated[
        Text | None, Field(description="Whose figure the range is, against what.")
    ] = None
    variant_of: Annotated[
        Line | None, Field(description="The system it is a version of.", examples=["S-300"])
    ] = None
    related: Annotated[
        Names, Field(description="Systems to read about besides.", examples=[["S-300"]])
    ] = ()
    country: Annotated[Line | None, Field(description="Where it is at home.", examples=["RUS"])] = (
        None
    )
    parent: Annotated[Line | None, Field(description="The organisation it belongs to.")] = None
    reliability: Annotated[
        Reliability | None,
        Field(
            description="Admiralty reliability as a source; F where nobody has documented one.",
            examples=["B"],
        ),
    ] = None
    reliability_basis: Annotated[Text | None, Field(description="Who graded it so, and where.")] = (
        None
    )
    archivable: Annotated[
        Line | None,
        Field(
            description="What allows the desk to keep copies of all that it publishes.",
            examples=["Open Government Licence v3.0"],
        ),
    ] = None
    wikidata: Annotated[
        str | None,
        Field(pattern=r"^Q[1-9]\d*$", description="Wikidata item.", examples=["Q463182"]),
    ] = None
    sources: Annotated[tuple[ProfileSource, ...], Field(description="Where it was read.")] = ()
    note: Annotated[Text | None, Field(description="A remark for the reader.")] = None


@cache
def authored_brief(kinds: tuple[Kind, ...] = KINDS) -> type[AuthoredBrief]:
    """The model of a brief's front matter, with a field for each listed kind of `kinds`."""
    fields: dict[str, Any] = {
        kind.id: (
            Annotated[
                Names, Field(description=f"{kind.title} that the brief is about, by any name.")
            ],
            (),
        )
        for kind in kinds
        if kind.listed
    }
    model = create_model(
        "AuthoredBrief", __base__=AuthoredBrief, __doc__=AuthoredBrief.__doc__, **fields
    )
    model.kinds = kinds
    return model
