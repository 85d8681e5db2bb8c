"""The results as a page of the documentation, with the picture, and how to repeat them."""

from __future__ import annotations

from html import escape

from bench import table
from bench.picture import SHOWN
from bench.results import Record, number, seconds, summarise

#: From so many briefs on, the figures tell something of a desk in use.
TELLING = 3_000

_PAGE = """\
# Speed

![Bars of the time that each site generator takes; the table below has the same figures.]({picture})

{lead}

## What was measured

A generator makes one corpus: briefs of about 440 words over thirty years, with countries,
systems, organisations, deals, statements and sources, in a vocabulary of some five thousand
words. Each rival gets the same titles, dates, summaries and texts in its own form, with
countries and systems as its tags where it has any. It has less to do than briefdesk, which also
makes pages of deals, people, sources, years and more, and checks every field. The corpus has 400
systems and 150 organisations with a profile each, however many briefs there are; so where briefs
are few, most of what briefdesk makes is not briefs.

| who | how it is set up |
| --- | --- |
| briefdesk | `briefdesk build`, search index included |
| Hugo, then Pagefind | a bare theme of six templates, two taxonomies, lists of fifty; then Pagefind over the briefs |
| Material with tags | every brief in the navigation, the plugins `tags` and `search` |
| Material's blog | the plugins `blog` (countries are its categories) and `search`; lists of ten, as it comes |
| Zensical | every brief in the navigation, its search as it comes |
| Material, briefs out of the navigation | `not_in_nav`, the plugin `search`; no lists |

Each job is a fresh process, timed from start to end, on the state that the job before it left.
*From nothing* has neither caches nor a site. After an edit each rival runs the same command again.
All take turns, job by job, so that whatever slows the machine slows all of them. The table
gives medians, the least and the most, the ratio of the medians, and the largest process.
{stopped}

It ran on {day}, on {machine}, with {versions}.

## Results

{tables}
## Repeat it

```sh
make bench SIZES="{sizes}" REPEATS={repeats} CAP={cap:g}
```

The figures land in `build/bench.json`. The generator, the forms of the rivals and their settings,
each with its reason, lie in `scripts/bench/`. This page and its picture are written from the
figures:

```sh
PYTHONPATH=scripts .venv/bin/python -m bench picture build/bench.json docs/pictures/speed.svg
PYTHONPATH=scripts .venv/bin/python -m bench page build/bench.json docs/speed.md
```
"""


def write(record: Record, picture: str) -> str:
    """The page, in Markdown; `picture` is the address of the picture from it."""
    tables = (f"### {size:,} briefs\n\n{table.markdown(record, size)}" for size in record.sizes)
    return _PAGE.format(
        picture=picture,
        lead=_lead(record),
        stopped=f"Whoever needs more than {seconds(record.cap)} for a job is stopped.",
        cap=record.cap,
        day=record.day,
        machine=record.machine,
        versions=", ".join(f"{name} {version}" for name, version in record.versions.items()),
        tables="\n".join(tables),
        sizes=" ".join(map(str, record.sizes)),
        repeats=max(run.repeat for run in record.runs) + 1,
    )


def _lead(record: Record) -> str:
    """The figures of briefdesk at the largest size, in a sentence."""
    size = record.sizes[-1]
    ours = {s.job: s for s in summarise(record) if s.size == size and s.contestant == "briefdesk"}
    said = [f"{record.jobs[job]} {seconds(ours[job].median)}" for job in SHOWN if job in ours]
    peak = max((s.peak for s in ours.values()), default=0) / 2**20
    return (
        f"At {size:,} briefs, briefdesk takes: {'; '.join(said)}. "
        f"Its largest process has {number(peak)} MiB.{_caveats(record)}"
    )


def _caveats(record: Record) -> str:
    """What a reader must know of this run, above all of one that shows little."""
    said = f" {escape(record.note, quote=False)}" if record.note else ""
    if record.sizes[-1] < TELLING:
        said += (
            " **This is a small run, which shows how the figures look and not how they grow;"
            " one of larger corpora is to take its place.**"
        )
    if max(run.repeat for run in record.runs) == 0:
        said += " Each job was run once, so there is no spread."
    return said
