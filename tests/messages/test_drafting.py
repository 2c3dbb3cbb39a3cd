"""Drafts: made once about each thing, in the scope's own words, edited by people who see each other."""

from typing import Any

import pytest

from pairloom.core.errors import InvalidError, RefusedError, StaleError
from pairloom.core.models import AuditEntry
from pairloom.messages.enums import MessageState
from pairloom.messages.errors import PlaceholderError
from pairloom.messages.letters import mail
from pairloom.messages.models import Message
from pairloom.messages.services import (
    Addressed,
    CalendarPart,
    discard,
    discard_drafts,
    draft,
    draft_many,
    edit,
    release,
    reset_wording,
    restore,
    restore_wording,
    save_wording,
    wording_of,
)
from pairloom.people.models import Person
from tests.support.letters import BATCH, SCOPE, a_draft
from tests.support.scenarios import a_person

pytestmark = pytest.mark.django_db


def test_a_draft_has_the_words_of_its_kind_and_a_delivery_for_each_recipient(choir: Person) -> None:
    asha, ben = a_person("Asha"), a_person("Ben")
    message = a_draft(asha, ben)
    assert message.state == MessageState.DRAFT
    assert message.subject == "Asha, sing with us"
    assert message.body.startswith("Dear Asha,\n\nwe meet:\n\n- Monday\n- Friday\n\n")
    deliveries = message.deliveries.all()
    assert [delivery.address for delivery in deliveries] == [asha.email, ben.email]
    assert len({delivery.mail_id for delivery in deliveries}) == 2


def test_a_second_draft_about_the_same_thing_is_the_first_even_after_it_was_discarded(choir: Person) -> None:
    asha = a_person("Asha")
    first = a_draft(asha, about="seat:1")
    discard(message=first, by=choir)
    assert a_draft(asha, about="seat:1", name="Other") == first
    assert Message.objects.count() == 1
    assert first.deliveries.count() == 1


def test_drafts_about_nothing_in_particular_are_many(choir: Person) -> None:
    assert a_draft() != a_draft()


def addressed(person: Person, about: str = "", calendar: CalendarPart | None = None) -> Addressed:
    context = {"singer": person.name, "conductor": "Cleo", "times": "Monday"}
    return Addressed(about, [person], context, calendar)


def test_many_drafts_are_made_in_as_few_statements_as_two_and_none_twice(
    choir: Person, django_assert_max_num_queries: Any
) -> None:
    people = [a_person() for _ in range(30)]
    letters = [addressed(person, f"seat:{person.pk}") for person in people]
    assert len(draft_many(scope=SCOPE, key="invitation", batch=BATCH, letters=letters[:2])) == 2
    with django_assert_max_num_queries(6):
        made = draft_many(scope=SCOPE, key="invitation", batch=BATCH, letters=letters)
    assert len(made) == 28
    subjects = {message.subject for message in Message.objects.all()}
    assert subjects == {f"{person.name}, sing with us" for person in people}


def test_a_calendar_entry_travels_with_a_draft(choir: Person) -> None:
    entry = CalendarPart("REQUEST", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    [message] = draft_many(
        scope=SCOPE, key="invitation", batch="", letters=[addressed(choir, calendar=entry)]
    )
    made = mail(message.deliveries.get())
    [part] = [part for part in made.message().walk() if part.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST"


def test_the_drafts_of_one_kind_in_a_batch_are_put_aside_together(choir: Person) -> None:
    letters = [addressed(a_person()) for _ in range(3)]
    sent, *_others = draft_many(scope=SCOPE, key="invitation", batch=BATCH, letters=letters)
    release(message=sent, by=choir)
    assert discard_drafts(scope=SCOPE, key="invitation", batch=BATCH, by=choir) == 2
    assert discard_drafts(scope=SCOPE, key="invitation", batch=BATCH, by=choir) == 0
    sent.refresh_from_db()
    assert sent.state == MessageState.READY


def test_a_draft_must_have_a_value_for_every_placeholder(choir: Person) -> None:
    with pytest.raises(ValueError, match="conductor"):
        draft(scope=SCOPE, key="invitation", about="", batch="", to=[choir], context={"singer": "x"})


def test_an_edit_changes_the_text_and_is_recorded(choir: Person) -> None:
    message = a_draft()
    edit(message=message, version=1, subject="New\nsubject ", body="New text", by=choir)
    assert (message.subject, message.body, message.version) == ("New subject", "New text\n", 2)
    assert AuditEntry.objects.get().action == "edited the message"


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(choir: Person) -> None:
    message = a_draft()
    edit(message=message, version=1, subject="Mine", body="Mine", by=choir)
    with pytest.raises(StaleError):
        edit(message=message, version=1, subject="Theirs", body="Theirs", by=a_person("Dana"))
    message.refresh_from_db()
    assert message.subject == "Mine"


def test_an_edit_cannot_empty_a_message(choir: Person) -> None:
    message = a_draft()
    for subject, body, field in ((" ", "text", "subject"), ("subject", "\n", "body")):
        with pytest.raises(InvalidError) as raised:
            edit(message=message, version=1, subject=subject, body=body, by=choir)
        assert field in raised.value.fields


def test_only_a_draft_can_be_edited_or_discarded(choir: Person) -> None:
    message = a_draft()
    Message.objects.update(state=MessageState.SENT)
    with pytest.raises(RefusedError):
        edit(message=message, version=1, subject="Late", body="Late", by=choir)
    with pytest.raises(RefusedError):
        discard(message=message, by=choir)


def test_a_discarded_draft_can_be_restored_and_doing_so_twice_is_no_fault(choir: Person) -> None:
    message = a_draft()
    discard(message=message, by=choir)
    discard(message=message, by=choir)
    assert message.state == MessageState.DISCARDED
    restore(message=message, by=choir)
    assert message.state == MessageState.DRAFT


def test_a_scope_can_have_its_own_wording(choir: Person) -> None:
    save_wording(
        scope=SCOPE, key="invitation", version=0, subject="Hi {{ singer }}", body="{{ times }}", by=choir
    )
    assert wording_of(scope=SCOPE, key="invitation").is_own
    assert a_draft(a_person("Asha")).subject == "Hi Asha"
    assert not wording_of(scope="choir:2", key="invitation").is_own


def test_a_wording_is_reset_and_the_reset_taken_back(choir: Person) -> None:
    save_wording(scope=SCOPE, key="invitation", version=0, subject="Hi", body="Hi", by=choir)
    reset_wording(scope=SCOPE, key="invitation", version=1, by=choir)
    assert wording_of(scope=SCOPE, key="invitation").subject == "{{ singer }}, sing with us"
    restore_wording(scope=SCOPE, key="invitation", version=2, by=choir)
    assert wording_of(scope=SCOPE, key="invitation").subject == "Hi"


@pytest.mark.parametrize("version", [0, 1])
def test_the_second_of_two_people_who_word_a_message_is_told(choir: Person, version: int) -> None:
    for number in range(version + 1):
        save_wording(scope=SCOPE, key="invitation", version=number, subject="A", body="A", by=choir)
    with pytest.raises(StaleError):
        save_wording(scope=SCOPE, key="invitation", version=version, subject="B", body="B", by=choir)
    assert wording_of(scope=SCOPE, key="invitation").subject == "A"


def test_a_wording_that_asks_for_something_unknown_is_not_kept(choir: Person) -> None:
    with pytest.raises(PlaceholderError, match="Did you mean"):
        save_wording(scope=SCOPE, key="invitation", version=0, subject="{{ singr }}", body="x", by=choir)
    assert not wording_of(scope=SCOPE, key="invitation").is_own


def test_a_very_long_name_does_not_break_the_subject(choir: Person) -> None:
    message = a_draft(a_person("Asha"), name="A" * 300)
    assert len(message.subject) == 200
    assert message.subject.endswith("…")
    assert message.batch == BATCH
