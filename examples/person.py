"""What the made-up community is made of."""

from collections.abc import Mapping
from dataclasses import dataclass

LEVELS = ("the basics", "working knowledge", "deep experience")
EXPERIENCE = ("new to the field", "one to three years", "three to ten years", "more than ten years")

Topics = tuple[tuple[str, int], ...]  # each with its level, 1 to 3


@dataclass(frozen=True)
class Topic:
    """A thing to learn, with the texts of those who put it first."""

    name: str
    near: tuple[str, ...]
    hopes: tuple[tuple[str, str], ...]  # with the experience that the text tells, or nothing
    offers: tuple[str, ...]
    both: Mapping[str, str]
    is_scarce: bool  # those who know it have little time


@dataclass(frozen=True)
class Resident:
    """Somebody of whom it is not known yet what they want to learn or teach."""

    name: str
    pronouns: str
    place: str
    time_zone: str
    zone_as_written: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Person(Resident):
    """Somebody's answers to the form. `wants` or `capacity` is None for a side that they do not take."""

    email: str
    employer: str
    experience: str
    about: str
    wants: int | None
    capacity: int | None
    topics_wanted: Topics
    topics_offered: Topics
    availability: str
    ways_to_meet: tuple[str, ...]
    hopes: str
    minutes_after_opening: int
