"""Deals are releases and records as the Open Contracting Data Standard 1.1 has them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from briefdesk.catalogue.model import Catalogue
from briefdesk.exports.ocds_merging import merged
from briefdesk.records.states import MILESTONES, STATES, in_ocds
from tests.exports.conftest import NOWHERE, SITE, Made, desk, event, made_of

# The closed codelists of OCDS 1.1.
TAGS = (
    "planning planningUpdate tender tenderAmendment tenderUpdate tenderCancellation award awardUpdate "
    "awardCancellation contract contractUpdate contractAmendment implementation implementationUpdate "
    "contractTermination compiled"
).split()
STATUS = {
    "tender": "planning planned active cancelled unsuccessful complete withdrawn".split(),
    "award": "pending active cancelled unsuccessful".split(),
    "contract": "pending active cancelled terminated".split(),
}
MILESTONE = "scheduled met notMet partiallyMet".split()
ROLES = (
    "buyer procuringEntity supplier tenderer funder enquirer payer payee reviewBody interestedParty"
).split()

TEXT = {"type": "string", "minLength": 1}
MOMENT = {"type": "string", "format": "date-time", "pattern": r"^\d{4}-\d\d-\d\dT00:00:00Z$"}
URI = {"type": "string", "format": "uri", "pattern": "^(urn:|https?://)"}
ID = {"anyOf": [TEXT, {"type": "integer"}]}


def thing(required: str, **fields: Any) -> dict[str, Any]:
    """A schema of an object of known fields."""
    return {
        "type": "object", "required": required.split(), "properties": fields, "additionalProperties": False,
    }  # fmt: skip


def every(schema: Any) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": schema}


PARTY = thing("id name", id=ID, name=TEXT)
AMOUNT = thing(
    "amount currency",
    amount={"type": "number"},
    currency={"type": "string", "pattern": "^[A-Z]{3}$"},
)
DOCUMENT = thing(
    "id", id=ID, title=TEXT, description=TEXT, url=URI, datePublished=MOMENT, language=TEXT
)
MILESTONES_ = every(
    thing("id", id=ID, title=TEXT, type=TEXT, status={"enum": MILESTONE}, dateMet=MOMENT)
)
COMMON = {
    "id": ID, "title": TEXT, "description": TEXT, "items": every(thing("id", id=ID, description=TEXT)),
    "documents": every(DOCUMENT), "value": AMOUNT,
}  # fmt: skip
RELEASE = thing(
    "ocid id date tag initiationType",
    ocid=TEXT, id=TEXT, date=MOMENT, language=TEXT, initiationType={"const": "tender"}, buyer=PARTY,
    tag={"type": "array", "minItems": 1, "uniqueItems": True, "items": {"enum": TAGS}},
    parties=every(thing(
        "id name roles", id=ID, name=TEXT, roles=every({"enum": ROLES}),
        identifier=thing("id scheme", id=ID, scheme=TEXT, legalName=TEXT),
        address=thing("countryName", countryName=TEXT),
    )),
    planning=thing("budget", budget=thing("amount", amount=AMOUNT)),
    tender=thing("id", **COMMON, status={"enum": STATUS["tender"]}, tenderers=every(PARTY), milestones=MILESTONES_),
    awards=every(thing("id", **COMMON, status={"enum": STATUS["award"]}, suppliers=every(PARTY), date=MOMENT)),
    contracts=every(thing(
        "id awardID", **COMMON, awardID=ID, status={"enum": STATUS["contract"]}, dateSigned=MOMENT,
        milestones=MILESTONES_,
    )),
)  # fmt: skip
PACKAGE = {
    "uri": URI,
    "version": {"const": "1.1"},
    "publishedDate": MOMENT,
    "publisher": thing("name", name=TEXT),
}
RELEASES = thing("uri version publishedDate publisher releases", **PACKAGE, releases=every(RELEASE))
RECORDS = thing(
    "uri version publishedDate publisher records",
    **PACKAGE,
    records=every(thing("ocid releases compiledRelease", ocid=TEXT, releases=every(RELEASE), compiledRelease=RELEASE)),
)  # fmt: skip

BUSY = [
    {"slug": f"n{n}", "date": f"20{n:02d}-01-02", "deals": [event(state.value, programme="Lighthouse")]}
    for n, state in enumerate(STATES, 1)
] + [
    {"slug": f"m{n}", "date": f"20{n:02d}-05", "updated": f"20{n:02d}-06-01", "changes": [{"date": f"20{n:02d}-06-01", "note": "X."}],
     "deals": [{**event(STATES[n % 13].value, milestone=milestone, date=f"20{n:02d}",
                        value={"amount": 10**n, "currency": "EUR", "basis": basis}, quantity="4 sets"), "lot": lot}
               for lot in ("one", "two")]}
    for n, (milestone, basis) in enumerate(
        zip(MILESTONES, ("contract", "ceiling", "estimate", "budget", "offer", "contract"), strict=True), 1)
] + [{"slug": "bare", "date": "2003-03-03", "deals": [
    {k: v for k, v in event("x", milestone=m).items() if k != "state"} for m in MILESTONES]}]  # fmt: skip


def told(made: Made, path: str) -> Any:
    return json.loads(made[path])


def check(schema: Any, value: Any) -> None:
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(value)


@pytest.fixture(scope="module")
def busy() -> Made:
    """A desk in which every state, milestone and basis of a value occurs."""
    return made_of(desk(BUSY), SITE)


@pytest.mark.parametrize("where", ["made", "made_nowhere", "busy"])
def test_packages_are_valid(where: str, request: pytest.FixtureRequest) -> None:
    """Every package has what the standard requires and nothing that it does not know; every
    code is of its codelist; parties that are referred to are there."""
    made: Made = request.getfixturevalue(where)
    records = [path for path in made if path.endswith("/ocds.json")]
    years = [path for path in made if path.startswith("data/ocds/")]
    assert records
    assert years
    found = []
    for path in records:
        package = told(made, path)
        check(RECORDS, package)
        (record,) = package["records"]
        assert path == f"deals/{record['ocid'].split('-', 2)[2]}/ocds.json"
        found += [*record["releases"], record["compiledRelease"]]
    for path in years:
        check(RELEASES, told(made, path))
    for release in found:
        parties = {party["id"] for party in release["parties"]}
        assert release["buyer"]["id"] in parties
        refs = [*release.get("tender", {}).get("tenderers", ())]
        refs += [s for award in release.get("awards", ()) for s in award.get("suppliers", ())]
        assert {ref["id"] for ref in refs} <= parties
        awards = {award["id"] for award in release.get("awards", ())}
        assert {contract["awardID"] for contract in release.get("contracts", ())} <= awards


def test_years_hold_the_releases_of_all_records(busy: Made) -> None:
    """Each release of each record is in the package of the year of its event, and nowhere else."""
    records = [told(busy, path)["records"][0] for path in busy if path.endswith("/ocds.json")]
    wanted = sorted(
        (release["date"][:4], release["ocid"], release["id"])
        for record in records for release in record["releases"]
    )  # fmt: skip
    found = sorted(
        (path[-9:-5], release["ocid"], release["id"])
        for path in busy if path.startswith("data/ocds/")
        for release in told(busy, path)["releases"]
    )  # fmt: skip
    assert found == wanted
    assert len({pair[1:] for pair in found}) == len(found)


def test_states_have_their_codes() -> None:
    """Every state, before a contract and after one, has a tag and a status of the codelists."""
    for state in STATES:
        for bound in (False, True):
            tag, section, status = in_ocds(state, bound=bound)
            assert tag in TAGS
            assert status in STATUS[section]
    assert (
        in_ocds(next(s for s in STATES if s.value == "cancelled"), bound=False)[0]
        == "tenderCancellation"
    )
    assert (
        in_ocds(next(s for s in STATES if s.value == "cancelled"), bound=True)[0]
        == "contractTermination"
    )


def test_a_deal_is_told_by_phase(catalogue: Catalogue) -> None:
    """Talks are a tender that is planned, a choice is an award, a signature a contract with its
    day and its value; what a step alone says of money or of a legislature is a milestone."""
    events = [
        event("talks"), event("selected", date="2017-03-01"),
        event("signed", date="2018-01-02", value={"amount": 7, "currency": "USD", "basis": "contract"}),
        {k: v for k, v in event("x", date="2018-02-03", milestone="payment").items() if k != "state"},
        event("delivered", date="2019"),
    ]  # fmt: skip
    made = made_of(desk([{"slug": "all", "date": "2017-02-22", "updated": "2019-12-31",
                          "changes": [{"date": "2019-12-31", "note": "More."}], "deals": events}]), NOWHERE)  # fmt: skip
    (record,) = told(made, "deals/tur-fin-l-20/ocds.json")["records"]
    talks, selected, signed, paid, delivered = record["releases"]
    assert (talks["tag"], talks["tender"]["status"]) == (["planningUpdate"], "planning")
    assert talks["tender"]["tenderers"] == [{"id": "FIN", "name": "Finland"}]
    assert talks["tender"]["documents"][0]["title"] == "A report"
    assert (selected["tag"], selected["awards"][0]["status"]) == (["award"], "pending")
    assert selected["awards"][0]["date"] == "2017-03-01T00:00:00Z"
    (contract,) = signed["contracts"]
    assert (signed["tag"], contract["status"]) == (["contract"], "active")
    assert contract["dateSigned"] == "2018-01-02T00:00:00Z"
    assert contract["value"] == {"amount": 7, "currency": "USD"}
    assert paid["tag"] == ["contractUpdate"]
    assert paid["contracts"][0]["milestones"] == [
        {"id": "2018-02-03-payment", "title": "payment made", "status": "met", "type": "financing",
         "dateMet": "2018-02-03T00:00:00Z"}
    ]  # fmt: skip
    assert delivered["date"] == "2019-01-01T00:00:00Z"
    compiled = record["compiledRelease"]
    assert compiled["tag"] == ["compiled"]
    assert compiled["contracts"][0]["status"] == "terminated"
    assert compiled["contracts"][0]["value"] == {"amount": 7, "currency": "USD"}
    assert compiled["contracts"][0]["dateSigned"] == "2018-01-02T00:00:00Z"
    assert compiled["tender"]["status"] == "planning"
    assert compiled["parties"][1]["roles"] == ["supplier"]


def test_releases_merge_by_the_rules() -> None:
    """The last value told counts, lists of things are merged by their ids, others replaced."""
    base = {"ocid": "x", "initiationType": "tender"}
    one = {**base, "id": "1", "date": "2017", "tag": ["tender"],
           "tender": {"id": "t", "title": "A", "items": [{"id": "1", "description": "a"}], "codes": ["p", "q"]}}  # fmt: skip
    two = {**base, "id": "2", "date": "2018", "tag": ["tenderUpdate"],
           "tender": {"id": "t", "title": "B", "items": [{"id": "2"}, {"id": "1", "unit": "u"}], "codes": ["r"]}}  # fmt: skip
    kept = json.dumps([one, two])
    assert merged([one, two]) == {
        **base, "id": "x-2018", "date": "2018", "tag": ["compiled"],
        "tender": {"id": "t", "title": "B", "codes": ["r"],
                   "items": [{"id": "1", "description": "a", "unit": "u"}, {"id": "2"}]},
    }  # fmt: skip
    assert json.dumps([one, two]) == kept
