"""Signing in by a mailed code, as people do it."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.support.mailbox import Mailbox


def code_for(mailbox: Mailbox, address: str) -> str:
    """The code in the newest mail to that address."""
    found = re.search(r"^ {4}(\S+)$", str(mailbox.latest_of(address).body), re.MULTILINE)
    assert found, mailbox.latest_of(address).body
    return found[1]


def ask_for_a_code(client: Client, address: str, **more: str) -> Any:
    return client.post(reverse("account_login"), {"email": address, **more}, follow=True)


def sign_in_by_code(client: Client, mailbox: Mailbox, address: str, **more: str) -> Any:
    """The page that follows."""
    ask_for_a_code(client, address, **more)
    code = code_for(mailbox, address)
    return client.post(reverse("account_confirm_login_code"), {"code": code, **more}, follow=True)
