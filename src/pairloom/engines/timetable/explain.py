"""What a plan means for one mentee, and what could not be had: with the reason, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pairloom.engines.timetable.figures import meetings_of_mentees, still_there, table_sizes
from pairloom.engines.timetable.problem import NOBODY, TimetableProblem
from pairloom.engines.timetable.quotas import used_up, within_quotas
from pairloom.engines.timetable.result import TimetableResult
from pairloom.engines.timetable.scope import most_wanted
from pairloom.engines.words import counted


@dataclass(frozen=True)
class Encounter:
    """One planned meeting of a mentee. `score` is in units, None where nobody scored the pair."""

    turn: int
    mentor: str
    score: int | None
    wished: bool
    wanted: bool  # one of those the mentee wants most
    pinned: bool


@dataclass(frozen=True)
class Missed:
    """A mentor whom the mentee wants most and does not meet.

    `kind`: `never_together` (not there in the same turn), `full` (others sit in all seats of that table while
    both are there), `group` (the mentee meets as many mentors of that group as allowed), `most` (the mentee
    may not have more meetings), `busy` (the mentee meets somebody else in
    every turn that has a free seat there) or `free` (there is a seat: another plan was better for others).
    """

    mentor: str
    kind: str


@dataclass(frozen=True)
class Explanation:
    """One mentee's event: meetings in order, turns sat out, whom they see again, and wishes not met."""

    mentee: str
    encounters: tuple[Encounter, ...]
    total: int
    byes: tuple[int, ...]
    seen_again: tuple[tuple[str, int], ...]  # other mentees and how often they share a table, above once
    missed: tuple[Missed, ...]


@dataclass(frozen=True)
class Shortfall:
    """Somebody who has fewer meetings than asked for, with the reason.

    `side` is `mentee` or `mentor`; `asked` what there should be, `have` what there is. `kind`:
    `candidates` (only `limit` people may meet them), `groups` (of whom the limit on mentors of one group
    leaves only `limit`), `presence` (seats or turns allow only `limit`) or
    `others` (it would take from somebody else who has no more).
    """

    side: str
    person: str
    asked: int
    have: int
    kind: str
    limit: int

    def __str__(self) -> str:
        told = {
            "candidates": f"only {counted(self.limit, 'person')} may meet {self.person}: "
            "add candidates or lift bans",
            "groups": f"the limit on mentors of one group leaves {self.person} only {self.limit}: "
            "allow more or add mentors of other groups",
            "presence": f"turns and seats allow only {self.limit}: add turns or seats",
            "others": "the seats are needed by others who have no more: add seats or mentors",
        }
        have = counted(self.have, "meeting")
        return f"{self.person} has {have} instead of {self.asked}, as {told[self.kind]}."


def explain(problem: TimetableProblem, result: TimetableResult, mentee: int) -> Explanation:
    """The event of one mentee (index). O(N R) apart from the wishes, which take O(E)."""
    seat, wanted = result.seat, most_wanted(problem, result.top)
    pins = {pin.mentor for pin in problem.pins if pin.mentee == mentee}
    encounters = []
    for turn in np.flatnonzero(seat[mentee] != NOBODY).tolist():
        mentor = int(seat[mentee, turn])
        edge = int(problem.edges_at(mentee, mentor))
        known = edge != NOBODY
        encounters.append(
            Encounter(
                turn=turn,
                mentor=problem.mentors[mentor],
                score=int(problem.score[edge]) if known else None,
                wished=known and bool(problem.wished[edge]),
                wanted=known and bool(wanted[edge]),
                pinned=mentor in pins,
            )
        )
    return Explanation(
        mentee=problem.mentees[mentee],
        encounters=tuple(encounters),
        total=sum(encounter.score or 0 for encounter in encounters),
        byes=tuple(np.flatnonzero(problem.present[mentee] & (seat[mentee] == NOBODY)).tolist()),
        seen_again=_seen_again(problem, result, mentee),
        missed=_missed(problem, result, mentee, wanted),
    )


def _seen_again(
    problem: TimetableProblem, result: TimetableResult, mentee: int
) -> tuple[tuple[str, int], ...]:
    seat = result.seat
    times = ((seat == seat[mentee]) & (seat[mentee] != NOBODY)).sum(axis=1)
    times[mentee] = 0
    return tuple((problem.mentees[other], int(times[other])) for other in np.flatnonzero(times > 1))


def _missed(
    problem: TimetableProblem, result: TimetableResult, mentee: int, wanted: np.ndarray
) -> tuple[Missed, ...]:
    mine = wanted & (problem.edge_mentee == mentee)
    missing = [other for other in problem.edge_mentor[mine].tolist() if other not in result.seat[mentee]]
    return tuple(Missed(problem.mentors[mentor], _why(problem, result, mentee, mentor)) for mentor in missing)


def _why(problem: TimetableProblem, result: TimetableResult, mentee: int, mentor: int) -> str:
    together = problem.present[mentee] & problem.staffed[mentor]
    together[: problem.done] = False
    free = together & ((result.seat == mentor).sum(axis=0) < problem.seats[mentor])
    bye = result.seat[mentee] == NOBODY
    reasons = (
        ("never_together", not together.any()),
        ("full", not free.any()),
        ("group", bool(used_up(problem, result.seat, np.array([mentee]), np.array([mentor]))[0])),
        (
            "most",
            meetings_of_mentees(result.seat)[mentee] >= problem.most[mentee] and bool((free & bye).any()),
        ),
        ("busy", not (free & bye).any()),
    )
    return next((kind for kind, holds in reasons if holds), "free")


def shortfalls(problem: TimetableProblem, result: TimetableResult) -> tuple[Shortfall, ...]:
    """Mentors below their minimum, and mentees with fewer meetings than turns they are there for. O(E)."""
    return (*_mentors_short(problem, result), *_mentees_short(problem, result))


def _mentors_short(problem: TimetableProblem, result: TimetableResult) -> list[Shortfall]:
    have = table_sizes(result.seat, len(problem.mentors)).sum(axis=1)
    past = table_sizes(problem.past, len(problem.mentors)).sum(axis=1)
    candidates = np.bincount(problem.edge_mentor, minlength=len(have))
    room = past + problem.staffed[:, problem.done :].sum(axis=1) * problem.seats
    return _short("mentor", problem.mentors, problem.least, have, candidates, room)


def _mentees_short(problem: TimetableProblem, result: TimetableResult) -> list[Shortfall]:
    have, past = meetings_of_mentees(result.seat), meetings_of_mentees(problem.past)
    turns = np.minimum(past + problem.present[:, problem.done :].sum(axis=1), problem.most)
    asked = np.where(still_there(problem), turns, 0)
    candidates, allowed = np.bincount(problem.edge_mentee, minlength=len(have)), within_quotas(problem)
    found = _short("mentee", problem.mentees, asked, have, allowed, asked)
    narrowed = {problem.mentees[at] for at in np.flatnonzero(allowed < candidates).tolist()}
    return [
        replace(each, kind="groups") if each.kind == "candidates" and each.person in narrowed else each
        for each in found
    ]


def _short(
    side: str,
    people: tuple[str, ...],
    asked: np.ndarray,
    have: np.ndarray,
    candidates: np.ndarray,
    room: np.ndarray,
) -> list[Shortfall]:
    found = []
    for at in np.flatnonzero(have < asked).tolist():
        limit = int(min(candidates[at], room[at]))
        kind = "others" if limit >= asked[at] else "candidates" if candidates[at] <= room[at] else "presence"
        found.append(Shortfall(side, people[at], int(asked[at]), int(have[at]), kind, limit))
    return found
