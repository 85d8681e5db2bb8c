"""The same texts for each rival, in the form and with the settings that its own documentation
asks for. Each tree holds what a rival can use of a brief: title, date, summary, text, and
countries and systems as its tags. Deals, statements and sources have no counterpart, so a rival
has less to do than briefdesk.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import hugo
from bench.briefs import Brief, Corpus
from bench.corpus import put
from bench.prose import linked

# No rival fetches fonts, none is slowed by a message about its future, and all of them read the
# tables that the texts have.
_MATERIAL = """\
site_name: A desk of the benchmark
theme:
  name: material
  font: false
markdown_extensions:
  - tables
"""

# Without a `nav`, MkDocs puts every page into the navigation, in folders by year. Search is
# listed because a list of plugins replaces the one that MkDocs has by itself.
_TAGS = f"""\
{_MATERIAL}
plugins:
  - search
  - tags
"""

# Pagination, a yearly archive and categories are as the plugin sets them. Countries are the
# categories. The summary stands before `more`, so that lists need not repeat whole texts.
_BLOG = f"""\
{_MATERIAL}
plugins:
  - search
  - blog:
      blog_dir: .
"""

# Zensical reads the same file; search is part of it. Tags are left out, as they would slow it.
_ZENSICAL = _MATERIAL

# The navigation is what makes Material slow; here it holds the home page alone, and search is
# the way to a brief.
_UNLISTED = f"""\
{_MATERIAL}
plugins:
  - search
nav:
  - index.md
not_in_nav: |
  /briefs/
"""

_HOME = "# A desk of the benchmark\n\nBriefs on what is bought.\n"
_TAG_INDEX = "# Tags\n\n<!-- material/tags -->\n"


@dataclass(frozen=True)
class Rival:
    """A rival's project: what lies in it beside the briefs, and a brief's place and form."""

    id: str
    name: str
    files: dict[str, str]
    path_of: Callable[[Brief], str]
    text_of: Callable[[Brief], str]


def write(
    rival: Rival,
    folder: Path,
    briefs: int,
    seed: int = 0,
    seen: Callable[[Brief], None] = lambda brief: None,
) -> None:
    """Write a rival's project with the texts that `corpus.write` has for this number and seed."""
    for path, text in rival.files.items():
        put(folder / path, text)
    for brief in Corpus(briefs, seed):
        put(folder / rival.path_of(brief), rival.text_of(brief))
        seen(brief)


def _front_matter(**fields: object) -> str:
    """Fields in JSON, which is YAML whose every scalar is quoted."""
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items())
    return "\n".join(("---", *lines, "---", ""))


def _countries(brief: Brief) -> list[str]:
    return [country.name for country in brief.countries]


def _systems(brief: Brief) -> list[str]:
    return [system.name for system in brief.systems]


def _page(brief: Brief) -> str:
    return f"# {brief.title}\n\n{brief.summary}\n\n{linked(brief.text, '../{}.md')}\n"


def _plain(brief: Brief) -> str:
    return f"{_front_matter(title=brief.title)}\n{_page(brief)}"


def _tagged(brief: Brief) -> str:
    tags = [*_countries(brief), *_systems(brief)]
    return f"{_front_matter(title=brief.title, tags=tags)}\n{_page(brief)}"


def _post(brief: Brief) -> str:
    # The plugin wants a date, not a text, so this one value is not quoted.
    front_matter = _front_matter(title=brief.title, categories=_countries(brief))
    front_matter = front_matter.replace("---\n", f"---\ndate: {brief.day}\n", 1)
    text = linked(brief.text, "../{}.md")
    return f"{front_matter}\n# {brief.title}\n\n{brief.summary}\n\n<!-- more -->\n\n{text}\n"


def _hugo(brief: Brief) -> str:
    front_matter = _front_matter(
        title=brief.title,
        date=str(brief.day),
        summary=brief.summary,
        countries=_countries(brief),
        systems=_systems(brief),
    )
    return f"{front_matter}\n{linked(brief.text, '/briefs/{}/')}\n"


def _among_docs(brief: Brief) -> str:
    return f"docs/briefs/{brief.key}.md"


RIVALS = (
    Rival("hugo", "Hugo, then Pagefind", hugo.FILES, lambda b: f"content/briefs/{b.key}.md", _hugo),
    Rival(
        "tags", "Material with tags",
        {"mkdocs.yml": _TAGS, "docs/index.md": _HOME, "docs/tags.md": _TAG_INDEX},
        _among_docs, _tagged,
    ),
    Rival(
        "blog", "Material's blog", {"mkdocs.yml": _BLOG, "docs/index.md": _HOME},
        lambda b: f"docs/posts/{b.key}.md", _post,
    ),
    Rival(
        "zensical", "Zensical", {"mkdocs.yml": _ZENSICAL, "docs/index.md": _HOME},
        _among_docs, _plain,
    ),
    Rival(
        "unlisted", "Material, briefs out of the navigation",
        {"mkdocs.yml": _UNLISTED, "docs/index.md": _HOME}, _among_docs, _plain,
    ),
)  # fmt: skip
