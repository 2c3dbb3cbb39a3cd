"""“Erase me”: planned with a day of grace, taken back, or done; afterwards nothing names the person."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from pairloom.core import clock
from pairloom.core.models import AuditEntry
from pairloom.people.enums import Level, TopicSide
from pairloom.people.models import Consent, Person, Topic
from pairloom.people.services import erase_due_people, erase_person, keep_person, plan_erasure, set_topics
from pairloom.people.tasks import erase
from tests.support.everywhere import kept, shown, somebody_everywhere, traces
from tests.support.jobs import run_jobs
from tests.support.mailbox import Mailbox
from tests.support.scenarios import a_person, an_administrator

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return a_person("Ana Reis")


@pytest.fixture
def client(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


def wish(client: Client, what: str) -> str:
    return client.post(reverse("people:erase"), {"wish": what}, follow=True).content.decode()


def test_erasing_waits_a_day_and_says_so_by_mail(client: Client, person: Person, mailbox: Mailbox) -> None:
    assert "Everything will be erased on" in wish(client, "later")
    run_jobs()
    person.refresh_from_db()
    assert person.erase_after - clock.now() > timedelta(hours=23)
    assert reverse("people:data") in mailbox.links_of(person.email)[0]


def test_asking_twice_keeps_the_date_and_sends_one_mail(person: Person, mailbox: Mailbox) -> None:
    plan_erasure(person=person)
    date = person.erase_after
    plan_erasure(person=person)
    run_jobs()
    assert person.erase_after == date
    assert len(mailbox.of(person.email)) == 1


def test_it_can_be_taken_back(client: Client, person: Person, mailbox: Mailbox) -> None:
    wish(client, "later")
    assert "Nothing will be erased." in wish(client, "keep")
    run_jobs()
    person.refresh_from_db()
    assert person.erase_after is None
    assert not mailbox.sent


def test_nobody_is_erased_before_their_time(person: Person, settings: object) -> None:
    plan_erasure(person=person)
    assert erase_due_people() == 0
    settings.CLOCK_OFFSET = timedelta(hours=25)  # type: ignore[attr-defined]
    erase.run()
    person.refresh_from_db()
    assert person.erased_at


def test_now_is_only_for_those_who_asked_before(client: Client, person: Person) -> None:
    wish(client, "now")
    person.refresh_from_db()
    assert person.erased_at is None


def test_whoever_does_not_want_to_wait_is_erased_and_signed_out(client: Client, person: Person) -> None:
    wish(client, "later")
    assert "You are erased" in wish(client, "now")
    assert "_auth_user_id" not in client.session
    person.refresh_from_db()
    assert not person.is_active
    assert str(person) == "somebody who left"


def test_the_row_stays_and_counts_stay(person: Person) -> None:
    other = a_person("Ben Okri")
    for one in (person, other):
        set_topics(person=one, side=TopicSide.WANTED, topics={"Go": Level.BASICS})
    set_topics(person=person, side=TopicSide.OFFERED, topics={"Ana's own": Level.BASICS})
    people, consents = Person.objects.count(), Consent.objects.count()
    erase_person(person=person)
    assert (Person.objects.count(), Consent.objects.count()) == (people, consents)
    assert [topic.name for topic in Topic.objects.all()] == ["Go"]
    assert not Person.objects.active().filter(pk=person.pk).exists()


def test_erasing_twice_is_once(person: Person) -> None:
    erase_person(person=person)
    first = Person.objects.get(pk=person.pk).email
    erase_person(person=person)
    assert Person.objects.get(pk=person.pk).email == first
    assert AuditEntry.objects.filter(action="erased").count() == 1


def test_the_address_is_free_again(person: Person) -> None:
    address = person.email
    erase_person(person=person)
    assert a_person("Somebody Else", email=address).pk != person.pk


def test_keeping_somebody_who_never_asked_changes_nothing(person: Person) -> None:
    keep_person(person=person)
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db(transaction=True)  # mail is sent outside transactions
def test_after_erasure_nothing_names_the_person(caplog: pytest.LogCaptureFixture, settings: object) -> None:
    settings.EMAIL_BACKEND = "pairloom.messages.mailbox.MailboxBackend"  # type: ignore[attr-defined]
    settings.MAIL_UNDO_TIME = timedelta(0)  # type: ignore[attr-defined]
    caplog.set_level(logging.DEBUG)
    person = somebody_everywhere()
    run_jobs()
    assert traces(kept()), "the search must be able to find somebody"
    erase_person(person=person)
    assert traces(kept()) == []
    client = Client()
    client.force_login(an_administrator())
    pages = list(shown(client, "/", "/me/", "/me/data/"))
    assert len(pages) > 5
    assert traces(iter(pages)) == []
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("pairloom")]
    assert traces(("the log", line) for line in ours) == []
