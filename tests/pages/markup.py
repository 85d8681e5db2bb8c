"""The structure of HTML: elements, names of attributes, addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

#: What may stand for itself in HTML, without an end tag.
VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "wbr"))


@dataclass
class Markup(HTMLParser):
    """Reads `html`. `shape` lists start tags with the names of their attributes, and end tags;
    spans that only keep a designation on one line are left out. `open_at_end` are elements
    that nothing closed."""

    html: str
    shape: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    open_at_end: list[str] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._tight: list[bool] = []
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.elements.append((tag, known))
        tight = known == {"class": "bd-tight"} and tag == "span"
        if tag not in VOID:
            self.open_at_end.append(tag)
            self._tight.append(tight)
        if not tight:
            self.shape.append(f"<{tag} {' '.join(sorted(known))}>")
        self.links += [value for name, value in known.items() if name in ("href", "src")]
        self.ids += [value for name, value in known.items() if name == "id"]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open_at_end, f"</{tag}> closes nothing"
        assert self.open_at_end.pop() == tag, f"</{tag}> closes another element"
        if not self._tight.pop():
            self.shape.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.shape.append("<!-- -->")

    def handle_decl(self, decl: str) -> None:
        self.shape.append("<! >")

    def unknown_decl(self, data: str) -> None:
        self.shape.append("<![ ]>")

    def handle_pi(self, data: str) -> None:
        self.shape.append("<? >")
