"""Tiny events, and the best timetables of them by looking at every one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
from hypothesis import strategies as st

from pairloom.engines.timetable import NOBODY, TimetableProblem, make_problem
from pairloom.engines.timetable.problem import Ints


def mentee_ids(count: int) -> list[str]:
    return [f"mentee {at}" for at in range(count)]


def mentor_ids(count: int) -> list[str]:
    return [f"mentor {at}" for at in range(count)]


@st.composite
def problems(
    draw: st.DrawFn, *, uneven: bool = False, pins: bool = True, past: bool = True
) -> TimetableProblem:
    """Up to 3 mentees, 3 mentors and 3 turns, with gaps, minimums, groups, wishes, pins and a finished turn.

    Without `uneven` everybody who is there in an open turn is there in all of them.
    """
    n, m, turns = draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.integers(1, 3))
    done = draw(st.integers(0, turns - 1)) if past else 0
    pairs = [pair for pair in product(range(n), range(m)) if draw(st.integers(0, 4))]
    score = [draw(st.sampled_from([0, 1, 2, 3, 500_000, 1_000_000])) for _ in pairs]
    mentees, mentors = mentee_ids(n), mentor_ids(m)
    pinned = [
        (mentees[one], mentors[other], draw(st.one_of(st.none(), st.integers(done, turns - 1))))
        for one, other in pairs
        if pins and not draw(st.integers(0, 7))
    ]
    return make_problem(
        turns=turns,
        mentees=mentees,
        mentors=mentors,
        seats=[draw(st.integers(0, 2)) for _ in range(m)],
        edge_mentee=[one for one, _ in pairs],
        edge_mentor=[other for _, other in pairs],
        score=score,
        present=draw(_there(n, turns, done, uneven)),
        staffed=draw(_there(m, turns, done, uneven)),
        most=[draw(st.integers(0, turns)) for _ in range(n)],
        least=[draw(st.integers(0, 2)) for _ in range(m)],
        group=[draw(st.sampled_from(["acme", "globex", ""])) for _ in range(m)],
        group_most=draw(st.sampled_from([None, 1, 2])),
        wished=[(mentees[one], mentors[other]) for one, other in pairs if not draw(st.integers(0, 4))],
        pins=pinned,
        past=[[draw(st.integers(NOBODY, m - 1)) for _ in range(done)] for _ in range(n)],
    )


def _there(people: int, turns: int, done: int, uneven: bool) -> st.SearchStrategy[list[list[bool]]]:
    if uneven:
        return st.lists(
            st.lists(st.booleans(), min_size=turns, max_size=turns), min_size=people, max_size=people
        )
    whole = st.integers(0, 4).map(bool)
    return st.lists(whole, min_size=people, max_size=people).map(
        lambda stays: [[True] * done + [stay] * (turns - done) for stay in stays]
    )


def timetables(problem: TimetableProblem) -> Iterator[Ints]:
    """Every timetable that keeps all rules."""
    rows = [list(_rows(problem, mentee)) for mentee in range(len(problem.mentees))]
    for chosen in product(*rows):
        seat = np.array(chosen, np.int32).reshape(len(problem.mentees), problem.turns)
        if _fits_tables(problem, seat):
            yield seat


def _rows(problem: TimetableProblem, mentee: int) -> Iterator[tuple[int, ...]]:
    past = problem.past[mentee].tolist()
    allowed = set(problem.edge_mentor[problem.edge_mentee == mentee].tolist())
    open_turns = range(len(past), problem.turns)
    options = [
        [
            NOBODY,
            *(other for other in allowed if problem.present[mentee, turn] and problem.staffed[other, turn]),
        ]
        for turn in open_turns
    ]
    for row in product(*options):
        met = [other for other in row if other != NOBODY]
        once = len(set(met)) == len(met) and not set(met) & set(past)
        had = sum(other != NOBODY for other in past)
        pinned = all(
            pin.mentor in met if pin.turn is None else row[pin.turn - len(past)] == pin.mentor
            for pin in problem.pins
            if pin.mentee == mentee
        )
        few = not met or had + len(met) <= problem.most[mentee]
        if once and pinned and few and _keeps_group_limit(problem, met, past):
            yield (*past, *row)


def _keeps_group_limit(problem: TimetableProblem, met: list[int], past: list[int]) -> bool:
    group, most = problem.group.tolist(), problem.group_most
    all_met = [group[other] for other in [*past, *met] if other != NOBODY]
    return most is None or all(group[other] == NOBODY or all_met.count(group[other]) <= most for other in met)


def _fits_tables(problem: TimetableProblem, seat: Ints) -> bool:
    return all(
        np.count_nonzero(seat[:, turn] == mentor) <= problem.seats[mentor]
        for turn in range(problem.done, problem.turns)
        for mentor in range(len(problem.mentors))
    )


def figures(problem: TimetableProblem, seat: Ints, top: int) -> tuple[object, ...]:
    """Least, meeting counts rising (leximin), mentees of level top, lowest sum, affinity."""
    counts = (seat != NOBODY).sum(axis=1)
    hosted = [np.count_nonzero(seat == mentor) for mentor in range(len(problem.mentors))]
    least = sum(min(have, need) for have, need in zip(hosted, problem.least.tolist(), strict=True))
    worth = {
        (one, other): value
        for one, other, value in zip(
            problem.edge_mentee.tolist(), problem.edge_mentor.tolist(), problem.score.tolist(), strict=True
        )
    }
    met = [[other for other in row if (one, other) in worth] for one, row in enumerate(seat.tolist())]
    sums = [sum(worth[one, other] for other in row) for one, row in enumerate(met)]
    figure: tuple[object, ...] = (least, sorted(counts.tolist()))
    if top and len(worth):
        served = sum(bool(set(row) & _wanted(problem, one, worth, top)) for one, row in enumerate(met))
        first = problem.done if problem.done < problem.turns else 0
        counted = [
            value
            for one, value in enumerate(sums)
            if problem.present[one, first:].any() and (problem.edge_mentee == one).any()
        ]
        figure += (served, min(counted, default=0))
    return (*figure, sum(sums))


def _wanted(problem: TimetableProblem, mentee: int, worth: dict[tuple[int, int], int], top: int) -> set[int]:
    own = {other: value for (one, other), value in worth.items() if one == mentee}
    wished = {
        other
        for other in own
        if problem.wished[(problem.edge_mentee == mentee) & (problem.edge_mentor == other)].any()
    }
    best = sorted(own.values(), reverse=True)[:top]
    return wished or {other for other, value in own.items() if value >= best[-1]}


def best_figures(problem: TimetableProblem, top: int) -> tuple[object, ...] | None:
    """The best figures of all timetables, or None where the pins leave none."""
    return max((figures(problem, seat, top) for seat in timetables(problem)), default=None)
