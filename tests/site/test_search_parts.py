"""The search index in parts, as a browser reads it: as if all had been indexed at once."""

from __future__ import annotations

import html
import json
import os
import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from briefdesk.site import frame, search, search_engine, search_state, search_words
from briefdesk.site.search import Found
from briefdesk.site.search_spool import document
from tests.site.conftest import Quiet, serving

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("search")]

_COUNTRIES = "Türkiye Russia China Greece Algeria Poland Finland India Qatar Norway".split()
_SYSTEMS = "S-400 S-300 Patriot Arrow-3 NASAMS SAMP/T F-35 KAAN Siper Hisar".split()
_PEOPLE = "Işık Chemezov Müller Søreide Núñez Akar Gül Kjær Şimşek Żurek".split()
_WORDS = """
talks financing delivery contract tender offer ministry missile battery radar interceptor allies
signed agreed negotiation production programme parliament budget loan technology transfer missiles
batteries testing tested systems turkish russian chinese transferring purchase purchased politics
control congress consent convoy contest consult condition confirm
political policy city cities countries country defence defense deterrent launchers launcher export
""".split()

_QUERIES: list[tuple[str, dict[str, str]]] = [
    ("talks", {}), ("financing", {}), ("missile", {}), ("S-400", {}), ("s400", {}), ("F 35", {}),
    ("turkiye", {}), ("Türkiye", {}), ("Işık", {}), ("Muller", {}), ("Núñez", {}), ("nunez", {}),
    ("turkish talks", {}), ("delivery of missiles", {}), ("patriot battery radar", {}),
    ('"contract tender"', {}), ('"item 17"', {}), ('"was said"', {}), ("pol", {}), ("trans", {}),
    ("count", {}), ("launch", {}), ("cities", {}), ("item 301", {}), ("nothingatall", {}),
    ("talks", {"country": "Russia"}), ("missile", {"year": "2011"}),
    ("budget loan", {"country": "Türkiye", "kind": "Brief"}), ("s-300", {"system": "S-300"}),
    ('"contract tender"', {"kind": "Deal"}), ("radar", {"country": "Norway", "year": "2015"}),
    ("systems", {}), ("consent", {}), ("contracts control", {}), ("condi", {}), ("zzz talks", {}), ("rare", {}),
]  # fmt: skip


def _page(number: int, version: int = 0) -> Found:
    """Page `number` of a made-up site, in one of its versions."""
    dice = random.Random(f"{number}.{version}")
    deal = number % 5 == 0
    countries = dice.sample(_COUNTRIES, 2)
    system = dice.choice(_SYSTEMS)
    text = " ".join(dice.choices(_WORDS + _PEOPLE, [9] * len(_WORDS) + [1] * len(_PEOPLE), k=120))
    rare = f"rare{number}" if number % 40 == 0 else ""
    year = 2005 + number % 15
    facts = [
        ("meta", "kind", "Deal" if deal else "Brief"),
        *([("meta", "state", dice.choice(["talks", "signed"]))] if deal else []),
        ("filter", "kind", "Deal" if deal else "Brief"),
        ("filter", "year", str(year)),
        *(("filter", "country", country) for country in countries),
        *([("filter", "system", system)] if number % 3 else []),
    ]
    spans = "".join(f'<span data-pagefind-{a}="{b}">{html.escape(c)}</span>' for a, b, c in facts)
    folder = "deals" if deal else f"briefs/{year}"
    return Found(
        f"{folder}/page-{number}/",
        f'<!doctype html><html lang="en"><body><p>frame</p><article><div data-pagefind-body>'
        f"<div hidden data-pagefind-ignore>{spans}</div><h1>{countries[0]} and {system}</h1>"
        f"<p>{text} {rare}</p><p>It is item {number}; so it was said.</p></div></article></body></html>",
    )


# What is asked of a search: for each query the results in their order, with their scores and what
# is shown of them, how many there are without filters, and what the filters count.
_COMMON = """
  const shown = async (answer, counted, known) => ({
    results: await Promise.all(answer.results.map(async (result) => {
      const { url, meta, excerpt } = await result.data();
      return { url, meta, excerpt, score: Math.round(result.score * 1e4) };
    })),
    unfiltered: answer.unfilteredResultCount,
    counted, known, asked: answer.asked ?? null,
  });
"""
_OURS = f"""async (queries) => {{
  {_COMMON}
  const answers = [];
  for (const [query, chosen] of queries) {{
    const answer = await window.briefdesk.ask(query, chosen);
    const known = await window.briefdesk.filters();
    answers.push(await shown(answer, await window.briefdesk.counts(answer, chosen), known));
  }}
  return answers;
}}"""
_PAGEFIND = f"""async (queries) => {{
  {_COMMON}
  const pagefind = await import(new URL("stock/pagefind.js", document.baseURI).href);
  const ranking = {{ pageLength: 0, termFrequency: 0 }};
  await pagefind.options({{ excerptLength: 22, baseUrl: "/desk/", ranking }});
  await pagefind.init();
  await pagefind.filters();
  const answers = [];
  for (const [query, chosen] of queries) {{
    const answer = await pagefind.search(query, {{ filters: chosen }});
    answers.push(await shown(answer, answer.filters, null));
  }}
  return answers;
}}"""

Answers = list[dict[str, Any]]


class _Desk:
    """A site of our scripts and an index, under a sub-path, as a browser asks it."""

    def __init__(self, root: Path, address: str, browser: Browser) -> None:
        self.site = root / "desk"
        self.bundle = self.site / search.BUNDLE
        self.address = f"{address}/desk/"
        self._browser = browser
        scripts = self.site / "assets" / "js"
        scripts.mkdir(parents=True)
        for name in ("finding.js", "search-worker.js", "search-cbor.js"):
            shutil.copy(frame.THEME / "assets" / "js" / name, scripts / name)
        (self.site / "index.html").write_text(
            '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Desk</title>'
            '<script src="assets/js/finding.js"></script>',
            encoding="utf-8",
        )

    def answers(self, script: str = _OURS, queries: object = _QUERIES) -> Answers:
        """What is answered to every query, without anything to complain of on the way."""
        context = self._browser.new_context()
        try:
            page = context.new_page()
            said: list[str] = []
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("console", lambda message: said.append(message.text))
            page.goto(self.address)
            found: Answers = page.evaluate(script, queries)
            assert said == []
            return found
        finally:
            context.close()


class _Strict(Quiet):
    """Allows no script but the site's own files."""

    def end_headers(self) -> None:
        policy = (
            "default-src 'self'; img-src data:; script-src 'self' 'wasm-unsafe-eval'; "
            "worker-src 'self'"
        )
        self.send_header("Content-Security-Policy", policy)
        super().end_headers()


@pytest.fixture
def desk(tmp_path: Path, browser: Browser) -> Iterator[_Desk]:
    with serving(tmp_path, _Strict) as address:
        yield _Desk(tmp_path, address.removesuffix("/"), browser)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _unasked() -> Iterable[Found]:
    raise AssertionError("everything was indexed anew")


def _parts(bundle: Path) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = json.loads((bundle / "parts.json").read_text("utf-8"))["parts"]
    return parts


def test_parts_answer_as_the_one_index_that_pagefind_makes(
    desk: _Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eight parts give the results, order, scores, excerpts and counts of Pagefind's own index."""
    pages = [_page(number) for number in range(600)]
    monkeypatch.setattr(search, "_PART", 80)
    monkeypatch.setattr(search, "_ALONE", 0)
    assert search.index(desk.bundle, pages, jobs=2).pages == 600
    assert len(_parts(desk.bundle)) == 8
    ordered = sorted(pages, key=lambda page: search_state.key(f"/{page.url}"))
    documents = [found for page in ordered if (found := document(page.url, page.html))]
    files, _ = search_engine.run(documents, "en")
    for name, content in files.items():
        path = desk.site / "stock" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    ours = desk.answers()
    asked = [
        (our["asked"] or query, chosen) for our, (query, chosen) in zip(ours, _QUERIES, strict=True)
    ]
    theirs = desk.answers(_PAGEFIND, asked)
    for (query, chosen), our, their in zip(_QUERIES, ours, theirs, strict=True):
        assert our["results"] == their["results"], query
        assert our["unfiltered"] == their["unfiltered"], query
        if not chosen:
            assert _some(our["counted"]) == _some(their["counted"]), query
    assert sum(1 for answer in ours if answer["results"]) == len(_QUERIES) - 1


def _some(counted: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """Counts without those of values that leave nothing."""
    found = {name: {v: n for v, n in values.items() if n} for name, values in counted.items()}
    return {name: values for name, values in found.items() if values}


def test_updates_answer_as_an_index_of_everything(
    desk: _Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edits, additions and removals, also of one page again and again, leave nothing behind."""
    monkeypatch.setattr(search, "_PART", 100)
    monkeypatch.setattr(search, "_ALONE", 0)
    monkeypatch.setattr(search, "_MOVING", 12)
    monkeypatch.setattr(search, "_UNREST", 2)
    state = tmp_path / "state" / "search"
    site = {page.url: page for page in map(_page, range(300))}
    search.index(desk.bundle, site.values(), state=state)
    dice = random.Random(7)
    for version in range(1, 13):
        numbers = [17, *dice.sample(range(320), 4)]
        changed = [_page(number, version) for number in numbers]
        removed = [
            url for url in dice.sample(sorted(site), 2) if url not in {p.url for p in changed}
        ]
        site |= {page.url: page for page in changed}
        for url in removed:
            del site[url]
        told = search.update(desk.bundle, changed, removed, _unasked, state)
        assert told.pages == len(site)
        assert told.size == sum(map(len, _bytes(desk.bundle).values()))
    assert len(_parts(desk.bundle)) > 6
    updated = desk.answers()
    search.index(desk.bundle, site.values())
    assert updated == desk.answers()


def test_a_part_without_a_field_answers_as_the_others(desk: _Desk, tmp_path: Path) -> None:
    """Where no page of a part has a state, its titles still count as titles."""
    site = {page.url: page for page in map(_page, range(60))}
    search.index(desk.bundle, site.values(), state=tmp_path / "state")
    edited = _page(17, 1)
    search.update(desk.bundle, [edited], [], _unasked, tmp_path / "state")
    assert [part["fields"] for part in _parts(desk.bundle)] == [
        ["kind", "state", "title"],
        ["kind", "title"],
    ]
    updated = desk.answers()
    search.index(desk.bundle, (site | {edited.url: edited}).values())
    assert updated == desk.answers()


@pytest.mark.exhaustive
def test_small_chunks_answer_as_big_ones(desk: _Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many words a file holds changes no answer to a word or to five letters of it."""
    pages = [_page(number) for number in range(310)]
    queries = [query for query in _QUERIES if query[0] not in {"pol", "rare"}]
    search.index(desk.bundle, pages)
    expected = desk.answers(queries=queries)
    monkeypatch.setattr(search, "_PART", 60)
    monkeypatch.setattr(search, "_ALONE", 0)
    monkeypatch.setattr(search_words, "_SIZE", 150)
    search.index(desk.bundle, pages)
    alike = [
        sum(start.startswith("con") for start in part["starts"]) for part in _parts(desk.bundle)
    ]
    assert min(alike) > 4
    assert desk.answers(queries=queries) == expected


def test_a_page_left_open_finds_what_was_published_since(desk: _Desk) -> None:
    """A search that began on an index that is gone fails once, and then asks the new one."""
    again = """async () => {
      const number = async (query) => {
        const { results } = await window.briefdesk.ask(query, {});
        return (await Promise.all(results.map((result) => result.data()))).length;
      };
      const first = await number("talks");
      await window.publish();
      const failed = await number("loan").then(() => "found", () => "failed");
      return [first, failed, await number("loan"), await number("talks")];
    }"""

    def publish() -> None:
        search.index(desk.bundle, [_page(1, 5)])
        os.utime(
            desk.bundle / "parts.json", (4e9, 4e9)
        )  # else of the same second as the one before

    context = desk._browser.new_context()
    try:
        page = context.new_page()
        search.index(desk.bundle, map(_page, range(40)))
        page.expose_function("publish", publish)
        page.goto(desk.address)
        first, failed, *then = page.evaluate(again)
    finally:
        context.close()
    text = _page(1, 5).html
    assert first > 1
    assert failed == "failed"
    assert then == [int("loan" in text), int("talks" in text)]


def test_same_pages_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the order of pages, nor the number of workers, nor the frame around an article
    changes a byte, and a built site gives the same as its pages."""
    monkeypatch.setattr(search, "_PART", 20)
    monkeypatch.setattr(search, "_ALONE", 0)
    pages = [_page(number) for number in range(70)]
    search.index(tmp_path / "one", pages, jobs=1)
    shuffled = [
        Found(page.url, page.html.replace("<p>frame</p>", "<nav>another</nav>"))
        for page in reversed(pages)
    ]
    search.index(tmp_path / "two", shuffled, jobs=2)
    for page in pages:
        path = tmp_path / "site" / page.url / "index.html"
        path.parent.mkdir(parents=True)
        path.write_text(page.html, encoding="utf-8")
    (tmp_path / "site" / "404.html").write_text("<html lang=en><article>not to be found</article>")
    search.index_site(tmp_path / "site")
    one = _bytes(tmp_path / "one")
    assert sum(name.endswith(".pf_fragment") for name in one) == 70
    assert one == _bytes(tmp_path / "two")
    assert one == _bytes(tmp_path / "site" / search.BUNDLE)


def test_an_update_writes_a_small_part_alone(tmp_path: Path) -> None:
    """What one edit writes holds that page, and the part that moves with the next edit is gone."""
    state, bundle = tmp_path / "state", tmp_path / "bundle"
    search.index(bundle, map(_page, range(80)), state=state)
    before = set(_bytes(bundle))
    search.update(bundle, [_page(3, 1)], [], _unasked, state)
    first = set(_bytes(bundle)) - before
    assert sum(name.endswith(".pf_fragment") for name in first) == 1
    search.update(bundle, [_page(3, 2)], [], _unasked, state)
    second = set(_bytes(bundle)) - before
    assert sum(name.endswith(".pf_fragment") for name in second) == 1
    assert not first & second
    search.update(bundle, [], [_page(3).url], _unasked, state)
    assert set(_bytes(bundle)) == before
    assert sum(len(part.get("hidden", [])) for part in _parts(bundle)) == 1


def _lose(state: Path, bundle: Path) -> None:
    state.unlink()


def _garble(state: Path, bundle: Path) -> None:
    state.write_bytes(b"not a database, and long enough to be looked at" * 100)


def _swap(state: Path, bundle: Path) -> None:
    search.index(bundle, map(_page, range(40)))


def _remove(state: Path, bundle: Path) -> None:
    shutil.rmtree(bundle / _parts(bundle)[0]["folder"])


def _no_bundle(state: Path, bundle: Path) -> None:
    shutil.rmtree(bundle)


@pytest.mark.parametrize("harm", [_lose, _garble, _swap, _remove, _no_bundle])
def test_what_is_not_known_is_indexed_anew(
    tmp_path: Path, harm: Callable[[Path, Path], None]
) -> None:
    """Where the state is lost, damaged or of another index, an update indexes everything."""
    state, bundle = tmp_path / "state", tmp_path / "bundle"
    search.index(bundle, map(_page, range(50)), state=state)
    harm(state, bundle)
    site = [_page(number, int(number == 3)) for number in range(50)]
    search.update(bundle, [site[3]], [], lambda: site, state)
    search.index(tmp_path / "clean", site)
    assert _bytes(bundle) == _bytes(tmp_path / "clean")
    search.update(bundle, [_page(3, 2)], [], _unasked, state)


def test_much_change_is_indexed_anew(tmp_path: Path) -> None:
    """Where a third of the pages changes, the index is as if made from nothing."""
    state, bundle = tmp_path / "state", tmp_path / "bundle"
    search.index(bundle, map(_page, range(60)), state=state)
    site = [_page(number, int(number < 20)) for number in range(60)]
    search.update(bundle, site[:20], [], lambda: site, state)
    search.index(tmp_path / "clean", site)
    assert _bytes(bundle) == _bytes(tmp_path / "clean")


def test_a_site_without_pages_has_an_index(tmp_path: Path) -> None:
    """A desk that has nothing to find yet is built all the same."""
    assert search.index(tmp_path / "bundle", []).pages == 0
    assert _parts(tmp_path / "bundle") == []


def test_a_pagefind_that_fails_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ends before it has answered is said to have failed, with its own words."""
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho out of luck >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(search_engine, "_binary", lambda: program)
    with pytest.raises(search.SearchProblem, match="out of luck"):
        search.index(tmp_path / "bundle", [_page(1)])
