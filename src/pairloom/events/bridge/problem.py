"""An event as the timetable engine's problem: who may meet whom, when, at how many seats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from pairloom.engines import timetable
from pairloom.events.adjustments import Adjustments, Pin
from pairloom.events.bridge.affinity import Scored, scored_pairs
from pairloom.events.bridge.people import EventInput, attendee_key, employer_of, engine_id

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Past:
    """Turns that are over or running, and who sat where in them: (mentee, turn from 1) to mentor."""

    done: int = 0
    seats: Mapping[tuple[int, int], int] = field(default_factory=dict)


NO_PAST = Past()


def problem_for(
    given: EventInput, adjustments: Adjustments, *, past: Past = NO_PAST, scored: Scored | None = None
) -> timetable.TimetableProblem:
    """What is to be solved, for an event before it begins or in the middle of its day.

    Where mentors move, it is the problem that a finished plan is measured by: whole tables are seated, so any
    table may hold the mentor, and people who know each other are worth nothing instead of being kept apart.
    """
    scored = scored or scored_pairs(given)
    mentees = [profile.id for profile in scored.profiles.mentees]
    mentors = [profile.id for profile in scored.profiles.mentors]
    known = set() if adjustments.again else _engine_pairs(given.known)
    units = scored.units
    if given.mentors_move and known:
        units = np.where(_among(scored, known), 0, units)
    return timetable.make_problem(
        turns=given.turns,
        mentees=mentees,
        mentors=mentors,
        seats=[_seats(given).get(attendee_key(mentor), 0) for mentor in mentors],
        edge_mentee=scored.mentee,
        edge_mentor=scored.mentor,
        score=units,
        present=_there(given, mentees),
        staffed=_there(given, mentors),
        least=_fewest(given, mentors),
        group=[employer_of(profile) for profile in scored.profiles.mentors],
        group_most=given.employer_most,
        wished=_present_pairs(_engine_pairs(given.wishes), mentees, mentors),
        pins=_pins(given, adjustments, past),
        bans=_present_pairs(_engine_pairs(adjustments.bans) | _fixed_elsewhere(given), mentees, mentors),
        met=_present_pairs(set() if given.mentors_move else known, mentees, mentors),
        apart=_apart(given, adjustments, set(mentees)),
        past=_past(past, mentees, mentors),
    )


def _seats(given: EventInput) -> dict[int, int]:
    """Seats of each mentor with a table. Mentors at one table share its seats; the first has the odd ones."""
    seats = {table.key: table.seats for table in given.tables}
    if given.mentors_move:
        return dict.fromkeys(
            (attendee_key(each.id) for each in given.mentors), max(seats.values(), default=0)
        )
    mentors = [key for each in given.mentors if (key := attendee_key(each.id)) in given.home]
    together = Counter(given.home[mentor] for mentor in mentors)
    taken: Counter[int] = Counter()
    shares = {}
    for mentor in mentors:
        table = given.home[mentor]
        whole, odd = divmod(seats.get(table, 0), together[table])
        shares[mentor] = whole + (taken[table] < odd)
        taken[table] += 1
    return shares


def _there(given: EventInput, people: list[str]) -> Flags:
    """(people, turns) who is there when."""
    there = np.zeros((len(people), given.turns), bool)
    for row, person in enumerate(people):
        for turn in given.there.get(attendee_key(person), ()):
            if 1 <= turn <= given.turns:
                there[row, turn - 1] = True
    return there


def _fewest(given: EventInput, mentors: list[str]) -> list[int]:
    """Nobody should sit alone: a meeting for each turn of a mentor, as far as there are people for it."""
    seats = _seats(given)
    meetings = sum(len(given.there[attendee_key(each.id)]) for each in given.mentees)
    turns = {
        mentor: len(given.there[attendee_key(mentor)]) if seats.get(attendee_key(mentor)) else 0
        for mentor in mentors
    }
    fair = meetings // max(1, sum(count > 0 for count in turns.values()))
    return [min(turns[mentor], fair) for mentor in mentors]


def _engine_pairs(pairs: frozenset[tuple[int, int]]) -> set[tuple[str, str]]:
    return {(engine_id(one), engine_id(other)) for one, other in pairs}


def _present_pairs(
    pairs: set[tuple[str, str]], mentees: list[str], mentors: list[str]
) -> list[tuple[str, str]]:
    rows, columns = set(mentees), set(mentors)
    return sorted(pair for pair in pairs if pair[0] in rows and pair[1] in columns)


def _among(scored: Scored, pairs: set[tuple[str, str]]) -> Flags:
    """(edges) which candidate pairs are among `pairs`."""
    mentees = {profile.id: place for place, profile in enumerate(scored.profiles.mentees)}
    mentors = {profile.id: place for place, profile in enumerate(scored.profiles.mentors)}
    count = max(1, len(mentors))
    keys = [
        mentees[one] * count + mentors[other] for one, other in pairs if one in mentees and other in mentors
    ]
    found: Flags = np.isin(scored.mentee * count + scored.mentor, np.array(keys, np.int64))
    return found


def _pins(given: EventInput, adjustments: Adjustments, past: Past) -> list[tuple[str, str, int | None]]:
    """Pins of people who come, in turns that are not over; who is pinned to any turn and has met is done."""
    mentees = {each.id for each in given.mentees}
    mentors = {each.id for each in given.mentors}
    met = {(mentee, mentor) for (mentee, _), mentor in past.seats.items()}

    def holds(pin: Pin) -> bool:
        comes = engine_id(pin.mentee) in mentees and engine_id(pin.mentor) in mentors
        ahead = pin[:2] not in met if pin.turn is None else past.done < pin.turn <= given.turns
        return comes and ahead

    return [
        (engine_id(pin.mentee), engine_id(pin.mentor), None if pin.turn is None else pin.turn - 1)
        for pin in sorted(filter(holds, adjustments.pins), key=lambda pin: (pin[:2], pin.turn or 0))
    ]


def _keepers(given: EventInput) -> list[int]:
    return [key for each in given.mentees if (key := attendee_key(each.id)) in given.keeps]


def _fixed_elsewhere(given: EventInput) -> set[tuple[str, str]]:
    """Mentees and mentors who both cannot move, at different tables."""
    if given.mentors_move:
        return set()
    fixed = [key for each in given.mentors if (key := attendee_key(each.id)) in given.keeps]
    return {
        (engine_id(mentee), engine_id(mentor))
        for mentee, mentor in product(_keepers(given), fixed)
        if given.home[mentee] != given.home[mentor]
    }


def _apart(given: EventInput, adjustments: Adjustments, mentees: set[str]) -> list[tuple[str, str]]:
    """Whom the host keeps apart, and who cannot move from different tables."""
    pairs = _engine_pairs(adjustments.apart) | {
        (engine_id(one), engine_id(other))
        for one, other in combinations(_keepers(given), 2)
        if given.home[one] != given.home[other]
    }
    return sorted(pair for pair in pairs if mentees.issuperset(pair))


def _past(past: Past, mentees: list[str], mentors: list[str]) -> NDArray[np.int64]:
    place = {attendee_key(mentor): column for column, mentor in enumerate(mentors)}
    rows = [
        [
            place.get(past.seats.get((attendee_key(mentee), turn), 0), timetable.NOBODY)
            for turn in range(1, past.done + 1)
        ]
        for mentee in mentees
    ]
    return np.array(rows, np.int64).reshape(len(mentees), past.done)
