"""What matching knows of interest: what both wished for in the round, and nothing else."""

import pytest
from django.test import Client
from django.urls import reverse

from pairloom.interest.services import bring_news, look_through, wish_to_pair
from pairloom.matching.changes import HonourMutual, RunAgain
from pairloom.matching.models import MatchRun
from pairloom.people.models import Person
from pairloom.programmes.models import Round
from tests.support.interest import learns_from, would_help
from tests.support.matching import a_round_short_of_kubernetes_mentors, a_solved_run, organiser_of
from tests.support.worlds import a_world

pytestmark = pytest.mark.django_db


def pairs_of(run: MatchRun) -> set[tuple[str, str]]:
    return {(pair.mentee.name, pair.mentor.name) for pair in run.pairs.select_related("mentee", "mentor")}


def all_of(run: MatchRun) -> tuple[object, ...]:
    """Everything that a run stores, but the seconds that it took."""
    report = {key: value for key, value in run.report.items() if key != "seconds"}
    rows = list(run.pairs.order_by("pk").values("mentor", "mentee", "score", "parts", "reasons", "attention"))
    return bytes(run.encoded), report, rows, run.people_digest, run.adjustments, run.price


def find_each_other(round: Round, learner: Person, helper: Person) -> None:
    """Both marked, got the news, and wish to be a pair in the round."""
    learns_from(learner, helper)
    would_help(helper, learner)
    bring_news()
    wish_to_pair(by=learner, about=helper, round=round)
    wish_to_pair(by=helper, about=learner, round=round)


def test_what_both_wish_for_is_honoured_where_the_organiser_lets_it_count() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    without = pairs_of(a_solved_run(round))
    [left] = [name for name in ("Amara", "Bo", "Chen") if not any(pair[0] == name for pair in without)]
    find_each_other(round, people[left], people["Kofi"])
    assert pairs_of(a_solved_run(round, RunAgain())) == without
    run = a_solved_run(round, HonourMutual(True))
    assert (left, "Kofi") in pairs_of(run)
    assert "personal wish" in run.pairs.get(mentee=people[left]).reasons[0]
    assert pairs_of(a_solved_run(round, HonourMutual(False))) == without


def test_a_wish_makes_no_pair_that_a_rule_forbids() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    find_each_other(round, people["Dana"], people["Kofi"])
    assert ("Dana", "Kofi") not in pairs_of(a_solved_run(round, HonourMutual(True)))


def test_one_sided_marks_leave_every_result_as_it_is_byte_by_byte() -> None:
    results = []
    for is_marked in (False, True):
        with a_world():
            round, people = a_round_short_of_kubernetes_mentors()
            for person in people.values():
                look_through(by=person)
            if is_marked:
                learns_from(people["Amara"], people["Kofi"])
                learns_from(people["Bo"], people["Lena"])
                would_help(people["Mira"], people["Chen"])
                bring_news()
            runs = [a_solved_run(round), a_solved_run(round, HonourMutual(True))]
            results.append([all_of(run) for run in runs])
    assert results[0] == results[1]


def test_a_mutual_interest_of_which_only_one_wishes_for_the_round_has_no_effect_either() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    before = all_of(a_solved_run(round, HonourMutual(True)))[:3]
    learns_from(people["Amara"], people["Kofi"])
    would_help(people["Kofi"], people["Amara"])
    bring_news()
    wish_to_pair(by=people["Amara"], about=people["Kofi"], round=round)
    assert all_of(a_solved_run(round))[:3] == before


def test_the_organiser_decides_on_the_page_of_the_proposal(client: Client) -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    client.force_login(organiser_of(round))
    change = reverse("matching:change", args=[round.programme.slug, round.slug])
    sent = {"kind": "honour-mutual", "mutual": "on", "made_on": run.number}
    page = client.post(change, sent, follow=True).content.decode()
    assert "Leave it out of account" in page
    assert "let mutual wishes count" in page
