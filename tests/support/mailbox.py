"""The mails that the program sent during a test, as the people who got them see them."""

import re
from dataclasses import dataclass

import pytest
from django.core.mail import EmailMessage


@dataclass(frozen=True)
class Mailbox:
    sent: list[EmailMessage]

    def of(self, address: str) -> list[EmailMessage]:
        """The letters to this address, oldest first."""
        return [letter for letter in self.sent if address in letter.recipients()]

    def latest_of(self, address: str) -> EmailMessage:
        letters = self.of(address)
        assert letters, f"Nothing was sent to {address}; {len(self.sent)} letters were sent to others."
        return letters[-1]

    def links_of(self, address: str) -> list[str]:
        """The links in the latest letter to this address."""
        return re.findall(r"https?://[^\s<>\"]+", str(self.latest_of(address).body))


@pytest.fixture
def mailbox(mailoutbox: list[EmailMessage]) -> Mailbox:
    return Mailbox(mailoutbox)
