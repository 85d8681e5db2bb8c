"""The least brief that is sound, for tests that add to it or take from it."""

from __future__ import annotations

PATH = "briefs/2017/2017-02-22-talks.md"

#: What stands above its text, but for the last line, so that more sources may follow.
HEAD = """\
---
title: Talks
date: 2017-02-22
summary: Talks go on.
countries: {TUR: buyer}
tlp: CLEAR
sources:
- {id: wire, publisher: Wire, title: A report}
"""
END = "---\nTalks [@wire].\n"

BRIEF = HEAD + END
