"""All files of a project, read together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefdesk.reading import briefs, profiles
from briefdesk.reading.decoding import decode
from briefdesk.reading.names import Names
from briefdesk.reading.paths import check_slugs
from briefdesk.reading.profiles import check_aliases, kind_of
from briefdesk.records.brief import Brief, Profile
from briefdesk.records.kinds import KINDS, Kind
from briefdesk.records.problems import Problem, in_order


@dataclass(frozen=True, slots=True)
class File:
    """A file as it lies in the project: `path` has `/` between its parts."""

    path: str
    content: bytes


@dataclass(frozen=True)
class Library:
    """What all files hold: records without errors, and every problem of the others.

    `briefs` and `profiles` are in order of path. The order of files is without effect.
    """

    briefs: tuple[Brief, ...]
    profiles: tuple[Profile, ...]
    names: Names
    problems: tuple[Problem, ...]
    kinds: tuple[Kind, ...] = KINDS


def read(
    files: Iterable[File], kinds: tuple[Kind, ...] = KINDS, pages: Iterable[str] = ()
) -> Library:
    """Read briefs (`briefs/…`) and profiles (`docs/<kind>/…`); nothing raises, whatever they hold.

    `pages` are paths of further Markdown files that a text may link to.
    """
    ordered = sorted(files, key=lambda file: file.path)
    known = {file.path for file in ordered} | set(pages)
    problems: list[Problem] = []
    brief_drafts: list[briefs.Draft] = []
    profile_drafts: list[profiles.ProfileDraft] = []
    for file in ordered:
        text = decode(file.path, file.content)
        kind = kind_of(file.path, kinds)
        if isinstance(text, Problem):
            problems.append(text)
        elif kind:
            profile_drafts.append(profiles.draft(file.path, text, kind))
        else:
            brief_drafts.append(briefs.draft(file.path, text, kinds))
    problems += check_slugs(file.path for file in ordered if kind_of(file.path, kinds) is None)
    introduced = [draft.profile for draft in profile_drafts if draft.profile]
    problems += check_aliases(introduced)
    used = [pair for draft in brief_drafts for pair in draft.names(kinds)]
    names = Names.of(introduced, used, kinds)
    found_profiles = [profiles.finish(draft, names, known) for draft in profile_drafts]
    found_briefs = [briefs.finish(draft, names, known) for draft in brief_drafts]
    for _, found in (*found_profiles, *found_briefs):
        problems += found
    faulty = {
        problem.path for problem in problems if problem.code in {"duplicate-slug", "slug-case"}
    }
    return Library(
        briefs=tuple(b for b, _ in found_briefs if b and b.path not in faulty),
        profiles=tuple(p for p, _ in found_profiles if p),
        names=names,
        problems=in_order(problems),
        kinds=kinds,
    )
