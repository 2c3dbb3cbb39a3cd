"""Made-up evenings that are large enough for mentees to meet again, with a seating that keeps all rules."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import strategies as st

from pairloom.engines.timetable import NOBODY, TimetableProblem, make_problem
from pairloom.engines.timetable.problem import Ints
from tests.engines.timetable.oracle import mentee_ids, mentor_ids

GROUP_MOST = 2


@st.composite
def seated_evenings(draw: st.DrawFn) -> tuple[TimetableProblem, Ints]:
    """Up to 16 mentees, 4 mentors, 4 turns; gaps, groups, pins, people to keep apart, a finished turn."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    n, m, turns = draw(st.integers(2, 16)), draw(st.integers(2, 4)), draw(st.integers(2, 4))
    seats = rng.integers(1, 6, m)
    allowed = rng.random((n, m)) < draw(st.sampled_from([0.5, 0.9, 1.0]))
    whole = draw(st.booleans())
    present = (rng.random((n, turns)) < 0.9) | whole
    staffed = (rng.random((m, turns)) < 0.9) | whole
    group = rng.integers(0, 3, m) if draw(st.booleans()) else np.arange(m)
    seat = _seated(rng, seats, allowed, present, staffed, group)
    done = draw(st.integers(0, 1))
    cells = [(i, int(seat[i, turn]), turn) for i, turn in product(range(n), range(done, turns))]
    met = [cell for cell in cells if cell[1] != NOBODY]
    mentees, mentors = mentee_ids(n), mentor_ids(m)
    pins = [(mentees[i], mentors[j], turn if rng.random() < 0.5 else None) for i, j, turn in met[:2]]
    edge_mentee, edge_mentor = np.nonzero(allowed)
    problem = make_problem(
        turns=turns,
        mentees=mentees,
        mentors=mentors,
        seats=seats,
        edge_mentee=edge_mentee,
        edge_mentor=edge_mentor,
        score=rng.integers(0, 1_000_000, len(edge_mentee)),
        present=present,
        staffed=staffed,
        group=[f"group {at}" for at in group],
        group_most=GROUP_MOST,
        pins=pins if draw(st.booleans()) else (),
        apart=[(mentees[0], mentees[-1])] if draw(st.booleans()) else (),
        past=seat[:, :done],
    )
    return problem, _in_order(problem, mentees, mentors, seat)


def _seated(
    rng: np.random.Generator, seats: Ints, allowed: Ints, present: Ints, staffed: Ints, group: Ints
) -> Ints:
    """Everybody takes a random free seat in every turn, if there is one of a group not met too often."""
    seat = np.full(present.shape, NOBODY, np.int32)
    for turn in range(present.shape[1]):
        left = seats * staffed[:, turn]
        for mentee in rng.permutation(np.flatnonzero(present[:, turn])):
            free = np.flatnonzero(allowed[mentee] & (left > 0))
            free = np.setdiff1d(free, seat[mentee])
            met = group[seat[mentee][seat[mentee] != NOBODY]]
            free = free[(group[free][:, None] == met).sum(axis=1) < GROUP_MOST]
            if free.size:
                seat[mentee, turn] = rng.choice(free)
                left[seat[mentee, turn]] -= 1
    return seat


def _in_order(problem: TimetableProblem, mentees: list[str], mentors: list[str], seat: Ints) -> Ints:
    rows = [mentees.index(one) for one in problem.mentees]
    place = np.array([problem.mentors.index(one) for one in mentors] + [NOBODY], np.int32)
    return place[seat[rows]]


def evening(mentees: int, mentors: int, turns: int, seats: int, seed: int = 1) -> TimetableProblem:
    """Everybody may meet everybody: five topics each, and the more of them are shared, the better."""
    rng = np.random.default_rng(seed)
    asked, offered = (np.argsort(rng.random((count, 20)), axis=1)[:, :5] for count in (mentees, mentors))
    shared = (asked[:, None, :, None] == offered[None, :, None, :]).sum(axis=(2, 3))
    score = 100_000 * shared + rng.integers(0, 500_000, shared.shape)
    edge_mentee, edge_mentor = np.divmod(np.arange(mentees * mentors), mentors)
    return make_problem(
        turns=turns,
        mentees=[f"mentee {at:05}" for at in range(mentees)],
        mentors=[f"mentor {at:05}" for at in range(mentors)],
        seats=np.full(mentors, seats),
        edge_mentee=edge_mentee,
        edge_mentor=edge_mentor,
        score=score.ravel(),
    )


def pairs_of(seat: Ints) -> set[tuple[int, int]]:
    """Who meets whom, whatever the turn."""
    mentee, turn = np.nonzero(seat != NOBODY)
    return set(zip(mentee.tolist(), seat[mentee, turn].tolist(), strict=True))
