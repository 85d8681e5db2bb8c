"""Addresses in their normal form: equal where they lead to one page, as far as that can be told."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefdesk.reading.locators import normal, tracking, untracked


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://wire.example/a", "https://wire.example/a"),
        ("HTTPS://Wire.EXAMPLE/A", "https://wire.example/A"),
        ("https://wire.example", "https://wire.example/"),
        ("https://wire.example:443/a", "https://wire.example/a"),
        ("http://wire.example:80/a", "http://wire.example/a"),
        ("https://wire.example:80/a", "https://wire.example:80/a"),
        ("https://wire.example/a/./b/../c", "https://wire.example/a/c"),
        ("https://wire.example/../a/..", "https://wire.example/"),
        ("https://wire.example/a/.", "https://wire.example/a/"),
        ("https://wire.example/.well-known/x", "https://wire.example/.well-known/x"),
        ("https://wire.example/%7edesk/%c3%bc", "https://wire.example/~desk/%C3%BC"),
        ("https://wire.example/ü?q=é", "https://wire.example/%C3%BC?q=%C3%A9"),
        ("https://wire.example/a%2Fb", "https://wire.example/a%2Fb"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://wire.example/a#part", "https://wire.example/a"),
        ("https://wire.example/a#:~:text=part", "https://wire.example/a"),
        ("https://wire.example/a?", "https://wire.example/a"),
        ("https://wire.example/a?b=1&c=2", "https://wire.example/a?b=1&c=2"),
        ("https://wire.example/a?utm_source=x&b=1&FBCLID=2", "https://wire.example/a?b=1"),
        ("https://wire.example/a?gclid=2", "https://wire.example/a"),
        ("https://me@wire.example:8443/a", "https://me@wire.example:8443/a"),
        ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
        ("https://wire.example:port/a", "https://wire.example:port/a"),
    ],
)
def test_normal_form(url: str, expected: str) -> None:
    """What makes no difference to a host is gone, and nothing else is."""
    assert normal(url) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://wire.example/a", "https://wire.example/a"),
        ("https://wire.example/a", "https://www.wire.example/a"),
        ("https://wire.example/a", "https://wire.example/a/"),
        ("https://wire.example/a", "https://wire.example/A"),
        ("https://wire.example/?a=1&b=2", "https://wire.example/?b=2&a=1"),
        ("https://wire.example/?source=a", "https://wire.example/"),
    ],
)
def test_what_only_a_host_could_know_makes_a_difference(one: str, other: str) -> None:
    """Two addresses of which a host may make two pages are two."""
    assert normal(one) != normal(other)


_hosts = st.sampled_from(["wire.example", "Wire.Example", "bücher.example", "10.0.0.1", "[::1]"])
_paths = st.text("aB/.%~é-_:@+ 0123456789", max_size=20)
_urls = st.builds(
    lambda scheme, host, port, path, query, end: f"{scheme}://{host}{port}/{path}{query}{end}",
    st.sampled_from(["http", "HTTPS"]), _hosts, st.sampled_from(["", ":80", ":443", ":8080"]),
    _paths, st.sampled_from(["", "?", "?a=1", "?utm_id=1&b=%7e"]), st.sampled_from(["", "#x"]),
)  # fmt: skip


@given(_urls)
@example("http://wire.example/%%330")
@example("http://wire.example/%?a=100%")
def test_normal_form_is_its_own(url: str) -> None:
    """The normal form of a normal form is itself, in ASCII, with the path still a path."""
    found = normal(url)
    assert normal(found) == found
    assert found.isascii()
    parts = urlsplit(found)
    assert parts.path.startswith("/")
    assert not {".", ".."} & set(parts.path.split("/"))


@given(_urls)
def test_address_without_tracking_leads_to_the_same_page(url: str) -> None:
    """What is proposed in place of an address tracks no more, and is the same page."""
    assert tracking(untracked(url)) == ()
    assert normal(untracked(url)) == normal(url)


@given(st.text(max_size=60))
def test_any_text_has_a_normal_form(text: str) -> None:
    """Whatever stands where an address should, nothing raises."""
    assert normal(normal(text)) == normal(text)
    assert untracked(text) == text or tracking(text)
