"""What becomes mutual, when it is told, and to whom."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from pairloom.core.jobs import schedule
from pairloom.core.models import AuditEntry
from pairloom.interest.enums import Kind
from pairloom.interest.mutual import Mutual
from pairloom.interest.private_list import FADES
from pairloom.interest.queries import has_news, marks_of, mutual, mutual_of
from pairloom.interest.services import block, bring_news, leave, look_through, mark, withdraw
from pairloom.messages.models import Delivery, Message
from pairloom.people.services import erase_person
from tests.support.interest import (
    COMMUNITY,
    a_member,
    learns_from,
    sealed,
    two_who_found_each_other,
    would_help,
)
from tests.support.scenarios import an_administrator

pytestmark = pytest.mark.django_db


def test_both_are_told_when_both_marked_each_other() -> None:
    noor, asha = two_who_found_each_other()
    expected = [Mutual(COMMUNITY, Kind.LEARN, (noor.pk, asha.pk))]
    assert mutual_of(noor) == mutual_of(asha) == mutual(COMMUNITY) == expected
    assert has_news(noor)
    assert marks_of(noor) == []
    assert {delivery.person for delivery in Delivery.objects.all()} == {noor, asha}


def test_nobody_is_told_of_one_sided_marks_or_of_two_that_do_not_answer_each_other() -> None:
    noor, asha, bo = a_member("Noor"), a_member("Asha"), a_member("Bo")
    learns_from(noor, asha)
    learns_from(asha, noor)
    would_help(bo, noor)
    mark(by=noor, about=bo, kind=Kind.LEARN, scope="event:5")
    assert bring_news() == 0
    assert not Message.objects.exists()


def test_a_wish_to_meet_again_answers_its_like() -> None:
    noor, asha = a_member("Noor"), a_member("Asha")
    for one, other in ((asha, noor), (noor, asha)):
        mark(by=one, about=other, kind=Kind.MEET_AGAIN, scope="event:5")
    assert bring_news() == 2
    assert mutual("event:5") == [Mutual("event:5", Kind.MEET_AGAIN, (noor.pk, asha.pk))]
    assert mutual("event:6") == mutual(COMMUNITY) == []
    assert mutual("event:5", among=[noor.pk]) == []


def test_the_news_come_once() -> None:
    noor, _ = two_who_found_each_other()
    look_through(by=noor, sees_news=True)
    assert bring_news() == 0
    assert not has_news(noor)
    assert Message.objects.count() == 2


def test_each_gets_one_letter_a_day_that_names_nobody() -> None:
    noor, asha, bo = a_member("Noor"), a_member("Asha"), a_member("Bo")
    for helper in (asha, bo):
        learns_from(noor, helper, topic="Rust macros")
        would_help(helper, noor)
    assert bring_news() == 3
    bodies = {message.deliveries.get().person: message for message in Message.objects.all()}
    assert len(bodies) == 3
    for person, message in bodies.items():
        others = {each.name for each in (noor, asha, bo)} - {person.name}
        assert not [name for name in [*others, "Rust"] if name in message.body + message.subject]


def test_no_administrator_or_organiser_can_open_the_outbox_of_news(client: Client) -> None:
    two_who_found_each_other()
    client.force_login(an_administrator())
    assert client.get(reverse("messages:outbox", args=["interest:0"])).status_code == 403


def test_every_list_is_sealed_anew_each_day_also_of_those_without_news() -> None:
    noor, asha, bo = a_member("Noor"), a_member("Asha"), a_member("Bo")
    learns_from(noor, asha)
    before = {person: sealed(person) for person in (noor, asha, bo)}
    bring_news()
    assert not [person for person, was in before.items() if sealed(person) == was]


@pytest.mark.parametrize("who", ["one", "other"])
def test_somebody_blocked_looks_like_somebody_who_marked_nothing(who: str) -> None:
    noor, asha = a_member("Noor"), a_member("Asha")
    learns_from(noor, asha)
    would_help(asha, noor)
    block(by=noor if who == "one" else asha, about=asha if who == "one" else noor)
    assert bring_news() == 0


def test_a_block_after_the_news_leaves_the_others_page_as_it_was() -> None:
    noor, asha = two_who_found_each_other()
    block(by=asha, about=noor)
    bring_news()
    assert mutual_of(asha) == []
    assert len(mutual_of(noor)) == 1
    assert mutual(COMMUNITY) == []


def test_what_was_withdrawn_or_left_is_answered_by_nobody() -> None:
    noor, asha, bo = a_member("Noor"), a_member("Asha"), a_member("Bo")
    learns_from(noor, asha)
    learns_from(bo, asha)
    withdraw(by=noor, about=asha.pk, kind=Kind.LEARN, scope=COMMUNITY)
    leave(person=bo)
    would_help(asha, noor)
    would_help(asha, bo)
    assert bring_news() == 0


def test_marks_meet_however_many_days_lie_between_until_they_fade(settings) -> None:
    noor, asha, bo = a_member("Noor"), a_member("Asha"), a_member("Bo")
    learns_from(noor, asha)
    learns_from(bo, asha)
    settings.CLOCK_OFFSET = FADES - timedelta(days=1)
    would_help(asha, noor)
    assert bring_news() == 2
    settings.CLOCK_OFFSET = FADES
    would_help(asha, bo)
    assert bring_news() == 0


def test_erasing_somebody_removes_their_marks_and_those_about_them() -> None:
    noor, asha = two_who_found_each_other()
    bo = a_member("Bo")
    learns_from(bo, noor)
    erase_person(person=noor)
    bring_news()
    assert marks_of(bo) == []
    assert mutual_of(asha) == []


def test_news_leave_no_line_about_anything_but_the_letters() -> None:
    noor, asha = a_member("Noor"), a_member("Asha")
    known = list(AuditEntry.objects.values_list("pk", flat=True))
    learns_from(noor, asha)
    would_help(asha, noor)
    bring_news()
    actions = AuditEntry.objects.exclude(pk__in=known).values_list("action", flat=True)
    assert list(actions) == ["released the message"] * 2


def test_news_are_brought_at_a_fixed_hour() -> None:
    at = schedule._schedules["interest.bring_news"].daily_at
    assert at is not None
    assert (at.hour, at.minute) == (9, 0)
