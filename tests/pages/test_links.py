"""Every link leads somewhere, and every address is where a host puts the file."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from briefdesk.catalogue.model import Catalogue
from briefdesk.pages import addresses
from briefdesk.records.kinds import KINDS, Subject
from briefdesk.site.frame import THEME
from tests.pages.conftest import Book, others
from tests.pages.markup import Markup

ROOT = "https://site.example/briefings/"

steps = st.lists(st.text("abcdé01-2", min_size=1, max_size=4), max_size=4)
places = steps.map(lambda parts: "".join(f"{part}/" for part in parts))


@given(places, places, st.sampled_from(["", "#sources", "#step-1"]))
def test_relative_link_resolves_to_its_target(here: str, there: str, fragment: str) -> None:
    """A browser at one address follows the link to the other, under any path."""
    link = addresses.relative(here, f"{there}{fragment}")
    assert not link.startswith("/")
    arrived = urlsplit(unquote(urljoin(f"{ROOT}{here}", link)))
    wanted = urlsplit(f"{ROOT}{there}{fragment}")
    assert (arrived.path.rstrip("/"), arrived.fragment) == (
        wanted.path.rstrip("/"),
        wanted.fragment,
    )


def test_uri_and_address_are_two_names_of_one_place() -> None:
    """The file that a host serves under an address gives that address back."""
    for address in (
        addresses.HOME,
        addresses.BRIEFS,
        addresses.brief(2017, "2017-02-22-a"),
        addresses.year(addresses.BRIEFS, 2017),
        addresses.year(addresses.subject(Subject("countries", "tur")), 2017, 2),
        addresses.part(addresses.kind("people"), 3),
        addresses.deal("tur-fin-l-20"),
        addresses.GUIDE,
    ):
        assert addresses.of_file(addresses.uri(address)) == address


def test_no_kind_takes_an_address_of_the_site() -> None:
    """The ids of kinds are not among the reserved first parts of addresses."""
    assert not {kind.id for kind in KINDS} & set(addresses.RESERVED)


def test_every_link_leads_to_a_page_and_to_a_place_on_it(made: Book, catalogue: Catalogue) -> None:
    """No link within the site leads to a page or a file that is not made, or to an id that is
    not there."""
    files = others(catalogue)
    read = {addresses.of_file(uri): Markup(page.html) for uri, page in made.items()}
    for address, markup in read.items():
        for link in markup.links:
            target = urlsplit(urljoin(f"{ROOT}{address}", link))
            if target.netloc != "site.example":
                continue
            place = target.path.removeprefix("/briefings/")
            if place.startswith("assets/"):
                assert (THEME / place).is_file(), f"{address} shows {link}"
                continue
            if place in files:
                continue
            assert place in read, f"{address} links to {link}"
            assert not target.fragment or target.fragment in read[place].ids, f"{address}: {link}"


def test_ids_are_unique(made: Book) -> None:
    """No page has two elements of one id."""
    for uri, page in made.items():
        ids = Markup(page.html).ids
        assert len(ids) == len(set(ids)), uri


def test_no_page_links_to_itself_as_a_whole(made: Book) -> None:
    """A name on its own page is text; links within a page lead to a place on it."""
    for uri, page in made.items():
        assert "./" not in Markup(page.html).links, uri


def test_every_page_is_one_block_with_one_heading(made: Book) -> None:
    """A page is one `<div>` without blank lines, with one `<h1>`."""
    for uri, page in made.items():
        assert page.html.startswith('<div class="bd '), uri
        assert page.html.endswith("</div>"), uri
        assert "\n\n" not in page.html, uri
        assert page.html.count("<h1") == 1, uri
        assert len(page.description) <= 160, uri


def test_no_page_styles_or_scripts_itself(made: Book) -> None:
    """Pages hold no style, no handler, and no script but a block of data, which is none, so a
    strict policy can hold."""
    for page in made.values():
        for tag, attributes in Markup(page.html).elements:
            if tag == "script" and attributes.get("type") == "application/ld+json":
                continue
            assert tag not in ("script", "style", "iframe")
            assert not [name for name in attributes if name == "style" or name.startswith("on")]
