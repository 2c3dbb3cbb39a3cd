from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from pairloom.engines.affinity import (
    AffinityError,
    Candidates,
    DifferentValue,
    Item,
    Overlap,
    Profile,
    Rubric,
    TextLikeness,
    Wish,
    audit,
    find_candidates,
    items,
    make_problem,
)
from tests.engines.affinity.people import (
    FULL,
    GRADE,
    HOURS,
    IDENTITY,
    PLACE,
    TOPICS,
    person,
    rubric,
    some_people,
    wants,
)


def scored(mentees: list[Profile], mentors: list[Profile], by: Rubric) -> dict[tuple[str, str], float]:
    problem = make_problem(mentees=mentees, mentors=mentors, rubric=by)
    found = find_candidates(problem)
    audit(problem, found, sample=None)
    return {
        (problem.mentees[i].id, problem.mentors[j].id): score
        for i, j, score in zip(found.mentee, found.mentor, found.scores.tolist(), strict=True)
    }


def score(mentee: Profile, mentor: Profile, by: Rubric) -> float:
    return scored([mentee], [mentor], by)[mentee.id, mentor.id]


@settings(max_examples=40)
@given(mentees=some_people("e"), mentors=some_people("r"))
def test_parts_sum_to_scores_between_0_and_1_and_a_plain_reading_agrees(
    mentees: list[Profile], mentors: list[Profile]
) -> None:
    problem = make_problem(mentees=mentees, mentors=mentors, rubric=FULL)
    found = find_candidates(problem)
    assert np.array_equal(found.parts.sum(axis=1), found.units)
    assert ((found.scores >= 0) & (found.scores <= 1)).all()
    audit(problem, found, sample=None)


@settings(max_examples=40)
@given(mentees=some_people("e"), mentors=some_people("r"))
def test_points_are_added_up_as_they_are(mentees: list[Profile], mentors: list[Profile]) -> None:
    problem = make_problem(mentees=mentees, mentors=mentors, rubric=replace(FULL, scale="points"))
    found = find_candidates(problem)
    assert np.array_equal(found.parts.sum(axis=1), found.units)
    audit(problem, found, sample=None)


@settings(max_examples=40)
@given(mentees=some_people("e"), mentors=some_people("r"))
def test_the_order_of_people_changes_nothing(mentees: list[Profile], mentors: list[Profile]) -> None:
    def bytes_of(found: Candidates) -> list[bytes]:
        return [array.tobytes() for array in (found.mentee, found.mentor, found.units, found.parts)]

    forwards = make_problem(mentees=mentees, mentors=mentors, rubric=FULL)
    backwards = make_problem(mentees=mentees[::-1], mentors=mentors[::-1], rubric=FULL)
    assert bytes_of(find_candidates(forwards)) == bytes_of(find_candidates(backwards))


def test_a_mentor_who_offers_all_that_was_asked_for_scores_1() -> None:
    mentee = person("tomas", wanted=wants("Go", "Rust"))
    assert score(mentee, person("ana", offered=wants("Rust", "Go")), rubric(TOPICS)) == 1


def test_topics_count_by_what_was_asked_not_by_what_was_offered() -> None:
    plain = rubric(replace(TOPICS, focus=0))
    mentee = person("tomas", wanted=wants("Go", "Rust", "Networking", "Storage"))
    assert score(mentee, person("ana", offered=wants("Go", "Perl", "Fortran")), plain) == 0.25


def test_ticking_every_box_does_not_win_against_the_one_who_offers_what_is_asked() -> None:
    every_box = wants("Go", "Rust", "Networking", "Storage", "Perl", "Fortran")
    mentors = [person("anybody", offered=every_box), person("specialist", offered=wants("Go", "Rust"))]
    found = scored([person("tomas", wanted=wants("Go", "Rust"))], mentors, rubric(TOPICS))
    assert found["tomas", "specialist"] > found["tomas", "anybody"]


def test_a_mentee_who_ticks_every_box_is_not_ahead_of_one_who_asks_for_one_thing() -> None:
    mentees = [
        person("greedy", wanted=wants("Go", "Rust", "Networking", "Storage")),
        person("modest", wanted=wants("Go")),
    ]
    found = scored(mentees, [person("ana", offered=wants("Go"))], rubric(TOPICS))
    assert found["modest", "ana"] > found["greedy", "ana"]


def test_an_offer_below_the_level_asked_for_counts_half_for_each_step() -> None:
    by = rubric(replace(TOPICS, focus=0))
    needs_expert = person("tomas", wanted=(Item("Go", 2),))
    offers = {level: person("ana", offered=(Item("Go", level),)) for level in (0, 1, 2, None)}
    assert [score(needs_expert, offers[level], by) for level in (0, 1, 2, None)] == [0.25, 0.5, 1, 1]


def test_an_answer_left_open_by_the_mentor_counts_less_than_a_yes_and_more_than_a_no() -> None:
    mentors = [
        person("yes", offered=wants("Go")),
        person("no", offered=wants("Perl")),
        person("silent", place="Lagos"),
    ]
    found = scored([person("tomas", wanted=wants("Go"))], mentors, rubric(TOPICS))
    assert found["tomas", "yes"] > found["tomas", "silent"] > found["tomas", "no"]


def test_what_the_mentee_left_open_does_not_count() -> None:
    both = rubric(TOPICS, PLACE)
    mentee = person("tomas", wanted=wants("Go"))
    assert score(mentee, person("ana", offered=wants("Go"), place="Lagos"), both) == 1


def test_what_no_mentor_filled_in_does_not_count() -> None:
    mentee = person("tomas", wanted=wants("Go"), place="Lagos")
    assert score(mentee, person("ana", offered=wants("Go")), rubric(TOPICS, PLACE)) == 1


def test_a_mentee_who_answered_nothing_fits_everybody_equally() -> None:
    mentors = [person("ana", offered=wants("Go")), person("ben", offered=wants("Rust"))]
    assert set(scored([person("tomas")], mentors, rubric(TOPICS)).values()) == {0.3}


def test_the_gap_on_a_scale_earns_its_points() -> None:
    by = rubric(GRADE, scale="points")
    mentee = person("tomas", grade="basic")
    assert [score(mentee, person("ana", grade=grade), by) for grade in ("basic", "Good", "EXPERT")] == [
        0,
        3,
        1,
    ]


def test_a_wish_is_met_by_any_one_of_the_things_asked_for() -> None:
    by = rubric(IDENTITY, scale="points")
    mentee = person("tomas", identity_wished=wants("a", "b"))
    assert score(mentee, person("ana", identity=wants("b", "c")), by) == 2
    assert score(mentee, person("ana", identity=wants("c")), by) == 0


@pytest.mark.parametrize("written", ["ana", "Ana", "ANA "])
def test_a_mentor_can_be_wished_for_by_name_or_id(written: str) -> None:
    by = rubric(Wish(name="mentor", mentee="wish", mentor="name", weight=1))
    assert score(person("tomas", wish=wants(written)), person("ana"), by) == 1


def test_enough_common_hours_earn_all_and_fewer_a_share() -> None:
    by = rubric(HOURS)
    mentee = person("tomas", availability="Mon 18:00-22:00", time_zone="UTC")
    for hours, share in (("Mon 18:00-22:00", 1), ("Mon 18:00-19:30", 0.5), ("Mon 8:00-9:00", 0)):
        assert score(mentee, person("ana", availability=hours, time_zone="UTC"), by) == share


def test_texts_that_mean_the_same_in_other_words_are_closer_than_unrelated_ones() -> None:
    by = rubric(TextLikeness(name="goals", mentee="goals", mentor="about", weight=1))
    mentee = person("tomas", goals="I want to learn how to run containers in production")
    mentors = [
        person("near", about="I operate Kubernetes clusters for live services"),
        person("far", about="I paint watercolours of mountain lakes"),
    ]
    found = scored([mentee], mentors, by)
    assert found["tomas", "near"] > found["tomas", "far"] + 0.1


def test_inputs_are_as_they_were_before() -> None:
    people = [person("tomas", wanted=wants("Go"))], [person("ana", offered=wants("Go"))]
    before = repr(people)
    scored(*people, rubric(TOPICS))
    assert repr(people) == before


def test_an_id_twice_and_an_answer_of_the_wrong_shape_are_refused() -> None:
    with pytest.raises(AffinityError, match="the mentor id 'ana' is there twice"):
        make_problem(mentees=[], mentors=[person("ana"), person("ana")], rubric=FULL)
    with pytest.raises(AffinityError, match=r"mentee tomas, wanted: 'Go' is no list"):
        make_problem(mentees=[person("tomas", wanted="Go")], mentors=[], rubric=FULL)


def test_an_empty_side_has_no_candidates() -> None:
    problem = make_problem(mentees=[person("tomas")], mentors=[], rubric=FULL)
    found = find_candidates(problem)
    assert len(found.units) == 0
    audit(problem, found)


def test_one_list_scored_by_two_criteria_is_read_once_and_alike() -> None:
    twice = rubric(
        Overlap(name="topics", mentee="wanted", mentor="offered", weight=1, focus=0),
        Overlap(name="again", mentee="wanted", mentor="offered", weight=3, focus=0),
        rules=(DifferentValue(name="employer", mentee="employer", mentor="employer"),),
    )
    assert (
        score(person("tomas", wanted=items("Go", "Rust")), person("ana", offered=items("Go")), twice) == 0.5
    )
