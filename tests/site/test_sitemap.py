"""The sitemap tells crawlers of every page, and of when it last changed."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from briefdesk.site import sitemap

URL = "https://desk.example/a&b/"
PAGES = {
    "": date(2020, 2, 3),
    "about/": None,
    "deals/": date(2020, 2, 3),
    "systems/l-20/": date(2019, 1, 1),
}
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def told(content: bytes) -> dict[str, str | None]:
    """Addresses with their days, in the file's own order."""
    root = ET.fromstring(content)
    found = {}
    for entry in root:
        assert {child.tag for child in entry} <= {f"{SPACE}loc", f"{SPACE}lastmod"}
        found[entry.findtext(f"{SPACE}loc") or ""] = entry.findtext(f"{SPACE}lastmod")
    return found


def test_every_page_is_told_with_its_day() -> None:
    """Each page stands there by its public address, with its day where that is known; the packed
    file is the same."""
    made = sitemap.files(PAGES, URL)
    assert told(made["sitemap.xml"]) == {
        URL: "2020-02-03", f"{URL}about/": None, f"{URL}deals/": "2020-02-03",
        f"{URL}systems/l-20/": "2019-01-01",
    }  # fmt: skip
    assert made.keys() == {"sitemap.xml", "sitemap.xml.gz"}
    assert gzip.decompress(made["sitemap.xml.gz"]) == made["sitemap.xml"]


def test_more_than_one_file_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the protocol's limit there are several files, and one that names them with the last
    day in each."""
    monkeypatch.setattr(sitemap, "LIMIT", 2)
    made = sitemap.files(PAGES, URL)
    assert told(made["sitemap.xml"]) == {
        f"{URL}sitemap-1.xml.gz": "2020-02-03", f"{URL}sitemap-2.xml.gz": "2020-02-03"
    }  # fmt: skip
    every = [address for n in (1, 2) for address in told(made[f"sitemap-{n}.xml"])]
    assert every == [f"{URL}{address}" for address in PAGES]
    assert ET.fromstring(made["sitemap.xml"]).tag == f"{SPACE}sitemapindex"


def test_no_public_address_gives_no_sitemap(tmp_path: Path) -> None:
    """A site that does not know its address has none, and an old one goes."""
    (tmp_path / "sitemap-7.xml").write_text("old")
    assert sitemap.files(PAGES, "") == {}
    sitemap.write(tmp_path, {})
    assert list(tmp_path.iterdir()) == []
