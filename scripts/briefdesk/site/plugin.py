"""MkDocs meets briefdesk: what the host calls as it builds a site. `host.py` calls the host."""

from __future__ import annotations

import os

# Material prints a long note on MkDocs 2 when it is loaded. Who chose this host knows of it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
