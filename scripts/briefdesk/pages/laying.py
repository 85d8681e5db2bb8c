"""From a filled template to a page."""

from __future__ import annotations

from collections.abc import Iterable

from briefdesk.pages import addresses, structured, wording
from briefdesk.pages.finding import Finding
from briefdesk.pages.here import Here
from briefdesk.pages.page import Alternate, Page
from briefdesk.pages.structured import Thing
from briefdesk.pages.templates import fill


def lay(
    here: Here,
    template: str,
    *,
    title: str,
    description: str,
    kind: str,
    crumbs: Iterable[tuple[str, str]] = (),
    finding: Finding | None = None,
    others: Iterable[Alternate] = (),
    things: Iterable[Thing] = (),
    tabled: bool = False,
    **values: object,
) -> Page:
    """The page at `here` out of `template`; `crumbs` are addresses and words on the way to it,
    `others` are further forms of it beside its data, `things` what it tells programs of itself.
    `tabled` says that its rows lie beside it as a table."""
    way = tuple(crumbs)
    forms = (*alternates(here, title, kind, tabled), *others)
    html = fill(
        template,
        here,
        css=kind,
        crumbs=way,
        structured=structured.block(here, things, way),
        finding=finding,
        forms=[(name, form) for form in forms if (name := _name(form))],
        **values,
    )
    return Page(
        uri=addresses.uri(here.address),
        title=title,
        description=wording.clipped(description) or title,
        html=str(html),
        kind=kind,
        alternates=forms,
        card=here.edition.site.cards and _has_card(here.address, finding),
    )


def _has_card(address: str, finding: Finding | None) -> bool:
    """Home has a card, and whatever a search finds below the top of its section."""
    return address == addresses.HOME or (finding is not None and address.count("/") > 1)


#: What the forms of a page are called at its foot, by the file.
_NAMES = {
    "index.json": "JSON",
    "index.csv": "CSV",
    addresses.ocds(""): "OCDS",
    addresses.csl(""): "CSL-JSON of its sources",
    addresses.atom(""): "Atom",
    addresses.json_feed(""): "JSON Feed",
    addresses.calendar(""): "Calendar",
}


#: Files that lie in a folder of their own.
_BESIDE = ("index.json", "index.csv")


def _name(form: Alternate) -> str | None:
    """What a form is called; None for that of another page."""
    folder, _, name = form.href.rpartition("/")
    return None if folder and name not in _BESIDE else _NAMES.get(name)


#: The kinds of pages that say nothing of their own, and so have no data beside them.
BARE = frozenset({"search"})


def alternates(here: Here, title: str, kind: str, tabled: bool) -> tuple[Alternate, ...]:
    """The other forms of the page at `here`: its data and, where `tabled`, its rows."""
    if kind in BARE:
        return ()
    found = [("application/json", addresses.twin(here.address))]
    if tabled:
        found.append(("text/csv", addresses.table(here.address)))
    return tuple(Alternate(type, here.to_file(path), title) for type, path in found)
