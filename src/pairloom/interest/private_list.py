"""What one person marked, as a value: marks, whom they blocked, whom they do not want suggested now.

Everything that can be done to a list gives a new list. Whether it can be done depends on this list alone,
never on anybody else's; that is why no answer can tell of others' marks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from pairloom.core.errors import RefusedError
from pairloom.interest.enums import Kind, MarkState
from pairloom.interest.sealing import ROOM

OPEN_MARKS = 12  # in one scope, those that were withdrawn lately included
COOL_DOWN = timedelta(days=30)  # until the place of a withdrawn mark is free again
FADES = timedelta(days=180)  # an open mark does not wait for ever
NOT_NOW = timedelta(days=90)
LONGEST_TOPIC = 60
BY_THEMSELVES = "alone"
GROWS = 24  # bytes kept free for each mark, so that news and wishes always fit


@dataclass(frozen=True)
class Mark:
    """A private mark. `since` is the day on which it came into its state.

    Of a mutual one: `their_topic` is what the other wrote, copied when both were told, so that nothing
    changes here when the other goes; `wish` how its owner would like to become a pair, BY_THEMSELVES or such
    as round:3; `is_new` that they have not looked at it yet.
    """

    about: int
    kind: Kind
    scope: str
    topic: str
    since: date
    state: MarkState = MarkState.OPEN
    their_topic: str = ""
    wish: str = ""
    is_new: bool = False

    @property
    def key(self) -> tuple[int, Kind, str]:
        return self.about, self.kind, self.scope

    @property
    def free_on(self) -> date:
        """When the place of a withdrawn mark is free again."""
        return self.since + COOL_DOWN


@dataclass(frozen=True)
class PrivateList:
    """One person's list. People are their keys."""

    marks: tuple[Mark, ...] = ()
    blocked: frozenset[int] = frozenset()
    not_now: Mapping[int, date] = field(default_factory=dict)

    def of_state(self, state: MarkState, scope: str | None = None) -> list[Mark]:
        return [mark for mark in self.marks if mark.state == state and scope in (None, mark.scope)]

    def find(self, about: int, kind: Kind, scope: str) -> Mark | None:
        return next((mark for mark in self.marks if mark.key == (about, kind, scope)), None)

    def free_places(self, scope: str) -> int:
        """How many more marks can be made in a scope today."""
        held = sum(1 for mark in self.marks if mark.scope == scope and mark.state != MarkState.MUTUAL)
        return max(0, OPEN_MARKS - held)

    def marked(self, *, about: int, kind: Kind, scope: str, topic: str, today: date) -> PrivateList:
        """With this mark open. Marking again changes the topic; a withdrawn mark opens in its old place."""
        if about in self.blocked:
            raise RefusedError(_("You blocked this person. Take that back first."))
        known = self.find(about, kind, scope)
        if known is None and not self.free_places(scope):
            raise RefusedError(
                _("You have %(most)d marks here. Withdraw one; its place is free again %(days)d days later.")
                % {"most": OPEN_MARKS, "days": COOL_DOWN.days}
            )
        if known is not None and known.state != MarkState.WITHDRAWN:
            made = replace(known, topic=topic)
        else:
            made = Mark(about, kind, scope, topic, today)
        return self._checked(self._with(made))

    def withdrawn(self, *, about: int, kind: Kind, scope: str, today: date) -> PrivateList:
        """Without this mark. An open one holds its place until the cool-down is over; a mutual one goes."""
        known = self.find(about, kind, scope)
        if known is None or known.state == MarkState.WITHDRAWN:
            return self
        if known.state == MarkState.MUTUAL:
            return self._without(lambda mark: mark.key == known.key)
        return self._with(replace(known, state=MarkState.WITHDRAWN, topic="", since=today))

    def all_withdrawn(self, *, today: date) -> PrivateList:
        """Without any open mark; each holds its place until the cool-down is over."""
        kept = self
        for mark in self.of_state(MarkState.OPEN):
            kept = kept.withdrawn(about=mark.about, kind=mark.kind, scope=mark.scope, today=today)
        return kept

    def with_block(self, person: int, *, today: date) -> PrivateList:
        """Nothing with this person can become mutual any more, and what was is gone from this list."""
        kept = self
        for mark in self.marks:
            if mark.about == person:
                kept = kept.withdrawn(about=person, kind=mark.kind, scope=mark.scope, today=today)
        return self._checked(replace(kept, blocked=kept.blocked | {person}))

    def without_block(self, person: int) -> PrivateList:
        return replace(self, blocked=self.blocked - {person})

    def put_off(self, person: int, *, today: date) -> PrivateList:
        """Do not suggest this person for a while."""
        return self._checked(replace(self, not_now={**self.not_now, person: today}))

    def put_off_no_more(self, person: int) -> PrivateList:
        """Suggest this person again."""
        return replace(self, not_now={other: day for other, day in self.not_now.items() if other != person})

    def mutual_now(self, mark: Mark, *, their_topic: str, today: date) -> PrivateList:
        """With news for the owner. News always fits: where the list is full, without the other's topic."""
        told = replace(mark, state=MarkState.MUTUAL, since=today, is_new=True)
        whole = self._with(replace(told, their_topic=their_topic))
        return whole if whole.fits else self._with(told)

    def wishing(self, mark: Mark, wish: str) -> PrivateList:
        """With what the owner would like to become of a mutual interest."""
        return self._with(replace(mark, wish=wish))

    def seen(self) -> PrivateList:
        """The owner has looked at what is mutual."""
        return replace(self, marks=tuple(replace(mark, is_new=False) for mark in self.marks))

    def tidied(self, *, today: date, gone: Callable[[int], bool] = lambda person: False) -> PrivateList:
        """Without what has faded, and without people who are gone."""
        kept = self._without(lambda mark: gone(mark.about) or _has_faded(mark, today))
        return replace(
            kept,
            blocked=frozenset(person for person in kept.blocked if not gone(person)),
            not_now={
                person: day
                for person, day in kept.not_now.items()
                if day + NOT_NOW > today and not gone(person)
            },
        )

    @property
    def fits(self) -> bool:
        """Whether it can be sealed, whatever news and wishes come."""
        return len(self.to_bytes()) + GROWS * len(self.marks) <= ROOM

    def to_bytes(self) -> bytes:
        plain = {
            "marks": [
                [
                    *mark.key,
                    mark.topic,
                    mark.since.toordinal(),
                    mark.state,
                    mark.their_topic,
                    mark.wish,
                    int(mark.is_new),
                ]
                for mark in self.marks
            ],
            "blocked": sorted(self.blocked),
            "not now": [[person, day.toordinal()] for person, day in sorted(self.not_now.items())],
        }
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, text: bytes) -> PrivateList:
        plain = json.loads(text)
        return cls(
            marks=tuple(_mark(*row) for row in plain["marks"]),
            blocked=frozenset(plain["blocked"]),
            not_now={person: date.fromordinal(day) for person, day in plain["not now"]},
        )

    def _with(self, made: Mark) -> PrivateList:
        """The mark in its place, or at the end."""
        if self.find(*made.key) is None:
            return replace(self, marks=(*self.marks, made))
        return replace(self, marks=tuple(made if mark.key == made.key else mark for mark in self.marks))

    def _without(self, goes: Callable[[Mark], bool]) -> PrivateList:
        return replace(self, marks=tuple(mark for mark in self.marks if not goes(mark)))

    def _checked(self, made: PrivateList) -> PrivateList:
        if not made.fits:
            raise RefusedError(_("Your private list is full. Take something off it first."))
        return made


def _has_faded(mark: Mark, today: date) -> bool:
    lasts = {MarkState.OPEN: FADES, MarkState.WITHDRAWN: COOL_DOWN}.get(mark.state)
    return lasts is not None and mark.since + lasts <= today


def _mark(about: int, kind: str, scope: str, topic: str, since: int, state: str, *rest: Any) -> Mark:
    their_topic, wish, is_new = rest
    day = date.fromordinal(since)
    return Mark(about, Kind(kind), scope, topic, day, MarkState(state), their_topic, wish, bool(is_new))
