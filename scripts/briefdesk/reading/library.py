"""All files of a project, read together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from briefdesk.reading import briefs, profiles
from briefdesk.reading.briefs import Draft
from briefdesk.reading.drafting import Drafted, draft
from briefdesk.reading.file import File
from briefdesk.reading.names import Names
from briefdesk.reading.naming import Finished
from briefdesk.reading.paths import check_slugs
from briefdesk.reading.profiles import check_aliases, kind_of
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.kinds import KINDS, Kind
from briefdesk.records.problems import Problem, in_order

__all__ = ["File", "Library", "finish", "read", "slug_problems"]


@dataclass(frozen=True)
class Library:
    """What all files hold: records without errors, and every problem of the others.

    `briefs` and `profiles` are in order of path. The order of files is without effect. Where it
    is as it stood on a day, `as_of` is that day, and `changed` are the slugs of briefs that were
    changed since.
    """

    briefs: tuple[Brief, ...]
    profiles: tuple[Profile, ...]
    names: Names
    problems: tuple[Problem, ...]
    kinds: tuple[Kind, ...] = KINDS
    as_of: date | None = None
    changed: frozenset[str] = frozenset()


def read(
    files: Iterable[File],
    kinds: tuple[Kind, ...] = KINDS,
    pages: Iterable[str] = (),
) -> Library:
    """Read briefs (`briefs/…`) and profiles (`docs/<kind>/…`); nothing raises, whatever they hold.

    `pages` are paths of further Markdown files that a text may link to.
    """
    ordered = sorted(files, key=lambda file: file.path)
    known = {file.path for file in ordered} | set(pages)
    drafted = [draft(file, kinds) for file in ordered]
    introduced = [d.profile for d in drafted if isinstance(d, profiles.ProfileDraft) and d.profile]
    used = [pair for d in drafted if isinstance(d, Draft) for pair in d.names(kinds)]
    names = Names.of(introduced, used, kinds)
    finished = [finish(one, names, known) for one in drafted]
    slugs = slug_problems((file.path for file in ordered), kinds)
    faulty = {problem.path for problem in slugs}
    problems = [problem for one in finished for problem in one.problems]
    records = [one.record for one in finished]
    return Library(
        briefs=tuple(r for r in records if isinstance(r, Brief) and r.path not in faulty),
        profiles=tuple(r for r in records if isinstance(r, Profile)),
        names=names,
        problems=in_order([*problems, *slugs, *check_aliases(introduced)]),
        kinds=kinds,
    )


def finish(draft: Drafted, names: Names, pages: Collection[str]) -> Finished:
    """The record of a draft, and all that is wrong with its file by itself."""
    if isinstance(draft, Problem):
        return Finished(None, (draft,))
    if isinstance(draft, Draft):
        return briefs.finish(draft, names, pages)
    return profiles.finish(draft, names, pages)


def slug_problems(paths: Iterable[str], kinds: tuple[Kind, ...]) -> list[Problem]:
    """What is wrong with the names of briefs among `paths`; none of these briefs is any good."""
    return list(check_slugs(path for path in paths if kind_of(path, kinds) is None))
