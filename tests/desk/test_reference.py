"""The reference for authors says what the checks do, because it is made of the same tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from briefdesk.desk.reference import PAGES
from briefdesk.site.project import Settings
from tests.conftest import Golden

DOCS = Path(__file__).parent.parent.parent / "docs"


@pytest.mark.parametrize(("uri", "make"), PAGES.items(), ids=lambda value: str(value)[:20])
def test_page_is_up_to_date(uri: str, make: Callable[[], str], golden: Golden) -> None:
    """A page of the reference is what the definitions make; `--update` renews it."""
    golden(DOCS / uri, make())


def test_every_option_is_described() -> None:
    """The page on configuration has a row for each option of the plugin, with its default."""
    rows = re.findall(
        r"^\| `(\w+)` \| `?(\w+)`? \|", (DOCS / "configuration.md").read_text(), re.MULTILINE
    )
    described = dict(rows)
    assert list(described) == [option.name for option in fields(Settings)]
    for option in fields(Settings):
        if isinstance(option.default, bool):
            assert described[option.name] == str(option.default).lower()
