"""The templates, all of them escaping, and the one way to fill them."""

from __future__ import annotations

from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from briefdesk.pages import addresses, glyphs, rulers, weighing, wording
from briefdesk.pages.here import Here
from briefdesk.records.gradings import CREDIBILITY, words_of


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("briefdesk.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    environment.filters |= {
        "time": wording.time,
        "short": wording.short,
        "day": wording.day,
        "money": wording.money,
        "number": wording.number,
        "series": wording.series,
        "capital": wording.capital,
        "tight": wording.tight,
        "language": wording.language,
        "verbatim": wording.verbatim,
        "years": wording.years,
        "group_class": glyphs.css_class,
        "credible": partial(words_of, CREDIBILITY),
    }
    environment.globals |= {
        "at": addresses,
        "count": wording.count,
        "weighed": weighing.shown,
        "few": wording.few,
        "glyph": glyphs.glyph,
        "labelled": glyphs.labelled,
        "of_step": glyphs.of_step,
        "likelihood": rulers.term,
        "preposition": wording.preposition,
    }
    return environment


def fill(template: str, here: Here, **values: object) -> Markup:
    """The HTML of a template, seen from `here`, without blank lines and indentation."""
    text = (
        _environment()
        .get_template(f"{template}.html.jinja")
        .render(here=here, edition=here.edition, catalogue=here.edition.catalogue, **values)
    )
    return Markup("\n".join(filter(None, map(str.strip, text.splitlines()))))  # noqa: S704
