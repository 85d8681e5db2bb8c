"""`make fuzz`: bytes that a fuzzer thinks of are read as briefs, profiles and addresses.

    python -m trials.fuzzing FOLDER [options of libFuzzer]

FOLDER keeps what was found to lead somewhere new, and begins with the project's own files. A
finding is an exception, a second of work, or memory past the limit; it is written beside FOLDER.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["briefdesk", "frontmatter"]):
    from briefdesk.catalogue.compile import compile
    from briefdesk.checks import check
    from briefdesk.reading.library import File, read
    from briefdesk.reading.locators import normal, tracked, untracked
    from briefdesk.records.authored import AuthoredProfile, authored_brief
    from briefdesk.records.authored_parts import AuthoredDealEvent, AuthoredStatement
    from briefdesk.records.codes import CODE
    from briefdesk.records.kinds import KINDS
    from briefdesk.records.states import STATES
    from briefdesk.records.values import Source

ROOT = Path(__file__).resolve().parents[2]

#: Seconds of this process for one input, whatever else the machine does.
SLOW = 1.0

#: What there is beside the one file, so that names in it may be known.
_AROUND = (
    File("docs/systems/s-400.md", b"---\nname: S-400\naliases: [SA-21 Growler]\n---\nA system.\n"),
    File("docs/organisations/rostec.md", b"---\nname: Rostec\ncountry: RUS\n---\nA holding.\n"),
    File(
        "briefs/2017/2017-02-21-before.md",
        b"---\ntitle: Before\ndate: 2017-02-21\nsummary: It began.\ncountries: [TUR, RUS]\n"
        b"tlp: CLEAR\nsources: [{id: a, publisher: A, title: A}]\n---\nIt began [@a].\n",
    ),
)


#: A brief in which nearly every field stands, and nothing is wrong.
_WHOLE = b"""\
---
title: Talks on the S-400
date: 2017-02-22
date_note: By the papers.
summary: Talks go on.
countries: {TUR: [buyer, operator], RUS: supplier}
systems: [SA-21 Growler]
organisations: [Rostec]
topics: [air defence]
people:
- {name: Fikri Isik, office: minister of defence, country: TUR, organisation: Rostec}
deals:
- {buyer: TUR, supplier: [RUS], system: S-400, lot: first, state: talks, date: 2017-02-21,
   programme: Shield, quantity: 4 batteries, value: {amount: 2500000000, currency: USD, basis: budget},
   by: [Fikri Isik], claimed: true, sources: [a], credibility: 2, note: So it is said.}
- {buyer: TUR, supplier: RUS, system: S-400, lot: first, milestone: payment, disputed: By some., sources: [a]}
statements:
- {speaker: Fikri Isik, office: minister, to: Rostec, says: It is near., source: a, date: 2017-02-20}
- {speaker: an official, anonymous: true, says: Nothing., source: [b]}
judgements:
- {id: sign, text: It is signed., likelihood: likely, confidence: low, resolves_by: 2018-02,
   outcome: happened, resolved: 2017-09-12, sources: [a]}
questions: [Who pays?, {text: And when?, answered: 2017-02-21-before}]
sources:
- {id: a, publisher: A, title: A, url: "https://a.example/b?c=d", date: 2017-02-20, archived: "https://k.example/",
   accessed: 2017-02-22, author: B, language: tr, origin: C}
- {id: b, publisher: B, label: B, withdrawn: 2017-02-22, withdrawn_reason: It was wrong.}
confidence: moderate
tlp: CLEAR
status: published
published: 2017-02-23
updated: 2017-02-24
changes: [{date: 2017-02-24, note: Adds a word.}]
supersedes: 2017-02-21-before
language: en
authors: [D]
---
## Talks

Talks *go* on [@a, @b]; see [before](2017-02-21-before.md), `<code>` and <https://a.example/>.

| a | b |
|---|---|
| 1 | 2 |

> - quoted
"""


class Finding(Exception):
    """What no input may lead to."""


def _files(path: str, content: bytes) -> None:
    library = read([File(path, content), *_AROUND])
    for problem in check(library, compile(library)):
        if problem.code not in CODE or problem.line < 1 or problem.column < 1:
            raise Finding(f"no code or no place: {problem}")


def _brief(content: bytes) -> None:
    _files("briefs/2017/2017-02-22-talks.md", content)


def _profile(content: bytes) -> None:
    kind = KINDS[content[0] % len(KINDS)] if content else KINDS[0]
    _files(f"docs/{kind.id}/one.md", content[1:])


def _named(content: bytes) -> None:
    name, _, rest = content.partition(b"\n")
    _files(f"briefs/2017/{name.decode('utf-8', 'replace')}.md", rest)


def _address(content: bytes) -> None:
    url = content.decode("utf-8", "surrogatepass" if content[:1] == b"\xed" else "replace")
    once = normal(url)
    if normal(once) != once:
        raise Finding(f"{url!r}: {once!r} is not the normal form of itself")
    if tracked(untracked(url)):
        raise Finding(f"{url!r} tracks all the same")


TARGETS: tuple[Callable[[bytes], None], ...] = (_brief, _profile, _address, _named)


def attempt(data: bytes) -> None:
    """Read one input: its first byte says as what. Finding where it took too long."""
    if not data:
        return
    begun = time.process_time()
    TARGETS[data[0] % len(TARGETS)](data[1:])
    if (taken := time.process_time() - begun) > SLOW:
        raise Finding(f"it took {taken:.1f} seconds")


def sow(folder: Path) -> None:
    """Write the project's own files into a corpus: briefs, profiles, mistakes, addresses."""
    folder.mkdir(parents=True, exist_ok=True)
    seeds = [b"\x00" + _WHOLE, b"\x02https://Wire.example:443/a/../%7eb?utm_source=c&d=%C3%BC#e"]
    for place in ("briefs", "docs/systems", "docs/organisations", "tests/golden/problems"):
        for path in sorted((ROOT / place).rglob("*.md")):
            content = path.read_bytes()
            is_profile = "docs" in path.parts
            seeds.append((b"\x01\x01" if is_profile else b"\x00") + content)
            if path.is_relative_to(ROOT / "tests"):
                seeds.append(b"\x03" + path.stem.encode() + b"\n" + content)
    for seed in seeds:
        (folder / hashlib.sha1(seed, usedforsecurity=False).hexdigest()).write_bytes(seed)


def tell(place: Path) -> None:
    """Write the words that a reader knows into a dictionary for the fuzzer."""
    models = (authored_brief(KINDS), AuthoredProfile, AuthoredDealEvent, AuthoredStatement, Source)
    fields = {f"{name}: " for model in models for name in model.model_fields}
    signs = (
        "---\\x0A",
        "...\\x0A",
        "<<: ",
        "&a ",
        "*a",
        "!!",
        "[@",
        "](",
        "```",
        "<a ",
        "{: ",
        "2017-02-",
    )
    words = sorted({*fields, *(state.value for state in STATES), *signs})
    place.write_text("".join(f'"{word}"\n' for word in words), encoding="utf-8")


def main() -> None:
    """Sow the corpus and let the fuzzer run on it."""
    folder = Path(sys.argv[1])
    words = folder.with_suffix(".dict")
    sow(folder)
    tell(words)
    atheris.Setup([*sys.argv, f"-dict={words}"], attempt)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
