"""Keys and tokens that stand in a text by mistake."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdesk.reading import secrets
from briefdesk.reading.secrets import secret

#: One of each form, in parts, so that no scanner takes this file for a leak.
FOUND = [
    ("-----BEGIN " + "PRIVATE KEY-----", "a private key"),
    ("-----BEGIN RSA " + "PRIVATE KEY-----", "a private key"),
    ("-----BEGIN PGP " + "PRIVATE KEY BLOCK-----", "a private key"),
    ("AKIA" + "B2" * 8, "an access key of Amazon Web Services"),
    ("ghp_" + "a1B2" * 9, "a token of GitHub"),
    ("github_pat_" + "a1_B2" * 14, "a token of GitHub"),
    ("glpat-" + "a1-B2" * 4, "a token of GitLab"),
    ("xoxb-" + "12345678-" * 2 + "a1B2" * 3, "a token of Slack"),
    ("AIza" + "a1-B_" * 7, "an API key of Google"),
    ("sk_live_" + "a1B2" * 6, "a secret key of Stripe"),
    ("pypi-" + "a1B2" * 16, "a token of PyPI"),
    ("npm_" + "a1B2" * 9, "a token of npm"),
    ("eyJ" + "hbGciOi1" * 2 + ".eyJ" + "zdWIiOi1" * 2 + "." + "a1B2" * 4, "a signed web token"),
]


@pytest.mark.parametrize(("key", "called"), FOUND)
def test_keys_are_found_where_they_stand(key: str, called: str) -> None:
    """Each form is found in the midst of a text, at its first letter, and called by its name."""
    assert secret(f"Talks go on.\nThe key is {key}, they say.") == (24, called)


@pytest.mark.parametrize(
    "text",
    ["The AKIA and the ASIA of the press", "public key: -----BEGIN PUBLIC KEY-----", "npm_config",
     "AIzawa, Koji", "sk_live_show", "https://a.example/eyJ/eyJ", "pypi-server", "xoxo-" * 9],
)  # fmt: skip
def test_words_are_no_keys(text: str) -> None:
    """What begins like a key and is none is let be."""
    assert secret(text) is None


@given(st.text(), st.sampled_from([key for key, _ in FOUND]), st.text())
def test_the_short_way_finds_what_the_forms_find(before: str, key: str, after: str) -> None:
    """Looking for signs first hides no key from the forms."""
    text = f"{before} {key} {after}"
    found = secrets._FORM.search(text)
    assert found
    assert secret(text) == (found.start(), secrets._FORMS[(found.lastindex or 1) - 1][0])
    signs = (*secrets._SIGNS, *secrets._RARE)
    assert re.search("|".join(map(re.escape, signs)), found[0])
    assert all(secrets._LETTER in sign for sign in secrets._RARE)
