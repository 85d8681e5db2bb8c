"""The site brings what those who serve it, crawl it or find a hole in it look for."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from pathlib import Path

import pytest

from briefdesk.catalogue.compile import compile
from briefdesk.exports import hosting, policy
from briefdesk.exports.hosting import CRAWLERS, HEADERS, SECURITY
from briefdesk.pages.edition import Edition
from briefdesk.pages.page import Hosting, SiteFacts
from briefdesk.reading.library import File, read
from briefdesk.site import build as building
from briefdesk.site.configuration import ConfigurationProblem
from briefdesk.site.project import Settings, find
from tests.site.desks import CONFIGURATION, HISTORICAL, change, differing, write

URL = "https://example.org/desk/"

BRIEF = """\
---
title: Talks
date: {date}
summary: Talks go on.
countries: {{TUR: buyer}}
tlp: CLEAR
sources: [{{id: wire, publisher: Wire, title: A report}}]
---
Talks go on [@wire].
"""


def made(facts: SiteFacts, *dates: str) -> dict[str, str]:
    """The files of a desk with a brief of each of `dates`."""
    briefs = [
        File(f"briefs/{day[:4]}/{day}-talks.md", BRIEF.format(date=day).encode()) for day in dates
    ]
    edition = Edition(compile(read(briefs), date(2100, 1, 1)), facts)
    found = [file for task in hosting.tasks(edition) for file in hosting.make(edition, *task)]
    assert [file.path for file in found] == [
        hosting.path(edition, *task) for task in hosting.tasks(edition)
    ]
    return {file.path: file.content.decode("ascii") for file in found}


def headers(text: str) -> dict[str, str]:
    """What a file `_headers` says of all addresses."""
    first, *lines = text.splitlines()
    assert first == "/*"
    pairs = [(name.strip(), value) for name, _, value in (line.partition(": ") for line in lines)]
    assert all(line.startswith("  ") for line in lines)
    assert len({name.lower() for name, _ in pairs}) == len(pairs)
    return dict(pairs)


def test_headers_are_those_of_the_policy() -> None:
    """Every header of the policy stands there once, and the policy allows no script and no style
    that stands in a page."""
    found = headers(made(SiteFacts("Desk", hosting=Hosting(policy.CONTENT)))[HEADERS])
    assert found == policy.headers(policy.CONTENT)
    assert found.keys() == {
        "Content-Security-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy",
        "Referrer-Policy", "Strict-Transport-Security", "X-Content-Type-Options",
    }  # fmt: skip
    for word in ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "*", "http:", "https:"):
        assert word not in found["Content-Security-Policy"].replace("'wasm-unsafe-eval'", "")


def test_a_page_says_what_it_can_say_of_itself() -> None:
    """What only a header can say is left out of the policy in a page; the rest is the same."""
    inside = policy.in_page(policy.CONTENT)
    assert f"{inside}; frame-ancestors 'none'" == policy.CONTENT
    assert policy.in_page("Sandbox; img-src 'self' ;; report-uri /x") == "img-src 'self'"
    assert policy.in_page("") == ""


def test_a_policy_is_left_to_the_host_where_there_is_none() -> None:
    """Without a policy the other headers are said."""
    found = headers(made(SiteFacts("Desk"))[HEADERS])
    assert found.keys() == policy.headers(policy.CONTENT).keys() - {"Content-Security-Policy"}


def test_crawlers_are_welcome_and_told_of_the_sitemap() -> None:
    """Nothing is forbidden, and the sitemap is named where the site knows its address."""
    assert made(SiteFacts("Desk"))[CRAWLERS] == "User-agent: *\nDisallow:\n"
    named = made(SiteFacts("Desk", url=URL))[CRAWLERS]
    assert named == f"User-agent: *\nDisallow:\nSitemap: {URL}sitemap.xml\n"


def test_a_contact_holds_a_year_past_the_newest_brief() -> None:
    """The contact expires a year after the newest brief, or on the day that is given; nothing is
    said where there is no contact, nor where nobody can tell how long it holds."""
    contact = Hosting(contact="mailto:desk@example.org")
    facts = SiteFacts("Desk", url=URL, hosting=contact)
    assert made(facts, "2016-02-29", "2015-01-01")[SECURITY] == (
        "Contact: mailto:desk@example.org\nExpires: 2017-02-28T00:00:00Z\n"
        f"Canonical: {URL}.well-known/security.txt\n"
    )
    given = Hosting(contact=contact.contact, expires=date(2030, 1, 2))
    assert made(SiteFacts("Desk", hosting=given))[SECURITY] == (
        "Contact: mailto:desk@example.org\nExpires: 2030-01-02T00:00:00Z\n"
    )
    assert SECURITY not in made(facts)
    assert SECURITY not in made(SiteFacts("Desk"), "2016-02-29")


@pytest.mark.parametrize(
    ("given", "means"),
    [
        ("desk@example.org", "mailto:desk@example.org"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("https://example.org/report", "https://example.org/report"),
        ("tel:+1-201-555-0123", "tel:+1-201-555-0123"),
        ("", ""),
    ],
)
def test_a_contact_is_an_address(given: str, means: str) -> None:
    """An address of mail may stand alone; all others say what they are."""
    assert Settings.of({"security_contact": given}).security_contact == means


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"security_contact": "ask at the desk"}, "security_contact"),
        ({"security_contact": "http://example.org"}, "security_contact"),
        ({"security_contact": "javascript:alert(1)"}, "security_contact"),
        ({"security_contact": "https://example.org\nExpires: 2099-01-01"}, "security_contact"),
        ({"security_contact": 7}, "security_contact"),
        ({"security_expires": "soon"}, "security_expires"),
        ({"policy": "img-src 'self'\n  X-Other: yes"}, "policy"),
        ({"policy": False}, "policy"),
    ],
)
def test_what_no_file_can_hold_is_refused(options: dict[str, object], word: str) -> None:
    """A wrong option is refused by its name, and none brings a line of its own into a file."""
    with pytest.raises(ConfigurationProblem, match=word):
        Settings.of(options)


def build(root: Path, site: str, *, plain: bool = False) -> Path:
    building.build(find(root), root / site, plain=plain, cache=root / ".briefdesk")
    return root / site


def configure(desk: Path, options: str) -> None:
    write(desk / "mkdocs.yml", CONFIGURATION.replace("briefdesk", f"briefdesk: {{{options}}}"))


@pytest.mark.slow
def test_files_follow_edits_and_options(desk: Path) -> None:
    """The host alone and the fast build write the same, from nothing and after each edit: of the
    newest brief, of an option, of a file that the project brings itself."""
    both = ("site", False), ("plain", True)

    def agree() -> dict[str, str | None]:
        for site, plain in both:
            build(desk, site, plain=plain)
        found = differing(desk / "site", desk / "plain")
        assert [name for name in found if not name.startswith(HISTORICAL)] == []
        names = (HEADERS, CRAWLERS, SECURITY)
        paths = {name: desk / "site" / name for name in names}
        return {name: path.read_text() if path.exists() else None for name, path in paths.items()}

    first = agree()
    assert first[SECURITY] is None
    assert headers(first[HEADERS] or "") == policy.headers(policy.CONTENT)
    configure(desk, "security_contact: desk@example.org")
    assert "Expires: 2019-03-31T" in (agree()[SECURITY] or "")
    change(desk / "briefs/2018/2018-03-signature.md", "date: 2018-03", "date: 2018-03-02")
    write(
        desk / "briefs/2018/2018-03-02-signature.md",
        (desk / "briefs/2018/2018-03-signature.md").read_text(),
    )
    (desk / "briefs/2018/2018-03-signature.md").unlink()
    assert "Expires: 2019-03-02T" in (agree()[SECURITY] or "")
    configure(desk, "policy: \"default-src 'self'\"")
    write(desk / "docs/robots.txt", "User-agent: *\nDisallow: /\n")
    later = agree()
    assert later[SECURITY] is None
    assert later[CRAWLERS] == "User-agent: *\nDisallow: /\n"
    assert headers(later[HEADERS] or "")["Content-Security-Policy"] == "default-src 'self'"
    page = (desk / "site/briefs/2017/2017-02-22-talks/index.html").read_text()
    assert page.count('content="default-src &#39;self&#39;"') == 1
    (desk / "docs/robots.txt").unlink()
    configure(desk, 'policy: ""')
    last = agree()
    assert last[CRAWLERS] == first[CRAWLERS]
    assert "Content-Security-Policy" not in (last[HEADERS] or "")
    assert "Content-Security-Policy" not in (desk / "site/404.html").read_text()


@pytest.mark.slow
def test_the_style_of_the_page_of_nowhere_is_the_one_allowed(desk: Path) -> None:
    """The policy names the digest of the style in the page for an address that leads nowhere,
    and no other page has a style in it."""
    site = build(desk, "site")
    styles = {
        path.name: re.findall(r"<style[^>]*>(.*?)</style>", path.read_text(), re.DOTALL)
        for path in site.rglob("*.html")
    }
    assert {name for name, found in styles.items() if found} == {"404.html"}
    (style,) = styles["404.html"]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" == policy.NOWHERE


@pytest.mark.slow
def test_the_policy_stands_before_all_that_it_governs(desk: Path) -> None:
    """In every page, generated or not, the policy comes before the first style and script."""
    site = build(desk, "site")
    pages = list(site.rglob("*.html"))
    assert site / "about/index.html" in pages
    for path in pages:
        text = path.read_text()
        at = text.index('<meta http-equiv="Content-Security-Policy"')
        assert at < min(text.find(word) for word in ("<link", "<script", "<style") if word in text)
