"""Long-tailed choice, fast enough for tens of millions of words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, cycle
from random import Random
from typing import TypeVar

T = TypeVar("T")

#: So many draws are made beforehand and then gone through again and again: a draw one at a time
#: would cost most of the time of a corpus. Streams of coprime lengths never fall into step.
DRAWS = 50_000


def weights(number: int, exponent: float = 1.0) -> list[float]:
    """Zipf's law: the weight of the n-th of `number` things is 1/n to the power `exponent`."""
    return [1 / rank**exponent for rank in range(1, number + 1)]


def tailed(
    random: Random, things: Sequence[T], exponent: float = 1.0, draws: int = DRAWS
) -> Callable[[], T]:
    """A function that gives one of `things` at each call, the first ones by far the most often."""
    cumulative = list(accumulate(weights(len(things), exponent)))
    drawn = random.choices(things, cum_weights=cumulative, k=draws)
    return cycle(drawn).__next__
