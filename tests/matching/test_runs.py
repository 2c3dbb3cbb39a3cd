import pytest

from pairloom.core.errors import RefusedError, StaleError
from pairloom.matching.changes import Ban, PairAgain, Pin, Priority, RunAgain, Seats, Wants, Weights
from pairloom.matching.enums import RunState
from pairloom.matching.models import Matching, MatchRun
from pairloom.matching.report import Price, Report
from pairloom.matching.services.runs import make_run, redo, undo
from pairloom.pairs.services import open_pair
from pairloom.people.models import Person
from pairloom.programmes.models import Application, Round
from tests.support.matching import (
    a_closed_round,
    a_mentee,
    a_mentor,
    a_round_short_of_kubernetes_mentors,
    a_solved_run,
    free,
)

pytestmark = pytest.mark.django_db


def names(run: MatchRun) -> set[tuple[str, str]]:
    return {(pair.mentee.name, pair.mentor.name) for pair in run.pairs.select_related("mentee", "mentor")}


def report(run: MatchRun) -> Report:
    return Report.from_json(run.report)


def current(round: Round) -> MatchRun | None:
    return Matching.objects.get(round=round).current


def test_a_run_serves_as_many_as_there_are_seats_and_proves_it() -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    found = report(run)
    assert run.state == RunState.SOLVED
    assert (found.mentees, found.served, found.pairs, found.proven) == (4, 3, 3, True)
    assert ("Dana", "Mira") in names(run)


def test_the_report_says_who_is_left_over_and_which_mentors_are_full() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    found = report(a_solved_run(round))
    (left,) = found.unmatched
    assert left.kind == "full"
    assert set(left.candidates) == {people["Kofi"].pk, people["Lena"].pk}
    assert left.bottleneck is not None
    shortage = found.bottlenecks[left.bottleneck]
    assert (len(shortage.mentees), shortage.seats) == (3, 2)


def test_whoever_nobody_can_help_is_told_which_rule_left_how_many_out() -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    lost = a_mentee(round, "Ewa", wants=["COBOL"])
    left = {each.person: each for each in report(a_solved_run(round)).unmatched}[lost.pk]
    assert left.kind == "no_candidate"
    assert [(each.reason, each.count) for each in left.ruled_out] == [("who offer none of these topics", 3)]


def test_reasons_are_kept_without_names() -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    pair = a_solved_run(round).pairs.filter(mentee__name="Dana").get()
    assert pair.reasons[0] == "{mentor} offers Go, which {mentee} asks for."
    assert sum(part["earned"] for part in pair.parts) == pytest.approx(pair.score)


def test_nobody_is_named_in_anything_a_run_stores() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    stored = f"{run.report} {run.price} {run.adjustments} {bytes(run.encoded or b'')!r}"
    stored += str(list(run.pairs.values_list("reasons", "parts")))
    assert not [name for name in people if name in stored]


def test_a_pin_holds_whatever_it_costs_and_the_price_says_who_pays() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    a_solved_run(round)
    served = {
        person
        for each in Matching.objects.get(round=round).current.pairs.all()
        for person in [each.mentee_id]
    }
    left_over = next(people[name] for name in ("Amara", "Bo", "Chen") if people[name].pk not in served)
    run = a_solved_run(round, Pin(left_over.pk, people["Kofi"].pk))
    price = Price.from_json(run.price)
    assert (left_over.name, "Kofi") in names(run)
    assert [move.mentee for move in price.gainers] == [left_over.pk]
    assert len(price.losers) == 1
    assert {level.name: level.difference for level in price.levels}["served"] == 0


def test_one_more_seat_serves_one_more_and_costs_nobody() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    a_solved_run(round)
    price = Price.from_json(a_solved_run(round, Seats(people["Kofi"].pk, 2)).price)
    assert {level.name: level.difference for level in price.levels}["served"] == 1
    assert (len(price.gainers), len(price.losers)) == (1, 0)


def test_a_banned_pair_is_never_proposed() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    assert ("Dana", "Mira") not in names(a_solved_run(round, Ban(people["Dana"].pk, people["Mira"].pk)))


def test_somebody_whose_wish_is_set_to_none_is_left_in_peace() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round, Wants(people["Dana"].pk, 0))
    assert "Dana" not in {mentee for mentee, _ in names(run)}
    assert people["Dana"].pk not in {each.person for each in report(run).unmatched}


def test_both_mentor_and_mentee_is_never_paired_with_oneself() -> None:
    round = a_closed_round()
    both = a_mentee(round, "Bibi", wants=["Go"])
    Application.objects.filter(person=both).update(capacity=2)
    assert report(a_solved_run(round)).pairs == 0


def test_pins_that_cannot_stand_together_make_a_failed_run_that_says_which() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    a_solved_run(round, Pin(people["Amara"].pk, people["Kofi"].pk))
    run = a_solved_run(round, Pin(people["Bo"].pk, people["Kofi"].pk))
    assert run.state == RunState.FAILED
    (conflict,) = run.failure
    assert (conflict["kind"], conflict["person"], conflict["limit"]) == ("capacity", people["Kofi"].pk, 1)
    assert undo(round=round, made_on=run.number, by=None).state == RunState.SOLVED


def test_a_pin_on_somebody_who_withdrew_is_passed_over() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    a_solved_run(round, Pin(people["Amara"].pk, people["Kofi"].pk))
    Application.objects.filter(person=people["Kofi"]).update(state="withdrawn")
    run = a_solved_run(round)
    assert run.state == RunState.SOLVED
    assert people["Kofi"].pk in Price.from_json(run.price).left


def test_people_from_an_earlier_round_are_not_paired_again_unless_the_organiser_wishes() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    open_pair(
        round=a_closed_round("Spring", round.programme),
        mentor=people["Mira"],
        mentee=people["Dana"],
        affinity=0.5,
        reasons=[],
    )
    assert ("Dana", "Mira") not in names(a_solved_run(round))
    assert ("Dana", "Mira") in names(a_solved_run(round, PairAgain(True)))


def test_a_pair_that_stands_in_the_round_takes_its_seat_and_is_not_proposed_again() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    open_pair(round=round, mentor=people["Kofi"], mentee=people["Amara"], affinity=1, reasons=[])
    run = a_solved_run(round)
    assert report(run).standing == 1
    assert {mentee for mentee, _ in names(run)} < {"Bo", "Chen", "Dana"}
    assert "Kofi" not in {mentor for _, mentor in names(run)}


def test_other_weights_change_who_is_proposed() -> None:
    round = a_closed_round()
    a_mentee(round, "Amara", wants=["Go"])
    a_mentor(round, "Knows Go", offers=["Go"], availability=free(36, 37))
    a_mentor(round, "Has time", offers=["Rust"])
    for_topics = a_solved_run(round, Weights({"topics": 50.0, "common hours": 0.0}))
    for_hours = a_solved_run(round, Weights({"topics": 0.0, "common hours": 50.0}))
    assert (names(for_topics), names(for_hours)) == ({("Amara", "Knows Go")}, {("Amara", "Has time")})


def test_another_order_of_aims_is_kept_by_the_runs_after_it() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    a_solved_run(round, Priority(("total", "served")))
    run = a_solved_run(round, Seats(people["Kofi"].pk, 2))
    assert report(run).levels[0].name == "total"


def test_the_same_round_solved_twice_gives_the_same_proposal() -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    first, second = a_solved_run(round), a_solved_run(round)
    assert names(first) == names(second)
    assert bytes(first.encoded or b"") == bytes(second.encoded or b"")
    assert not Price.from_json(second.price).moves


def test_undo_and_redo_walk_the_tree_of_runs_and_change_none() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    first = a_solved_run(round)
    second = a_solved_run(round, Seats(people["Kofi"].pk, 2))
    assert undo(round=round, made_on=second.number, by=None) == first
    assert redo(round=round, made_on=first.number, by=None) == second
    assert current(round) == second
    undo(round=round, made_on=second.number, by=None)
    third = a_solved_run(round, Seats(people["Lena"].pk, 2))
    assert third.parent == first
    undo(round=round, made_on=third.number, by=None)
    assert redo(round=round, made_on=first.number, by=None) == third


def test_there_is_nothing_before_the_first_proposal_and_nothing_after_the_last() -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    with pytest.raises(RefusedError):
        undo(round=round, made_on=run.number, by=None)
    with pytest.raises(RefusedError):
        redo(round=round, made_on=run.number, by=None)


def test_a_change_made_on_a_proposal_that_is_no_longer_current_is_refused() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    seen = a_solved_run(round)
    a_solved_run(round, Seats(people["Kofi"].pk, 2))
    with pytest.raises(StaleError):
        make_run(round=round, change=RunAgain(), made_on=seen.number, by=None)
    assert MatchRun.objects.filter(round=round).count() == 2


def test_an_erased_person_takes_no_part() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    Person.objects.filter(pk=people["Dana"].pk).update(erased_at="2027-01-01T00:00:00Z")
    assert "Dana" not in {mentee for mentee, _ in names(a_solved_run(round))}


def test_a_pair_without_a_common_hour_or_against_a_rule_asks_for_a_second_look() -> None:
    round = a_closed_round()
    mentee = a_mentee(round, "Amara", wants=["Go"], availability=free(0, 1, 2))
    mentor = a_mentor(round, "Kofi", offers=["Go"], availability=free(100, 101, 102))
    assert report(a_solved_run(round)).pairs == 0
    pair = a_solved_run(round, Pin(mentee.pk, mentor.pk)).pairs.get()
    assert pair.attention == ["against-rule", "no-common-hour"]
