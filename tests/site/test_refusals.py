"""What is said when a request cannot be taken at all: always a page of ours, with what to do."""

import pytest
from django.test import Client

from pairloom.events.forms.planning import MOST_TABLES
from tests.support.events import a_speed_event
from tests.support.scenarios import a_person, organiser_of

pytestmark = pytest.mark.django_db


def test_the_largest_number_of_tables_is_saved_on_one_page(client: Client) -> None:
    event = a_speed_event(tables=dict.fromkeys(range(1, MOST_TABLES + 1), 4))
    client.force_login(organiser_of(event.programme))
    page = f"/events/{event.slug}/organise/tables/"
    formset = client.get(page).context["formset"]
    sent = {field.html_name: field.value() or "" for form in formset for field in form}
    sent |= {field.html_name: field.value() for field in formset.management_form}
    sent |= {f"table-{place}-DELETE": "on" for place in range(1, MOST_TABLES)}
    assert client.post(page, sent).status_code == 302
    assert [table.number for table in event.tables.all()] == [1]


def test_too_much_at_once_is_answered_with_what_to_do(client: Client) -> None:
    client.force_login(a_person())
    answer = client.post("/accounts/logout/", {f"field-{number}": "" for number in range(4000)})
    assert answer.status_code == 400
    assert "what you entered is still there" in answer.content.decode()


def test_a_page_from_before_signing_in_is_answered_with_what_to_do() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(a_person())
    answer = client.post("/accounts/logout/", {"csrfmiddlewaretoken": "old"})
    assert answer.status_code == 403
    assert "load the page anew" in answer.content.decode()
