"""What was once published stays where it is, and what is not published is nowhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from briefdesk.catalogue.compile import compile
from briefdesk.pages import addresses
from briefdesk.reading.library import File, read
from tests.opendata.conftest import Files, rows, texts, twins
from tests.pages.conftest import SITE, Book, others

KNOWN = Path(__file__).parent.parent / "golden" / "addresses.txt"


def standing(made: Book, exported: Files) -> list[str]:
    """Every address of a page, every path of a file, every id in a table."""
    found = {f"page {addresses.of_file(uri)}" for uri in made}
    found |= {f"file {path}" for path in exported}
    for path, content in exported.items():
        if path.startswith(addresses.DATA) and path.endswith(".csv"):
            for row in rows(content):
                id = row.get("id") or row.get("number")
                whole = f"{row['brief']}#{id}" if "brief" in row else id
                found.add(f"id {path.removeprefix(addresses.DATA).removesuffix('.csv')} {whole}")
    return sorted(found)


def test_no_address_and_no_id_is_ever_lost(
    made: Book, exported: Files, golden: Callable[[Path, str], None]
) -> None:
    """Every address and id of the fixed library that was ever known is there. What is new is
    added under `--update`; whoever takes a line out breaks a promise to readers."""
    now = standing(made, exported)
    before = KNOWN.read_text(encoding="utf-8").splitlines() if KNOWN.exists() else []
    assert set(before) <= set(now), sorted(set(before) - set(now))
    golden(KNOWN, "\n".join(now) + "\n")


SECRET = """\
---
title: Hidden marker of the headline
date: 2013-12-14
summary: Hidden marker of the summary.
countries: {GRC: buyer, CYP: supplier}
systems: [Zephyr]
people: [{name: Hidden Marker, office: Clerk, country: GRC}]
topics: [hidden marker]
deals: [{buyer: GRC, supplier: CYP, system: Zephyr, state: talks, sources: [w]}]
%s
sources:
- {id: w, publisher: Hidden Marker Press, title: Hidden marker page}
---
Hidden marker [@w].
"""

PUBLIC = b"""\
---
title: Greece fires its S-300
date: 2013-12-15
summary: The first shot.
countries: {GRC: operator}
systems: [Zephyr]
tlp: CLEAR
supersedes: 2013-12-14-hidden-marker
sources:
- {id: wire, publisher: Wire, title: A report}
---
The shot [@wire], as in [it](2013-12-14-hidden-marker.md).
"""


@pytest.mark.parametrize(
    "marking",
    ["tlp: AMBER", "tlp: CLEAR\nstatus: draft", "tlp: CLEAR\npublished: 2031-01-01",
     "tlp: CLEAR\nstatus: withdrawn\nreason: It was wrong."],
)  # fmt: skip
def test_no_file_tells_of_what_is_not_published(marking: str) -> None:
    """A brief that is a draft, embargoed, marked or withdrawn is in no file, though others
    replace it and link to it; of a withdrawn one its address and the reason remain."""
    slug = "2013-12-14-hidden-marker"
    files = [
        File(f"briefs/2013/{slug}.md", (SECRET % marking).encode()),
        File("briefs/2013/2013-12-15-greece-fires.md", PUBLIC),
        File("docs/systems/zephyr.md", b"---\nname: Zephyr\n---\n"),
    ]
    exported = others(compile(read(files), date(2030, 1, 1)))
    own = addresses.twin(addresses.brief(2013, slug))
    withdrawn = "withdrawn" in marking
    assert (own in exported) == withdrawn
    for path, content in exported.items():
        if path != own:
            found = content.decode().lower()
            if withdrawn:  # its address is known, and may be linked to
                found = found.replace(slug, "")
            assert "hidden" not in found, path
            assert "cyp" not in found, path
    if withdrawn:
        assert set(texts(twins(exported)[addresses.brief(2013, slug)])) == {
            "withdrawn", "1.0", slug, "A brief withdrawn", addresses.brief(2013, slug),
            "It was wrong.", f"{SITE.url}{addresses.brief(2013, slug)}",
        }  # fmt: skip
