import pytest
from django.test import Client
from django.urls import reverse


@pytest.mark.django_db
def test_the_home_page_says_what_this_is(client: Client) -> None:
    page = client.get(reverse("desk:home"))
    assert page.status_code == 200
    assert "handed down from person to person" in page.content.decode()
