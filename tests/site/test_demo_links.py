import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from pairloom.people.models import Person
from pairloom.site.demo_links import sign_in_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return Person.objects.create(email="ada@example.org", name="Ada")


def test_one_click_signs_in(client: Client, person: Person) -> None:
    client.get(sign_in_link(person))
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_forged_link_signs_nobody_in(client: Client, person: Person) -> None:
    assert client.get(reverse("demo-sign-in", args=["1:forged:token"])).status_code == 404
    assert "_auth_user_id" not in client.session


def test_outside_the_demo_the_link_does_not_exist(
    client: Client, person: Person, settings: LazySettings
) -> None:
    settings.IS_DEMO = False
    assert client.get(sign_in_link(person)).status_code == 404
