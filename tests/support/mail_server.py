"""A real mail server in the test's process, which can be told to be difficult."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, ClassVar

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import LazySettings

OK = "250 taken"


@dataclass(frozen=True)
class Arrived:
    """One mail as the server took it: for whom the envelope was, and what was in it."""

    recipients: list[str]
    mail: EmailMessage


@dataclass
class MailServer:
    """`replies` are used up one a mail, then it takes everything; `DROP` cuts the line after the mail."""

    DROP: ClassVar = "drop"
    port: int
    arrived: list[Arrived] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    recipient_replies: dict[str, str] = field(default_factory=dict)
    on_arrival: Callable[[], None] = lambda: None

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = self.recipient_replies.get(address, OK)
        if reply == OK:
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        reply = self.replies.pop(0) if self.replies else OK
        if reply in (OK, self.DROP):
            content: Any = envelope.content
            self.arrived.append(
                Arrived(list(envelope.rcpt_tos), message_from_bytes(content, policy=policy.default))
            )
            self.on_arrival()
        if reply == self.DROP and server.transport is not None:
            server.transport.abort()
        return reply

    def to(self, address: str) -> list[EmailMessage]:
        return [one.mail for one in self.arrived if address in one.recipients]


@pytest.fixture
def mail_server(settings: LazySettings) -> Iterator[MailServer]:
    """Takes the place of the mail server that the settings name."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        server = MailServer(port=free.getsockname()[1])
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = False
    yield server
    controller.stop()
