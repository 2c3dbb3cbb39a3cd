from dataclasses import replace

import pytest

from pairloom.engines.affinity import (
    Explainer,
    Item,
    OrderedScale,
    Overlap,
    Profile,
    Reason,
    Rubric,
    TextLikeness,
    Wish,
    make_problem,
)
from tests.engines.affinity.people import (
    A_LANGUAGE,
    GRADE,
    HOURS,
    IDENTITY,
    OTHER_EMPLOYER,
    PLACE,
    TOPICS,
    person,
    rubric,
    wants,
)

MEET = Overlap(name="ways to meet", mentee="ways", mentor="ways", weight=1)
YEARS = OrderedScale(name="years of experience", mentee="years", mentor="years", weight=1, gap=(1, 50))


def told(mentee: Profile, mentor: Profile, by: Rubric) -> Reason:
    problem = make_problem(mentees=[mentee], mentors=[mentor], rubric=by)
    return Explainer(problem).reason(mentee.id, mentor.id)


def test_a_reason_names_what_fits_heaviest_first_and_then_what_is_missing() -> None:
    mentee = person(
        "tomas",
        wanted=(Item("Kubernetes", 1), Item("Go", 2), Item("Rust")),
        ways=wants("video"),
        availability="Mon 18:00-22:00",
        time_zone="UTC",
    )
    mentor = person(
        "ana",
        offered=(Item("kubernetes", 2), Item("Go", 1)),
        ways=wants("chat", "video"),
        availability="Mon 18:00-20:00",
        time_zone="UTC",
    )
    reason = told(mentee, mentor, rubric(TOPICS, HOURS, MEET))
    assert reason.why == (
        "Ana offers Kubernetes and Go, which Tomas asks for; they have 2 hours in common every week; "
        "both have video in common (ways to meet)."
    )
    assert reason.beware == "Ana does not offer Rust and knows less of Go than was asked for."
    assert str(reason) == f"{reason.why} {reason.beware}"


@pytest.mark.parametrize(
    ("mentee", "mentor", "by", "why", "beware"),
    [
        (
            {"place": "Lagos"},
            {"place": "lagos"},
            rubric(PLACE),
            "Both have the same place: lagos.",
            "",
        ),
        (
            {"grade": "basic"},
            {"grade": "good"},
            rubric(GRADE),
            "Ana is 1 step above Tomas in grade (good and basic).",
            "",
        ),
        (
            {"years": 2.0},
            {"years": 9.0},
            rubric(YEARS),
            "Ana has 7 more years of experience than Tomas.",
            "",
        ),
        (
            {"wanted": wants("Go")},
            {},
            rubric(TOPICS, PLACE),
            "Nothing in their answers speaks for or against this pair.",
            "Ana left topics open.",
        ),
        (
            {"identity_wished": wants("a")},
            {"identity": wants("a")},
            rubric(IDENTITY),
            "Tomas asked for a.",
            "",
        ),
        (
            {"wish": wants("Bea")},
            {},
            rubric(Wish(name="mentor", mentee="wish", mentor="name", weight=1)),
            "Nothing in their answers speaks for or against this pair.",
            "Tomas would rather have Bea.",
        ),
        (
            {"languages": wants("English")},
            {},
            rubric(PLACE, rules=(A_LANGUAGE,)),
            "Nothing in their answers speaks for or against this pair.",
            "Ana left language open.",
        ),
        (
            {"goals": "I want to learn how to run containers in production"},
            {"about": "Running containers in production is what I do"},
            rubric(TextLikeness(name="hopes", mentee="goals", mentor="about", weight=1)),
            "What they wrote is close in meaning (hopes).",
            "",
        ),
    ],
)  # fmt: skip
def test_each_kind_of_comparison_has_its_words(
    mentee: dict[str, str], mentor: dict[str, str], by: Rubric, why: str, beware: str
) -> None:
    assert told(person("tomas", **mentee), person("ana", **mentor), by) == Reason(why, beware)


@pytest.mark.parametrize("theirs", [wants("a"), wants("b"), ()])
def test_a_private_wish_is_never_written_out(theirs: tuple[Item, ...]) -> None:
    by = rubric(replace(IDENTITY, private=True))
    reason = str(told(person("tomas", identity_wished=wants("a")), person("ana", identity=theirs), by))
    assert "asked" not in reason
    assert "identity" not in reason
    assert reason.startswith("A personal wish of Tomas is met.") == (theirs == wants("a"))


def test_somebody_without_a_name_is_called_by_id() -> None:
    mentee, mentor = (
        Profile("t@example.org", {"place": "Pune"}),
        Profile("a@example.org", {"wanted": wants("Go")}),
    )
    assert told(mentee, mentor, rubric(PLACE, TOPICS)).why.startswith("Nothing")


def test_a_mentee_who_is_the_only_mentor_hears_so() -> None:
    both = person("sam")
    problem = make_problem(mentees=[both], mentors=[both], rubric=rubric(PLACE))
    assert str(Explainer(problem).no_candidate("sam")) == "There is no other person who mentors."


def test_bans_are_counted_apart_from_rules() -> None:
    mentors = [person("ana"), person("ben", employer="Acme"), person("cem")]
    problem = make_problem(
        mentees=[person("tomas", employer="Acme")],
        mentors=mentors,
        rubric=rubric(PLACE, rules=(OTHER_EMPLOYER,)),
        bans=[("tomas", "ana")],
    )
    why = Explainer(problem).no_candidate("tomas")
    assert (
        str(why)
        == "3 mentors: 1 in your own organisation, 1 kept apart by the organiser, 1 would be allowed."
    )
