"""The data of a profile: what the desk says of a subject beside its briefs."""

from __future__ import annotations

from typing import Annotated

from typing_extensions import TypedDict

from briefdesk.catalogue.model import Entry
from briefdesk.exports.document import Date, Reference, refer, refer_all, says, written_date
from briefdesk.exports.sources import (
    PublisherReference,
    SourceItem,
    refer_publisher,
    source_item,
)
from briefdesk.pages.here import Here
from briefdesk.pages.subjects import intro
from briefdesk.records.brief import Profile
from briefdesk.records.kinds import Subject


class ProfileSourceItem(SourceItem):
    """Where something was read that a profile says."""

    supports: Annotated[list[str], says("The fields of the profile that rest on it.")]


class ProfileItem(TypedDict):
    """What the desk says of a subject beside its briefs."""

    text: Annotated[
        str,
        says("Introduction as HTML, its links relative to its page; empty where two are compared."),
    ]
    aliases: Annotated[list[str], says("Other names it goes by.")]
    former_names: Annotated[list[str], says("Names it bore before.")]
    reporting_names: Annotated[list[str], says("NATO reporting names and codes.")]
    export_names: Annotated[list[str], says("Names for export.")]
    kind: Annotated[str | None, says("What it is.")]
    origin: Annotated[list[Reference], says("Countries it comes from.")]
    makers: Annotated[list[Reference], says("Organisations that make it.")]
    service_from: Annotated[Date | None, says("First service.")]
    range_km: Annotated[int | None, says("Stated maximum range, in kilometres.")]
    range_note: Annotated[str | None, says("Whose figure the range is, against what.")]
    variant_of: Annotated[Reference | None, says("The system it is a version of.")]
    related: Annotated[list[Reference], says("What to read about besides.")]
    country: Annotated[Reference | None, says("Where it is at home.")]
    parent: Annotated[Reference | None, says("The organisation it belongs to.")]
    reliability: Annotated[str | None, says("Admiralty reliability as a source, A to F.")]
    reliability_basis: Annotated[str | None, says("Who graded it so, and where.")]
    archivable: Annotated[str | None, says("What allows copies of what it publishes to be kept.")]
    wikidata: Annotated[str | None, says("Wikidata item.")]
    note: Annotated[str | None, says("A remark for the reader.")]
    publisher: Annotated[PublisherReference | None, says("It as a publisher of sources.")]
    sources: Annotated[list[ProfileSourceItem], says("Where all this was read.")]


def profile_item(here: Here, entry: Entry) -> ProfileItem | None:
    """The profile of a subject, where it has one."""
    return facts_of(here, entry.profile, str(intro(here, entry))) if entry.profile else None


def facts_of(here: Here, profile: Profile, text: str = "") -> ProfileItem:
    """A profile with the text of its introduction, where a page shows that."""
    names = profile.names
    return {
        "text": text,
        "aliases": list(names.get("aliases", ())),
        "former_names": list(names.get("former_names", ())),
        "reporting_names": list(names.get("reporting_names", ())),
        "export_names": list(names.get("export_names", ())),
        "kind": profile.kind,
        "origin": refer_all(here, profile.origin),
        "makers": refer_all(here, profile.makers),
        "service_from": written_date(profile.service_from),
        "range_km": profile.range_km,
        "range_note": profile.range_note,
        "variant_of": _maybe(here, profile.variant_of),
        "related": refer_all(here, profile.related),
        "country": _maybe(here, profile.country),
        "parent": _maybe(here, profile.parent),
        "reliability": profile.reliability,
        "reliability_basis": profile.reliability_basis,
        "archivable": profile.archivable,
        "wikidata": profile.wikidata,
        "note": profile.note,
        "publisher": _publisher(here, profile),
        "sources": [
            {**source_item(here, source), "supports": list(source.supports)}
            for source in profile.sources
        ],
    }


def _maybe(here: Here, subject: Subject | None) -> Reference | None:
    return refer(here, subject) if subject else None


def _publisher(here: Here, profile: Profile) -> PublisherReference | None:
    if profile.subject.kind != "organisations":
        return None
    found = here.edition.catalogue.published_by(profile)
    return refer_publisher(here, found.name) if found else None
