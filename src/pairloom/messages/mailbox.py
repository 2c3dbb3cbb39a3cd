"""The local mailbox: a Maildir in the data folder, where mails arrive while no mail server is set.

A mail's file is named after its Message-ID, so a mail that is delivered twice is there once.
"""

import hashlib
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMail
from functools import cached_property
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

KEY = re.compile(r"[0-9a-f]{32}")


class MailboxBackend(BaseEmailBackend):
    """Delivers every mail into the local mailbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            mail = message.message()
            mail["Delivered-To"] = ", ".join(message.recipients())
            _deliver(hashlib.sha256(str(mail["Message-ID"]).encode()).hexdigest()[:32], mail.as_bytes())
        return len(email_messages)


@dataclass(frozen=True)
class LocalMail:
    """One mail as it arrived, read when somebody looks into it."""

    path: Path
    arrived_at: datetime

    @property
    def key(self) -> str:
        return self.path.name

    @cached_property
    def mail(self) -> ParsedMail:
        return message_from_bytes(self.path.read_bytes(), policy=policy.default)

    @property
    def subject(self) -> str:
        return str(self.mail["Subject"] or "")

    @property
    def delivered_to(self) -> str:
        return str(self.mail["Delivered-To"] or "")

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [(name, str(value)) for name, value in self.mail.items()]

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.mail.get_body(preferencelist=(kind,))
        return str(part.get_content()) if part is not None else ""

    def names(self, words: str) -> bool:
        """Whether `words` occur in it, whatever their case."""
        headers = "\n".join(f"{name}: {value}" for name, value in self.headers)
        wanted = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
        return any(wanted.search(part) for part in (headers, self.text, self.html))


def mails() -> list[LocalMail]:
    """All mails, latest first."""
    return sorted((_look_at(path) for path in _files()), key=lambda mail: mail.arrived_at, reverse=True)


def find(key: str) -> LocalMail | None:
    path = _folder("new") / key
    return _look_at(path) if KEY.fullmatch(key) and path.is_file() else None


def forget(*words: str) -> None:
    """Remove every mail in which one of these names or addresses occurs."""
    for path in list(_files()):
        mail = _look_at(path)
        if any(mail.names(word) for word in words if word):
            path.unlink(missing_ok=True)


def _files() -> Iterator[Path]:
    return (path for path in _folder("new").iterdir() if KEY.fullmatch(path.name))


def _look_at(path: Path) -> LocalMail:
    return LocalMail(path, datetime.fromtimestamp(path.stat().st_mtime, UTC))


def _deliver(key: str, content: bytes) -> None:
    """Written aside and then moved, so that nobody reads half a mail."""
    aside = _folder("tmp") / f"{time.time_ns()}.{uuid4().hex}"
    aside.write_bytes(content)
    aside.rename(_folder("new") / key)


def _folder(name: str) -> Path:
    for part in ("tmp", "new", "cur"):
        (settings.LOCAL_MAILBOX / part).mkdir(parents=True, exist_ok=True, mode=0o700)
    folder: Path = settings.LOCAL_MAILBOX / name
    return folder
