"""Reasons must be true: who is left over, the shortage behind it, and what one more seat would do."""

from hypothesis import given, settings

from pairloom.engines.assignment import AssignmentProblem, explain, solve, value_of_seats, words
from tests.engines.assignment.oracle import problems
from tests.engines.assignment.small import problem_of


def test_a_mentee_without_candidates_is_told_so() -> None:
    problem = problem_of({("ana", "bo"): 5}, wants={"hal": 1})
    (hal,) = explain(problem, solve(problem)).unmatched
    assert (hal.mentee, hal.kind, hal.candidates) == ("hal", "no_candidate", ())


def test_people_who_compete_for_too_few_seats_are_named_with_their_mentors() -> None:
    edges = {(mentee, mentor): 5 for mentee in ("ana", "bea", "cleo", "dot") for mentor in ("kim", "lou")}
    problem = problem_of(
        edges | {("zoe", "max"): 4, ("ana", "max"): 1}, capacity={"kim": 1, "lou": 1, "max": 1}
    )
    explanation = explain(problem, solve(problem))
    (shortage,) = explanation.bottlenecks
    assert shortage.mentors == ("kim", "lou", "max")
    assert shortage.mentees == ("ana", "bea", "cleo", "dot", "zoe")
    assert shortage.seats == 3
    assert len(shortage.unmatched) == 2
    assert words.bottleneck_reason(shortage) == (
        "5 people can only be paired with 3 mentors, who have 3 seats together."
    )


def test_two_separate_shortages_are_told_apart() -> None:
    problem = problem_of({("a1", "bo"): 1, ("a2", "bo"): 1, ("c1", "di"): 1, ("c2", "di"): 1})
    explanation = explain(problem, solve(problem))
    assert [(group.mentors, group.seats) for group in explanation.bottlenecks] == [(("bo",), 1), (("di",), 1)]
    assert [mentee.bottleneck for mentee in explanation.unmatched] == [0, 1]


def test_seats_that_pins_take_from_a_group_are_counted_apart() -> None:
    edges = {(mentee, "bo"): 5 for mentee in ("ana", "bea", "cleo")}
    problem = problem_of(edges, capacity={"bo": 2}, pins=[("dan", "bo")])
    (shortage,) = explain(problem, solve(problem)).bottlenecks
    assert (shortage.seats, shortage.held, len(shortage.unmatched)) == (2, 1, 2)
    assert words.bottleneck_reason(shortage) == (
        "3 people can only be paired with 1 mentor, who has 2 seats, 1 of them taken by a pin."
    )


def test_somebody_left_out_by_the_order_of_the_levels_is_told_the_order() -> None:
    edges = {("ana", "bo"): 9, ("bea", "di"): 2}
    problem = problem_of(edges)
    (bea,) = explain(problem, solve(problem, priority=("worst", "served", "total"))).unmatched
    assert bea.kind == "below_floor"
    swap = problem_of({("ana", "bo"): 5, ("ana", "di"): 1, ("bea", "bo"): 3})
    (left,) = explain(swap, solve(swap, priority=("total",))).unmatched
    assert (left.mentee, left.kind) == ("bea", "outweighed")


def test_mentors_without_mentees_are_told_why() -> None:
    edges = {("ana", "bo"): 9, ("ana", "cy"): 2}
    problem = problem_of(edges, capacity={"off": 0, "lone": 2})
    unused = {mentor.mentor: mentor.kind for mentor in explain(problem, solve(problem)).unused}
    assert unused == {"cy": "below_floor", "lone": "no_candidate", "off": "paused"}
    by_total = {
        mentor.mentor: mentor.kind for mentor in explain(problem, solve(problem, priority=("total",))).unused
    }
    assert by_total["cy"] == "not_needed"


def test_a_minimum_that_cannot_be_met_is_reported_and_stops_nobody() -> None:
    edges = {("ana", "bo"): 9, ("bea", "bo"): 8, ("bea", "di"): 7}
    problem = problem_of(edges, capacity={"bo": 2, "di": 3}, minimum={"bo": 2, "di": 2})
    result = solve(problem)
    below = {short.mentor: (short.got, short.kind) for short in explain(problem, result).below_minimum}
    assert result.served == 2
    assert below == {"di": (0, "few_candidates")}


def test_a_mentee_who_wants_more_than_there_is_gets_a_line() -> None:
    problem = problem_of({("ana", "bo"): 9, ("ana", "cy"): 4}, wants={"ana": 3})
    (ana,) = explain(problem, solve(problem, priority=("served", "total"))).fewer
    assert (ana.mentee, ana.wants, ana.got) == ("ana", 3, 2)


@settings(max_examples=150)
@given(problem=problems(pins=False))
def test_one_more_seat_at_any_candidate_of_a_stuck_mentee_serves_one_more(problem: AssignmentProblem) -> None:
    result = solve(problem)
    explanation = explain(problem, result)
    for unmatched in explanation.unmatched:
        assert unmatched.kind in ("no_candidate", "full")
        for mentor in unmatched.candidates:
            at = problem.mentors.index(mentor)
            missing = max(int(problem.used[at] - problem.capacity[at]), 0)
            _, after, _ = value_of_seats(problem, result, mentor, missing + 1)
            assert after.served == result.served + 1
    for group in explanation.bottlenecks:
        inside = set(group.mentors)
        for at, mentee in enumerate(problem.mentees):
            if mentee in group.mentees:
                edges = problem.edge_mentor[problem.edge_mentee == at]
                assert {problem.mentors[mentor] for mentor in edges} <= inside
        assert len(group.mentees) - len(group.unmatched) == group.seats
        assert group.held == 0


@settings(max_examples=100)
@given(problem=problems(pins=False))
def test_every_reason_can_be_told_in_words(problem: AssignmentProblem) -> None:
    for priority in (("served", "worst", "total"), ("worst", "total"), ("mentors", "total")):
        explanation = explain(problem, solve(problem, priority=priority))
        told = [words.unmatched_reason(one, explanation) for one in explanation.unmatched]
        told += [words.unmatched_change(one, explanation) for one in explanation.unmatched]
        told += [words.unused_reason(one) for one in explanation.unused]
        told += [words.below_minimum_reason(one) for one in explanation.below_minimum]
        told += [words.bottleneck_reason(one) for one in explanation.bottlenecks]
        assert all((text.endswith(".") and text[0].isupper()) or text[0].isdigit() for text in told)
