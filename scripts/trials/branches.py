"""`make coverage`: how many branches of each package the tests take, of what coverage found.

    python -m trials.branches FILE.json LEAST

Ends with 1 where a package has less than LEAST percent. Lines are the easier half: a line with a
condition is run by either answer.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any


def taken(report: dict[str, Any]) -> dict[str, float]:
    """Percent of the branches of each package, and of all of them, in a report of coverage."""
    known: Counter[str] = Counter()
    covered: Counter[str] = Counter()
    for path, file in report["files"].items():
        for package in (path.split("briefdesk/")[1].partition("/")[0], "all"):
            known[package] += file["summary"]["num_branches"]
            covered[package] += file["summary"]["covered_branches"]
    return {name: 100 * covered[name] / number for name, number in sorted(known.items()) if number}


def main(path: str, least: str) -> int:
    """Print the shares; 1 where one is too small."""
    shares = taken(json.loads(Path(path).read_text(encoding="utf-8")))
    for package, share in shares.items():
        print(f"{package}: {share:.1f} % of branches")
    return int(not shares or min(shares.values()) < float(least))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
