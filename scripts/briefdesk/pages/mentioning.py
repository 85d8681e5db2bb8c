"""Known names in a rendered text become links, each subject once on a page."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from briefdesk.pages import addresses
from briefdesk.pages.here import Here
from briefdesk.records.kinds import Subject

#: Elements whose text is left as it is.
_CLOSED = frozenset(("a", "code", "pre", "sup", "h1", "h2", "h3", "h4", "h5", "h6"))


class MentionProcessor(Treeprocessor):
    """Works on the finished tree, so code, links and headings are known as such."""

    #: The page of the text at hand, and the subjects that need no link on it.
    here: Here
    seen: set[Subject]

    def run(self, root: Element) -> None:
        """Put the links into the tree under `root`."""
        self._visit(root)

    def _visit(self, element: Element) -> None:
        if element.tag in _CLOSED:
            return
        children = list(element)
        lead, links = self._linked(element.text)
        element.text = lead
        for place, link in enumerate(links):
            element.insert(place, link)
        for child in children:
            self._visit(child)
            lead, links = self._linked(child.tail)
            child.tail = lead
            place = list(element).index(child) + 1
            for offset, link in enumerate(links):
                element.insert(place + offset, link)

    def _linked(self, text: str | None) -> tuple[str | None, list[Element]]:
        """The text before the first link, and the links, each with the text behind it."""
        if not text or not text.strip():
            return text, []
        links: list[Element] = []
        lead, end = text, 0
        for mention in self.here.edition.mentions.find(text):
            subject = mention.subject
            if subject in self.seen or not self.here.edition.catalogue.has(subject):
                continue
            self.seen.add(subject)
            link = Element("a")
            link.set("href", self.here.to(addresses.subject(subject)))
            link.text = text[mention.start : mention.end]
            if links:
                links[-1].tail = text[end : mention.start]
            else:
                lead = text[: mention.start]
            links.append(link)
            end = mention.end
        if links:
            links[-1].tail = text[end:]
        return lead, links
