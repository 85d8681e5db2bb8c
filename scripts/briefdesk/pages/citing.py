"""`[@janes]` in a text becomes the number of that source."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.inlinepatterns import InlineProcessor

_ID = r"@[a-z0-9][a-z0-9-]*"
_FORM = rf"[ \t]?\[({_ID}(?:\s*[,;]\s*{_ID})*)\]"


class CitationProcessor(InlineProcessor):
    """Puts superscript links for `[@id]` and `[@id, @other]`; unknown ids stay as written."""

    #: The number and the anchor of each source of the text at hand.
    numbers: Mapping[str, tuple[int, str]]
    #: The ids of those that were withdrawn.
    fallen: Collection[str] = ()
    #: Whether ids that are unknown are left out: their sources were not there yet.
    lenient = False

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(_FORM, md)

    # The base class gives the name and the arguments; it declares the match untyped and
    # allows three shapes of result.
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,
    ) -> tuple[Element | None, int | None, int | None]:
        """The citation as an element, or nothing where an id is unknown."""
        ids = [id.strip().removeprefix("@") for id in re.split(r"[,;]", m[1])]
        if self.lenient:
            ids = [id for id in ids if id in self.numbers]
        if any(id not in self.numbers for id in ids):
            return None, None, None
        mark = Element("sup")
        mark.set("class", "bd-cites")
        for place, id in enumerate(ids):
            number, anchor = self.numbers[id]
            link = SubElement(mark, "a")
            link.set("href", f"#{anchor}")
            link.set("class", "bd-cite bd-cite--fell" if id in self.fallen else "bd-cite")
            link.text = f"{number}, withdrawn" if id in self.fallen else str(number)
            if place < len(ids) - 1:
                link.tail = ",\u202f"
        return mark, m.start(0), m.end(0)
