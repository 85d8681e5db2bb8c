"""The reference for authors says what the checks do, because it is made of the same tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefdesk.desk.reference import PAGES
from tests.conftest import Golden

DOCS = Path(__file__).parent.parent.parent / "docs"


@pytest.mark.parametrize(("uri", "make"), PAGES.items(), ids=lambda value: str(value)[:20])
def test_page_is_up_to_date(uri: str, make: Callable[[], str], golden: Golden) -> None:
    """A page of the reference is what the definitions make; `--update` renews it."""
    golden(DOCS / uri, make())
