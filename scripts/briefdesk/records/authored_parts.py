"""The mappings inside a brief's front matter, as an author writes them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from briefdesk.records.roles import ROLES
from briefdesk.records.states import MILESTONES, STATES
from briefdesk.records.values import (
    Credibility,
    Date,
    Identifier,
    Line,
    OneOf,
    Strict,
    Text,
    Value,
)


def listed(value: Any) -> Any:
    """A text alone is a list of one."""
    return [value] if isinstance(value, str) else value


_ONE_OR_MORE = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}

Names = Annotated[tuple[Line, ...], BeforeValidator(listed), WithJsonSchema(_ONE_OR_MORE)]
"""One name or a list of names."""

RoleName = Annotated[str, OneOf(tuple(role.value for role in ROLES))]
StateName = Annotated[str, OneOf(tuple(state.value for state in STATES))]
MilestoneName = Annotated[str, OneOf(tuple(MILESTONES))]


class AuthoredPerson(Strict):
    """A person of the brief, with the office held at the time."""

    name: Annotated[Line, Field(description="The person's name.", examples=["Fikri Işık"])]
    office: Annotated[
        Line | None,
        Field(description="Office at the time.", examples=["Minister of National Defence"]),
    ] = None
    country: Annotated[
        Line | None, Field(description="Whose side the person speaks for.", examples=["TUR"])
    ] = None
    organisation: Annotated[
        Line | None,
        Field(description="The organisation the person speaks for.", examples=["Rostec"]),
    ] = None


class AuthoredDealEvent(Strict):
    """One dated event in the life of a deal."""

    buyer: Annotated[Line, Field(description="Country that buys or receives.", examples=["TUR"])]
    supplier: Annotated[
        Names,
        Field(description="Country that supplies, or a list of joint suppliers.", examples=["RUS"]),
    ] = ()
    system: Annotated[
        Line, Field(description="What it is about, by any of its names.", examples=["S-400"])
    ]
    lot: Annotated[
        Line | None,
        Field(
            description="Tells apart two deals of one buyer, supplier and system.",
            examples=["second regiment"],
        ),
    ] = None
    state: Annotated[
        StateName | None,
        Field(description="The state the deal is in from this date.", examples=["negotiation"]),
    ] = None
    milestone: Annotated[
        MilestoneName | None,
        Field(description="What happened beside the state.", examples=["financing"]),
    ] = None
    date: Annotated[
        Date | None,
        Field(description="When; the brief's date where left out.", examples=["2015-11"]),
    ] = None
    programme: Annotated[
        Line | None, Field(description="The requirement it competes for.", examples=["T-LORAMIDS"])
    ] = None
    operator: Annotated[
        Names,
        Field(
            description="Country that operates it, or a list, where that is told.", examples=["GRC"]
        ),
    ] = ()
    quantity: Annotated[
        Line | None, Field(description="How much, in words.", examples=["4 batteries"])
    ] = None
    value: Annotated[Value | None, Field(description="How much money.")] = None
    by: Annotated[
        Names,
        Field(
            description="Who asserts it: people, organisations or countries.",
            examples=["Fikri Işık"],
        ),
    ] = ()
    claimed: Annotated[
        bool,
        Field(description="True marks as claimed what one side alone asserts.", examples=["true"]),
    ] = False
    disputed: Annotated[Text | None, Field(description="What is disputed, and by whom.")] = None
    sources: Annotated[
        tuple[Identifier, ...],
        BeforeValidator(listed),
        Field(min_length=1, description="Ids of its sources.", examples=[["janes"]]),
    ]
    credibility: Annotated[
        Credibility | None, Field(description="Admiralty credibility of this item.", examples=["2"])
    ] = None
    note: Annotated[Text | None, Field(description="What happened, in one sentence.")] = None


class AuthoredStatement(Strict):
    """What somebody said, in our words."""

    speaker: Annotated[
        Line,
        Field(description="A person, an organisation or a country.", examples=["Sergei Chemezov"]),
    ]
    office: Annotated[Line | None, Field(description="In what office.", examples=["Rostec"])] = None
    date: Annotated[
        Date | None, Field(description="When it was said.", examples=["2017-02-20"])
    ] = None
    to: Annotated[Line | None, Field(description="To whom.", examples=["NTV"])] = None
    says: Annotated[
        Text,
        Field(
            description="What was said, in our words.", examples=["Financing is being discussed."]
        ),
    ]
    source: Annotated[
        tuple[Identifier, ...],
        BeforeValidator(listed),
        WithJsonSchema(_ONE_OR_MORE),
        Field(
            min_length=1,
            description="Id of the source, or a list where several carry it.",
            examples=["janes"],
        ),
    ]
    credibility: Annotated[
        Credibility | None, Field(description="Admiralty credibility of this item.", examples=["3"])
    ] = None
    anonymous: Annotated[
        bool, Field(description="True where the speaker is an unnamed official.", examples=["true"])
    ] = False
