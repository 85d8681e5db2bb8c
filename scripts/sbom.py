"""Give a list of packages in CycloneDX a version and a number that follow from what it lists.

`cyclonedx-py` leaves both out where its output is to be the same each time, and those who attest
such a list ask for the number. Called by `make sbom`. Source: CycloneDX 1.6, `serialNumber`.
"""

from __future__ import annotations

import json
import sys
import uuid
from pathlib import Path

from briefdesk import __version__


def number(path: Path) -> None:
    """Number the list at `path`: another list has another number, and the same one the same."""
    listed = json.loads(path.read_text(encoding="utf-8"))
    listed["metadata"]["component"]["version"] = __version__
    content = json.dumps(listed, sort_keys=True)
    listed["serialNumber"] = uuid.uuid5(uuid.NAMESPACE_OID, content).urn
    text = json.dumps(listed, indent=2, sort_keys=True, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    number(Path(sys.argv[1]))
