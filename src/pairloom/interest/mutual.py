"""Which marks answer each other. No list is ever laid beside another: only keyed tokens meet, in memory."""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pairloom.interest.enums import Kind, MarkState
from pairloom.interest.private_list import Mark, PrivateList

LIVE = (MarkState.OPEN, MarkState.MUTUAL)


@dataclass(frozen=True, order=True)
class Mutual:
    """A mutual interest that both know of.

    `people` are the one who would learn and the one who would help; of a wish to meet again in order of keys.
    `kind` is LEARN or MEET_AGAIN.
    """

    scope: str
    kind: Kind
    people: tuple[int, int]


def as_mutual(person: int, mark: Mark) -> Mutual:
    """What becomes of a person's mark if the other answers it: the same value from both sides."""
    if mark.kind == Kind.LEARN:
        return Mutual(mark.scope, Kind.LEARN, (person, mark.about))
    if mark.kind == Kind.HELP:
        return Mutual(mark.scope, Kind.LEARN, (mark.about, person))
    return Mutual(mark.scope, Kind.MEET_AGAIN, (min(person, mark.about), max(person, mark.about)))


@dataclass
class Tokens:
    """Tokens of marks under a key that lives as long as this object: one from both sides, else random."""

    key: bytes = field(default_factory=lambda: os.urandom(32), repr=False)

    def of(self, person: int, mark: Mark) -> bytes:
        made = as_mutual(person, mark)
        return hmac.digest(self.key, f"{made.scope}|{made.kind}|{made.people}".encode(), "sha256")

    def live(self, person: int, theirs: PrivateList) -> Iterator[tuple[bytes, Mark]]:
        """The tokens of the marks that can be answered; none about people whom this one blocked."""
        for mark in theirs.marks:
            if mark.state in LIVE and mark.about not in theirs.blocked:
                yield self.of(person, mark), mark

    def answered(self, lists: Iterable[tuple[int, PrivateList]]) -> dict[bytes, dict[int, str]]:
        """The tokens that turn up twice, once from each side, with what each of the two wrote.

        Those of which both were told are left out. Linear in the number of marks; only tokens and topics are
        held, one list at a time is open.
        """
        once: dict[bytes, tuple[int, Mark]] = {}
        twice: dict[bytes, dict[int, str]] = {}
        for person, theirs in lists:
            for token, mark in self.live(person, theirs):
                if token not in once:
                    once[token] = person, mark
                    continue
                first, earlier = once[token]
                if MarkState.OPEN in (earlier.state, mark.state):
                    twice[token] = {first: earlier.topic, person: mark.topic}
        return twice
