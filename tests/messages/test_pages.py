"""The pages of an outbox, as the person who manages it uses them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from pairloom.messages import services
from pairloom.messages.enums import DeliveryState, MessageState
from pairloom.messages.models import Delivery, Message
from pairloom.people.models import Person
from tests.support.letters import BATCH, SCOPE, a_draft
from tests.support.queries import SameQueries
from tests.support.scenarios import a_person

pytestmark = pytest.mark.django_db
OUTBOX = "/outbox/choir/1/"


@pytest.fixture
def manager(choir: Person, client: Client) -> Client:
    client.force_login(choir)
    return client


def page_of(client: Client, address: str, **typed: object) -> str:
    answer = client.post(address, typed, follow=True) if typed else client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def address(name: str, message: Message, **more: str) -> str:
    return reverse(f"messages:{name}", kwargs={"scope": SCOPE, "pk": message.pk, **more})


def test_the_outbox_has_the_address_that_others_link_to() -> None:
    assert reverse("messages:outbox", kwargs={"scope": SCOPE}) == OUTBOX


def test_only_who_manages_the_scope_sees_its_messages(choir: Person, client: Client) -> None:
    message = a_draft()
    pages = [OUTBOX, address("message", message), address("edit", message), address("message-html", message)]
    pages += [f"{OUTBOX}wordings/", f"{OUTBOX}wordings/invitation/"]
    for page in pages:
        assert client.get(page).status_code == 302
    client.force_login(a_person("Stranger", is_administrator=True))
    for page in pages:
        assert client.get(page).status_code == 403
    for verb in ("send", "discard", "take-back", "restore", "retry"):
        assert client.post(address("act", message, verb=verb)).status_code == 403
    for verb in ("send", "take-back", "retry"):
        assert client.post(f"{OUTBOX}batch/{verb}/").status_code == 403
    message.refresh_from_db()
    assert message.state == MessageState.DRAFT


def test_a_message_of_another_scope_is_not_found_here(manager: Client) -> None:
    message = a_draft()
    Message.objects.update(scope="choir:2")
    assert manager.get(address("message", message)).status_code == 404
    assert manager.get("/outbox/orchestra/1/").status_code == 404


def test_an_empty_outbox_says_what_will_come(manager: Client) -> None:
    assert "No messages yet" in page_of(manager, OUTBOX)


def test_a_longer_outbox_costs_no_more_queries(manager: Client, same_queries: SameQueries) -> None:
    same_queries(manager, OUTBOX, lambda: a_draft(a_person(), a_person()))


def test_the_outbox_is_filtered_by_state_and_batch(manager: Client) -> None:
    a_draft(name="Kept")
    a_draft(name="Elsewhere", batch="Second rehearsal & more")
    put_aside = a_draft(name="Aside")
    Message.objects.filter(pk=put_aside.pk).update(state=MessageState.DISCARDED)
    assert "Aside, sing" not in page_of(manager, OUTBOX)
    assert "Aside, sing" in page_of(manager, f"{OUTBOX}?state=discarded")
    one_batch = page_of(manager, f"{OUTBOX}?batch=Second+rehearsal+%26+more")
    assert "Elsewhere, sing" in one_batch
    assert "Kept, sing" not in one_batch
    assert "Kept, sing" in page_of(manager, f"{OUTBOX}?state=nonsense&page=99")


def test_a_batch_is_sent_at_one_button_that_says_how_many(manager: Client) -> None:
    for _ in range(3):
        a_draft(batch="Second rehearsal & more")
    page = page_of(manager, OUTBOX)
    assert "Send all 3 drafts" in page
    button = re.search(r'action="([^"]*batch/send/[^"]*)"', page)
    assert button
    sent = page_of(manager, button[1].replace("&amp;", "&"), send="1")
    assert "3 messages are sent now." in sent
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.READY}
    undo = re.search(r'action="([^"]*batch/take-back/[^"]*)"', sent)
    assert undo
    assert "3 messages are drafts again." in page_of(manager, undo[1].replace("&amp;", "&"), undo="1")
    assert "Too late" in page_of(manager, undo[1].replace("&amp;", "&"), undo="1")


def test_a_message_can_be_read_as_text_and_as_html_before_it_is_sent(manager: Client) -> None:
    message = a_draft(name="Asha <b>")
    page = page_of(manager, address("message", message))
    assert "Dear Asha &lt;b&gt;," in page
    framed = manager.get(address("message-html", message))
    assert "<li>Monday</li>" in re.sub(r' style="[^"]*"', "", framed.content.decode())
    policy = framed.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_a_draft_is_edited_with_a_preview_before_saving(manager: Client) -> None:
    message = a_draft()
    typed = {"subject": "New", "body": "**Bold** words", "version": 1}
    shown = page_of(manager, f"{OUTBOX}preview/", **typed)
    assert "<strong>Bold</strong> words" in shown
    without_script = page_of(manager, address("edit", message), **typed, preview=1)
    assert "<strong>Bold</strong> words" in without_script
    message.refresh_from_db()
    assert message.subject != "New"
    assert "Saved." in page_of(manager, address("edit", message), **typed)
    message.refresh_from_db()
    assert (message.subject, message.body) == ("New", "**Bold** words\n")


def test_the_second_of_two_editors_keeps_what_was_typed_and_sees_the_other(manager: Client) -> None:
    message = a_draft()
    page_of(manager, address("edit", message), subject="First", body="First text", version=1)
    late = page_of(manager, address("edit", message), subject="Second", body="Second text", version=1)
    assert "Somebody else changed this" in late
    assert "First text" in late
    assert 'value="Second"' in late
    assert 'name="version" value="2"' in late
    page_of(manager, address("edit", message), subject="Second", body="Second text", version=2)
    message.refresh_from_db()
    assert message.subject == "Second"


def test_an_empty_text_is_refused_at_its_field(manager: Client) -> None:
    message = a_draft()
    page = page_of(manager, address("edit", message), subject="Still here", body=" ", version=1)
    assert 'value="Still here"' in page
    assert "field--error" in page


def test_only_a_draft_offers_an_editor(manager: Client) -> None:
    message = a_draft()
    Message.objects.update(state=MessageState.SENT)
    answer = manager.get(address("edit", message), follow=True)
    assert "Only a draft can be edited" in answer.content.decode()


def test_a_draft_is_put_aside_and_brought_back(manager: Client) -> None:
    message = a_draft()
    aside = page_of(manager, address("act", message, verb="discard"), x=1)
    assert "put aside" in aside
    assert address("act", message, verb="restore") in aside
    page_of(manager, address("act", message, verb="restore"), x=1)
    message.refresh_from_db()
    assert message.state == MessageState.DRAFT


def test_after_sending_one_draft_the_next_of_its_batch_is_shown(manager: Client) -> None:
    first, second = a_draft(name="First"), a_draft(name="Second")
    page = page_of(manager, address("act", second, verb="send"), x=1)
    assert ">First, sing with us</h1>" in page
    assert address("act", second, verb="take-back") in page
    first.refresh_from_db()
    assert first.state == MessageState.DRAFT


def test_a_failure_is_shown_with_its_reason_and_can_be_tried_again(manager: Client) -> None:
    message = a_draft()
    services.release(message=message, by=Person.objects.get(name="Conny"))
    Delivery.objects.update(state=DeliveryState.FAILED, error="The mail server said 550: <unknown>")
    Message.objects.update(state=MessageState.FAILED)
    page = page_of(manager, address("message", message))
    assert "The mail server said 550: &lt;unknown&gt;" in page
    assert "Try the failed one again" in page_of(manager, OUTBOX)
    page_of(manager, address("act", message, verb="retry"), x=1)
    message.refresh_from_db()
    assert message.state == MessageState.READY


def test_what_is_too_late_is_said(manager: Client) -> None:
    message = a_draft()
    Message.objects.update(state=MessageState.SENT)
    assert "Too late" in page_of(manager, address("act", message, verb="take-back"), x=1)
    assert manager.post(address("act", message, verb="burn")).status_code == 404
    assert manager.get(address("act", message, verb="send")).status_code == 405


def test_a_wording_is_changed_with_a_preview_of_sample_values_and_reset(manager: Client) -> None:
    editor = f"{OUTBOX}wordings/invitation/"
    assert "built-in words" in page_of(manager, f"{OUTBOX}wordings/")
    assert "Dear Sample Singer" in page_of(manager, editor)
    typed = {"subject": "Hi {{ singer }}", "body": "Soon: {{ times }}", "version": 0}
    assert "Hi Sample Singer" in page_of(manager, f"{editor}preview/", **typed)
    page_of(manager, editor, **typed)
    assert "your own words" in page_of(manager, f"{OUTBOX}wordings/")
    assert a_draft(a_person("Asha")).subject == "Hi Asha"
    reset = page_of(manager, f"{editor}reset/", x=1)
    assert "sing with us" in reset
    assert f"{editor}restore/" in reset
    assert "Hi {{ singer }}" in page_of(manager, f"{editor}restore/", x=1)


def test_an_unknown_placeholder_is_named_with_the_nearest_and_nothing_is_lost(manager: Client) -> None:
    editor = f"{OUTBOX}wordings/invitation/"
    typed = {"subject": "Hi {{ singr }}", "body": "My long text", "version": 0}
    for page in (page_of(manager, editor, **typed), page_of(manager, f"{editor}preview/", **typed)):
        assert "{{ singr }} is not a placeholder of this message. Did you mean {{ singer }}?" in page
    assert "My long text" in page_of(manager, editor, **typed)
    assert manager.get(f"{OUTBOX}wordings/no-such-kind/").status_code == 404


def test_the_second_of_two_people_who_word_a_message_keeps_what_was_typed(manager: Client) -> None:
    editor = f"{OUTBOX}wordings/invitation/"
    page_of(manager, editor, subject="First", body="First text", version=0)
    late = page_of(manager, editor, subject="Second", body="Second text", version=0)
    assert "Somebody else changed this" in late
    assert "First text" in late
    assert 'value="Second"' in late


def test_every_message_has_a_name_in_its_batch_even_without_one(manager: Client) -> None:
    a_draft(batch="")
    assert "Single messages" in page_of(manager, OUTBOX)
    assert BATCH not in page_of(manager, OUTBOX)
