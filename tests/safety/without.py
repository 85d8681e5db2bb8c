"""The package with one defence taken out: `pytest -p tests.safety.without`, with the defence's name
in the environment, loads a module whose text is edited on the way in."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder, SourceLoader
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

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


class _Edited(SourceLoader):
    """Loads a module from the text that it would have."""

    def __init__(self, defence: Defence) -> None:
        self._defence = defence

    def get_filename(self, fullname: str) -> str:
        return str(self._defence.file)

    def get_data(self, path: bytes | str) -> bytes:
        return self._defence.removed().encode()


class _Finder(MetaPathFinder):
    """Finds one module before anybody else does."""

    def __init__(self, defence: Defence) -> None:
        self._defence = defence

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._defence.module:
            return None
        place = str(self._defence.file)
        return importlib.util.spec_from_file_location(
            fullname, place, loader=_Edited(self._defence)
        )


if name := os.environ.get(NAME):
    from hypothesis import Phase, settings

    from tests.safety.defences import DEFENCES

    # That a test fails is all that is asked; the smallest input by which it does is not.
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("without", phases=phases, database=None)
    settings.load_profile("without")

    assert not [module for module in sys.modules if module.startswith("briefdesk")]
    sys.meta_path.insert(0, _Finder(DEFENCES[name]))
