"""Signing in with an account elsewhere, where the installation offers it."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialToken
from django.test import Client
from django.urls import reverse

from pairloom.people.models import Person
from tests.support.scenarios import a_person

pytestmark = pytest.mark.django_db

GITHUB = {"github": {"APPS": [{"client_id": "pairloom", "secret": "hidden"}]}}


class Provider(BaseHTTPRequestHandler):
    """An OpenID Connect provider that believes everybody to be Ana."""

    claims: dict[str, Any] = {}

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        here = f"http://{self.headers['Host']}"
        places = {f"{what}_endpoint": f"{here}/{what}" for what in ("authorization", "token", "userinfo")}
        self._answer(self.claims if self.path == "/userinfo" else {"issuer": here} | places)

    def do_POST(self) -> None:
        self._answer({"access_token": "open sesame", "token_type": "bearer"})

    def _answer(self, what: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(what).encode())


@pytest.fixture
def provider(settings: Any) -> Iterator[type[Provider]]:
    server = HTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = {
        "provider_id": "oidc",
        "name": "Umbrella",
        "client_id": "pairloom",
        "secret": "hidden",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}", "fetch_userinfo": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    Provider.claims = {
        "sub": "7",
        "name": "Ana Reis",
        "email": "ana.reis@example.org",
        "email_verified": True,
    }
    yield Provider
    server.shutdown()
    server.server_close()


def come_through_the_provider(client: Client) -> Any:
    away = client.post("/accounts/oidc/oidc/login/?process=login")
    state = parse_qs(urlsplit(away["Location"]).query)["state"][0]
    return client.get("/accounts/oidc/oidc/login/callback/", {"code": "1", "state": state}, follow=True)


def test_no_button_without_a_provider(client: Client) -> None:
    assert "Sign in with GitHub" not in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize("address", ["/accounts/github/login/", "/accounts/oidc/oidc/login/"])
def test_no_door_without_a_provider(client: Client, address: str) -> None:
    assert client.post(address).status_code == 404


def test_a_configured_provider_has_a_button_that_leads_there(client: Client, settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = GITHUB
    assert "Sign in with GitHub" in client.get(reverse("account_login")).content.decode()
    away = client.post("/accounts/github/login/?process=login")
    assert away["Location"].startswith("https://github.com/login/oauth/authorize?client_id=pairloom")


def test_somebody_new_comes_with_name_and_address(client: Client, provider: type[Provider]) -> None:
    page = come_through_the_provider(client)
    assert page.request["PATH_INFO"] == reverse("people:agree")
    person = Person.objects.get()
    assert (person.name, person.email) == ("Ana Reis", "ana.reis@example.org")
    assert not SocialToken.objects.exists()


def test_somebody_known_by_a_confirmed_address_is_the_same_person(
    client: Client, provider: type[Provider]
) -> None:
    person = a_person("Ana Reis")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    come_through_the_provider(client)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_somebody_known_from_a_spreadsheet_is_the_same_person(
    client: Client, provider: type[Provider]
) -> None:
    person = a_person("Ana Reis")
    come_through_the_provider(client)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert Person.objects.count() == 1


def test_an_address_that_the_provider_does_not_vouch_for_opens_nothing(
    client: Client, provider: type[Provider]
) -> None:
    a_person("Ana Reis")
    Provider.claims |= {"email_verified": False}
    come_through_the_provider(client)
    assert "_auth_user_id" not in client.session


def test_the_other_side_may_say_no(client: Client, provider: type[Provider]) -> None:
    away = client.post("/accounts/oidc/oidc/login/?process=login")
    state = parse_qs(urlsplit(away["Location"]).query)["state"][0]
    refused = {"error": "server_error", "state": state}
    page = client.get("/accounts/oidc/oidc/login/callback/", refused, follow=True)
    assert "That did not work" in page.content.decode()


def test_a_connected_account_is_shown_and_disconnected(client: Client, provider: type[Provider]) -> None:
    come_through_the_provider(client)
    client.post(reverse("people:agree"))
    page = client.get(reverse("socialaccount_connections")).content.decode()
    assert "Umbrella" in page
    account = Person.objects.get().socialaccount_set.get()
    client.post(reverse("socialaccount_connections"), {"account": account.pk})
    assert not Person.objects.get().socialaccount_set.exists()
