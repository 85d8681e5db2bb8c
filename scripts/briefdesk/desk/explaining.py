"""What a problem's code stands for, in words."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from briefdesk.records.codes import CODE, CODES


def explain(id: str) -> str:
    """The rule behind a code, with an example; KeyError where there is no such code."""
    code = CODE[id]
    shown = {"wrong": code.wrong, "right": code.right}
    examples = "\n\n".join(
        f"  {name}:\n" + "\n".join(f"    {line}" for line in example.split("\n"))
        for name, example in shown.items()
    )
    return f"{code.id} ({code.severity})\n\n{code.rule}\n\n{examples}\n"


def nearest(id: str) -> list[str]:
    """Up to three codes that `id` may have meant."""
    ranked = process.extract(id, sorted(CODE), scorer=fuzz.ratio, limit=3, score_cutoff=50)
    return [name for name, _, _ in ranked]


def listed() -> str:
    """Every code with its rule, one a line."""
    width = max(len(code.id) for code in CODES)
    return "".join(f"{code.id:<{width}}  {code.rule}\n" for code in CODES)
