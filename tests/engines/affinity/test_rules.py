from dataclasses import replace

import pytest
from hypothesis import given, settings

from pairloom.engines.affinity import Explainer, Profile, Rule, find_candidates, make_problem
from tests.engines.affinity.people import (
    A_LANGUAGE,
    ABOVE,
    AN_HOUR,
    FULL,
    OTHER_EMPLOYER,
    TOPICS,
    person,
    rubric,
    some_people,
    wants,
)


def allowed(mentee: Profile, mentor: Profile, rule: Rule) -> bool:
    problem = make_problem(mentees=[mentee], mentors=[mentor], rubric=rubric(TOPICS, rules=(rule,)))
    return len(find_candidates(problem).units) == 1


@pytest.mark.parametrize(
    ("rule", "kept", "removed"),
    [
        (
            OTHER_EMPLOYER,
            ({"employer": "Acme"}, {"employer": "Initech"}),
            ({"employer": "Acme"}, {"employer": "ACME "}),
        ),
        (
            A_LANGUAGE,
            ({"languages": wants("English")}, {"languages": wants("Hindi", "english")}),
            ({"languages": wants("English")}, {"languages": wants("Hindi")}),
        ),
        (ABOVE, ({"grade": "basic"}, {"grade": "expert"}), ({"grade": "good"}, {"grade": "basic"})),
        (
            AN_HOUR,
            (
                {"availability": "Mon 18:00-19:00", "time_zone": "UTC"},
                {"availability": "Mon 18:00-19:00", "time_zone": "UTC"},
            ),
            (
                {"availability": "Mon 18:00-19:00", "time_zone": "UTC"},
                {"availability": "Mon 18:30-19:30", "time_zone": "UTC"},
            ),
        ),
    ],
    ids=["different value", "in common", "gap", "common hours"],
)
def test_a_rule_removes_the_pair_and_leaves_it_where_an_answer_is_open(rule, kept, removed) -> None:  # type: ignore[no-untyped-def]
    mentee, mentor = (person(name, **answers) for name, answers in zip(("tomas", "ana"), kept, strict=True))
    assert allowed(mentee, mentor, rule)
    mentee, mentor = (
        person(name, **answers) for name, answers in zip(("tomas", "ana"), removed, strict=True)
    )
    assert not allowed(mentee, mentor, rule)
    assert allowed(mentee, person("ana"), rule)
    assert not allowed(mentee, person("ana"), replace(rule, strict=True))


@settings(max_examples=40)
@given(mentees=some_people("e"), mentors=some_people("r"))
def test_a_forbidden_pair_is_absent_however_well_it_fits(
    mentees: list[Profile], mentors: list[Profile]
) -> None:
    problem = make_problem(mentees=mentees, mentors=mentors, rubric=FULL, bans=[("e0", "r0")])
    found = find_candidates(problem)
    explainer = Explainer(problem)
    assert not found.forbidden.any()
    for place, mentee in enumerate(problem.mentees):
        assert explainer.no_candidate(mentee.id).allowed == int((found.mentee == place).sum())
    assert not ((found.mentee == 0) & (found.mentor == 0)).any()


def test_nobody_is_paired_with_themselves() -> None:
    both = person("sam", wanted=wants("Go"), offered=wants("Go"))
    problem = make_problem(mentees=[both], mentors=[both, person("ana")], rubric=rubric(TOPICS))
    assert find_candidates(problem).mentor.tolist() == [0]  # ana, the first by id


def test_a_pinned_pair_is_scored_though_a_rule_forbids_it() -> None:
    mentee, mentor = person("tomas", employer="Acme"), person("ana", employer="Acme")
    problem = make_problem(mentees=[mentee], mentors=[mentor], rubric=rubric(TOPICS, rules=(OTHER_EMPLOYER,)))
    found = find_candidates(problem, include=[("tomas", "ana")])
    assert found.forbidden.tolist() == [True]


def test_everybody_ruled_out_is_counted_under_the_first_rule_that_did_it() -> None:
    mentors = [person(f"own{n}", employer="Acme", languages=wants("Hindi")) for n in range(9)]
    mentors += [person(f"mute{n}", employer="Initech", languages=wants("Hindi")) for n in range(3)]
    mentee = person("tomas", employer="Acme", languages=wants("English"))
    by = rubric(TOPICS, rules=(OTHER_EMPLOYER, A_LANGUAGE))
    why = Explainer(make_problem(mentees=[mentee], mentors=mentors, rubric=by)).no_candidate("tomas")
    assert str(why) == "12 mentors: 9 in your own organisation, 3 without a common language."
