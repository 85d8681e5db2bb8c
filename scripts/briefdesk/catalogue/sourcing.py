"""What sources are worth: which of them were withdrawn, and how many witnesses they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from briefdesk.catalogue import grounds
from briefdesk.catalogue.publishers import Publishers
from briefdesk.catalogue.withdrawals import Withdrawal, page_of, withdrawals
from briefdesk.catalogue.witnesses import Weight, witnesses
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.values import Source


class Sourcing:
    """Knows the sources of all `records`. `note` is told the grounds of each answer.

    A withdrawal touches whatever cites the page, so that no ground is noted for it.
    """

    def __init__(
        self,
        records: Iterable[Brief | Profile],
        publishers: Publishers,
        note: Callable[[str], None],
    ) -> None:
        self._publishers = publishers
        self._note = note
        #: Every withdrawn page of a source.
        self.withdrawals: Mapping[str, Withdrawal] = withdrawals(
            source for record in records for source in record.sources
        )

    def withdrawal(self, source: Source) -> Withdrawal | None:
        """When and why a source was withdrawn, by any brief or profile."""
        return self.withdrawals.get(page_of(source)) if self.withdrawals else None

    def weight(self, sources: Iterable[Source]) -> Weight:
        """What `sources` weigh together; each page of a source counts once."""
        pages = {page_of(source): source for source in sources}
        standing = [s for page, s in pages.items() if page not in self.withdrawals]
        if len(standing) < 2:  # whoever they are, they are as many witnesses
            return Weight(len(pages), len(standing), len(pages) - len(standing))
        accounts = [
            (self._house(source.publisher), self._house(source.origin) if source.origin else None)
            for source in standing
        ]
        return Weight(len(pages), len(witnesses(accounts)), len(pages) - len(standing))

    def _house(self, name: str) -> str:
        self._note(grounds.publisher(self._publishers.id(name)))
        return self._publishers.house(name)
