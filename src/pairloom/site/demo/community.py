"""The made-up community that `examples/make_community.py` wrote, in the values of profiles."""

import json
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from pairloom.core.week import Week
from pairloom.people.enums import Experience, Level, WayToMeet
from pairloom.programmes.bridge import read_week

WRITTEN = Path(__file__).with_name("community.json")
_EXPERIENCE = {str(experience.label): experience for experience in Experience}
_WAYS = {str(way.label): way for way in WayToMeet}


@dataclass(frozen=True)
class Member:
    """One of the community's people, with what they signed up for."""

    written: dict[str, Any]

    @property
    def email(self) -> str:
        return str(self.written["email"])

    @property
    def name(self) -> str:
        return str(self.written["name"])

    @property
    def capacity(self) -> int | None:
        return self._number("capacity")

    @property
    def wants(self) -> int | None:
        return self._number("wants")

    @property
    def signed_up_after(self) -> timedelta:
        return timedelta(minutes=self.written["minutes_after_opening"])

    @property
    def profile(self) -> dict[str, Any]:
        """What is about the person and asked in no round."""
        return {name: self.written[name] for name in ("pronouns", "place", "about")}

    def answers(self) -> dict[str, Any]:
        """By the keys of `seed.QUESTIONS`."""
        answers: dict[str, Any] = {
            "topics": {f"topics_{side}": self._topics(f"topics_{side}") for side in ("wanted", "offered")},
            "availability": {"time_zone": self.written["time_zone"], "availability": self.week},
            "languages": {"languages": self.written["languages"]},
            "ways-to-meet": {"ways_to_meet": [_WAYS[way] for way in self.written["ways_to_meet"]]},
            "experience": {"experience": _EXPERIENCE[self.written["experience"]]},
            "employer": {"employer": self.written["employer"]} if self.written["employer"] else None,
            "goals": self.written["hopes"] or None,
        }
        return {key: value for key, value in answers.items() if value is not None}

    @property
    def week(self) -> Week:
        return read_week(self.written["availability"]) or Week()

    def _topics(self, column: str) -> dict[str, Level]:
        return {name: Level(level) for name, level in self.written[column]}

    def _number(self, column: str) -> int | None:
        value = self.written[column]
        return None if value is None else int(value)


@dataclass(frozen=True)
class EarlierPair:
    mentor: str
    mentee: str
    topic: str


class Community:
    """All of it, read once."""

    def __init__(self, path: Path = WRITTEN) -> None:
        self.written: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))

    def __getitem__(self, name: str) -> Any:
        return self.written[name]

    def text(self, *names: str) -> str:
        """A longer text, without the line breaks that it was written with."""
        found = self.written
        for name in names:
            found = found[name]
        return " ".join(str(found).split())

    @cached_property
    def members(self) -> list[Member]:
        return [Member(person) for person in self.written["people"]]

    @cached_property
    def earlier_pairs(self) -> list[EarlierPair]:
        return [EarlierPair(**pair) for pair in self.written["earlier_pairs"]]

    @cached_property
    def met_earlier(self) -> set[str]:
        """The addresses of those who were in the earlier round."""
        return {address for pair in self.earlier_pairs for address in (pair.mentor, pair.mentee)}
