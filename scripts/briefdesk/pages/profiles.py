"""What a profile says of its subject, whatever its kind: a row of the facts for each field."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from briefdesk.catalogue.publishers import UNJUDGED
from briefdesk.pages.here import Here
from briefdesk.pages.sections import Fact
from briefdesk.records.brief import Profile
from briefdesk.records.kinds import Subject
from briefdesk.records.values import ProfileSource

_NAMES = (
    ("reporting_names", "NATO reporting name"),
    ("export_names", "Export name"),
    ("former_names", "Former name"),
)

#: What a source of a profile is there for, by the field that rests on it.
_WORDS = {
    "name": "the name", "aliases": "further names", "former_names": "former names",
    "reporting_names": "reporting names", "export_names": "export names", "kind": "kind",
    "origin": "origin", "makers": "makers", "service_from": "first service", "range_km": "range",
    "range_note": "range", "variant_of": "its base version", "related": "related systems",
    "country": "country", "parent": "what it belongs to", "reliability": "reliability",
    "reliability_basis": "reliability", "archivable": "leave to copy", "wikidata": "its Wikidata item", "note": "the remark",
}  # fmt: skip


def facts(here: Here, profile: Profile | None) -> tuple[Fact, ...]:
    """The facts of a profile, each with the sources that it rests on."""
    return tuple(_facts(here, profile)) if profile else ()


def rests(source: ProfileSource) -> list[str]:
    """What rests on a source of a profile, in words."""
    return list(dict.fromkeys(_WORDS[field] for field in source.supports))


def _facts(here: Here, profile: Profile) -> Iterator[Fact]:
    told: list[tuple[str, str, Markup | str]] = [
        (field, title, ", ".join(profile.names.get(field, ()))) for field, title in _NAMES
    ]
    told += [
        ("kind", "Kind", profile.kind or ""),
        ("country", "Country", _link(here, profile.country)),
        ("parent", "Part of", _link(here, profile.parent)),
        ("origin", "Origin", here.links(profile.origin)),
        ("makers", "Maker" if len(profile.makers) == 1 else "Makers", here.links(profile.makers)),
        ("service_from", "In service from", profile.service_from.words if profile.service_from else ""),
    ]  # fmt: skip
    # The page of a system tells of these two in a section of its own.
    if profile.subject.kind != "systems":
        told += [
            ("variant_of", "Version of", _link(here, profile.variant_of)),
            ("related", "Related", here.links(profile.related)),
        ]
    yield from (
        Fact(title, value, _supported(profile, field)) for field, title, value in told if value
    )
    yield from _range(profile)
    if profile.reliability or profile.reliability_basis:
        grade = here.grade(profile.reliability or UNJUDGED)
        rest = _supported(profile, "reliability")
        yield Fact("Reliability", grade, rest, profile.reliability_basis or "")
    if profile.archivable:
        yield Fact("May be copied", profile.archivable, _supported(profile, "archivable"))
    if profile.wikidata:
        item = Markup('<a class="bd-out" href="{}" rel="external noopener">{}</a>').format(
            f"https://www.wikidata.org/wiki/{profile.wikidata}", profile.wikidata
        )
        yield Fact("Wikidata", item, _supported(profile, "wikidata"))


def _range(profile: Profile) -> Iterator[Fact]:
    """A range with the note on it; a note alone where no figure is known."""
    if profile.range_km:
        figure = f"{profile.range_km:,}\u00a0km"
        yield Fact("Range", figure, _supported(profile, "range_km"), profile.range_note or "")
    elif profile.range_note:
        yield Fact("Range", profile.range_note, _supported(profile, "range_note"))


def _link(here: Here, subject: Subject | None) -> Markup | str:
    return here.link(subject) if subject else ""


def _supported(profile: Profile, field: str) -> tuple[tuple[int, str], ...]:
    """The sources of a profile that a field rests on, by number and id."""
    return tuple(
        (number, source.id)
        for number, source in enumerate(profile.sources, 1)
        if field in source.supports
    )
