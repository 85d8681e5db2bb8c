"""Values that several records share, valid as they are: no name in them to resolve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from briefdesk.records.currencies import CURRENCIES
from briefdesk.records.dates import EventDate
from briefdesk.records.gradings import (
    CREDIBILITY,
    LIKELIHOOD,
    RELIABILITY,
    Confidence,
    Outcome,
)
from briefdesk.records.states import VALUE_BASES


class Strict(BaseModel):
    """A mapping in front matter: no field but the known ones, never changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


@dataclass(frozen=True, slots=True)
class OneOf:
    """Marks a text that is one of a vocabulary's values; anything else is `unknown_value`."""

    values: tuple[str, ...]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.values)}

    def _check(self, value: Any) -> Any:
        if value in self.values:
            return value
        raise PydanticCustomError(
            "unknown_value",
            "'{value}' is none of the known values",
            {"value": str(value), "values": self.values},
        )


def _date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return EventDate.parse(value.strip())
    except ValueError as error:
        raise PydanticCustomError("invalid_date", "{error}", {"error": str(error)}) from None


Date = Annotated[
    EventDate,
    BeforeValidator(_date),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
"""ISO 8601 date or a prefix of one."""

Text = Annotated[str, Field(min_length=1, max_length=5000)]
Line = Annotated[str, Field(min_length=1, max_length=300)]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
Address = Annotated[str, Field(pattern=r"^https?://[^\s<>\"\\^`{|}]+$", max_length=2000)]
Credibility = Annotated[str, OneOf(tuple(grade.value for grade in CREDIBILITY))]
Reliability = Annotated[str, OneOf(tuple(grade.value for grade in RELIABILITY))]
Likelihood = Annotated[str, OneOf(tuple(step.value for step in LIKELIHOOD))]


class Value(Strict):
    """An amount of money."""

    amount: Annotated[
        int, Field(gt=0, description="Whole units of the currency.", examples=[2500000000])
    ]
    currency: Annotated[
        str,
        OneOf(CURRENCIES),
        Field(description="ISO 4217 code of three letters.", examples=["USD"]),
    ]
    basis: Annotated[
        str,
        OneOf(VALUE_BASES),
        Field(description="On what the amount rests.", examples=["estimate"]),
    ] = "estimate"


class Source(Strict):
    """Where something was read."""

    id: Annotated[
        Identifier, Field(description="Short name, unique in the brief.", examples=["janes"])
    ]
    publisher: Annotated[Line, Field(description="Who published it.", examples=["Jane's"])]
    title: Annotated[
        Line | None,
        Field(
            description="The page's own title.",
            examples=["Turkey turns to Russia for S-400 purchase"],
        ),
    ] = None
    label: Annotated[
        Line | None,
        Field(
            description="Our words for the page, where its own title was not seen.",
            examples=["Report on Turkish talks with Russia (title not seen)"],
        ),
    ] = None
    url: Annotated[Address | None, Field(description="Its address.")] = None
    date: Annotated[
        Date | None, Field(description="When it was published.", examples=["2017-02-22"])
    ] = None
    archived: Annotated[Address | None, Field(description="Address of an archived copy.")] = None
    accessed: Annotated[Date | None, Field(description="When it was read.")] = None
    archivable: Annotated[
        Line | None,
        Field(
            description="What allows the desk to keep a copy of the page: a licence, a law, the "
            "publisher's consent. Without it, here or in the publisher's profile, none is taken.",
            examples=["CC BY 4.0"],
        ),
    ] = None
    captured: Annotated[
        Date | None,
        Field(
            description="When the desk's own copy was taken; `briefdesk archive` writes it.",
            examples=["2017-02-23"],
        ),
    ] = None
    sha256: Annotated[
        str | None,
        Field(
            pattern=r"^[0-9a-f]{64}$",
            description="SHA-256 of that copy, by which it is found under `.archive/`.",
        ),
    ] = None
    author: Annotated[Line | None, Field(description="Who wrote it.")] = None
    language: Annotated[Line | None, Field(description="BCP 47 language tag.", examples=["tr"])] = (
        None
    )
    origin: Annotated[
        Line | None,
        Field(
            description="Whom it repeats, where it is no witness of its own.", examples=["Sputnik"]
        ),
    ] = None
    withdrawn: Annotated[
        Date | None,
        Field(
            description="When it was withdrawn, or found not to bear; holds for its address "
            "wherever it is cited.",
            examples=["2018-03-05"],
        ),
    ] = None
    withdrawn_reason: Annotated[
        Text | None,
        Field(description="Why, for a reader.", examples=["The paper retracted its report."]),
    ] = None


class ProfileSource(Source):
    """Where something was read that a profile says."""

    supports: Annotated[
        tuple[Line, ...],
        Field(description="The fields of the profile that rest on it.", examples=[["range_km"]]),
    ] = ()


class Judgement(Strict):
    """What the desk judges, in words that can be scored later."""

    id: Annotated[
        Identifier, Field(description="Short name, unique in the brief.", examples=["signature"])
    ]
    text: Annotated[
        Text, Field(description="The judgement.", examples=["A contract is signed within a year."])
    ]
    likelihood: Annotated[Likelihood, Field(description="ICD 203 term.", examples=["likely"])]
    confidence: Annotated[
        Confidence | None, Field(description="Confidence in the evidence.", examples=["moderate"])
    ] = None
    resolves_by: Annotated[
        Date | None, Field(description="When it can be scored.", examples=["2018-02-22"])
    ] = None
    outcome: Annotated[
        Outcome | None, Field(description="How it turned out.", examples=["happened"])
    ] = None
    resolved: Annotated[
        Date | None, Field(description="When that was known.", examples=["2017-09-12"])
    ] = None
    sources: Annotated[
        tuple[Identifier, ...], Field(description="Ids of sources it rests on.")
    ] = ()


def _as_mapping(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class OrText:
    """Marks a mapping that may be written as its `text` alone."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(_as_mapping, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(schema)]}


class Question(Strict):
    """What is open, or was."""

    text: Annotated[Text, Field(description="The question.", examples=["Who pays, and when?"])]
    answered: Annotated[
        Line | None,
        Field(
            description="Slug of the brief that answers it.",
            examples=["2017-12-29-loan-agreed"],
        ),
    ] = None


class Change(Strict):
    """A change to a brief after its publication."""

    date: Annotated[Date, Field(description="When it was made.", examples=["2017-03-01"])]
    note: Annotated[
        Text,
        Field(
            description="What changed, for a reader.",
            examples=["Adds the deputy minister's remarks."],
        ),
    ]
