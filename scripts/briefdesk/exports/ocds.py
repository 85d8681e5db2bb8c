"""Deals in the Open Contracting Data Standard 1.1: a step is a release, a deal a record.

`records/states.py` tells which release tag and which status each state is. A deal is one
contracting process; the phase before the tender counts as planning. Its `ocid` bears a prefix that
is not registered, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from briefdesk.catalogue.deals import Deal, Step
from briefdesk.exports.identity import urn, uuid
from briefdesk.exports.ocds_merging import merged
from briefdesk.pages import addresses
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import Subject
from briefdesk.records.states import MILESTONES, Group, State, in_ocds
from briefdesk.records.values import Source, Value

Plain = dict[str, Any]

VERSION = "1.1"

#: The codelist milestoneType knows these; it is open, and what it has no word for has no type.
_TYPES = {
    "financing": "financing",
    "payment": "financing",
    "notification": "approval",
    "test": "assessment",
    "training": "engagement",
}

#: The tag of a release that tells of no state, by the section that the deal is in.
_UPDATES = {
    "planning": "planningUpdate",
    "tender": "tenderUpdate",
    "award": "awardUpdate",
    "contract": "contractUpdate",
}


def ocid(edition: Edition, deal: Deal) -> str:
    """The id of the contracting process; its prefix is that of this desk, and not registered."""
    return f"unregistered-{uuid(edition, 'ocds').hex[:8]}-{deal.id}"


def release_package(edition: Edition, name: str, releases: Iterable[Plain], last: date) -> Plain:
    """Releases as a package that is found at a name which stays."""
    return {**_package(edition, name, last), "releases": list(releases)}


def record_package(edition: Edition, deal: Deal) -> Plain:
    """A deal as a package of one record: its releases, and what they come to."""
    every = list(releases(edition, deal))
    record = {"ocid": ocid(edition, deal), "releases": every, "compiledRelease": merged(every)}
    last = deal.history[-1].date.first
    return {**_package(edition, f"record {deal.id}", last), "records": [record]}


def _package(edition: Edition, name: str, last: date) -> Plain:
    return {
        "uri": urn(edition, "ocds", name),
        "version": VERSION,
        "publishedDate": moment(last),
        "publisher": {"name": edition.site.name},
    }


def moment(day: date) -> str:
    """A day as the standard wants a time."""
    return f"{day.isoformat()}T00:00:00Z"


def releases(edition: Edition, deal: Deal) -> Iterator[Plain]:
    """A release for each step of a deal, the earliest first."""
    here = Here(edition, addresses.deal(deal.id))
    state: State | None = None
    bound = False
    for step in deal.history:
        state = step.state or state
        yield _release(here, deal, step, state, bound=bound)
        bound = bound or bool(state and state.group in (Group.COMMITTED, Group.IN_FORCE))


def _release(here: Here, deal: Deal, step: Step, state: State | None, *, bound: bool) -> Plain:
    edition = here.edition
    tag, section, status = in_ocds(state, bound=bound) if state else ("", "tender", "planning")
    early = section == "tender" and status in ("planning", "planned")
    if step.state is None:
        tag = _UPDATES["planning" if early else section]
    what = step.state.value if step.state else "", step.milestone or ""
    name = here.deal_title(deal, step.date)
    release: Plain = {
        "ocid": ocid(edition, deal),
        "id": "-".join(filter(None, (deal.id, str(step.date), *what))),
        "date": moment(step.date.first),
        "tag": [tag],
        "initiationType": "tender",
        "language": "en",
        "parties": _parties(here, deal, step, supplies=section != "tender"),
        "buyer": _party(here, deal.buyer, step.date),
    }
    body: Plain = {"items": [_item(here, deal, step)], "documents": list(_documents(step))}
    if step.milestone:
        body["milestones"] = [_milestone(step)]
    if note := " ".join(_notes(step)):
        body["description"] = note
    suppliers = [_party(here, supplier, step.date) for supplier in deal.suppliers]
    if section == "tender":
        release["tender"] = {"id": f"{deal.id}-tender", "title": name, "status": status, **body}
        if suppliers:
            release["tender"]["tenderers"] = suppliers
    elif section == "award":
        award = {"id": f"{deal.id}-award", "title": name, "status": status, **body}
        award |= {"suppliers": suppliers} if suppliers else {}
        if step.state and step.state.release_tag == "award" and step.date.day:
            award["date"] = moment(step.date.first)
        release["awards"] = [_without(award, "milestones")]
        _keep_milestones(release, deal, award)
    else:
        award = {"id": f"{deal.id}-award", "title": name, "status": "active"}
        award |= {"suppliers": suppliers} if suppliers else {}
        contract = {
            "id": f"{deal.id}-contract", "awardID": award["id"], "title": name, "status": status, **body,
        }  # fmt: skip
        if step.state and step.state.value == "signed" and step.date.day:
            contract["dateSigned"] = moment(step.date.first)
        release |= {"awards": [award], "contracts": [contract]}
    _tell_values(release, deal, step)
    return release


def _keep_milestones(release: Plain, deal: Deal, award: Plain) -> None:
    """An award has no milestones in the standard: they belong to its tender."""
    if "milestones" in award:
        release["tender"] = {"id": f"{deal.id}-tender", "milestones": award["milestones"]}


def _without(thing: Plain, name: str) -> Plain:
    return {key: value for key, value in thing.items() if key != name}


def _tell_values(release: Plain, deal: Deal, step: Step) -> None:
    """Put each amount where its basis belongs: of a basis the latest account counts."""
    values = {r.event.value.basis: r.event.value for r in reversed(step.reports) if r.event.value}
    for basis, value in sorted(values.items()):
        if basis == "contract" and "contracts" in release:
            release["contracts"][0]["value"] = _amount(value)
        elif basis == "contract" and "awards" in release:
            release["awards"][0]["value"] = _amount(value)
        elif basis == "budget":
            release["planning"] = {"budget": {"amount": _amount(value)}}
        else:
            tender = release.setdefault("tender", {"id": f"{deal.id}-tender"})
            tender["value"] = _amount(value)


def _amount(value: Value) -> Plain:
    return {"amount": value.amount, "currency": value.currency}


def _parties(here: Here, deal: Deal, step: Step, *, supplies: bool) -> list[Plain]:
    """The countries of a deal, each once with all that it does."""
    roles: dict[Subject, list[str]] = {deal.buyer: ["buyer"]}
    for supplier in deal.suppliers:
        roles.setdefault(supplier, []).append("supplier" if supplies else "tenderer")
    return [
        {
            **_party(here, subject, step.date),
            "identifier": {
                "scheme": "ISO 3166-1 alpha-3", "id": subject.id.upper(),
                "legalName": here.edition.catalogue.name(subject, step.date),
            },
            "address": {"countryName": here.edition.catalogue.name(subject, step.date)},
            "roles": of,
        }
        for subject, of in roles.items()
    ]  # fmt: skip


def _party(here: Here, subject: Subject, on: EventDate) -> Plain:
    return {"id": subject.id.upper(), "name": here.edition.catalogue.name(subject, on)}


def _item(here: Here, deal: Deal, step: Step) -> Plain:
    """The system; how many is a matter of words, such as `4 batteries`, and stays with them."""
    told = dict.fromkeys(r.event.quantity for r in step.reports if r.event.quantity)
    return {"id": "1", "description": ", ".join((here.edition.catalogue.name(deal.system), *told))}


def _milestone(step: Step) -> Plain:
    assert step.milestone
    found: Plain = {
        "id": f"{step.date}-{step.milestone}",
        "title": MILESTONES[step.milestone],
        "status": "met",
    }
    if type := _TYPES.get(step.milestone):
        found["type"] = type
    if step.date.day:
        found["dateMet"] = moment(step.date.first)
    return found


def _notes(step: Step) -> dict[str, None]:
    return dict.fromkeys(r.event.note for r in reversed(step.reports) if r.event.note)


def _documents(step: Step) -> Iterator[Plain]:
    """The sources of a step, each once."""
    seen = set()
    for report in step.reports:
        for id in report.event.sources:
            name = f"{report.brief.slug}-{id}"
            if name not in seen:
                seen.add(name)
                yield _document(name, report.brief.source(id))


def _document(name: str, source: Source) -> Plain:
    found: Plain = {"id": name, "title": source.title or source.label or source.publisher}
    found["description"] = f"Published by {source.publisher}"
    if source.url:
        found["url"] = source.url
    if source.date and source.date.day:
        found["datePublished"] = moment(source.date.first)
    if source.language:
        found["language"] = source.language
    return found
