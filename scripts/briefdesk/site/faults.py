"""What a preview shows in place of a page that cannot be made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from html import escape

from briefdesk.pages import addresses
from briefdesk.pages.page import Page
from briefdesk.records.problems import Problem
from briefdesk.site import document
from briefdesk.site.project import BRIEFS, DOCS

_HOME = addresses.uri(addresses.HOME)


def shown(documents: Mapping[str, str], errors: tuple[Problem, ...]) -> dict[str, str]:
    """`documents` with every error on the home page, and those of a file on its own page."""
    return {**documents, **{page.uri: document.write(page) for page in pages(errors)}}


def pages(errors: tuple[Problem, ...]) -> tuple[Page, ...]:
    """A page for each file that has an error, in the place of its own, and one for all of them
    in the place of the home page; none where there are no errors."""
    by_uri: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in errors:
        by_uri[_HOME].append(problem)
        if problem.path.endswith(".md") and problem.path.startswith((f"{BRIEFS}/", f"{DOCS}/")):
            by_uri[problem.path.removeprefix(f"{DOCS}/")].append(problem)
    return tuple(_page(uri, found) for uri, found in by_uri.items())


def refusal(told: str) -> str:
    """HTML for what keeps the whole site from being built, and is no author's mistake."""
    return f"<h1>The site cannot be built</h1>\n<pre>{escape(told)}</pre>"


def _page(uri: str, problems: Iterable[Problem]) -> Page:
    rows = "".join(
        "<li><p><code>{}</code> <strong>{}</strong></p><p>{} {}</p></li>\n".format(
            *map(escape, (f"{p.path}:{p.line}:{p.column}", p.code, p.message, p.hint))
        )
        for p in problems
    )
    html = (
        '<div class="bd bd-faults">\n<h1>This needs its author</h1>\n'
        "<p>The page is back as soon as the files below are mended and saved.</p>\n"
        f"<ul>\n{rows}</ul>\n</div>"
    )
    return Page(uri, "This needs its author", "", html, "faults")
