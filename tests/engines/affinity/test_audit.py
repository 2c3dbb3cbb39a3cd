from dataclasses import replace

import pytest

from pairloom.engines.affinity import AuditError, Candidates, audit, find_candidates, make_problem
from tests.engines.affinity.people import FULL, TOPICS, person, rubric, wants

PROBLEM = make_problem(
    mentees=[person("tomas", wanted=wants("Go"), employer="Acme"), person("wei", wanted=wants("Rust"))],
    mentors=[person("ana", offered=wants("Go")), person("ben", offered=wants("Rust"), employer="acme")],
    rubric=FULL,
)
RIGHT = find_candidates(PROBLEM)


def test_what_the_scorer_found_passes() -> None:
    audit(PROBLEM, RIGHT, sample=None)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (replace(RIGHT, units=RIGHT.units + 1), "parts do not sum to the score"),
        (replace(RIGHT, parts=RIGHT.parts[:, ::-1]), "is recorded"),
        (replace(RIGHT, mentee=RIGHT.mentee[::-1], mentor=RIGHT.mentor[::-1]), "out of order"),
        (replace(RIGHT, forbidden=~RIGHT.forbidden), "the rules say otherwise"),
    ],
)
def test_a_wrong_figure_is_found(wrong: Candidates, message: str) -> None:
    with pytest.raises(AuditError, match=message):
        audit(PROBLEM, wrong, sample=None)


def test_a_pair_that_a_rule_forbids_is_found() -> None:
    lenient = make_problem(mentees=PROBLEM.mentees, mentors=PROBLEM.mentors, rubric=rubric(TOPICS))
    strict = replace(lenient, rubric=replace(lenient.rubric, rules=FULL.rules))
    with pytest.raises(AuditError, match="tomas with ben: the rules say otherwise"):
        audit(strict, find_candidates(lenient), sample=None)
