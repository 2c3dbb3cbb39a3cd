"""Chance that falls the same way every time, on every version of Python."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Uses only `random.random`, whose sequence Python promises to keep for a given seed."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def roll(self) -> float:
        """From 0 up to, but not including, 1."""
        return self._random.random()

    def chance(self, share: float) -> bool:
        return self.roll() < share

    def below(self, limit: int) -> int:
        return int(self.roll() * limit)

    def pick(self, things: Sequence[T]) -> T:
        return things[self.below(len(things))]

    def weighted(self, things: Sequence[tuple[T, float]]) -> T:
        """One of the things, each as likely as its weight; the weights sum to 1."""
        rest = self.roll()
        for thing, weight in things:
            rest -= weight
            if rest < 0:
                return thing
        return things[-1][0]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        return sorted(things, key=lambda _: self.roll())

    def some(self, things: Sequence[T], count: int) -> list[T]:
        return self.shuffled(things)[:count]
