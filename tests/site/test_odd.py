"""Whatever authors may write stands on its page: nothing runs out of it to the side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from briefdesk.site.build import build
from briefdesk.site.project import find
from tests.site.conftest import serving
from tests.site.desks import CONFIGURATION, write
from tests.site.test_accessibility import violations

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
TITLE = f"{LONG} {'signs and signs again ' * 4}".ljust(160, "w")[:160]
ARABIC = "تركيا تتجه إلى روسيا لشراء منظومة S-400 وتترك العرض الصيني"
CHINESE = "土耳其转向俄罗斯购买S-400防空导弹系统并放弃中国方案" * 2
EMOJI = "🚀🇹🇷👩‍🚀 Launch &amp; <b>bold</b> <script>alert(1)</script> 🛰️"
SAID = "It was said at length and more than once. " * 47
ADDRESS = f"https://press.example/{'archive-of-all-papers' * 12}/item?q=1&r=2"


def brief(
    title: str,
    date: str,
    more: str = "",
    sources: int = 1,
    body: str = "Text.",
    language: str = "en",
) -> str:
    """A brief of the odd desk."""
    listed = "\n".join(
        f"- {{id: s{n}, publisher: 'Press {n} {LONG if n == 1 else ''}', title: 'Report {n} {title[:60]}',"
        f" url: '{ADDRESS}{n}', archived: 'https://keep.example/20240102030405/{ADDRESS}{n}'}}"
        for n in range(1, sources + 1)
    )
    if sources > 10:  # as many as the reader lets into one brief
        listed = "\n".join(
            f"- {{id: s{n}, publisher: P, title: T{n}}}" for n in range(1, sources + 1)
        )
    cites = ", ".join(f"@s{n}" for n in range(1, sources + 1))
    return f"""\
---
title: '{title}'
date: {date}
summary: '{title[:150]} {LONG}'
countries: {{TUR: [buyer, operator, concerned], RUS: supplier}}
systems: [S-400]
tlp: CLEAR
language: {language}
authors: ['{title[:80]}', '{LONG}']
{more}
sources:
{listed}
---
{body} [{cites}]

| a | {LONG} | c |
|---|---|---|
| {LONG} | `{LONG}{LONG}` | 1 |

```text
{LONG * 3}
```
"""


DEAL = (
    "deals:\n- {buyer: TUR, supplier: RUS, system: S-400, state: signed, sources: [s1],"
    f" quantity: '{LONG}', note: '{LONG} {LONG}', programme: '{LONG}',"
    " value: {amount: 999999999999999, currency: USD}}\n"
    f"statements:\n- {{speaker: '{LONG}', anonymous: true, office: '{LONG} {LONG}', to: '{LONG}',"
    f" says: '{SAID}', source: s1, credibility: 2}}\n"
    f"- {{speaker: 'متحدث', anonymous: true, says: '{ARABIC}', source: s1}}\n"
    f"judgements:\n- {{id: j, text: '{LONG} {LONG}', likelihood: almost no chance,"
    " confidence: low, resolves_by: 2199-01-01}\n"
    f"questions: ['{LONG}?', '{ARABIC}?']\n"
    f"topics: ['{LONG}']\n"
    f"people:\n- {{name: '{LONG}', office: '{LONG} of {LONG}', country: TUR}}"
)

#: One deal of thirty steps: many on one day, one of which only the year is known, each state and
#: milestone once or more, and not a word of one's own about any.
STEPS = "deals:\n" + "".join(
    f"- {{buyer: TUR, supplier: [ITA, FRA], system: L-30, lot: '{LONG}', {step}, date: {date},"
    f" sources: [s1], disputed: '{LONG} {LONG}'}}\n"
    for step, date in (
        ("state: interest", "1999"),
        *((f"state: {state}", "2001-02-03") for state in ("talks", "offer", "tender", "selected")),
        *((f"milestone: {name}", "2001-02-03") for name in ("test", "payment", "training")),
        *((f"state: {'negotiation' if n % 2 else 'suspended'}", f"2002-{n:02}") for n in range(1, 13)),
        *(("state: delivery", f"2{n:03}-05-06") for n in range(4, 12)),
        ("state: in-service", "2099-12-31"),
        ("state: in-service", "2100"),
    )
)  # fmt: skip
SINGLE = (
    "deals:\n- {buyer: GRC, system: L-20, state: interest, sources: [s1]}\n"
    f"changes:\n- {{date: 2020-02-02, note: '{LONG} {LONG}'}}\n"
    f"date_note: '{LONG} {LONG}'"
)
WITHDRAWN = f"status: withdrawn\nreason: '{LONG} {ARABIC}'\nsupersedes: 2020-01-03-chinese"

FILES = {
    "mkdocs.yml": CONFIGURATION,
    "docs/countries/fin.md": f"---\nname: Finland\nformer_names: ['{LONG}']\n---\n",
    "docs/systems/l-20.md": "---\nname: L-20\n---\n",
    "docs/systems/l-30.md": "---\nname: L-30\n---\n",
    "docs/systems/l-40.md": f"---\nname: L-40\nrange_note: '{LONG}'\nrange_km: 99999\n---\n",
    "briefs/2020/2020-01-06-thirty.md": brief("Thirty steps", "2020-01-06", STEPS),
    "briefs/2020/2020-01-07-single.md": brief("One step", "2020-01-07", SINGLE),
    "briefs/2020/2020-01-08-withdrawn.md": brief(ARABIC, "2020-01-08", WITHDRAWN),
    "docs/systems/s-400.md": f"---\nname: S-400\naliases: ['{LONG}']\nkind: '{LONG}'\n---\n{LONG}\n",
    "briefs/1887/1887-01-01-before.md": brief("Before the telephone", "1887-01-01"),
    "briefs/2150/2150-12-31-after.md": brief("After us", "2150-12-31"),
    "briefs/2020/2020-01-01-long.md": brief(TITLE, "2020-01-01", DEAL),
    "briefs/2020/2020-01-02-arabic.md": brief(
        ARABIC, "2020-01-02", body=f"{ARABIC}\n\n- {ARABIC}\n\n{ARABIC}", language="ar"
    ),
    "briefs/2020/2020-01-03-chinese.md": brief(CHINESE, "2020-01-03", language="zh"),
    "briefs/2020/2020-01-04-emoji.md": brief(EMOJI, "2020-01-04"),
    "briefs/2020/2020-01-05-sources.md": brief("Five hundred sources", "2020-01-05", sources=560),
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of odd briefs."""
    desk = tmp_path_factory.mktemp("odd")
    for name, text in FILES.items():
        write(desk / name, text)
    build(find(desk), desk / "site", cache=desk / "cache")
    return desk / "site"


@pytest.fixture(scope="module")
def place(odd: Path) -> Iterator[str]:
    """Its address."""
    with serving(odd) as address:
        yield address


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_runs_out_of_a_page(odd: Path, place: str, browser: Browser, width: int) -> None:
    """No page of the odd desk scrolls to the side, and nothing on it is cut off there."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    paths = sorted(path.relative_to(odd).parent.as_posix() for path in odd.rglob("index.html"))
    assert len(paths) > 30
    wide = {}
    for path in paths:
        page.goto(f"{place}{path}/")
        # The page itself hides what is too wide, so that each of its parts is asked.
        if found := page.evaluate(OUTSIDE):
            wide[path] = found
    context.close()
    assert not complaints
    assert not wide


@pytest.mark.exhaustive
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1440, "dark")])
def test_no_odd_page_breaks_a_rule(
    odd: Path, place: str, browser: Browser, width: int, scheme: str
) -> None:
    """Every page of the odd desk, that of a withdrawn brief among them, passes axe."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    found = {}
    for path in sorted(path.relative_to(odd).parent.as_posix() for path in odd.rglob("index.html")):
        page.goto(f"{place}{path}/")
        if objections := violations(page):
            found[path] = objections
    context.close()
    assert not found


#: What stands, in part, outside of the screen's width, and cannot be scrolled there.
OUTSIDE = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (e) => e && (["auto", "scroll"].includes(getComputedStyle(e).overflowX)
    || scrolls(e.parentElement));
  const unseen = (e) => e && (getComputedStyle(e).clipPath !== "none" || unseen(e.parentElement));
  return [...document.querySelectorAll("body *")].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width && (box.right > width + 1 || box.left < -1) && !scrolls(e.parentElement)
      && !unseen(e) && !e.closest("svg, dialog, .md-skip");
  }).slice(0, 3).map((e) => `${e.tagName}.${e.className} ${e.getBoundingClientRect().right}`);
}"""
