"""A module loaded in another form than it lies on the disk in."""

from __future__ import annotations

import ast
import importlib.util
import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType


class _Altered(Loader, MetaPathFinder):
    """Finds one module before anybody else does, and loads what `form` gives in its place."""

    def __init__(self, module: str, file: Path, form: Callable[[], str | ast.Module]) -> None:
        self._module, self._file, self._form = module, file, form

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module, where it is the one."""
        if fullname != self._module:
            return None
        return importlib.util.spec_from_file_location(fullname, self._file, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the module as it is to be."""
        exec(compile(self._form(), str(self._file), "exec", dont_inherit=True), vars(module))  # noqa: S102, what loaders do


def alter(module: str, file: Path, form: Callable[[], str | ast.Module]) -> None:
    """Have the module in `file` loaded as the text or tree that `form` gives. It must not be
    loaded yet, and nothing of it is kept on the disk."""
    sys.meta_path.insert(0, _Altered(module, file, form))
