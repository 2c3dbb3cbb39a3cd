"""From a mutual interest to a pair."""

from datetime import timedelta

import pytest

from pairloom.core.audit import reference
from pairloom.core.errors import RefusedError
from pairloom.interest.enums import Kind
from pairloom.interest.mutual import Mutual
from pairloom.interest.queries import common_rounds, wished_in
from pairloom.interest.services import block, mark, unwish, wish_to_pair
from pairloom.people.enums import Level
from pairloom.people.models import Person
from pairloom.programmes.enums import PhaseKind
from pairloom.programmes.models import Phase, Round
from pairloom.programmes.services import submit_application
from tests.support.interest import COMMUNITY, two_who_found_each_other
from tests.support.matching import a_closed_round
from tests.support.scenarios import EVENINGS, a_person, organiser_of

pytestmark = pytest.mark.django_db


def sign_up(round: Round, person: Person, **sides: int | None) -> None:
    submit_application(
        round=round,
        person=person,
        capacity=sides.get("capacity"),
        wants=sides.get("wants"),
        answers={
            "topics": {"topics_wanted": {"Go": Level.BASICS}, "topics_offered": {"Go": Level.EXPERT}},
            "availability": {"time_zone": "Europe/Berlin", "availability": EVENINGS},
        },
        by=organiser_of(round),
        source="organiser",
    )


def both_in_a_round(*, running: bool) -> tuple[Person, Person, Round]:
    noor, asha = two_who_found_each_other()
    round = a_closed_round()
    sign_up(round, noor, wants=1)
    sign_up(round, asha, capacity=1)
    if running:
        phases = Phase.objects.filter(round=round)
        today = phases.get(kind=PhaseKind.SIGN_UP).ends_on
        phases.filter(kind=PhaseKind.RUNNING).update(starts_on=today, ends_on=today + timedelta(days=90))
        phases.exclude(kind__in=[PhaseKind.RUNNING, PhaseKind.SIGN_UP]).delete()
    return noor, asha, round


def test_two_become_a_pair_once_both_said_so() -> None:
    noor, asha = two_who_found_each_other()
    assert wish_to_pair(by=asha, about=noor) is None
    pair = wish_to_pair(by=noor, about=asha)
    assert pair is not None
    assert (pair.mentor, pair.mentee, pair.round) == (asha, noor, None)


def test_what_was_taken_back_does_not_count() -> None:
    noor, asha = two_who_found_each_other()
    wish_to_pair(by=asha, about=noor)
    unwish(by=asha, about=noor)
    assert wish_to_pair(by=noor, about=asha) is None


def test_somebody_who_blocked_looks_like_somebody_who_says_nothing() -> None:
    noor, asha = two_who_found_each_other()
    wish_to_pair(by=asha, about=noor)
    block(by=asha, about=noor)
    assert wish_to_pair(by=noor, about=asha) is None


def test_nothing_becomes_of_what_is_not_mutual() -> None:
    noor, asha = a_person("Noor"), a_person("Asha")
    mark(by=noor, about=asha, kind=Kind.LEARN, scope=COMMUNITY)
    with pytest.raises(RefusedError, match="mutual"):
        wish_to_pair(by=noor, about=asha)


def test_in_a_round_that_runs_they_are_a_pair_at_once() -> None:
    noor, asha, round = both_in_a_round(running=True)
    wish_to_pair(by=noor, about=asha, round=round)
    pair = wish_to_pair(by=asha, about=noor, round=round)
    assert pair is not None
    assert (pair.round, pair.mentor) == (round, asha)
    found = Mutual(COMMUNITY, Kind.LEARN, (noor.pk, asha.pk))
    assert common_rounds([found])[found] == [], "Asha has no free place there any more"


def test_in_a_round_that_is_not_matched_yet_it_is_a_wish_of_both() -> None:
    noor, asha, round = both_in_a_round(running=False)
    people = [noor.pk, asha.pk]
    assert wish_to_pair(by=noor, about=asha, round=round) is None
    assert wished_in(round, among=people) == frozenset()
    assert wish_to_pair(by=asha, about=noor, round=round) is None
    assert wished_in(round, among=people) == {(noor.pk, asha.pk)}
    assert wished_in(round, among=[noor.pk]) == frozenset()


def test_they_must_have_wished_for_the_same() -> None:
    noor, asha, round = both_in_a_round(running=True)
    wish_to_pair(by=noor, about=asha, round=round)
    assert wish_to_pair(by=asha, about=noor) is None


def test_a_round_in_which_they_cannot_be_a_pair_is_refused() -> None:
    noor, asha = two_who_found_each_other()
    round = a_closed_round()
    sign_up(round, noor, capacity=1)
    sign_up(round, asha, wants=1)
    with pytest.raises(RefusedError, match="cannot be a pair"):
        wish_to_pair(by=noor, about=asha, round=round)
    assert reference(round).startswith("round:")
