"""The corpus of the benchmark, and the same texts for each rival."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from bench import corpus, rivals
from bench.briefs import FIRST, LAST, Brief, Corpus
from bench.contestants import Contestant, contestants
from bench.deals import PATH
from bench.jobs import JOBS, Choice, another, with_facts_edited, with_text_edited
from bench.words import Vocabulary, past
from briefdesk.desk import checking
from briefdesk.site.project import find

BRIEFS = 60
TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def briefs() -> list[Brief]:
    return list(Corpus(BRIEFS))


def written(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_same_seed_same_corpus(tmp_path: Path) -> None:
    """Two corpora of one seed are the same bytes; one of another seed is not."""
    for name, seed in (("one", 0), ("two", 0), ("other", 1)):
        corpus.write(tmp_path / name, 20, seed)
    assert written(tmp_path / "one") == written(tmp_path / "two")
    assert written(tmp_path / "one") != written(tmp_path / "other")


def test_project_is_sound(tmp_path: Path) -> None:
    """`briefdesk check` finds nothing, before and after the edits that the jobs make."""
    choice = Choice(BRIEFS, repeats=3)
    corpus.write(tmp_path, BRIEFS, seen=choice)
    assert len(list((tmp_path / "briefs").rglob("*.md"))) == BRIEFS
    assert checking.problems(find(tmp_path), TODAY, ()) == ()
    ours = contestants()[0]
    for repeat in range(3):
        for job in JOBS:
            job.change(ours, tmp_path, choice.of(repeat))
            assert checking.problems(find(tmp_path), TODAY, ()) == (), job.title


def test_check_reads_the_corpus(tmp_path: Path) -> None:
    """A state that is none is found in the corpus, so that a silent check means something."""
    corpus.write(tmp_path, BRIEFS)
    path = next(p for p in sorted((tmp_path / "briefs").rglob("*.md")) if "state:" in p.read_text())
    path.write_text(re.sub("state: .*", "state: signd", path.read_text()))
    assert {p.code for p in checking.problems(find(tmp_path), TODAY, ())} == {"unknown-state"}


def test_texts_are_of_the_size_of_briefs() -> None:
    """A text has 440 words on average, give or take 15."""
    lengths = [len(brief.text.split()) for brief in Corpus(300)]
    assert 425 <= sum(lengths) / len(lengths) <= 455


def test_briefs_span_thirty_years(briefs: list[Brief]) -> None:
    """Briefs come in the order of their days, from the first to the last."""
    days = [brief.day for brief in briefs]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (FIRST, LAST)


def test_deals_go_forward() -> None:
    """No deal goes back on its path, two events of a deal have two days, and deals go on."""
    events = {}
    for brief in Corpus(2_000):
        for event in brief.deals:
            key = event.buyer, event.system, event.lot
            events.setdefault(key, []).append((brief.day, event.state))
    assert sum(map(len, events.values())) / len(events) > 2
    for history in events.values():
        ranks = [PATH.index(state) for _, state in history if state in PATH]
        assert ranks == sorted(ranks)
        assert all(one < other for (one, _), (other, _) in pairwise(history))


def test_one_country_in_many() -> None:
    """The busiest country is in a quarter of the briefs or more, half of all in few."""
    counts: dict[str, int] = {}
    for brief in Corpus(2_000):
        for country in brief.countries:
            counts[country.code] = counts.get(country.code, 0) + 1
    ordered = sorted(counts.values(), reverse=True)
    assert ordered[0] >= 500
    assert len(ordered) >= 110
    assert ordered[len(ordered) // 2] < 80


def test_vocabulary_has_five_thousand_words() -> None:
    """The vocabulary has between 4,500 and 5,500 words."""
    assert 4_500 <= len(Vocabulary(Random(0)).words) <= 5_500


@pytest.mark.parametrize(
    ("verb", "form"), [("deny", "denied"), ("deploy", "deployed"), ("resume", "resumed")]
)
def test_past(verb: str, form: str) -> None:
    """A regular verb has its regular past."""
    assert past(verb) == form


@pytest.mark.parametrize("rival", rivals.RIVALS, ids=lambda rival: rival.id)
def test_rival_has_every_text(tmp_path: Path, rival: rivals.Rival, briefs: list[Brief]) -> None:
    """A rival's tree has each brief once, with its title, its summary and its text."""
    rivals.write(rival, tmp_path, BRIEFS)
    paths = {rival.path_of(brief) for brief in briefs}
    assert len(paths) == BRIEFS
    assert set(written(tmp_path)) == paths | set(rival.files)
    for brief in briefs:
        assert rival.path_of(brief).endswith(f"/{brief.key}.md")
        text = (tmp_path / rival.path_of(brief)).read_text(encoding="utf-8")
        assert brief.title in text
        assert brief.summary in text
        assert all(block in text for block in brief.text.split("\n\n") if "see:" not in block)
        assert "see:" not in text


@pytest.mark.parametrize("rival", rivals.RIVALS, ids=lambda rival: rival.id)
def test_links_of_a_rival_lead_to_briefs(
    tmp_path: Path, rival: rivals.Rival, briefs: list[Brief]
) -> None:
    """A link to another brief leads to its file, and with Hugo to its address."""
    rivals.write(rival, tmp_path, BRIEFS)
    links = 0
    for brief in briefs:
        path = tmp_path / rival.path_of(brief)
        for target in re.findall(r"\[in an earlier report\]\(([^)]+)\)", path.read_text("utf-8")):
            links += 1
            file = (
                tmp_path / f"content{target[:-1]}.md" if target[0] == "/" else path.parent / target
            )
            assert file.is_file(), target
    assert links


@pytest.mark.parametrize("contestant", contestants(), ids=lambda contestant: contestant.id)
def test_every_edit_reaches_every_contestant(contestant: Contestant, briefs: list[Brief]) -> None:
    """Each edit changes the file of each contestant."""
    brief = next(brief for brief in briefs if brief.deals)
    text = contestant.text_of
    assert len({text(brief), text(with_text_edited(brief)), text(with_facts_edited(brief))}) == 3


def test_options_are_for_the_build_of_briefdesk_alone() -> None:
    """Options reach the build of briefdesk, and no check and no rival."""
    plain, given = contestants(), contestants(["--plain"])
    assert given[0].build[0][-2:] == ("build", "--plain")
    assert given[0].check == plain[0].check
    assert [c.build for c in given[1:]] == [c.build for c in plain[1:]]


def test_edits_change_what_they_say(briefs: list[Brief]) -> None:
    """An edit of the text leaves the facts, one of the facts leaves the text, and one more is new."""
    brief = next(brief for brief in briefs if brief.deals)
    assert with_text_edited(brief).text.startswith(brief.text)
    assert with_text_edited(brief).text != brief.text
    edited = with_facts_edited(brief)
    assert edited.text == brief.text
    assert len(edited.countries) == len(brief.countries) + 1
    assert edited.deals[0].state != brief.deals[0].state
    assert another(brief).key not in {brief.key for brief in briefs}
