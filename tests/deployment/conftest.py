"""The desk, the demo and the browser that the tests of the site have."""

from __future__ import annotations

from tests.site.conftest import browser, demo, desk, served

__all__ = ["browser", "demo", "desk", "served"]
