"""The package with one defence taken out: `pytest -p tests.safety.without`, with the defence's name
in the environment, loads a module whose text is edited on the way in."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

#: The variable that names what is taken out.
NAME = "BRIEFDESK_WITHOUT"

PACKAGE = Path(__file__).parent.parent.parent / "scripts"


@dataclass(frozen=True, slots=True)
class Defence:
    """What keeps something out: the rows of the bar that rest on it, the module that holds it, the
    words of the module that are it, what stands there without it, and tests that then fail."""

    rows: str
    module: str
    words: str
    instead: str
    tests: tuple[str, ...]

    @property
    def file(self) -> Path:
        """Where the module lies."""
        return PACKAGE / f"{self.module.replace('.', '/')}.py"

    def removed(self) -> str:
        """The text of the module without it."""
        text = self.file.read_text(encoding="utf-8")
        assert text.count(self.words) == 1, f"{self.words!r} stands {text.count(self.words)} times"
        return text.replace(self.words, self.instead)


if name := os.environ.get(NAME):
    from hypothesis import Phase, settings

    from tests.safety.defences import DEFENCES
    from trials.altering import alter

    # That a test fails is all that is asked; the smallest input by which it does is not.
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("without", phases=phases, database=None)
    settings.load_profile("without")

    assert not [module for module in sys.modules if module.startswith("briefdesk")]
    defence = DEFENCES[name]
    alter(defence.module, defence.file, defence.removed)
