"""Attendees as the engines' values: profiles, tables, who is there when, who knows whom."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import override

from pairloom.engines.affinity import Profile, Value, items
from pairloom.events.enums import Sharing, WhoMoves
from pairloom.events.models import Attendee, Event, Table
from pairloom.people.enums import Experience
from pairloom.people.spelling import folded
from pairloom.programmes.enums import Side

SHOWN_TOPICS = "shown_topics"  # what a mentor lets everybody who comes know


@dataclass(frozen=True)
class Seats:
    """A table: its key, its number and how many mentees it holds."""

    key: int
    number: int
    seats: int


@dataclass(frozen=True)
class EventInput:
    """Everything about an event that a plan reads. People are attendee keys here, `a12` in the profiles.

    `there` holds the turns (from 1) in which somebody is there. `home` is the key of the table at which a
    mentor sits, or a mentee who cannot move; `keeps` are those who stay there whoever moves. A mentor without
    a table is a spare: known, but with no seats. `known` pairs of (mentee, mentor) need not be introduced.
    """

    turns: int
    mentors_move: bool
    mentees: tuple[Profile, ...]
    mentors: tuple[Profile, ...]
    there: Mapping[int, frozenset[int]]
    tables: tuple[Seats, ...]
    home: Mapping[int, int]
    keeps: frozenset[int]
    wishes: frozenset[tuple[int, int]]
    known: frozenset[tuple[int, int]]
    employer_most: int | None  # most mentors of one employer for each mentee
    digest: str = field(default="", compare=False)


def engine_id(attendee: int) -> str:
    """What the engines call an attendee."""
    return f"a{attendee}"


def attendee_key(engine_id: str) -> int:
    """The attendee whom the engines call so."""
    return int(engine_id.removeprefix("a"))


def table_id(table: int) -> str:
    """What a table is called where it stands in for a person."""
    return f"t{table}"


def table_key(table_id: str) -> int | None:
    """The table that is called so; None for an attendee."""
    return int(table_id[1:]) if table_id.startswith("t") else None


def employer_of(profile: Profile) -> str:
    """The employer in the spelling that two people of one employer have in common; empty where not told."""
    return folded(profile.choice("employer") or "")


def event_input(
    event: Event,
    attendees: Iterable[Attendee],
    *,
    tables: Iterable[Table],
    topics: Mapping[int, Sequence[str]],
    there: Mapping[int, frozenset[int]],
    wishes: Collection[tuple[int, int]] = (),
    known: Collection[tuple[int, int]] = (),
) -> EventInput:
    """What a plan reads. Attendees need the person at hand; `there` holds each one's turns, from 1."""
    people = sorted(attendees, key=lambda attendee: attendee.pk)
    mentees = [each for each in people if each.side == Side.MENTEE]
    mentors = [each for each in people if each.side == Side.MENTOR]
    keys = {each.pk for each in mentees}
    asked: dict[int, list[str]] = {}
    for mentee, mentor in sorted(wishes):
        asked.setdefault(mentee, []).append(engine_id(mentor))
    made = EventInput(
        turns=event.turns,
        mentors_move=event.who_moves == WhoMoves.MENTORS,
        mentees=tuple(_mentee(each, topics.get(each.pk, ()), asked.get(each.pk, [])) for each in mentees),
        mentors=tuple(_mentor(each, topics.get(each.pk, ())) for each in mentors),
        there={each.pk: there[each.pk] for each in people},
        tables=tuple(Seats(table.pk, table.number, table.seats) for table in tables),
        home={
            each.pk: each.table_id
            for each in people
            if each.table_id and (each.side == Side.MENTOR or each.keeps_table)
        },
        keeps=frozenset(each.pk for each in people if each.keeps_table and each.table_id),
        wishes=frozenset(wish for wish in wishes if wish[0] in keys),
        known=frozenset(pair for pair in known if pair[0] in keys),
        employer_most=event.employer_most,
    )
    return _digested(made)


def _mentee(attendee: Attendee, topics: Sequence[str], asked: list[str]) -> Profile:
    values = _values(attendee) | {
        "topics_wanted": items(*topics),
        "goals": attendee.question,
        "wishes": items(*asked),
    }
    return _profile(attendee, values)


def _mentor(attendee: Attendee, topics: Sequence[str]) -> Profile:
    values = _values(attendee) | {
        "topics_offered": items(*topics),
        "about": attendee.person.about,
        "called": items(engine_id(attendee.pk)),
        SHOWN_TOPICS: items(*topics) if Sharing.TOPICS in attendee.shares else (),
    }
    return _profile(attendee, values)


def _values(attendee: Attendee) -> dict[str, Value]:
    person = attendee.person
    return {
        "languages": items(*person.languages),
        "experience": _english(attendee.experience or person.experience),
        "employer": attendee.employer or person.employer,
    }


def _profile(attendee: Attendee, values: Mapping[str, Value]) -> Profile:
    known = {column: value for column, value in values.items() if value not in ("", ())}
    return Profile(engine_id(attendee.pk), known)


@cache
def _english(choice: str) -> str:
    """What a step of experience is called in rubrics, whatever the language of the page."""
    with override("en"):
        return str(Experience(choice).label) if choice else ""


def _digested(made: EventInput) -> EventInput:
    """The same with a fingerprint: equal as long as nobody changed an answer, came or went."""
    people = [
        (profile.id, sorted((column, repr(value)) for column, value in profile.values.items()))
        for profile in (*made.mentees, *made.mentors)
    ]
    rest = (
        made.turns,
        made.mentors_move,
        sorted((key, sorted(turns)) for key, turns in made.there.items()),
        made.tables,
        sorted(made.home.items()),
        sorted(made.keeps),
        sorted(made.known),
        made.employer_most,
    )
    digest = hashlib.sha256(repr((people, rest)).encode()).hexdigest()
    return EventInput(**{**vars(made), "digest": digest})
