"""Keys and tokens that stand in a text by mistake.

The forms are those that their issuers document, so that what is found is one: a false alarm
would stop an author who did nothing wrong.
"""

from __future__ import annotations

import re

_FORMS = (
    ("a private key", r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"),
    ("an access key of Amazon Web Services", r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"),
    ("a token of GitHub", r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})\b"),
    ("a token of GitLab", r"\bglpat-[A-Za-z0-9_-]{20,}"),
    ("a token of Slack", r"\bxox[abeoprs]-[0-9]{8,}-[A-Za-z0-9-]{10,}"),
    ("an API key of Google", r"\bAIza[A-Za-z0-9_-]{35}\b"),
    ("a secret key of Stripe", r"\b[rs]k_live_[A-Za-z0-9]{20,}\b"),
    ("a token of PyPI", r"\bpypi-[A-Za-z0-9_-]{60,}"),
    ("a token of npm", r"\bnpm_[A-Za-z0-9]{36}\b"),
    ("a signed web token", r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"),
)
_FORM = re.compile("|".join(f"({form})" for _, form in _FORMS))

#: One of these stands in every secret; looking for the forms themselves takes ten times as long.
_SIGNS = ("PRIVATE KEY", "AKIA", "ASIA", "glpat-", "xox", "AIza", "pypi-", "eyJ")

#: The same of those that have this letter, which few briefs hold.
_LETTER = "_"
_RARE = ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "k_live_", "npm_")


def secret(text: str) -> tuple[int, str] | None:
    """Where the first secret of a text begins, and what it is; None where there is none."""
    for sign in (*_SIGNS, *_RARE) if _LETTER in text else _SIGNS:
        if sign in text:
            break
    else:
        return None
    found = _FORM.search(text)
    return (found.start(), _FORMS[(found.lastindex or 1) - 1][0]) if found else None
