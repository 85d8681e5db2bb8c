"""The desk, the demo and the browser that the tests of the site have, and a checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.deployment.pipelines import clone
from tests.site.conftest import browser, demo, desk, served

__all__ = ["browser", "demo", "desk", "served"]


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout of the project with its packages; tests that use it share one worker."""
    return clone(tmp_path_factory.mktemp("runner") / "briefdesk")
