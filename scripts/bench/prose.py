"""The texts of the briefs: plausible English of about 440 words, with the names it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from bench.chance import DRAWS, tailed
from bench.words import Vocabulary

#: The fewest and the most words that a text aims at, before its last sentences.
AIM = (335, 405)

SEE = "see:"
"""Stands before the key of another brief in a link; each site writes links in its own way."""

_SEEN = re.compile(re.escape(SEE) + r"([^)]+)")

_LEADS = ("According to {}", "As {} tells it", "In the words of {}", "For {}", "Near {}")


def linked(text: str, address: str) -> str:
    """`text` with its links to other briefs as `address`, in which `{}` is the brief's key."""
    return _SEEN.sub(lambda match: address.format(match[1]), text)


class Prose:
    """Makes sentences, paragraphs and whole texts out of a vocabulary."""

    def __init__(self, random: Random, vocabulary: Vocabulary) -> None:
        self._random = random
        lists = (
            vocabulary.nouns, vocabulary.plurals, vocabulary.adjectives, vocabulary.past,
            vocabulary.progressive, vocabulary.infinitive, vocabulary.places,
        )  # fmt: skip
        exponents = (0.9, 0.8, 0.8, 0.7, 0.7, 0.7, 0.5)
        streams = [
            tailed(random, words, exponent, DRAWS + 2 * place + 1)
            for place, (words, exponent) in enumerate(zip(lists, exponents, strict=True))
        ]
        self.noun, self.plural, self.adjective, self.past, *more = streams
        self.progressive, self.infinitive, self.place = more
        self._sentence = tailed(random, self._sentences(), 0.3, DRAWS + 99)

    def _sentences(self) -> Sequence[Callable[[], str]]:
        n, s, a, v = self.noun, self.plural, self.adjective, self.past
        g, i, p = self.progressive, self.infinitive, self.place
        number = self._random.randrange
        return (
            lambda: f"The {a()} {n()} of {p()} {v()} the {s()} for the {n()}, and its {a()} {s()} were left to the {n()}.",
            lambda: f"No {n()} was {v()} by the {n()}, although {a()} {s()} had been {v()} in {p()} before.",
            lambda: f"The {n()} {v()} that the {s()} would be {v()} within {number(2, 30)} months.",
            lambda: f"After {g()} the {a()} {n()}, the {n()} of {p()} {v()} {number(3, 90)} {s()}.",
            lambda: f"Both sides are {g()} the {n()}; the {a()} {s()} remain to be {v()}.",
            lambda: f"It is for the {n()} to {i()} the {s()}, not for the {a()} {n()} that {v()} them.",
            lambda: f"{s().capitalize()} from {p()} were {v()} with {a()} {s()} and a {a()} {n()} to {i()} them.",
            lambda: f"The {n()} has {a()} {s()} to {i()}, among them the {n()} at {p()}.",
            lambda: f"What the {n()} {v()} about the {s()} does not {i()} the {a()} {n()}.",
            lambda: f"A {n()} near {p()} is {g()} the {a()} {s()} while the {n()} is {v()}.",
            lambda: f"In {number(2, 12)} of {number(13, 40)} cases the {n()} {v()} the {s()} without a {a()} {n()}.",
            lambda: f"The {s()} {v()} in {p()} cover the {n()} and the {a()} {s()} of the {n()}.",
        )  # fmt: skip

    def sentence(self) -> str:
        """One sentence."""
        return self._sentence()()

    def naming(self, name: str) -> str:
        """A sentence about a name."""
        lead, sentence = self._random.choice(_LEADS).format(name), self.sentence()
        return f"{lead}, {sentence[0].lower()}{sentence[1:]}"

    def paragraph(self, names: Sequence[str], cited: str, number: int = 3) -> str:
        """A paragraph about `names` that rests on the source `cited`."""
        sentences = [self.naming(name) for name in names]
        sentences += [self.sentence() for _ in range(number)]
        return f"{' '.join(sentences)} [@{cited}]"

    def listed(self, number: int) -> str:
        """A list."""
        return "\n".join(
            f"- the {self.adjective()} {self.noun()} that the {self.noun()} {self.past()};"
            for _ in range(number)
        )

    def table(self) -> str:
        """A table of quantities."""
        rows = (
            f"| {self.plural()} | {self._random.randrange(1, 400)} | {self.place()} |"
            for _ in range(self._random.randrange(3, 7))
        )
        return "\n".join(("| What | Number | Where |", "| --- | ---: | --- |", *rows))

    def text(self, names: Sequence[str], cited: Sequence[str], earlier: str | None) -> str:
        """A whole text about `names` that cites every one of `cited` and may link to `earlier`."""
        random = self._random
        at = [*cited]
        blocks = [self.paragraph(names[:2], at[0]), "## What is known"]
        blocks += [self.paragraph(names[2:4], id) for id in at[1:]]
        if earlier:
            blocks.append(
                f"The {self.noun()} was first {self.past()} [in an earlier report]({SEE}{earlier}). "
                f"{self.sentence()}"
            )
        if random.random() < 0.5:
            blocks += [
                f"The {self.plural()} at issue are these:",
                self.listed(random.randrange(3, 6)),
            ]
        blocks.append("## What is claimed")
        if random.random() < 0.2:
            blocks.append(
                f"A [{self.adjective()} {self.noun()}](https://example.org/{self.place().lower()}) "
                f"of **{self.place()}** says otherwise. {self.sentence()}"
            )
        if random.random() < 0.12:
            blocks.append(self.table())
        aim, words = random.randrange(*AIM), sum(len(block.split()) for block in blocks)
        while words < aim:
            block = self.paragraph(random.sample(names, 1), random.choice(at), 4)
            blocks.append(block)
            words += len(block.split())
        blocks += ["## What is open", f"{self.sentence()} {self.sentence()}"]
        return "\n\n".join(blocks)
