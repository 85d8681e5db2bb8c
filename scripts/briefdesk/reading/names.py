"""Names: what an author may write for a subject, and what a reader is shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from unicodedata import normalize

from rapidfuzz import fuzz, process

from briefdesk.reading import countries
from briefdesk.reading.lookalikes import latin
from briefdesk.reading.paths import fold, slugify
from briefdesk.records.brief import Profile
from briefdesk.records.dates import EventDate
from briefdesk.records.kinds import KINDS, Kind, Naming, Subject

#: How near a name must come, of 100, to be offered in place of an unknown one.
NEAR = 60

#: How much farther off than the nearest a name may be, to be offered beside it.
FAR_BEHIND = 15

#: The kinds whose subjects say and assert things.
PARTIES = ("people", "organisations", "countries")

# Aliases that are words of English or names of other things: right where an author writes
# them in a field, too uncertain to be linked in running text.
_UNLINKED = frozenset(
    {"growler", "favorit", "mamba", "stunner", "rafael", "far", "add", "roe", "barak", "jersey"}
)


class NameProblem(Exception):
    """A name that stands for no one subject."""

    def __init__(self, text: str, others: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.text, self.others = text, others


class UnknownName(NameProblem):
    """No subject has that name; `others` are the nearest known ones."""


class AmbiguousName(NameProblem):
    """Several subjects have that name, or none by itself; `others` are the candidates."""


class BlocName(NameProblem):
    """The name of a union of countries where a country belongs."""


@dataclass(frozen=True)
class Names:
    """All names of all subjects.

    `spelled` holds, for each subject but countries, the name shown and then every other one.
    `aliases` are further names of countries, from their profiles. `today` is the day on which a
    country is called as it is today, where that is another day than the reader's.
    """

    kinds: tuple[Kind, ...]
    spelled: Mapping[Subject, tuple[str, ...]]
    aliases: Mapping[Subject, tuple[str, ...]]
    today: EventDate | None = None

    @classmethod
    def of(
        cls,
        profiles: Iterable[Profile],
        used: Iterable[tuple[str, str]] = (),
        kinds: tuple[Kind, ...] = KINDS,
    ) -> Names:
        """Names out of profiles, and for kinds known by use out of (kind, name) as `used`.

        Spellings that fold equal are one subject. Shown is the profile's name, else the
        spelling most often used, then the one with more letters beyond ASCII.
        """
        spelled: dict[Subject, tuple[str, ...]] = {}
        aliases: dict[Subject, tuple[str, ...]] = {}
        for profile in profiles:
            others = tuple(name for group in profile.names.values() for name in group)
            if profile.subject.kind == "countries":
                aliases[profile.subject] = others
            else:
                spelled[profile.subject] = tuple(dict.fromkeys((profile.name, *others)))
        known = {(s.kind, fold(name)): s for s, names in spelled.items() for name in names}
        spellings: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for kind, name in used:
            spellings[kind, fold(name) or name][normalize("NFC", name)] += 1
        for key, counted in sorted(spellings.items()):
            best = by_use(counted)
            subject = known.get(key) or Subject(key[0], slugify(best[0]))
            spelled[subject] = tuple(dict.fromkeys((*spelled.get(subject, ()), *best)))
        return cls(kinds, dict(sorted(spelled.items())), dict(sorted(aliases.items())))

    @cached_property
    def _index(self) -> dict[str, dict[str, tuple[Subject, ...]]]:
        index: defaultdict[str, defaultdict[str, dict[Subject, None]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        for names in (self.spelled, self.aliases):
            for subject, all_names in names.items():
                for name in all_names:
                    index[subject.kind][fold(name)][subject] = None
                index[subject.kind][fold(subject.id)][subject] = None
        return {
            kind: {name: tuple(found) for name, found in by.items()} for kind, by in index.items()
        }

    @cached_property
    def _asked(self) -> dict[tuple[str, str], Subject]:
        return {}

    def resolve(self, kind: str, text: str) -> Subject:
        """The subject of a kind that `text` names; UnknownName, AmbiguousName or BlocName."""
        known = self._asked.get((kind, text))
        if known is None:
            known = self._asked[kind, text] = self._resolve(kind, text)
        return known

    def _resolve(self, kind: str, text: str) -> Subject:
        if kind == "countries":
            return self._country(text)
        found = self._find(kind, text)
        if found is None:
            raise UnknownName(text, self.nearest(kind, text))
        return found

    def party(self, text: str) -> Subject:
        """The person, organisation or country that `text` names; errors as in `resolve`."""
        for kind in PARTIES:
            if kind == "countries":
                if countries.code_of(text):
                    return self._country(text)
            elif found := self._find(kind, text):
                return found
        near = tuple(name for kind in PARTIES[:2] for name in self.nearest(kind, text))
        raise UnknownName(text, near[:3])

    def _find(self, kind: str, text: str) -> Subject | None:
        index = self._index.get(kind, {})
        found = index.get(fold(text)) or index.get(fold(latin(text))) or ()
        if len(found) > 1:
            raise AmbiguousName(text, tuple(self.shown(subject) for subject in found))
        return found[0] if found else None

    def _country(self, text: str) -> Subject:
        if (candidates := countries.refused(text)) is not None:
            raise AmbiguousName(text, candidates)
        if code := countries.code_of(text):
            return Subject("countries", code.lower())
        if countries.is_bloc(text):
            raise BlocName(text)
        if found := self._find("countries", text):
            return found
        raise UnknownName(text, self.nearest("countries", text))

    def nearest(self, kind: str, text: str) -> tuple[str, ...]:
        """Up to three known names of a kind that come near to `text`, the nearest first."""
        known = self._known(kind)
        ranked = process.extract(
            fold(latin(text)), known, scorer=fuzz.ratio, limit=12, score_cutoff=NEAR
        )
        # Names far behind the best are no help, only longer to read.
        best = sorted(ranked, key=lambda match: (-match[1], match[2]))
        near = [name for _, score, name in best if score >= best[0][1] - FAR_BEHIND]
        if kind == "countries":
            near = [countries.territories()[countries.code_of(name) or ""].shown for name in near]
        return tuple(dict.fromkeys(near))[:3]

    def _known(self, kind: str) -> Mapping[str, str]:
        """Each known name of a kind, folded."""
        if kind == "countries":
            return _known_countries()
        return self._folded.get(kind, {})

    @cached_property
    def _folded(self) -> Mapping[str, Mapping[str, str]]:
        folded: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for subject, names in self.spelled.items():
            folded[subject.kind] |= {name: fold(name) for name in names}
        return {kind: dict(sorted(names.items())) for kind, names in folded.items()}

    def shown(self, subject: Subject, on: EventDate | None = None) -> str:
        """The name of a subject for a reader: a country's as it was on a date, or is today."""
        if subject.kind == "countries":
            return countries.name_on(subject.id.upper(), on or self.today)
        return self.spelled[subject][0] if subject in self.spelled else subject.id

    def others(self, subject: Subject) -> tuple[str, ...]:
        """Every further name of a subject, for search and for its page."""
        if subject.kind == "countries":
            names = [*countries.territories()[subject.id.upper()].others, subject.id.upper()]
            names += self.aliases.get(subject, ())
        else:
            names = list(self.spelled.get(subject, ())[1:])
        return tuple(dict.fromkeys(name for name in names if name != self.shown(subject)))

    @property
    def linkable(self) -> Mapping[str, Subject]:
        """Names as spelled that stand for one subject wherever a text has them."""
        return self._in_text[0]

    @property
    def uncertain(self) -> tuple[str, ...]:
        """Names as spelled that stand for none by themselves: no part of them is a mention."""
        return self._in_text[1]

    @cached_property
    def _in_text(self) -> tuple[Mapping[str, Subject], tuple[str, ...]]:
        linked = {kind.id for kind in self.kinds if kind.linked}
        owners: defaultdict[str, set[Subject]] = defaultdict(set)
        spelled: dict[str, Subject] = {}
        every = dict(self.spelled)
        if any(kind.naming is Naming.ISO for kind in self.kinds):
            every |= {
                subject: (land.shown, *land.others, *self.aliases.get(subject, ()))
                for code, land in countries.territories().items()
                if (subject := Subject("countries", code.lower()))
            }
        for subject, names in every.items():
            for name in names:
                owners[fold(name)].add(subject)
                if subject.kind in linked and _is_distinct(name):
                    spelled[normalize("NFC", name)] = subject
        one = {name: spelled[name] for name in sorted(spelled) if len(owners[fold(name)]) == 1}
        contested = (name for name in countries.REFUSED if len(name) > 2)
        return one, tuple(sorted({*contested, *spelled} - set(one)))


def by_use(counted: Mapping[str, int]) -> list[str]:
    """Spellings with the one to be shown first: the most used, then the one with more letters
    beyond ASCII."""
    return sorted(counted, key=lambda name: (-counted[name], name.encode()[::-1].isascii(), name))


def _is_distinct(name: str) -> bool:
    return len(name) > 2 and name != name.lower() and fold(name) not in _UNLINKED


@cache
def _known_countries() -> Mapping[str, str]:
    lands = countries.territories().values()
    names = (name for land in lands for name in (land.shown, *land.others, *land.foreign))
    return {name: fold(name) for name in sorted(names)}
