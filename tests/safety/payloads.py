"""Payloads of our own making: what an attacker would write, in every disguise and every place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

#: What runs or leads elsewhere, from its scheme to its end.
TARGETS = (
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)",
    "file:///etc/passwd", "blob:https://a.example/1", "filesystem:https://a.example/1",
    "view-source:https://a.example/", "jar:https://a.example!/", "ws://a.example/", "ftp://a.example/",
    "tel:1", "//host.example/x", "\\\\host.example\\x", "/\\host.example/x", "\\/host.example/x",
)  # fmt: skip


def _mixed(text: str) -> str:
    return "".join(c.upper() if n % 2 else c for n, c in enumerate(text))


def _references(text: str, form: str) -> str:
    return "".join(form.format(ord(c)) for c in text[:4]) + text[4:]


#: How each is disguised.
DISGUISES = (
    str, str.upper, _mixed,
    lambda t: _references(t, "&#{};"), lambda t: _references(t, "&#x{:x};"), lambda t: _references(t, "&#{:07d};"),
    lambda t: t.replace(":", "&colon;", 1), lambda t: f"{t[:3]}&Tab;{t[3:]}", lambda t: f"{t[:3]}&NewLine;{t[3:]}",
    lambda t: f"{t[:3]}\t{t[3:]}", lambda t: f"{t[:3]}&#9;{t[3:]}", lambda t: f" {t}", lambda t: f"&#1;{t}",
    lambda t: f"\\{t}", lambda t: t.replace(":", "%3A", 1), lambda t: t.replace("s", "ſ", 1), lambda t: f"\u00a0{t}",
)  # fmt: skip

#: Where a text may hold an address.
ADDRESSED = (
    "[a]({})", "[a](<{}>)", '[a]({} "title")', "[a]\n\n[a]: {}", "[a][]\n\n[a]: <{}>", "[a][b]\n\n[b]: {} 'title'",
    "<{}>", "- [a]({})", "> [a]({})", "| a | b |\n|---|---|\n| [a]({}) | b |", "## [a]({})", "**[a]({})**",
    "![a]({})", "[![a]({})](https://a.example)", "[`a`]({})", "[a]({}", "[a]( {} )", "1. a\n\n    [a]({})",
)  # fmt: skip

#: What becomes an element or ends one, wherever it is not escaped.
MARKUP = (
    "<script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>", "<script src=//a.example></script>",
    "<img src=x onerror=alert(1)>", '"><img src=x onerror=alert(1)>', "'><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)', "' onfocus='alert(1)' autofocus='", "<svg/onload=alert(1)>", "<svg><script>alert(1)//",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<object data=javascript:alert(1)>", "<embed src=//a.example>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<details open ontoggle=alert(1)>x",
    "<form action=javascript:alert(1)><button>x", "<input autofocus onfocus=alert(1)>", "<base href=//a.example>",
    "<link rel=stylesheet href=//a.example>", "<meta http-equiv=refresh content='0;url=//a.example'>",
    "<style>*{display:none}</style>", "<a href=javascript:alert(1)>x</a>", "<a id=__config>x</a>",
    "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "</script><script>alert(1)</script>",
    "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<!DOCTYPE html>", "<?xml version='1.0'?>", "<?php x ?>", "<%= 7 %>",
    "</div></article></body></html>", "<table><td>", "<p", "<", "<x", "< b>", "<b/onclick=x>", "<b\tonclick=x>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;img src=x onerror=alert(1)&#62;", "&amp;lt;b&amp;gt;", "&nosemi", "&",
    "{{ 7*7 }}", "{{ config }}", "{% include '/etc/passwd' %}", "{# x #}", "${7*7}", "#{7*7}", "{: onclick=alert(1) }",
    "{#__config}", "{.a onclick=x}", '--8<-- "/etc/passwd"', "::: x", '!!! note "<b onclick=1>"', "[[x]]", "[TOC]",
    "\\<b\\>", "`<b onclick=x>`", "``` { onclick=x }", "*<b>*", '![x](x" onerror="alert(1))', '[a](x"onclick=alert(1))',
    "=1+1", "+1", "-1+cmd|'/C calc'!A1", "@SUM(A1)", "\u2028", "\u2029</script>", "ſcript", "＜script＞", "%3Cscript%3E",
    "'; DROP TABLE briefs; --", "\\u003cscript\\u003e", "END:VEVENT", "x\\nATTENDEE:mailto:a@b", ";,:\\", "]]></content>",
    "javascript:alert(1)", "//host.example", "\\\\host", "https://a.example/<b>", 'https://a.example/"onclick=x',
)  # fmt: skip

#: Where a text may hold markup.
SURROUNDED = (
    "{}", "a {} b", "- {}", "> {}", "## {}", "| {} | b |\n|---|---|\n| a | {} |", "**{}**", "[{}](https://a.example)",
    '[a](https://a.example "{}")', "[a]: https://a.example '{}'\n\n[a]", "`{}`", "```\n{}\n```", "    {}", "``{}",
    "a\n{}", "1. a\n\n    {}", "[@wire {}]", "[{}]", "~~~ {}\na\n~~~", "a  \n{}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Payload:
    """A text that a brief is given below its fields, and whether it is an address that no text may
    link to."""

    text: str
    leads: bool


def addresses() -> Iterator[str]:
    """Every address that may not be linked, in every disguise."""
    return (disguise(target) for target, disguise in product(TARGETS, DISGUISES))


def bodies() -> Iterator[Payload]:
    """Every text."""
    for place, address in product(ADDRESSED, addresses()):
        yield Payload(place.replace("{}", address), leads=True)
    for place, markup in product(SURROUNDED, MARKUP):
        yield Payload(place.replace("{}", markup), leads=False)
