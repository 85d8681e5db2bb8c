"""Whatever an author writes in a field is text on every page, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefdesk.catalogue.compile import compile
from briefdesk.pages import addresses
from briefdesk.pages.columns import tables
from briefdesk.pages.edition import Edition
from briefdesk.pages.here import Here
from briefdesk.pages.prose import ATTRIBUTES, TAGS, Prose
from briefdesk.reading.library import Library
from briefdesk.reading.names import Names
from briefdesk.records.brief import Brief, DealEvent, Profile, Statement
from briefdesk.records.kinds import KINDS
from briefdesk.records.markdown import Markdown
from tests.pages.conftest import SITE, Book, book
from tests.pages.markup import Markup

FRAGMENTS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onfocus='alert(1)' x='",
    "</div></p></article>", "<!--", "-->", "<![CDATA[", "]]>", "<?php", "&lt;b&gt;", "&#60;i&#62;",
    "{{ 7*7 }}", "{% raw %}", "{# #}", "javascript:alert(1)", "//evil.example", "\\\\host",
    "`", "**", "[x](javascript:alert(1))", "![x](data:text/html,x)", "[@courier]", "<https://a.b>",
    "\n\n# ", "\n    ", "---\n", '--8<-- "x"', ":::", "{: onclick=x }", "\u2028", "\u00a0", "ı",
    "İ", "S-400", "L-20", "<svg/onload=alert(1)>", "<style>*{}</style>", "&", "<", ">", "=", "@",
)  # fmt: skip

hostile = (
    st.lists(
        st.one_of(
            st.sampled_from(FRAGMENTS),
            st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=6),
        ),
        min_size=1,
        max_size=5,
    )
    .map("".join)
    .filter(lambda text: text.strip())
)

settings.register_profile(
    "pages", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def event_of(event: DealEvent, text: str) -> DealEvent:
    def given(value: str | None) -> str | None:
        return text if value else None

    return replace(
        event,
        system_name=text,
        quantity=given(event.quantity),
        disputed=given(event.disputed),
        note=given(event.note),
    )


def statement_of(statement: Statement, text: str) -> Statement:
    return replace(
        statement,
        speaker=text,
        says=text,
        office=text if statement.office else None,
        to=text if statement.to else None,
    )


def source_of(source: Any, text: str) -> Any:
    fields = ("publisher", "title", "label", "author", "language", "origin", "withdrawn_reason")
    told = {name: text for name in fields if getattr(source, name)}
    addresses = {
        name: f"https://a.example/{text}" for name in ("url", "archived") if getattr(source, name)
    }
    return source.model_copy(update=told | addresses)


def brief_of(brief: Brief, text: str) -> Brief:
    return replace(
        brief,
        title=text,
        summary=text,
        body=Markdown.of(""),
        date_note=text if brief.date_note else None,
        people=tuple(replace(p, name=text, office=text) for p in brief.people),
        deals=tuple(event_of(event, text) for event in brief.deals),
        statements=tuple(statement_of(statement, text) for statement in brief.statements),
        judgements=tuple(j.model_copy(update={"text": text}) for j in brief.judgements),
        sources=tuple(source_of(source, text) for source in brief.sources),
        questions=tuple(q.model_copy(update={"text": text}) for q in brief.questions),
        reason=text if brief.reason else None,
        changes=tuple(change.model_copy(update={"note": text}) for change in brief.changes),
        authors=(text,) * len(brief.authors),
        language=brief.language if brief.language == "en" else text,
    )


def profile_of(profile: Profile, text: str) -> Profile:
    def given(value: str | None) -> str | None:
        return text if value else None

    return replace(
        profile,
        name=text,
        body=Markdown.of(""),
        names={field: (text,) * len(names) for field, names in profile.names.items()},
        kind=given(profile.kind),
        range_note=given(profile.range_note),
        reliability_basis=given(profile.reliability_basis),
        note=given(profile.note),
        sources=tuple(source_of(source, text) for source in profile.sources),
    )


def library_of(library: Library, text: str) -> Library:
    """The library with `text` in every field that holds text."""
    names: Names = replace(
        library.names,
        spelled=dict.fromkeys(library.names.spelled, (text, f"{text}.")),
        aliases=dict.fromkeys(library.names.aliases, (text,)),
    )
    return replace(
        library,
        briefs=tuple(brief_of(brief, text) for brief in library.briefs),
        profiles=tuple(profile_of(profile, text) for profile in library.profiles),
        names=names,
    )


def shapes(made: Book) -> dict[str, list[str]]:
    """The structure of each page, by its kind and place among its like."""
    found: dict[str, list[str]] = {}
    for uri, page in sorted(made.items(), key=lambda item: (item[1].kind, item[0])):
        key = page.kind if page.kind == "publisher" else f"{page.kind} {uri}"
        assert key not in found, uri
        markup = Markup(page.html)
        assert markup.open_at_end == [], uri
        found[key] = markup.shape
    return found


@pytest.fixture(scope="module")
def harmless(library: Library) -> dict[str, list[str]]:
    """The structure of the pages with a harmless word in every field."""
    return shapes(book(compile(library_of(library, "word"))))


@settings(settings.get_profile("pages"), max_examples=60)
@given(hostile)
def test_any_text_leaves_the_structure_of_pages_as_it_is(
    library: Library, harmless: dict[str, list[str]], text: str
) -> None:
    """With any text in every field the pages have the elements and attributes of a harmless
    word, and no address that leads into a scheme."""
    made = book(compile(library_of(library, text)))
    assert shapes(made) == harmless
    for page in made.values():
        for link in Markup(page.html).links:
            assert link.startswith(KNOWN) or is_below(link) or link in BESIDE, link


#: Other forms of a page, in files beside it.
BESIDE = {
    "atom.xml", "feed.json", "calendar.ics", "ocds.json", "sources.csl.json",
    addresses.twin(addresses.HOME), *(table.path.rpartition("/")[2] for table in tables(KINDS)),
}  # fmt: skip

#: What an address on a page may begin with, where authors' addresses are of one host.
KNOWN = ("https://a.example/", "https://www.wikidata.org/wiki/Q", "../", "./", "#")


def is_below(link: str) -> bool:
    """True for a relative link into a folder of the page itself."""
    place = link.partition("#")[0]
    return place.endswith("/") and ":" not in place and not place.startswith(("/", "\\"))


@settings(settings.get_profile("pages"), max_examples=150)
@given(hostile)
def test_any_text_of_a_body_gives_only_known_elements(library: Library, text: str) -> None:
    """A Markdown text becomes elements and attributes of the short list and nothing else."""
    edition = Edition(compile(library), SITE)
    prose = Prose(Here(edition, "briefs/2017/x/"), "briefs/2017/x.md", {"courier": (1, "source-1")})
    markup = Markup(str(prose.html(f"Text {text} on the L-20.\n\n{text}\n\n- {text}\n")))
    assert markup.open_at_end == []
    for tag, attributes in markup.elements:
        if (tag, attributes) == ("span", {"class": "bd-tight"}):
            continue
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set())
        link = attributes.get("href", "#")
        assert link.startswith(("https://", "http://", "mailto:", "../", "./", "#")), link


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil", "vbscript:x"]
)
def test_source_with_another_scheme_is_no_link(library: Library, address: str) -> None:
    """Even where a reader let it through, an address that is no web address is not linked."""
    (first, *rest) = library.briefs
    bad = tuple(s.model_copy(update={"url": address, "archived": address}) for s in first.sources)
    made = book(compile(replace(library, briefs=(replace(first, sources=bad), *rest))))
    links = [link for page in made.values() for link in Markup(page.html).links]
    assert address not in links
