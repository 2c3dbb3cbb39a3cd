import random

import numpy as np
import pytest

from pairloom.engines.affinity import (
    AffinityProblem,
    Candidates,
    Item,
    Limits,
    Overlap,
    PriceLevel,
    Profile,
    Rubric,
    SameValue,
    Scorer,
    audit,
    complete_candidates,
    find_candidates,
    make_problem,
)
from pairloom.engines.affinity.candidates import best_in_rows
from pairloom.engines.assignment import AssignmentResult, solve
from pairloom.engines.assignment import make_problem as make_assignment
from tests.engines.affinity.people import A_LANGUAGE, OTHER_EMPLOYER

FEW = Limits(keep_all=0)
BLOCKS = Limits(keep_all=0, scan_all=0, block=120)
TOPICS = tuple("abcdefgh")


def crowd(seed: int, mentees: int, mentors: int, *, candidates: int = 2) -> AffinityProblem:
    """People with few topics, so that many scores are equal and some mentors are in demand."""
    draw = random.Random(seed)

    def people(side: str, count: int) -> list[Profile]:
        return [
            Profile(
                f"{side}{number:03}",
                {
                    "topics": tuple(
                        Item(topic, draw.choice((None, 0, 1, 2)))
                        for topic in draw.choices(TOPICS, k=draw.randint(0, 3), weights=range(1, 9))
                    ),
                    "place": draw.choice(("Lagos", "Pune", "Lima", "")),
                    "employer": draw.choice(("Acme", "Initech", "Hooli", "")),
                    "languages": tuple(
                        Item(one) for one in draw.sample(("en", "pt", "hi"), k=draw.randint(0, 2))
                    ),
                },
            )
            for number in range(count)
        ]

    rubric = Rubric(
        criteria=(
            Overlap(name="topics", mentee="topics", mentor="topics", weight=3, levels="levels"),
            SameValue(name="place", mentee="place", mentor="place", weight=1),
        ),
        rules=(OTHER_EMPLOYER, A_LANGUAGE),
        scales={"levels": ("basic", "good", "expert")},
        candidates=candidates,
    )
    return make_problem(mentees=people("e", mentees), mentors=people("r", mentors), rubric=rubric)


def assigned(
    problem: AffinityProblem, found: Candidates, priority: tuple[str, ...], seed: int
) -> AssignmentResult:
    draw = random.Random(seed)
    return solve(
        make_assignment(
            mentees=[one.id for one in problem.mentees],
            wants=[draw.choice((1, 1, 2)) for _ in problem.mentees],
            mentors=[one.id for one in problem.mentors],
            capacity=[draw.choice((1, 2, 3)) for _ in problem.mentors],
            minimum=[draw.choice((0, 0, 1)) for _ in problem.mentors],
            edge_mentee=found.mentee,
            edge_mentor=found.mentor,
            score=found.units,
        ),
        priority=priority,
    )


def prices(result: AssignmentResult) -> list[PriceLevel]:
    levels = (
        PriceLevel.named(level.name, level.bound, level.prices.mentee, level.prices.mentor)
        for level in result.levels
    )
    return [level for level in levels if level is not None]


@pytest.mark.parametrize("limits", [FEW, BLOCKS], ids=["all scanned", "by topic"])
@pytest.mark.parametrize(
    "priority",
    [("served", "worst", "total"), ("served", "mentors", "total"), ("total",), ("worst", "served")],
)
@pytest.mark.parametrize(("mentees", "mentors"), [(40, 30), (60, 15), (15, 40)])
@pytest.mark.parametrize("seed", range(4))
def test_adding_pairs_that_pay_reaches_the_best_plan_of_all_pairs(
    limits: Limits, priority: tuple[str, ...], mentees: int, mentors: int, seed: int
) -> None:
    problem = crowd(seed, mentees, mentors, candidates=1)
    everything = assigned(problem, find_candidates(problem), priority, seed)
    scorer = Scorer(problem, limits)
    done = complete_candidates(
        problem,
        find_candidates(problem, scorer=scorer),
        scorer=scorer,
        solve=lambda some: prices(assigned(problem, some, priority, seed)),
        most_rounds=60,
    )
    reached = assigned(problem, done.candidates, priority, seed)
    assert done.proven
    assert [level.value for level in reached.levels] == [level.value for level in everything.levels]
    audit(problem, done.candidates)


def test_few_candidates_are_the_best_of_each_mentee_and_of_each_mentor() -> None:
    problem = crowd(1, 30, 20, candidates=3)
    everything = find_candidates(problem)
    few = find_candidates(problem, scorer=Scorer(problem, FEW))
    table = np.full((30, 20), -1)
    table[everything.mentee, everything.mentor] = everything.units
    kept = np.zeros(table.shape, bool)
    kept[few.mentee, few.mentor] = True
    for scores, here in [*zip(table, kept, strict=True), *zip(table.T, kept.T, strict=True)]:
        best = sorted(scores[scores >= 0], reverse=True)[:3]
        assert sorted(scores[here], reverse=True)[: len(best)] == best
    assert (np.where(kept, -1, table).max(axis=1) <= few.best_left_out).all()
    assert len(few.units) < len(everything.units)


def test_scoring_by_topic_bounds_what_it_leaves_out() -> None:
    problem = crowd(2, 40, 40)
    everything = find_candidates(problem)
    few = find_candidates(problem, scorer=Scorer(problem, BLOCKS))
    kept = set(zip(few.mentee.tolist(), few.mentor.tolist(), strict=True))
    for mentee, mentor, units in zip(everything.mentee, everything.mentor, everything.units, strict=True):
        assert (mentee, mentor) in kept or units <= few.best_left_out[mentee]


def test_equal_scores_are_spread_over_all_mentors() -> None:
    nobody_asks = [Profile(f"e{number:02}") for number in range(20)]
    mentors = [Profile(f"r{number:02}") for number in range(20)]
    problem = make_problem(mentees=nobody_asks, mentors=mentors, rubric=crowd(0, 1, 1).rubric)
    found = find_candidates(problem, scorer=Scorer(problem, FEW))
    assert set(found.mentor.tolist()) == set(range(20))


def test_the_largest_of_a_row_are_taken_and_of_equals_those_from_the_turn_on() -> None:
    units = np.array([[5, 7, 5, 5, -1], [-1, -1, -1, -1, -1]])
    assert best_in_rows(units, 2, np.array([0, 0])).tolist() == [
        [True, True, False, False, False],
        [False] * 5,
    ]
    assert best_in_rows(units, 2, np.array([3, 0]))[0].tolist() == [False, True, False, True, False]
