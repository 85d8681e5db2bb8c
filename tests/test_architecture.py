"""The order of imports is the architecture."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "scripts" / "briefdesk"

ORDER = (
    "records", "reading", "catalogue", "checks", "pages", "exports", "site", "desk", "cli",
    "__main__",
)  # fmt: skip

CORE = ("records", "reading", "catalogue", "checks", "pages", "exports")

#: What the core has no business with: disk, clock, environment, network, chance.
OUTSIDE = {"os", "shutil", "socket", "subprocess", "random", "time", "tempfile", "urllib.request"}

MODULES = sorted(PACKAGE.rglob("*.py"))


def layer(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by dots"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_package_imports_only_from_above(module: Path) -> None:
    """A module imports from its own package and from those before it, never back up."""
    if module.parent == PACKAGE and module.stem == "__init__":
        return
    place = ORDER.index(layer(module))
    for name in imported(module):
        parts = name.split(".")
        if parts[0] == "briefdesk" and len(parts) > 1 and parts[1] in ORDER:
            assert ORDER.index(parts[1]) <= place, f"{module} imports {name}"


def test_two_modules_know_the_host() -> None:
    """Only what the host calls, and what calls the host, import MkDocs."""
    knowing = [m.name for m in MODULES if any(n.split(".")[0] == "mkdocs" for n in imported(m))]
    assert knowing == ["host.py", "plugin.py"]


def test_core_knows_no_disk_and_no_clock() -> None:
    """From records to exports nothing imports what reaches outside the program."""
    for module in MODULES:
        if layer(module) in CORE:
            assert not OUTSIDE & set(imported(module)), module


def test_two_modules_call_on_others() -> None:
    """Only those that fetch pages, for an author who asks for it, make requests to a host."""
    calling = {"http.client", "urllib.request", "urllib.robotparser", "ssl"}
    knowing = {module.name for module in MODULES if calling & set(imported(module))}
    assert knowing == {"fetching.py", "visiting.py"}


def test_modules_are_short() -> None:
    """No module has more than 300 lines."""
    for module in MODULES:
        assert len(module.read_text(encoding="utf-8").splitlines()) <= 300, module
