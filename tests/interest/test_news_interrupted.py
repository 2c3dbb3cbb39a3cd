"""The news while people go on with their lists, and when the run breaks off half-way."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from pairloom.interest import shelf
from pairloom.interest.enums import Kind
from pairloom.interest.models import SealedList
from pairloom.interest.private_list import PrivateList
from pairloom.interest.queries import marks_of, mutual_of
from pairloom.interest.services import bring_news, news, withdraw
from pairloom.messages.models import Delivery
from pairloom.people.models import Person
from tests.support.interest import COMMUNITY, a_member, learns_from, sealed, would_help

pytestmark = pytest.mark.django_db


def a_couple(one: str, other: str) -> tuple[Person, Person]:
    """Two who marked each other and do not know it yet."""
    learner, helper = a_member(one), a_member(other)
    learns_from(learner, helper)
    would_help(helper, learner)
    return learner, helper


@pytest.fixture
def at_each_lot(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], None]], None]:
    """Do something when the run draws lots: once all lists were read, then before each lot of letters."""

    def arrange(happens: Callable[[int], None]) -> None:
        drawn = 0

        class Lots(random.Random):
            def shuffle(self, x: Any) -> None:
                nonlocal drawn
                drawn += 1
                happens(drawn)

        monkeypatch.setattr(random, "SystemRandom", Lots)

    return arrange


def test_nobody_is_told_of_a_mark_that_is_withdrawn_while_the_lists_are_read(at_each_lot) -> None:
    noor, asha = a_couple("Noor", "Asha")
    at_each_lot(lambda drawn: withdraw(by=noor, about=asha.pk, kind=Kind.LEARN, scope=COMMUNITY))
    assert bring_news() == 0
    assert mutual_of(asha) == mutual_of(noor) == []
    assert not Delivery.objects.exists()


def test_somebody_who_joins_while_the_lists_are_read_keeps_their_marks(at_each_lot) -> None:
    a_couple("Noor", "Asha")
    joined: list[Person] = []

    def joins(drawn: int) -> None:
        if drawn == 1:
            joined.extend(a_couple("Bo", "Cem"))

    at_each_lot(joins)
    assert bring_news() == 2
    assert [len(marks_of(person)) for person in joined] == [1, 1]


def test_a_run_that_breaks_off_tells_both_or_neither_and_the_next_one_tells_the_others_once(
    at_each_lot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "COUPLES_AT_ONCE", 1)
    couples = [a_couple("Noor", "Asha"), a_couple("Bo", "Cem"), a_couple("Dia", "Eva")]

    def breaks(drawn: int) -> None:
        if drawn == 3:
            raise KeyboardInterrupt

    at_each_lot(breaks)
    with pytest.raises(KeyboardInterrupt):
        bring_news()
    assert [[len(mutual_of(person)) for person in couple] for couple in couples] == [[1, 1], [0, 0], [0, 0]]
    at_each_lot(lambda drawn: None)
    assert bring_news() == 4
    assert [[len(mutual_of(person)) for person in couple] for couple in couples] == [[1, 1]] * 3
    assert sorted(Delivery.objects.values_list("name", flat=True)) == [
        "Asha",
        "Bo",
        "Cem",
        "Dia",
        "Eva",
        "Noor",
    ]


def test_lists_are_rewritten_a_few_at_a_time_and_what_was_not_reached_opens_as_before() -> None:
    people = [a_member(name) for name in ("Noor", "Asha", "Bo", "Cem", "Dia")]
    learns_from(people[4], people[0])
    before = [sealed(person) for person in people]

    def stops_at_the_fourth(person: int, theirs: PrivateList) -> PrivateList:
        if person == people[3].pk:
            raise KeyboardInterrupt
        return theirs

    with pytest.raises(KeyboardInterrupt):
        shelf.rewrite(stops_at_the_fourth, at_once=2)
    is_new = [sealed(person) != was for person, was in zip(people, before, strict=True)]
    assert is_new == [True, True, False, False, False]
    assert len(marks_of(people[4])) == 1
    with CaptureQueriesContext(connection) as captured, transaction.atomic():
        assert shelf.rewrite(lambda person, theirs: theirs, at_once=2) == 5
    writes = [query["sql"] for query in captured if "interest_sealedlist" in query["sql"].split("(")[0]]
    assert len([sql for sql in writes if sql.startswith("INSERT")]) == 3
    assert SealedList.objects.count() == 5
