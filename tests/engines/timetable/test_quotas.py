"""At most so many mentors of one group for each mentee: exact in the flow, kept by all that comes after."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairloom.engines.timetable import (
    NOBODY,
    AuditError,
    ProblemError,
    TimetableProblem,
    audit,
    broken_rules,
    explain,
    make_problem,
    replan,
    shortfalls,
    solve,
    with_seat,
)
from pairloom.engines.timetable.choose import best_choice, question_of
from pairloom.engines.timetable.layout import laid_out
from pairloom.engines.timetable.scope import most_wanted
from tests.engines.timetable.evenings import evening
from tests.engines.timetable.oracle import best_figures, figures, mentee_ids, mentor_ids, timetables


def two_employers(mentees: int = 4, *, most: int | None = 1, **given: object) -> TimetableProblem:
    """Four mentors with two seats, the best two with one employer; three turns."""
    return make_problem(
        turns=3,
        mentees=mentee_ids(mentees),
        mentors=mentor_ids(4),
        seats=[2] * 4,
        edge_mentee=np.repeat(np.arange(mentees), 4),
        edge_mentor=np.tile(np.arange(4), mentees),
        score=np.tile([900_000, 800_000, 200_000, 100_000], mentees),
        group=["acme", "acme", "", "globex"],
        group_most=most,
        **given,  # type: ignore[arg-type]
    )


def mentors_of(problem: TimetableProblem, seat: np.ndarray, group: str) -> list[int]:
    """How many mentors of the group each mentee meets."""
    of_group = np.append(problem.group == problem.groups.index(group), False)
    return of_group[seat].sum(axis=1).tolist()  # type: ignore[no-any-return]


@st.composite
def evenings_where_limits_cut_through_wishes(draw: st.DrawFn) -> TimetableProblem:
    """2 mentees, 5 mentors of two groups, few seats, and wishes across the groups; everybody stays."""
    pairs = [(one, other) for one in range(2) for other in range(5) if draw(st.integers(0, 5))]
    mentees, mentors = mentee_ids(2), mentor_ids(5)
    return make_problem(
        turns=2,
        mentees=mentees,
        mentors=mentors,
        seats=[1] * 5,
        edge_mentee=[one for one, _ in pairs],
        edge_mentor=[other for _, other in pairs],
        score=[draw(st.sampled_from([0, 1, 3, 500_000])) for _ in pairs],
        least=[draw(st.integers(0, 1)) for _ in mentors],
        group=[draw(st.sampled_from(["acme", "globex"])) for _ in mentors],
        group_most=1,
        wished=[(mentees[one], mentors[other]) for one, other in pairs if draw(st.booleans())],
    )


@settings(max_examples=150, deadline=None)
@given(problem=evenings_where_limits_cut_through_wishes(), top=st.integers(0, 2))
def test_no_timetable_that_keeps_the_limit_is_better(problem: TimetableProblem, top: int) -> None:
    result = solve(problem, top=top, mix_budget=0)
    assert figures(problem, result.seat, top) == best_figures(problem, top)
    assert result.proven


@settings(max_examples=100, deadline=None)
@given(problem=evenings_where_limits_cut_through_wishes(), top=st.integers(1, 2))
def test_the_flow_alone_keeps_the_limit_is_exact_in_meetings_and_bounds_the_rest(
    problem: TimetableProblem, top: int
) -> None:
    wanted = most_wanted(problem, top)
    choice = best_choice(problem, question_of(problem, wanted), wanted)
    seat = laid_out(problem, choice.edges)
    assert seat is not None
    assert not broken_rules(problem, seat)
    if not wanted.any():
        return
    least, counts, served, _, _ = figures(problem, seat, top)
    every = (figures(problem, one, top) for one in timetables(problem))
    best = max((one[0], one[1], one[2], one[4]) for one in every)
    assert (least, counts) == best[:2]
    assert choice.value.top == served
    assert served <= best[2] <= choice.bound.top  # type: ignore[operator]
    if served == best[2]:
        assert best[3] <= choice.bound.affinity


def test_the_limit_takes_the_best_pairs_that_it_leaves() -> None:
    problem = two_employers()
    result = solve(problem, top=0, mix_budget=0)
    assert mentors_of(problem, result.seat, "acme") == [1, 1, 1, 1]
    assert result.affinity == 4 * (900_000 + 200_000 + 100_000)
    assert result.proven


def test_without_a_limit_groups_change_nothing() -> None:
    free, none = (two_employers(most=None), two_employers(most=4))
    assert np.array_equal(solve(free).seat, solve(none).seat)
    assert mentors_of(free, solve(free, top=0, mix_budget=0).seat, "acme") == [2, 2, 2, 2]


def test_finished_turns_count_and_the_rest_keeps_what_they_leave() -> None:
    problem = two_employers(past=[[0], [0], [1], [1]])
    result = solve(problem, top=0, mix_budget=0)
    assert mentors_of(problem, result.seat, "acme") == [1, 1, 1, 1]
    assert result.proven


def test_a_past_beyond_the_limit_stands_and_nothing_is_added_to_it() -> None:
    problem = two_employers(past=[[0, 1], [1, 0], [2, 3], [3, 2]])
    result = solve(problem, top=0, mix_budget=0)
    assert mentors_of(problem, result.seat, "acme") == [2, 2, 1, 1]


def test_a_large_event_keeps_the_limit_through_wishes_mixing_and_a_replan() -> None:
    rng = np.random.default_rng(3)
    problem = evening(120, 20, 5, 6)
    problem = replace(
        problem,
        groups=("a", "b", "c"),
        group=rng.integers(NOBODY, 3, 20).astype(np.int32),
        group_most=1,
        wished=rng.random(len(problem.score)) < 0.15,
    )
    result = solve(problem, seconds=2)
    assert not broken_rules(problem, result.seat)
    top, affinity = result.level("top"), result.level("affinity")
    assert top is not None
    assert affinity is not None
    assert result.level("meetings").proven  # type: ignore[union-attr]
    assert top.gap <= 0.02
    staffed = problem.staffed.copy()
    staffed[4, 2:] = False
    later = replace(problem, past=result.seat[:, :2], staffed=staffed)
    found = replan(later, result.seat)
    assert not broken_rules(later, found.result.seat)


def test_a_card_beyond_a_limit_that_has_come_up_loses_its_last_meeting() -> None:
    free = two_employers(most=None)
    seat = solve(free, top=0, mix_budget=0).seat
    found = replan(replace(free, group_most=1, past=seat[:, :1]), seat)
    assert max(mentors_of(free, found.result.seat, "acme")) == 1
    assert found.cards_changed == found.least_cards


def test_the_audit_refuses_a_plan_beyond_the_limit() -> None:
    free = two_employers(most=None)
    beyond = solve(free, top=0, mix_budget=0)
    with pytest.raises(AuditError, match="too many of one group"):
        audit(replace(free, group_most=1), beyond)


def test_a_change_by_hand_that_breaks_the_limit_is_named() -> None:
    problem = two_employers(mentees=1)
    result = solve(problem, top=0, mix_budget=0)
    turn = int(np.flatnonzero(result.seat[0] == 2)[0])
    other = 1 if 0 in result.seat[0] else 0
    change = with_seat(problem, result, mentee=0, turn=turn, mentor=other)
    assert {rule.kind for rule in change.broken} == {"group"}
    assert {rule.mentor for rule in change.broken} == {"mentor 0", "mentor 1"}


def test_why_not_and_too_few_meetings_name_the_limit() -> None:
    problem = two_employers(mentees=1, wished=[("mentee 0", "mentor 0"), ("mentee 0", "mentor 1")])
    result = solve(problem, mix_budget=0)
    assert [missed.kind for missed in explain(problem, result, 0).missed] == ["group"]
    acme = make_problem(
        turns=2,
        mentees=["ann"],
        mentors=["kim", "lou"],
        seats=[1, 1],
        edge_mentee=[0, 0],
        edge_mentor=[0, 1],
        score=[1, 2],
        group=["acme", "acme"],
        group_most=1,
    )
    short = shortfalls(acme, solve(acme))
    assert [(one.person, one.kind, one.limit) for one in short] == [("ann", "groups", 1)]
    assert "limit on mentors of one group leaves ann only 1" in str(short[0])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"group": ["acme"]}, "group: 2 names expected, 1 given"),
        ({"group_most": 0}, "group_most: at least 1 expected, 0 given"),
    ],
)
def test_groups_that_make_no_problem_are_refused(given: dict[str, object], words: str) -> None:
    with pytest.raises(ProblemError, match=words):
        make_problem(
            turns=1,
            mentees=[],
            mentors=["kim", "lou"],
            seats=[1, 1],
            edge_mentee=[],
            edge_mentor=[],
            score=[],
            **given,  # type: ignore[arg-type]
        )
