"""What a problem's code means, for the author who met it."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from briefdesk.records.codes import CODE, CODES
from briefdesk.records.problems import Severity

_NEAR = 50
_OFFERED = 3


class UnknownCode(LookupError):  # noqa: N818 - a finding to be told, not a failure
    """There is no such code; `nearest` are the known ones that come closest."""

    def __init__(self, given: str) -> None:
        found = process.extract(
            given, sorted(CODE), scorer=fuzz.ratio, limit=_OFFERED, score_cutoff=_NEAR
        )
        self.given = given
        self.nearest = tuple(code for code, _, _ in found)
        super().__init__(given)


def explain(given: str) -> str:
    """The rule behind a code, with an example of wrong and of right; UnknownCode for others."""
    code = CODE.get(given)
    if code is None:
        raise UnknownCode(given)
    parts = [f"{code.id} ({code.severity.value})", code.rule]
    if code.severity is Severity.ERROR:
        parts.append("The brief or profile stays off the site until this is mended.")
    parts += [f"Wrong:\n{_indented(code.wrong)}", f"Right:\n{_indented(code.right)}"]
    return "\n\n".join(parts)


def overview() -> str:
    """Every code with its rule, one a line."""
    width = max(len(code.id) for code in CODES)
    return "\n".join(f"{code.id:<{width}}  {code.rule}" for code in CODES)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())
